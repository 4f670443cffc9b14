// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/http_step.h"

#include "base/json_text.h"
#include "steps/http/conversation.h"
#include "steps/http/request_reader.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using http::CurlClient;
using suite::Shape;

namespace {

base::Error tooLarge(base::ByteCount limit)
{
    return {u"the body is larger than %1; the rest was not read"_s.arg(base::byteCountText(limit)),
            u"limit: sets how much is read"_s};
}

base::Result<QJsonValue> parseBody(const QByteArray &body, const QByteArray &contentType)
{
    if (body.isEmpty())
        return base::failure(u"the body is empty, so there is no JSON in it"_s);
    auto parsed = base::parseJson(body);
    if (parsed)
        return parsed;
    constexpr qsizetype kShown = 60;
    QString start = QString::fromUtf8(body.first(std::min(kShown, body.size())));
    for (QChar &c : start) {
        if (c < u' ')
            c = u' ';
    }
    return base::failure(
        u"the body is not JSON (content type %1, it begins with \"%2\"%3)"_s.arg(
            contentType.isEmpty() ? u"not given"_s : QString::fromUtf8(contentType), start,
            body.size() > kShown ? u"..."_s : QString()),
        parsed.error().title);
}

void setBodyFields(Fields &fields, http::Reply &reply, base::ByteCount limit)
{
    const QByteArray body = reply.body;
    fields.set(u"bodySize"_s, body.size());
    fields.set(u"truncated"_s, reply.truncated);
    if (reply.truncated) {
        const auto refuse = [limit]() -> base::Result<QJsonValue> {
            return base::failure(tooLarge(limit));
        };
        fields.setLazy(u"body"_s, refuse);
        fields.setLazy(u"json"_s, refuse);
    } else {
        fields.setLazy(u"body"_s, [body]() -> base::Result<QJsonValue> {
            return QJsonValue(QString::fromUtf8(body));
        });
        fields.setLazy(u"json"_s, [body, type = reply.header("content-type")] {
            return parseBody(body, type);
        });
    }
    fields.setDefault(u"json"_s);
}

} // namespace

suite::StepShape HttpStep::shape() const
{
    std::vector<Shape::Key> keys;
    for (const QString &verb : http::verbs())
        keys.emplace_back(verb, Shape::text(), false, u"the URL"_s);
    keys.emplace_back(u"url"_s, Shape::text(), false, u"with method: for any other method"_s);
    keys.emplace_back(u"method"_s, Shape::text());
    for (auto &&shared : {http::connectionKeys(), http::bodyKeys()})
        keys.insert(keys.end(), shared.begin(), shared.end());
    keys.emplace_back(u"redirects"_s, Shape::integer(0, 50), false,
                      u"how many are followed; by default none"_s);
    keys.emplace_back(u"limit"_s, Shape::byteCount(), false, u"how much of the body is read"_s);
    return {.kind = u"http"_s,
            .body = Shape::map(std::move(keys))
                        .exactlyOneOf(http::verbs() + QStringList{u"url"_s})
                        .atMostOneOf(http::verbs() + QStringList{u"method"_s})
                        .atMostOneOf(http::bodyKeyNames()),
            .help = u"Sends one HTTP request."_s,
            .expectKeys = {u"status"_s, u"reason"_s, u"headers"_s, u"cookies"_s, u"json"_s,
                           u"body"_s, u"bodySize"_s, u"truncated"_s, u"time"_s, u"timings"_s,
                           u"url"_s, u"redirects"_s, u"httpVersion"_s}};
}

void HttpStep::warmUp() const
{
    CurlClient::prepareLibrary();
}

QString HttpStep::title(const model::Step &step) const
{
    return http::titleOf(step.body);
}

StepResult HttpStep::run(const model::Step &step, StepContext &context) const
{
    const base::Nanoseconds limit = http::timeLimit(step, context);
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    auto request = http::RequestReader(step, context).read(*body);
    if (!request)
        return StepResult::error(request.error());

    const base::ByteCount bodyLimit = request->bodyLimit;
    http::Conversation done =
        http::converse(std::move(*request), {.stop = context.stopToken()}, context);
    auto exchange = http::exchangeOf(u"http"_s, done);
    StepResult result;
    switch (done.sent.end) {
    case CurlClient::End::Answered:
    case CurlClient::End::Ended:
        http::setReplyFields(result.fields, done, *exchange);
        setBodyFields(result.fields, done.sent.reply, bodyLimit);
        break;
    case CurlClient::End::Failed:
        result = StepResult::error(done.sent.error);
        break;
    case CurlClient::End::TimedOut:
        result = StepResult::error(done.sent.error);
        result.outcome = model::Outcome::TimedOut;
        break;
    case CurlClient::End::Stopped:
        result = http::stoppedResult(exchange->request.summary, done.sent.doing, limit, context);
        break;
    }
    result.title = http::titleOf(done.request);
    result.exchange = std::move(exchange);
    return result;
}

} // namespace assay::steps
