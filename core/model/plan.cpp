// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/plan.h"

#include <array>

namespace assay::model {

namespace {
constexpr std::array<QLatin1StringView, 5> kNames = {
    QLatin1StringView("continue"), QLatin1StringView("stop phase"), QLatin1StringView("stop"),
    QLatin1StringView("retry"), QLatin1StringView("quarantine")};
}

QString failureActionName(FailureAction action)
{
    return kNames.at(static_cast<std::size_t>(action));
}

std::optional<FailureAction> failureActionFromName(QStringView name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == kNames.at(i))
            return static_cast<FailureAction>(i);
    }
    return std::nullopt;
}

} // namespace assay::model
