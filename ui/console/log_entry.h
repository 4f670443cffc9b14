// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/console/console_line.h"

#include <QByteArray>

namespace assay::ui {

/// The number of a line in its store, from 0, never used twice.
using LineNumber = quint64;

/// What is held in memory of each line; its text is in the file, after that of the line before.
struct LogEntry
{
    static constexpr quint64 kMostBytes = quint64(1) << 44;
    static constexpr quint64 kMostPlaces = quint64(1) << 10;
    static constexpr quint64 kMostSources = quint64(1) << 12;
    static constexpr quint64 kMostCases = (quint64(1) << 20) - 1;
    static constexpr quint64 kMostEvents = (quint64(1) << 32) - 1;

    quint64 end : 44;        ///< in the file, after its '\n'
    quint64 place : 10;      ///< of LogStore's places; 0 for none
    quint64 kind : 3;        ///< LogKind
    quint64 level : 2;       ///< events::LogLevel
    quint64 role : 4;        ///< Role
    quint64 continued : 1;   ///< not the first line of its text
    qint64 at;               ///< nanoseconds since the run's start
    quint64 event : 32;      ///< 0 for none
    quint64 source : 12;     ///< of LogStore's sources
    quint64 caseNumber : 20; ///< CaseIndex + 1; 0 for none
};
static_assert(sizeof(LogEntry) == 24);

/// Which lines there are: [0, head) and, when something was dropped in between, [tail, end).
struct LogExtent
{
    LineNumber head = 0;
    LineNumber tail = 0;
    LineNumber end = 0;

    [[nodiscard]] quint64 count() const { return head + (end - tail); }
    [[nodiscard]] bool contains(LineNumber line) const
    {
        return line < head || (line >= tail && line < end);
    }
    /// The line at a place in their order.
    [[nodiscard]] LineNumber at(quint64 position) const
    {
        return position < head ? position : tail + (position - head);
    }
    /// The place of the line, or of the first after it.
    [[nodiscard]] quint64 positionOf(LineNumber line) const
    {
        return line < head ? line : head + (std::clamp(line, tail, end) - tail);
    }
    friend bool operator==(const LogExtent &, const LogExtent &) = default;
};

/// A line as it is read back.
struct StoredLine
{
    base::Nanoseconds at{};
    events::LogLevel level = events::LogLevel::Info;
    LogKind kind = LogKind::Assay;
    Role role = Role::Text;
    bool continued = false; ///< not the first line of its text
    QString source;
    QByteArray text;    ///< clean UTF-8 (see log_text.h), as far as it was asked for
    qsizetype size = 0; ///< bytes of the whole text
    bool ready = true;  ///< false: its text must come from the disk first

    std::uint64_t event = 0;
    events::CaseIndex caseIndex = -1;
    int attempt = 0;
    QString stepPath;
};

} // namespace assay::ui

Q_DECLARE_METATYPE(assay::ui::StoredLine)
