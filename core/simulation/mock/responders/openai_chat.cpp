// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "simulation/mock/responders/registry.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace assay::simulation {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kCreated = 1'700'000'000; // the same request has the same answer, always
constexpr int kWords = 20;

/// The text of a message: a string, or the text parts of a list.
QString contentOf(const QJsonValue &message)
{
    const QJsonValue content = message[u"content"_s];
    if (content.isString())
        return content.toString();
    QStringList parts;
    const QJsonArray items = content.toArray();
    for (const QJsonValue &item : items) {
        if (item[u"type"_s].toString() == u"text")
            parts.append(item[u"text"_s].toString());
    }
    return parts.join(u' ');
}

/// OpenAI's chat completion. The answer is "In short: " and the first words of the last user
/// message, so a test can tell which text it came from; `options: { reply: ... }` fixes it.
class OpenAiChat final : public Responder
{
public:
    QString name() const override { return u"openai-chat"_s; }
    suite::Shape optionsShape() const override
    {
        using suite::Shape;
        return Shape::map({{u"reply"_s, Shape::text(), false, u"always this"_s},
                           {u"words"_s, Shape::integer(1, 10'000).fixed(), false,
                            u"of the message in the reply; 20 by default"_s},
                           {u"delay"_s, Shape::duration().fixed(), false, u"to the first byte"_s},
                           {u"tokenDelay"_s, Shape::duration().fixed(), false,
                            u"between the words of a stream"_s}});
    }
    MockAnswer answer(const MockHttpRequest &request, const QJsonObject &options) const override
    {
        if (!request.json.isObject())
            return openAiError(400, u"We could not parse the JSON body of your request."_s);
        const QJsonValue messages = request.json[u"messages"_s];
        if (!messages.isArray() || messages.toArray().isEmpty())
            return openAiError(400,
                               u"'messages' is a required property, a list that is not empty"_s);
        QString asked;
        int promptTokens = 0;
        const QJsonArray list = messages.toArray();
        for (const QJsonValue &message : list) {
            const QString content = contentOf(message);
            promptTokens += roughTokens(content) + 4; // the frame of a message
            if (message[u"role"_s].toString() == u"user")
                asked = content;
        }
        QStringList words = asked.simplified().split(u' ', Qt::SkipEmptyParts);
        words = words.mid(0, options.value(u"words"_s).toInt(kWords));
        const QString reply =
            options.value(u"reply"_s)
                .toString(words.isEmpty() ? u"I have nothing to say."_s
                                          : u"In short: %1"_s.arg(words.join(u' ')));
        const int replyTokens = roughTokens(reply);
        const Completion completion{
            u"chatcmpl-"_s + QString::fromLatin1(
                                 QCryptographicHash::hash(request.body, QCryptographicHash::Sha256)
                                     .toHex()
                                     .first(24)),
            request.json[u"model"_s].toString(u"mock"_s), reply,
            QJsonObject{{u"prompt_tokens"_s, promptTokens},
                        {u"completion_tokens"_s, replyTokens},
                        {u"total_tokens"_s, promptTokens + replyTokens}}};
        const bool isStream = request.json[u"stream"_s].toBool();
        const bool withUsage = request.json[u"stream_options"_s][u"include_usage"_s].toBool();
        MockAnswer answer = isStream ? streamed(completion, withUsage) : whole(completion);
        answer.delay = durationOf(options.value(u"delay"_s));
        answer.chunkPause = durationOf(options.value(u"tokenDelay"_s));
        return answer;
    }

private:
    struct Completion
    {
        QString id;
        QString model;
        QString text;
        QJsonObject usage;
    };

    static base::Nanoseconds durationOf(const QJsonValue &value)
    {
        const auto parsed = base::parseDuration(value.toVariant().toString());
        return parsed ? *parsed : base::Nanoseconds{};
    }

    static QJsonObject frame(const Completion &completion, const QString &object,
                             const QJsonArray &choices)
    {
        return {{u"id"_s, completion.id},
                {u"object"_s, object},
                {u"created"_s, kCreated},
                {u"model"_s, completion.model},
                {u"choices"_s, choices}};
    }

    static MockAnswer whole(const Completion &completion)
    {
        const QJsonObject choice{{u"index"_s, 0},
                                 {u"message"_s, QJsonObject{{u"role"_s, u"assistant"_s},
                                                            {u"content"_s, completion.text}}},
                                 {u"finish_reason"_s, u"stop"_s}};
        QJsonObject body = frame(completion, u"chat.completion"_s, {choice});
        body.insert(u"usage"_s, completion.usage);
        return MockAnswer::json(200, body);
    }

    static MockAnswer streamed(const Completion &completion, bool withUsage)
    {
        MockAnswer answer;
        answer.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-cache"}};
        const auto send = [&](const QJsonObject &event) {
            answer.chunks.push_back("data: " + base::compactJson(event) + "\n\n");
        };
        const auto delta = [&](const QJsonObject &change, const QJsonValue &reason) {
            const QJsonObject choice{
                {u"index"_s, 0}, {u"delta"_s, change}, {u"finish_reason"_s, reason}};
            send(frame(completion, u"chat.completion.chunk"_s, {choice}));
        };
        delta({{u"role"_s, u"assistant"_s}, {u"content"_s, u""_s}}, QJsonValue::Null);
        const QStringList words = completion.text.split(u' ');
        for (qsizetype i = 0; i < words.size(); ++i)
            delta({{u"content"_s, (i == 0 ? QString() : u" "_s) + words.at(i)}}, QJsonValue::Null);
        delta({}, u"stop"_s);
        if (withUsage) {
            QJsonObject last = frame(completion, u"chat.completion.chunk"_s, {});
            last.insert(u"usage"_s, completion.usage);
            send(last);
        }
        answer.chunks.push_back("data: [DONE]\n\n");
        return answer;
    }
};

} // namespace

std::unique_ptr<Responder> makeOpenAiChat()
{
    return std::make_unique<OpenAiChat>();
}

} // namespace assay::simulation
