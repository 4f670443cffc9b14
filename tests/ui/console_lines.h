// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/console/console_line.h"

#include <vector>

namespace assay::ui::test {

/// `count` lines of the service "api", a millisecond apart, every tenth an error. "%1" in the text
/// is the line's number.
inline std::vector<ConsoleLine>
consoleLines(int count, const QString &text = QStringLiteral("line %1"), int first = 0)
{
    std::vector<ConsoleLine> made;
    made.reserve(static_cast<std::size_t>(count));
    const bool numbered = text.contains(QStringLiteral("%1"));
    for (int i = first; i < first + count; ++i) {
        ConsoleLine line;
        line.at = std::chrono::milliseconds(i);
        line.level = i % 10 == 0 ? events::LogLevel::Error : events::LogLevel::Info;
        line.kind = LogKind::Service;
        line.source = QStringLiteral("api");
        line.text = numbered ? text.arg(i) : text;
        line.event = static_cast<std::uint64_t>(i) + 1;
        made.push_back(std::move(line));
    }
    return made;
}

} // namespace assay::ui::test
