// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/conversation.h"

#include "steps/http/request_reader.h"
#include "steps/http/url.h"

#include <cmath>
#include <cstdlib>

namespace assay::steps::http {

using namespace Qt::StringLiterals;

namespace {

QByteArray ownerKey(const StepContext::Owner &owner)
{
    return QByteArray::number(owner.index) + '|' + QByteArray::number(owner.attempt) + '|' +
           owner.suiteFile.toUtf8();
}

double inMilliseconds(base::Nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// Of several with one name the last: so do browsers.
Fields::Members cookiesOf(const std::vector<QByteArray> &lines)
{
    Fields::Members cookies;
    for (const QByteArray &line : lines) {
        const qsizetype end = line.indexOf(';');
        const QByteArrayView pair = QByteArrayView(line).first(end < 0 ? line.size() : end);
        const qsizetype equals = pair.indexOf('=');
        if (equals <= 0)
            continue;
        const QString name = QString::fromUtf8(pair.first(equals).trimmed()).toLower();
        std::erase_if(cookies, [&](const auto &known) { return known.first == name; });
        cookies.emplace_back(name, QString::fromUtf8(pair.sliced(equals + 1).trimmed()));
    }
    return cookies;
}

} // namespace

Conversation converse(Request request, const CurlClient::Control &control, StepContext &context)
{
    auto &client = context.worker().locals.get<CurlClient>();
    client.beginOwner(ownerKey(context.owner()));
    Conversation done{std::move(request), {}, {}, 0, {}};
    while (true) {
        done.sent = client.send(done.request, control);
        const Reply &reply = done.sent.reply;
        done.phases += reply.phases;
        for (const auto &[name, value] : reply.headers) {
            if (name == "set-cookie")
                done.setCookies.push_back(value);
        }
        const bool follows = done.sent.end == CurlClient::End::Answered &&
                             done.request.redirects > 0 && !reply.location.isEmpty();
        if (!follows)
            return done;
        if (done.redirects == done.request.redirects) {
            done.sent.end = CurlClient::End::Failed;
            done.sent.error = {
                u"stopped after %1 redirects: the next would lead to %2"_s.arg(done.redirects)
                    .arg(QString::fromUtf8(reply.location)),
                u"does it lead in a circle? redirects: sets how many are followed"_s};
            return done;
        }
        ++done.redirects;
        done.request = followed(done.request, reply);
    }
}

base::Nanoseconds timeLimit(const model::Step &step, const StepContext &context)
{
    const base::Nanoseconds left = context.timeLeft();
    // What the file says reads better than what is left of it some microseconds later.
    if (step.timeout && std::abs((*step.timeout - left).count()) * 20 < step.timeout->count())
        return *step.timeout;
    return std::chrono::ceil<std::chrono::milliseconds>(left);
}

StepResult stoppedResult(const QString &what, const QString &doing, base::Nanoseconds limit,
                         const StepContext &context)
{
    StepResult result = StepResult::stopped(context, what);
    if (context.timedOut()) {
        result.failures.front().message =
            u"%1 took longer than %2: it hung %3"_s.arg(what, base::durationText(limit), doing);
    }
    return result;
}

void setReplyFields(Fields &fields, const Conversation &conversation,
                    const model::Exchange &exchange)
{
    const Reply &reply = conversation.sent.reply;
    const Phases &phases = conversation.phases;
    fields.set(u"status"_s, reply.status);
    fields.set(u"reason"_s, QString::fromUtf8(reply.reason));
    fields.setNamed(u"headers"_s, exchange.response.headers);
    fields.setNamed(u"cookies"_s, cookiesOf(conversation.setCookies));
    fields.set(u"url"_s, QString::fromUtf8(conversation.request.url));
    fields.set(u"httpVersion"_s, QString::fromLatin1(reply.version));
    fields.set(u"redirects"_s, conversation.redirects);
    fields.set(u"time"_s, inMilliseconds(phases.total()));
    fields.setLazy(u"timings"_s, [phases]() -> base::Result<QJsonValue> {
        return QJsonObject{{u"nameLookup"_s, inMilliseconds(phases.lookup)},
                           {u"connect"_s, inMilliseconds(phases.connect)},
                           {u"tls"_s, inMilliseconds(phases.tls)},
                           {u"send"_s, inMilliseconds(phases.send)},
                           {u"wait"_s, inMilliseconds(phases.wait)},
                           {u"receive"_s, inMilliseconds(phases.receive)},
                           {u"total"_s, inMilliseconds(phases.total())}};
    });
}

QString titleOf(const Request &request)
{
    const QByteArrayView target = request.exactTarget.isEmpty()
                                      ? UrlView(request.url).target()
                                      : QByteArrayView(request.exactTarget);
    const qsizetype end = target.indexOf('?');
    const QByteArrayView path = target.first(end < 0 ? target.size() : end);
    return QString::fromLatin1(request.method) + u' ' +
           (path.isEmpty() ? u"/"_s : QString::fromUtf8(path));
}

QString titleOf(const model::Node &body)
{
    for (const QString &verb : verbs()) {
        if (body.contains(verb))
            return verb + u' ' + body[verb].text();
    }
    const QString method = body[u"method"].text();
    return (method.isEmpty() ? u"GET"_s : method) + u' ' + body[u"url"].text();
}

} // namespace assay::steps::http
