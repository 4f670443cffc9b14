// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/environment.h"

#include <array>

namespace assay::model {

namespace {
constexpr std::array<QLatin1StringView, 6> kNames = {
    QLatin1StringView("waiting"), QLatin1StringView("starting"), QLatin1StringView("ready"),
    QLatin1StringView("failed"),  QLatin1StringView("stopping"), QLatin1StringView("stopped")};
}

QString serviceStateName(ServiceState state)
{
    return kNames.at(static_cast<std::size_t>(state));
}

std::optional<ServiceState> serviceStateFromName(QStringView name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == kNames.at(i))
            return static_cast<ServiceState>(i);
    }
    return std::nullopt;
}

} // namespace assay::model
