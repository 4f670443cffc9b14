// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/line_collector.h"

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString &cutMark()
{
    static const QString kMark = u" ... (line cut)"_s;
    return kMark;
}

} // namespace

LineCollector::LineCollector()
    : LineCollector(Limits{})
{
}

LineCollector::LineCollector(Limits limits)
    : m_limits(limits)
{
}

QString LineCollector::printable(QByteArrayView bytes)
{
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    const QString text = QString::fromUtf8(bytes);
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text.at(i).unicode();
        if (c == 0x1b && i + 1 < text.size() && text.at(i + 1) == u'[') {
            // ECMA-48 control sequence: parameters, then one final letter.
            qsizetype end = i + 2;
            while (end < text.size() && text.at(end).unicode() >= 0x20 &&
                   text.at(end).unicode() < 0x40)
                ++end;
            i = end;
        } else if ((c < 0x20 && c != u'\t') || (c >= 0x7f && c < 0xa0)) {
            out += u"\\x%1"_s.arg(static_cast<uint>(c), 2, 16, QChar(u'0'));
        } else {
            out += QChar(c);
        }
    }
    return out;
}

std::vector<LineCollector::Line> LineCollector::add(QByteArrayView bytes, base::SteadyTime now)
{
    std::vector<Line> out = tick(now);
    while (!bytes.isEmpty()) {
        const qsizetype newline = bytes.indexOf('\n');
        const QByteArrayView part = newline < 0 ? bytes : bytes.first(newline);
        const qsizetype room = m_limits.lineBytes - m_line.size();
        if (part.size() > room)
            m_isCut = true;
        m_line.append(part.first(qMin(part.size(), room)));
        if (newline < 0)
            break;
        endLine(now, out);
        bytes = bytes.sliced(newline + 1);
    }
    return out;
}

void LineCollector::endLine(base::SteadyTime now, std::vector<Line> &out)
{
    const bool isCut = std::exchange(m_isCut, false);
    if (m_watched && !m_seen)
        m_seen = m_watched->match(printable(m_line)).hasMatch();
    m_last.push_back(m_line);
    if (m_last.size() > m_limits.remembered)
        m_last.pop_front();
    if (m_inSecond == 0)
        m_secondStart = now;
    if (m_inSecond++ < m_limits.linesPerSecond)
        out.push_back({printable(m_line) + (isCut ? cutMark() : QString())});
    else
        ++m_dropped;
    m_line.clear();
}

std::vector<LineCollector::Line> LineCollector::tick(base::SteadyTime now)
{
    std::vector<Line> out;
    if (m_inSecond > 0 && now >= m_secondStart + 1s) {
        reportDropped(out);
        m_inSecond = 0;
    }
    return out;
}

std::optional<base::SteadyTime> LineCollector::nextTick() const
{
    return m_dropped > 0 ? std::optional(m_secondStart + 1s) : std::nullopt;
}

void LineCollector::reportDropped(std::vector<Line> &out)
{
    if (m_dropped == 0)
        return;
    out.push_back({u"%1 lines dropped (more than %2 in a second)"_s.arg(m_dropped).arg(
                       m_limits.linesPerSecond),
                   true});
    m_dropped = 0;
}

std::vector<LineCollector::Line> LineCollector::finish()
{
    std::vector<Line> out;
    if (!m_line.isEmpty() || m_isCut)
        endLine(m_secondStart, out);
    reportDropped(out);
    return out;
}

QStringList LineCollector::lastLines(int count) const
{
    QStringList lines;
    const std::size_t first =
        m_last.size() - std::min(m_last.size(), static_cast<std::size_t>(count));
    for (std::size_t i = first; i < m_last.size(); ++i) {
        constexpr qsizetype kShown = 500; // of one line of a report
        const QByteArray &line = m_last[i];
        lines.append(printable(line.first(qMin(line.size(), kShown))) +
                     (line.size() > kShown ? cutMark() : QString()));
    }
    return lines;
}

} // namespace assay::environment
