// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/case.h"

#include <QHash>

namespace assay::model {

/// Set-up that runs once in a run however many cases use it, and its teardown when the last is
/// done.
struct Fixture
{
    QString name; ///< unique in the run: the file's path and "runSetup"
    std::vector<Step> setup;
    std::vector<Step> teardown;
};

/// One suite file, after loading: includes are merged in, data is expanded, names are checked.
/// A plain value, any thread.
struct Suite
{
    QString file; ///< relative to the workspace, the first part of its cases' ids
    QString name;
    QStringList tags;
    QString environment;           ///< a name; "" means none is needed
    std::optional<int> parallel;   ///< at most so many of its cases at once
    QHash<QString, int> resources; ///< capacities of named locks that it declares
    Node vars;
    std::vector<Step> setup;       ///< once, before its first case
    std::vector<Step> teardown;    ///< once, after its last case, always
    std::vector<Fixture> fixtures; ///< once-per-run set-ups that its cases use
    std::vector<Case> cases;
    /// Of the content of all files that were read for it: another one when any of them is edited.
    QByteArray fingerprint;
};

} // namespace assay::model
