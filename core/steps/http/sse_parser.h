// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace assay::steps::http {

struct SseEvent
{
    QString type; ///< "message" when the stream does not say
    QString data;
    QString id; ///< the last id the stream gave, also by an earlier event
    friend bool operator==(const SseEvent &, const SseEvent &) = default;
};

/// Takes an event stream apart as it comes, in pieces cut anywhere (WHATWG HTML 9.2.6).
///
///     SseParser parser(limits);
///     std::vector<SseEvent> events;
///     parser.feed("data: a\n\n", events);   // {message, a, ""}
///
/// An event that is not ended by an empty line is not an event. Pure, confined to one thread.
class SseParser
{
public:
    struct Limits
    {
        base::ByteCount line{1024 * 1024};
        base::ByteCount data{16 * 1024 * 1024}; ///< of one event
    };
    explicit SseParser(Limits limits);

    /// Appends the events that are complete; an error when a limit is passed.
    [[nodiscard]] base::Result<> feed(QByteArrayView bytes, std::vector<SseEvent> &events);
    [[nodiscard]] const QString &lastEventId() const { return m_lastId; }
    [[nodiscard]] std::optional<base::Nanoseconds> retry() const { return m_retry; }

private:
    [[nodiscard]] base::Result<> takeLine(std::vector<SseEvent> &events);
    void dispatch(std::vector<SseEvent> &events);

    Limits m_limits;
    QByteArray m_line;
    QByteArray m_type;
    QByteArray m_data;
    QString m_idBuffer;
    QString m_lastId;
    std::optional<base::Nanoseconds> m_retry;
    bool m_atStart = true;
    bool m_afterCr = false;
};

} // namespace assay::steps::http
