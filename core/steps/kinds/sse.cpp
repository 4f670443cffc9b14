// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/sse.h"

#include "steps/http/conversation.h"
#include "steps/http/request_reader.h"
#include "steps/http/sse_parser.h"
#include "steps/kinds/until.h"
#include "suite/node_values.h"

#include <QJsonArray>

namespace assay::steps {

using namespace Qt::StringLiterals;
using http::CurlClient;
using model::Node;
using suite::Shape;

namespace {

constexpr base::Nanoseconds kWithin = std::chrono::seconds(10);

/// What is taken from the stream, and when it is enough.
class Listener
{
public:
    Listener(const Node &body, const StepLimits &limits)
        : m_until(body[u"until"])
        , m_take(suite::wholeNumber(body[u"take"]).value_or(0))
        , m_limits(limits)
        , m_parser({limits.line, limits.body})
    {
    }

    /// False when enough was heard, or nothing more may be.
    bool hear(const http::Reply &reply, QByteArrayView piece)
    {
        m_bytes += piece.size();
        if (!isStream(reply))
            return m_bytes <= m_limits.line.value;
        if (m_shown.size() < model::Exchange::kBodyLimit)
            m_shown +=
                piece.first(std::min(piece.size(), model::Exchange::kBodyLimit - m_shown.size()));
        std::vector<http::SseEvent> events;
        const auto fed = m_parser.feed(piece, events);
        for (const http::SseEvent &event : events) {
            add(event);
            if (m_complete)
                return false;
        }
        if (!fed)
            m_error = fed.error();
        else if (m_bytes > m_limits.body.value && !m_complete)
            m_error = {
                u"the event stream is larger than %1"_s.arg(base::byteCountText(m_limits.body)),
                u"the rest was not read"_s};
        return !m_error;
    }

    static bool isStream(const http::Reply &reply)
    {
        return reply.status == 200 &&
               reply.header("content-type").toLower().startsWith("text/event-stream");
    }
    [[nodiscard]] bool hasGoal() const { return m_take > 0 || !m_until.isMissing(); }
    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }
    [[nodiscard]] const QByteArray &shown() const { return m_shown; }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

    /// "only 1 of 3 events came", "no event fitted until: (2 came)".
    [[nodiscard]] QString shortfall() const
    {
        if (m_take > 0 && m_until.isMissing())
            return u"only %1 of %2 events came"_s.arg(m_events.size()).arg(m_take);
        return u"none of the %1 events that came is the one that until: waits for"_s.arg(
            m_events.size());
    }

    void setFields(Fields &fields) const
    {
        fields.set(u"events"_s, m_events);
        fields.set(u"count"_s, m_events.size());
        const QJsonObject last = m_events.isEmpty() ? QJsonObject() : m_events.last().toObject();
        fields.set(u"last"_s, last.contains(u"json"_s) ? last[u"json"_s] : last[u"data"_s]);
        fields.set(u"lastEventId"_s, m_parser.lastEventId());
        fields.set(u"retry"_s,
                   m_parser.retry()
                       ? QJsonValue(static_cast<qint64>(m_parser.retry()->count() / 1'000'000))
                       : QJsonValue());
        fields.setDefault(u"last"_s);
    }

private:
    void add(const http::SseEvent &event)
    {
        QJsonObject shown{{u"event"_s, event.type}, {u"data"_s, event.data}, {u"id"_s, event.id}};
        addJson(shown, event.data);
        m_events.append(shown);
        m_complete = (m_take > 0 && m_events.size() >= m_take) ||
                     (!m_until.isMissing() && untilHolds(m_until, shown));
        if (m_events.size() >= m_limits.rows && !m_complete)
            m_error = {u"more than %1 events came"_s.arg(m_limits.rows), u"end it with take:"_s};
    }

    const Node &m_until;
    int m_take = 0;
    StepLimits m_limits;
    http::SseParser m_parser;
    QJsonArray m_events;
    QByteArray m_shown;
    qint64 m_bytes = 0;
    bool m_complete = false;
    std::optional<base::Error> m_error;
};

StepResult timedOut(const QString &why)
{
    StepResult result = StepResult::error({why, {}});
    result.outcome = model::Outcome::TimedOut;
    return result;
}

} // namespace

suite::StepShape SseStep::shape() const
{
    std::vector<Shape::Key> keys;
    for (const QString &verb : http::verbs())
        keys.emplace_back(verb, Shape::text(), false, u"the URL"_s);
    keys.emplace_back(u"url"_s, Shape::text(), false, u"the URL, for GET"_s);
    for (auto &&shared : {http::connectionKeys(), http::bodyKeys()})
        keys.insert(keys.end(), shared.begin(), shared.end());
    keys.emplace_back(u"take"_s, Shape::integer(1, 100'000), false, u"ends after so many events"_s);
    keys.emplace_back(u"until"_s, untilShape({u"event"_s, u"data"_s, u"id"_s, u"json"_s}), false,
                      u"ends after the event that fits"_s);
    keys.emplace_back(u"within"_s, Shape::duration(), false, u"by default 10s"_s);
    return {.kind = u"sse"_s,
            .body = Shape::map(std::move(keys))
                        .exactlyOneOf(http::verbs() + QStringList{u"url"_s})
                        .atMostOneOf(http::bodyKeyNames()),
            .help = u"Reads server-sent events."_s,
            .expectKeys = {u"events"_s, u"last"_s, u"count"_s, u"ended"_s, u"status"_s, u"reason"_s,
                           u"headers"_s, u"cookies"_s, u"url"_s, u"httpVersion"_s, u"lastEventId"_s,
                           u"retry"_s, u"time"_s}};
}

QString SseStep::title(const model::Step &step) const
{
    return http::titleOf(step.body);
}

StepResult SseStep::run(const model::Step &step, StepContext &context) const
{
    const base::Nanoseconds limit = http::timeLimit(step, context);
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    auto request = http::RequestReader(step, context).read(*body);
    if (!request)
        return StepResult::error(request.error());
    const auto within = body->contains(u"within") ? suite::duration((*body)[u"within"]) : kWithin;
    if (!within) {
        return StepResult::error(base::Error{u"within must be a duration such as 10s"_s, {}}.at(
            (*body)[u"within"].position(step.file)));
    }
    if (request->header("Accept") == nullptr)
        request->headers.push_back({"Accept", "text/event-stream"});
    if (request->header("Cache-Control") == nullptr)
        request->headers.push_back({"Cache-Control", "no-store"});

    Listener listener(*body, context.limits());
    const base::StopScope scope(context.run().timer, context.stopToken(),
                                context.run().host.clock.steadyNow() + *within);
    http::Conversation done =
        http::converse(std::move(*request),
                       {.stop = scope.token(),
                        .sink = [&](const http::Reply &reply,
                                    QByteArrayView piece) { return listener.hear(reply, piece); }},
                       context);

    const http::Reply &reply = done.sent.reply;
    auto exchange = http::exchangeOf(u"sse"_s, done);
    exchange->response.body = listener.shown();
    exchange->response.bodySize = listener.bytes();
    const QString what = exchange->request.summary;
    const bool stopped = done.sent.end == CurlClient::End::Stopped;
    StepResult result;
    if (listener.error()) {
        result = StepResult::error(*listener.error());
    } else if (done.sent.end == CurlClient::End::TimedOut) {
        result = timedOut(done.sent.error.toString());
    } else if (done.sent.end == CurlClient::End::Failed) {
        result = StepResult::error(done.sent.error);
    } else if (stopped && context.stopToken().stop_requested()) {
        result = http::stoppedResult(what, done.sent.doing, limit, context);
    } else if (stopped && reply.status == 0) {
        result = timedOut(u"%1 took longer than %2: it hung %3"_s.arg(
            what, base::durationText(*within), done.sent.doing));
    } else if (listener.hasGoal() && !Listener::isStream(reply)) {
        result = StepResult::error(
            {u"%1 answered %2 with content type \"%3\", which is no event stream"_s.arg(
                 what, exchange->response.summary, QString::fromUtf8(reply.header("content-type"))),
             u"it must be 200 and text/event-stream"_s});
    } else if (listener.hasGoal() && !listener.isComplete()) {
        if (stopped)
            result = timedOut(listener.shortfall() + u" within "_s + base::durationText(*within));
        else
            result =
                StepResult::error({u"the stream ended too early: "_s + listener.shortfall(), {}});
    } else {
        http::setReplyFields(result.fields, done, *exchange);
        listener.setFields(result.fields);
        result.fields.set(u"ended"_s, done.sent.end == CurlClient::End::Answered);
    }
    result.title = http::titleOf(done.request);
    result.exchange = std::move(exchange);
    return result;
}

} // namespace assay::steps
