// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/event.h"

#include <array>

namespace assay::events {

namespace {

constexpr std::array<QLatin1StringView, std::variant_size_v<Payload>> kNames = {
    QLatin1StringView("run planned"),     QLatin1StringView("run started"),
    QLatin1StringView("run finished"),    QLatin1StringView("environment changed"),
    QLatin1StringView("case queued"),     QLatin1StringView("case started"),
    QLatin1StringView("attempt started"), QLatin1StringView("attempt finished"),
    QLatin1StringView("step started"),    QLatin1StringView("step finished"),
    QLatin1StringView("case finished"),   QLatin1StringView("log line"),
    QLatin1StringView("sample batch"),    QLatin1StringView("fault started"),
    QLatin1StringView("fault ended"),     QLatin1StringView("load stage"),
    QLatin1StringView("health changed"),  QLatin1StringView("snapshot taken"),
    QLatin1StringView("attachment")};

constexpr std::array<QLatin1StringView, 4> kLevels = {
    QLatin1StringView("debug"), QLatin1StringView("info"), QLatin1StringView("warning"),
    QLatin1StringView("error")};

} // namespace

QString payloadName(const Payload &payload)
{
    return kNames.at(payload.index());
}

QString logLevelName(LogLevel level)
{
    return kLevels.at(static_cast<std::size_t>(level));
}

} // namespace assay::events
