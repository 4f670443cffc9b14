// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/children.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Outcome;

StepResult resultOfChildren(Outcome outcome, const QString &what)
{
    StepResult result;
    result.outcome = outcome == Outcome::Skipped ? Outcome::Passed : outcome;
    switch (outcome) {
    case Outcome::Passed:
    case Outcome::Skipped:
        return result;
    case Outcome::Failed:
        result.failures.push_back({.message = what + u" failed"_s});
        return result;
    case Outcome::Error:
        result.failures.push_back({.message = what + u" could not be carried out"_s});
        return result;
    case Outcome::TimedOut:
        result.failures.push_back({.message = what + u" took too long"_s});
        return result;
    case Outcome::Aborted:
        result.failures.push_back({.message = what + u" was aborted"_s});
        return result;
    }
    return result;
}

bool isTrue(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool();
    case QJsonValue::Double:
        return value.toDouble() != 0;
    case QJsonValue::String:
        return !value.toString().isEmpty();
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return false;
    default:
        return true;
    }
}

base::Result<bool> conditionHolds(const model::Node &condition, const model::Step &step,
                                  StepContext &context)
{
    const auto value = context.resolve(condition, step);
    if (!value)
        return base::failure(value.error());
    return isTrue(value->toJson());
}

} // namespace assay::steps
