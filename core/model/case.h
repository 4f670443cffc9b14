// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/need_on.h"
#include "model/step.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace assay::model {

struct Need
{
    QString
        caseId; ///< the full id, after loading; a need on a case with `each` names every row's id
    NeedOn on = NeedOn::Success;
    base::SourcePosition position = {};
};

/// A named lock: at most `capacity` units are held at once over the whole run; the case takes
/// `count`. The capacity stands in the suite's `config.resources`, 1 when nobody says.
struct ResourceUse
{
    QString name;
    int count = 1;
};

struct Quarantine
{
    bool active =
        false; ///< the case runs, but its failure does not count (shown as skipped: quarantined)
    QString reason;
    QString until; ///< ISO date after which it counts again; may be empty
};

enum class Isolation { None, Suite, Case };
enum class OnFailure { Nothing, Keep };

/// One case, after loading: rows of `each` and `matrix` are cases of their own.
/// A plain value, any thread. Steps are shared between the rows of one written case.
struct Case
{
    QString id;         ///< "suites/a.yaml::stores a text[de]", stable; see semantics "Selection"
    QString name;       ///< as written
    QString key;        ///< the data key, "" without data
    QString explicitId; ///< `id:` of the file; "" when it has none
    base::SourcePosition position;
    std::vector<Need> needs;
    QStringList tags;                         ///< the suite's and its own
    std::optional<base::Nanoseconds> timeout; ///< of one attempt, set-up and teardown not counted
    int retries = 0;                          ///< further attempts
    Isolation isolation = Isolation::None;
    OnFailure onFailure = OnFailure::Nothing;
    Quarantine quarantine;
    std::vector<ResourceUse> resources;
    QJsonObject row; ///< `row` in expressions: the data row and the matrix values
    QStringList rowTemplates; ///< members of the row that hold ${...}, to evaluate when it starts
    Node vars;         ///< of the case, over the suite's
    QString condition; ///< `if`: skipped (condition) when false
    std::shared_ptr<const std::vector<Step>>
        setup; ///< the suite's caseSetup and its own; never null after loading
    std::shared_ptr<const std::vector<Step>> steps;
    std::shared_ptr<const std::vector<Step>> teardown; ///< its own, then the suite's caseTeardown
};

} // namespace assay::model
