// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/redis.h"

#include "base/json_text.h"
#include "base/redis.h"
#include "steps/kinds/step_parts.h"

#include <QJsonArray>

#include <algorithm>
#include <map>

namespace assay::steps {

using namespace Qt::StringLiterals;
using base::RedisConnection;
using model::Node;
using suite::Shape;

namespace {

/// The connections that a worker keeps between steps, by address.
struct RedisConnections
{
    std::map<QString, std::unique_ptr<RedisConnection>> kept;
};

base::Result<QByteArray> argumentOf(const Node &node)
{
    const QJsonValue value = node.toJson();
    if (value.isString())
        return value.toString().toUtf8();
    if (value.isObject() && value.toObject().keys() == QStringList{u"base64"_s}) {
        const auto decoded =
            QByteArray::fromBase64Encoding(value.toObject()[u"base64"_s].toString().toLatin1(),
                                           QByteArray::AbortOnBase64DecodingErrors);
        if (decoded)
            return *decoded;
        return base::failure(u"an argument's base64 is not base64"_s);
    }
    if (value.isNull() || value.isUndefined() || value.isObject() || value.isArray()) {
        return base::failure(
            u"%1 cannot be an argument of a Redis command"_s.arg(base::jsonForMessage(value, 60)),
            u"write text, a number, or { base64: ... }"_s);
    }
    return base::compactJson(value);
}

base::Result<QByteArrayList> commandOf(const Node &list, const QString &file)
{
    QByteArrayList arguments;
    for (const Node &item : list.items()) {
        const auto argument = argumentOf(item);
        if (!argument)
            return base::failure(base::Error(argument.error()).at(item.position(file)));
        arguments.append(*argument);
    }
    if (arguments.isEmpty())
        return base::failure(u"a Redis command is empty"_s, u"write it as a list: [GET, key]"_s,
                             list.position(file));
    return arguments;
}

base::Result<std::vector<QByteArrayList>> commandsOf(const Node &body, const QString &file)
{
    std::vector<QByteArrayList> commands;
    std::vector<Node> lists = body[u"commands"].items();
    if (body.contains(u"command"))
        lists = {body[u"command"]};
    for (const Node &list : lists) {
        auto command = commandOf(list, file);
        if (!command)
            return base::failure(command.error());
        commands.push_back(std::move(*command));
    }
    return commands;
}

/// These change the connection itself, which then is not kept for other steps.
bool changesConnection(const std::vector<QByteArrayList> &commands)
{
    static const QByteArrayList kVerbs = {"AUTH",  "CLIENT", "HELLO", "MULTI", "READONLY",
                                          "RESET", "SELECT", "WATCH", "QUIT",  "READWRITE"};
    return std::any_of(commands.begin(), commands.end(), [](const QByteArrayList &command) {
        return kVerbs.contains(command.front().toUpper());
    });
}

QString shownCommand(const QByteArrayList &command)
{
    return oneLine(QString::fromUtf8(command.join(' ').left(1000)));
}

} // namespace

suite::StepShape RedisStep::shape() const
{
    const Shape argument =
        Shape::anyOf({Shape::expression(), Shape::map({{u"base64"_s, Shape::text(), true}})});
    const Shape command = Shape::list(argument, 1);
    return {.kind = u"redis"_s,
            .body =
                Shape::map({{u"on"_s, Shape::text(), false, u"a service of the environment"_s},
                            {u"url"_s, Shape::text(), false, u"redis://host:port/0"_s},
                            {u"command"_s, command, false, u"for example [GET, key]"_s},
                            {u"commands"_s, Shape::list(command, 1), false, u"sent in one go"_s}})
                    .exactlyOneOf({u"on"_s, u"url"_s})
                    .exactlyOneOf({u"command"_s, u"commands"_s}),
            .help = u"Sends commands to Redis."_s,
            .expectKeys = {u"value"_s, u"values"_s, u"time"_s}};
}

QString RedisStep::title(const model::Step &step) const
{
    const Node &body = step.body;
    const Node first = body[u"command"].items().empty() && !body[u"commands"].items().empty()
                           ? body[u"commands"].items().front()
                           : body[u"command"];
    QStringList words;
    for (const Node &item : first.items())
        words.append(item.value().toVariant().toString());
    return oneLine(u"Redis "_s + words.join(u' '), 60);
}

StepResult RedisStep::run(const model::Step &step, StepContext &context) const
{
    const base::SteadyTime start = std::chrono::steady_clock::now();
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    const auto url = addressOf(*body, context);
    if (!url)
        return StepResult::error(url.error());
    const auto commands = commandsOf(*body, step.file);
    if (!commands)
        return StepResult::error(commands.error());

    const base::RedisOptions options{.deadline = context.deadline(),
                                     .stop = context.stopToken(),
                                     .replyLimit = context.limits().body};
    auto &kept = context.worker().locals.get<RedisConnections>().kept;
    auto it = kept.find(*url);
    if (it == kept.end() || !it->second->isAlive()) {
        auto opened = RedisConnection::open(*url, options);
        if (!opened) {
            return isStopped(context) ? StepResult::stopped(context, u"connecting to Redis"_s)
                                      : StepResult::error(opened.error());
        }
        it = kept.insert_or_assign(*url, std::move(*opened)).first;
    }
    const auto values = it->second->pipeline(*commands, options);
    if (changesConnection(*commands))
        kept.erase(it);

    StepResult result;
    if (!values)
        result = isStopped(context) ? StepResult::stopped(context, u"the Redis command"_s)
                                    : StepResult::error(values.error());
    QJsonArray all;
    for (const QJsonValue &value : values.value_or(std::vector<QJsonValue>{}))
        all.append(value);
    result.fields.set(u"value"_s, all.isEmpty() ? QJsonValue(QJsonValue::Null) : all.last());
    result.fields.set(u"values"_s, all);
    result.fields.set(u"time"_s, millisecondsSince(start));
    result.fields.setDefault(u"value"_s);

    QStringList lines;
    for (const QByteArrayList &command : *commands)
        lines.append(shownCommand(command));
    result.exchange = std::make_shared<model::Exchange>();
    result.exchange->protocol = u"redis"_s;
    result.exchange->request = partOf(lines.front(), lines.join(u'\n').toUtf8(), u"text/plain"_s);
    const QJsonValue shown = commands->size() == 1
                                 ? result.fields.get(u"value"_s).value_or(QJsonValue())
                                 : QJsonValue(all);
    result.exchange->response = values ? partOf(base::jsonForMessage(shown, 80),
                                                base::compactJson(shown), u"application/json"_s)
                                       : partOf(values.error().title, {}, {});
    return result;
}

} // namespace assay::steps
