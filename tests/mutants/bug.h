// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace assay::mutants {

/// A defect that the system can be told to have.
struct Bug
{
    QString name;
    QString wrong; ///< what is wrong with the system then
};

/// The lines of `semantic-processor --bugs`: a name, a tab, what is wrong. Other lines are passed
/// over.
[[nodiscard]] std::vector<Bug> parseBugs(const QByteArray &output);

} // namespace assay::mutants
