// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/sse_parser.h"

#include <algorithm>
#include <utility>

namespace assay::steps::http {

using namespace Qt::StringLiterals;

SseParser::SseParser(Limits limits)
    : m_limits(limits)
{
}

base::Result<> SseParser::feed(QByteArrayView bytes, std::vector<SseEvent> &events)
{
    while (!bytes.isEmpty()) {
        if (std::exchange(m_afterCr, false) && bytes.front() == '\n') {
            bytes = bytes.sliced(1);
            continue;
        }
        const auto end =
            std::find_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r'; });
        const qsizetype length = end - bytes.begin();
        if (m_line.size() + length > m_limits.line.value) {
            return base::failure(u"a line of the event stream is longer than %1"_s.arg(
                                     base::byteCountText(m_limits.line)),
                                 u"the rest was not read"_s);
        }
        m_line += bytes.first(length);
        if (end == bytes.end())
            return {};
        m_afterCr = *end == '\r';
        bytes = bytes.sliced(length + 1);
        if (auto taken = takeLine(events); !taken)
            return taken;
    }
    return {};
}

base::Result<> SseParser::takeLine(std::vector<SseEvent> &events)
{
    QByteArray line = std::exchange(m_line, {});
    if (std::exchange(m_atStart, false) && line.startsWith("\xEF\xBB\xBF"))
        line.remove(0, 3);
    if (line.isEmpty()) {
        dispatch(events);
        return {};
    }
    const qsizetype colon = line.indexOf(':');
    if (colon == 0)
        return {}; // a comment
    const QByteArrayView field = QByteArrayView(line).first(colon < 0 ? line.size() : colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : QByteArrayView(line).sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (field == "data") {
        if (m_data.size() + value.size() >= m_limits.data.value) {
            return base::failure(
                u"an event's data is larger than %1"_s.arg(base::byteCountText(m_limits.data)),
                u"the rest was not read"_s);
        }
        m_data += value;
        m_data += '\n';
    } else if (field == "event") {
        m_type = value.toByteArray();
    } else if (field == "id") {
        if (!value.contains('\0'))
            m_idBuffer = QString::fromUtf8(value);
    } else if (field == "retry") {
        constexpr qsizetype kMostDigits = 12;
        if (!value.isEmpty() && value.size() <= kMostDigits &&
            std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
            m_retry = std::chrono::milliseconds(value.toLongLong());
    }
    return {};
}

void SseParser::dispatch(std::vector<SseEvent> &events)
{
    m_lastId = m_idBuffer;
    const QByteArray type = std::exchange(m_type, {});
    QByteArray data = std::exchange(m_data, {});
    if (data.isEmpty())
        return;
    data.chop(1);
    events.push_back({type.isEmpty() ? u"message"_s : QString::fromUtf8(type),
                      QString::fromUtf8(data), m_lastId});
}

} // namespace assay::steps::http
