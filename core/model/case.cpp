// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/case.h"

#include <array>

namespace assay::model {

namespace {
constexpr std::array<QLatin1StringView, 4> kNames = {
    QLatin1StringView("success"), QLatin1StringView("always"), QLatin1StringView("failure"),
    QLatin1StringView("completed")};
}

QString needOnName(NeedOn on)
{
    return kNames.at(static_cast<std::size_t>(on));
}

std::optional<NeedOn> needOnFromName(QStringView name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == kNames.at(i))
            return static_cast<NeedOn>(i);
    }
    return std::nullopt;
}

} // namespace assay::model
