// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"

#include <QByteArray>
#include <QRegularExpression>
#include <QStringList>

#include <deque>
#include <optional>
#include <vector>

namespace assay::environment {

/// Cuts a service's output into lines and keeps it within bounds, whatever it writes: lines longer
/// than 16 KiB are cut, more than 5000 lines in a second are dropped and counted, what is not text
/// is made printable. A plain value.
///
///     for (const LineCollector::Line &line : collector.add(bytes, now)) ...
class LineCollector
{
public:
    struct Limits
    {
        qsizetype lineBytes = qsizetype{16} * 1024;
        int linesPerSecond = 5000;
        std::size_t remembered = 40;
    };
    struct Line
    {
        QString text;
        bool isNote = false; ///< said by us: "12 lines dropped (...)"
    };

    LineCollector();
    explicit LineCollector(Limits limits);

    [[nodiscard]] std::vector<Line> add(QByteArrayView bytes, base::SteadyTime now);
    /// What is due at nextTick(): the count of dropped lines.
    [[nodiscard]] std::vector<Line> tick(base::SteadyTime now);
    [[nodiscard]] std::optional<base::SteadyTime> nextTick() const;
    /// The last line without its end, and the count.
    [[nodiscard]] std::vector<Line> finish();

    /// Looks for a line that the expression matches, in all lines, dropped ones too.
    void watchFor(QRegularExpression expression) { m_watched = std::move(expression); }
    [[nodiscard]] bool wasSeen() const { return m_seen; }

    /// The newest at the end.
    [[nodiscard]] QStringList lastLines(int count) const;

    /// UTF-8 with U+FFFD for what is none; terminal colours are taken out, other control characters
    /// are written as \x1b; a carriage return at the end is dropped.
    [[nodiscard]] static QString printable(QByteArrayView bytes);

private:
    void endLine(base::SteadyTime now, std::vector<Line> &out);
    void reportDropped(std::vector<Line> &out);

    Limits m_limits;
    QByteArray m_line;    ///< of the line that has not ended
    bool m_isCut = false; ///< the rest of it is thrown away
    base::SteadyTime m_secondStart;
    int m_inSecond = 0;
    qint64 m_dropped = 0;
    std::deque<QByteArray> m_last;
    std::optional<QRegularExpression> m_watched;
    bool m_seen = false;
};

} // namespace assay::environment
