// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/websocket_talk.h"

#include "base/suggest.h"
#include "steps/http/request_reader.h"
#include "steps/http/url.h"
#include "suite/node_values.h"

#include <map>

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Node;
using State = WebSocketConnection::State;

namespace {

constexpr base::Nanoseconds kWithin = std::chrono::seconds(10);
constexpr int kNormalClosure = 1000;

/// The connections with names of one attempt of a case; another's first use closes them.
struct OpenConnections
{
    QByteArray owner;
    std::map<QString, std::unique_ptr<WebSocketConnection>> byName;

    void beginOwner(const StepContext::Owner &next)
    {
        const QByteArray key = QByteArray::number(next.index) + '|' +
                               QByteArray::number(next.attempt) + '|' + next.suiteFile.toUtf8();
        if (key == owner)
            return;
        owner = key;
        byName.clear();
    }
};

void show(model::Exchange::Part &part, const QByteArray &content)
{
    constexpr qsizetype kLimit = model::Exchange::kBodyLimit;
    part.bodySize += content.size();
    if (part.body.size() < kLimit)
        part.body += (content + '\n').left(kLimit - part.body.size());
}

} // namespace

WebSocketTalk::WebSocketTalk(const Node &body, const model::Step &step, StepContext &context)
    : m_body(body)
    , m_step(step)
    , m_context(context)
    , m_start(context.run().host.clock.steadyNow())
{
    m_exchange->protocol = u"websocket"_s;
}

StepResult WebSocketTalk::run()
{
    m_context.worker().locals.get<OpenConnections>().beginOwner(m_context.owner());
    if (auto limits = readLimits(); !limits)
        return StepResult::error(limits.error());
    const auto messages = readMessages();
    if (!messages)
        return StepResult::error(messages.error());
    if (auto trouble = connect())
        return finish(std::move(*trouble));
    for (const Message &message : *messages) {
        show(m_exchange->request, message.binary ? message.content.toBase64() : message.content);
        m_connection->send(message);
    }
    if (auto trouble = receive())
        return finish(std::move(*trouble));
    if (auto trouble = close())
        return finish(std::move(*trouble));
    return finish({});
}

base::Result<> WebSocketTalk::readLimits()
{
    const auto within = m_body.contains(u"within") ? suite::duration(m_body[u"within"]) : kWithin;
    if (!within) {
        return base::failure(u"within must be a duration such as 10s"_s, {},
                             m_body[u"within"].position(m_step.file));
    }
    m_within = *within;
    const Node &receive = m_body[u"receive"];
    m_untilClose = receive.text() == u"close"_s;
    m_receive = suite::wholeNumber(receive).value_or(0);
    if (!receive.isMissing() && !m_untilClose && receive.kind() != Node::Kind::Number) {
        return base::failure(u"receive must be a whole number or close"_s, {},
                             receive.position(m_step.file));
    }
    return {};
}

base::Result<WebSocketConnection::Options> WebSocketTalk::readOptions() const
{
    WebSocketConnection::Options options;
    const Node &url = m_body[u"url"];
    const auto wire = http::wireUrl(url.text(), {u"ws"_s, u"wss"_s});
    if (!wire) {
        base::Error error = wire.error();
        if (!error.fix.isEmpty() && !url.text().startsWith(u"ws"_s))
            error.fix = u"write the whole of it, such as ws://127.0.0.1:4311/path"_s;
        return base::failure(error.at(url.position(m_step.file)));
    }
    options.url = *wire;
    for (const Node::Member &member : m_body[u"headers"].members()) {
        const auto text = http::scalarText(member.value, m_step.file);
        if (!text)
            return base::failure(text.error());
        if (member.key.contains(u'\n') || text->contains(u'\n') || text->contains(u'\r')) {
            return base::failure(
                u"the header %1 has a line break in it"_s.arg(member.key.simplified()),
                u"a header is one line"_s, member.value.position(m_step.file));
        }
        options.headers.emplace_back(member.key.toUtf8(), text->toUtf8());
    }
    options.subprotocols = suite::textsOf(m_body[u"subprotocols"]);
    options.verify = m_body[u"tls"][u"verify"].value().toBool(true);
    if (m_body[u"tls"].contains(u"ca")) {
        auto path = http::filePath(m_body[u"tls"][u"ca"], m_step, m_context, true);
        if (!path)
            return base::failure(path.error());
        options.authorities = QSslCertificate::fromPath(*path);
        if (options.authorities.isEmpty()) {
            return base::failure(u"cannot read the certificates of tls: { ca: %1 }"_s.arg(*path),
                                 u"it must be a file in PEM format"_s,
                                 m_body[u"tls"][u"ca"].position(m_step.file));
        }
    }
    options.messageLimit = m_context.limits().body;
    options.countLimit = m_context.limits().rows;
    return options;
}

base::Result<std::vector<WebSocketTalk::Message>> WebSocketTalk::readMessages() const
{
    std::vector<Message> messages;
    for (const Node *item : suite::itemsOrSelf(m_body[u"send"])) {
        if (item->isMap() && item->contains(u"json")) {
            QByteArray text;
            http::appendNodeJson(text, (*item)[u"json"]);
            messages.push_back({false, std::move(text)});
        } else if (item->isMap() && item->contains(u"binary")) {
            const auto bytes = QByteArray::fromBase64Encoding(
                (*item)[u"binary"].text().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
            if (!bytes) {
                return base::failure(u"binary is not valid base64"_s, {},
                                     (*item)[u"binary"].position(m_step.file));
            }
            messages.push_back({true, *bytes});
        } else {
            const auto text =
                http::scalarText(item->isMap() ? (*item)[u"text"] : *item, m_step.file);
            if (!text)
                return base::failure(text.error());
            messages.push_back({false, text->toUtf8()});
        }
    }
    return messages;
}

bool WebSocketTalk::waitFor(const std::function<bool(const State &)> &condition)
{
    const base::SteadyTime end = m_start + m_within;
    const auto left = end - m_context.run().host.clock.steadyNow();
    return m_connection->state().waitFor(condition, std::max<base::Nanoseconds>(left, {}),
                                         m_context.stopToken());
}

WebSocketTalk::Trouble WebSocketTalk::outOfTime(const QString &what) const
{
    if (m_context.stopToken().stop_requested()) {
        StepResult result = StepResult::stopped(m_context, u"the WebSocket step"_s);
        if (m_context.timedOut())
            result.failures.front().message += u": "_s + what;
        return result;
    }
    StepResult result =
        StepResult::error({what + u" within "_s + base::durationText(m_within), {}});
    result.outcome = model::Outcome::TimedOut;
    return result;
}

WebSocketTalk::Trouble WebSocketTalk::connect()
{
    auto &open = m_context.worker().locals.get<OpenConnections>().byName;
    if (m_body.contains(u"on")) {
        const QString name = m_body[u"on"].text();
        const auto it = open.find(name);
        if (it == open.end()) {
            QStringList names;
            for (const auto &entry : open)
                names.append(entry.first);
            return StepResult::error(base::Error{
                u"no WebSocket called \"%1\" is open in this case"_s.arg(name),
                names.isEmpty() ? u"open it with url: and as:"_s : base::didYouMean(name, names)}
                                         .at(m_body[u"on"].position(m_step.file)));
        }
        m_connection = it->second.get();
        m_exchange->request.summary = QString::fromUtf8(m_connection->url());
        return std::nullopt;
    }
    const auto options = readOptions();
    if (!options)
        return StepResult::error(options.error());
    m_exchange->request.summary = QString::fromUtf8(options->url);
    auto made = std::make_unique<WebSocketConnection>(*options);
    m_connection = made.get();
    const bool inTime = waitFor([](const State &state) { return state.open || state.closed; });
    const State state = m_connection->state().read([](const State &s) { return s; });
    if (!inTime || !state.open) {
        m_connection = nullptr;
        const QString peer = http::UrlView(options->url).hostAndPort();
        if (!inTime)
            return outOfTime(u"no WebSocket was opened by %1"_s.arg(peer));
        if (!state.distrust.isEmpty()) {
            return StepResult::error(
                {u"the certificate of %1 is not trusted: %2"_s.arg(peer, state.distrust),
                 u"name its issuer with tls: { ca: FILE }, or do not verify with tls: { verify: false }"_s});
        }
        return StepResult::error({u"cannot open a WebSocket to %1: %2"_s.arg(peer, state.error),
                                  u"is the service up, and is it a WebSocket at that path?"_s});
    }
    if (m_body.contains(u"as"))
        open[m_body[u"as"].text()] = std::move(made);
    else
        m_own = std::move(made);
    return std::nullopt;
}

void WebSocketTalk::take(const Message &message)
{
    QJsonObject shown{{u"type"_s, message.binary ? u"binary"_s : u"text"_s}};
    if (message.binary) {
        const QByteArray text = message.content.toBase64();
        shown.insert(u"base64"_s, QString::fromLatin1(text));
        show(m_exchange->response, text);
    } else {
        const QString text = QString::fromUtf8(message.content);
        shown.insert(u"text"_s, text);
        addJson(shown, text);
        show(m_exchange->response, message.content);
    }
    m_messages.append(shown);
    m_found = !m_body[u"until"].isMissing() && untilHolds(m_body[u"until"], shown);
}

QString WebSocketTalk::wanted() const
{
    if (m_untilClose)
        return u"the server did not close the connection (%1 messages came)"_s.arg(
            m_messages.size());
    if (!m_body[u"until"].isMissing()) {
        return u"none of the %1 messages that came is the one that until: waits for"_s.arg(
            m_messages.size());
    }
    return u"only %1 of %2 messages came"_s.arg(m_messages.size()).arg(m_receive);
}

WebSocketTalk::Trouble WebSocketTalk::receive()
{
    const bool hasUntil = !m_body[u"until"].isMissing();
    const auto wantsMore = [&] {
        return m_untilClose || (hasUntil ? !m_found : m_messages.size() < m_receive);
    };
    while (wantsMore()) {
        const bool inTime =
            waitFor([](const State &state) { return !state.inbox.empty() || state.closed; });
        if (!inTime)
            return outOfTime(wanted());
        // Only what is wanted is taken: the rest waits for the next step.
        const auto next = m_connection->state().change([](State &state) -> std::optional<Message> {
            if (state.inbox.empty())
                return std::nullopt;
            Message message = std::move(state.inbox.front());
            state.inbox.pop_front();
            state.inboxBytes -= message.content.size();
            return message;
        });
        if (next) {
            take(*next);
            continue;
        }
        const State state = m_connection->state().read([](const State &s) { return s; });
        if (m_untilClose && state.error.isEmpty())
            return std::nullopt;
        const QString why =
            !state.error.isEmpty()
                ? u"the connection broke: "_s + state.error
                : u"the server closed the connection with code %1%2"_s.arg(state.closeCode)
                      .arg(state.closeReason.isEmpty() ? QString()
                                                       : u" (%1)"_s.arg(state.closeReason));
        return StepResult::error({why + u"; "_s + wanted(), {}});
    }
    return std::nullopt;
}

WebSocketTalk::Trouble WebSocketTalk::close()
{
    const Node &wish = m_body[u"close"];
    if (!m_own && wish.isMissing())
        return std::nullopt;
    const Node &code = wish.isMap() ? wish[u"code"] : wish;
    m_connection->close(suite::wholeNumber(code).value_or(kNormalClosure),
                        wish.isMap() ? wish[u"reason"].text() : QString());
    if (!waitFor([](const State &state) { return state.closed; }) && !wish.isMissing())
        return outOfTime(u"the server did not answer the close"_s);
    return std::nullopt;
}

StepResult WebSocketTalk::finish(StepResult result)
{
    using std::chrono::duration;
    const base::Nanoseconds time = m_context.run().host.clock.steadyNow() - m_start;
    m_exchange->timings = {{u"wait"_s, time}};
    m_exchange->response.summary = u"%1 messages"_s.arg(m_messages.size());
    result.title = u"websocket "_s + m_exchange->request.summary;
    result.exchange = m_exchange;
    if (result.outcome == model::Outcome::Passed) {
        const State state = m_connection->state().read([](const State &s) { return s; });
        const QJsonObject last =
            m_messages.isEmpty() ? QJsonObject() : m_messages.last().toObject();
        QJsonValue lastValue = last.value(u"json"_s);
        for (const QString &key : {u"text"_s, u"base64"_s}) {
            if (lastValue.isUndefined())
                lastValue = last.value(key);
        }
        result.fields.set(u"messages"_s, m_messages);
        result.fields.set(u"last"_s, lastValue);
        result.fields.set(u"count"_s, m_messages.size());
        result.fields.set(u"closed"_s, state.closed);
        result.fields.set(u"closeCode"_s,
                          state.closed ? QJsonValue(state.closeCode) : QJsonValue());
        result.fields.set(u"closeReason"_s, state.closeReason);
        result.fields.set(u"protocol"_s, state.protocol);
        result.fields.set(u"time"_s, duration<double, std::milli>(time).count());
        result.fields.setDefault(u"last"_s);
    }
    if (m_body.contains(u"on") && m_connection != nullptr &&
        m_connection->state().read([](const State &state) { return state.closed; }))
        m_context.worker().locals.get<OpenConnections>().byName.erase(m_body[u"on"].text());
    return result;
}

} // namespace assay::steps
