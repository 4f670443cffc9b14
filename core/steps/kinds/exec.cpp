// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/exec.h"

#include "base/json_text.h"
#include "base/process.h"
#include "steps/kinds/step_parts.h"

#include <QJsonArray>

#include <cstring>

namespace assay::steps {

using namespace Qt::StringLiterals;
using base::ProcessRequest;
using base::ProcessResult;
using model::Node;
using suite::Shape;

namespace {

constexpr base::Nanoseconds kGrace = std::chrono::milliseconds(500);

QString scalarText(const Node &node)
{
    return node.isText() ? node.text() : QString::fromUtf8(base::compactJson(node.toJson()));
}

base::Result<ProcessRequest> requestOf(const Node &body, const model::Step &step,
                                       StepContext &context)
{
    ProcessRequest request;
    if (body.contains(u"shell")) {
        request.program = u"/bin/sh"_s;
        request.arguments = {u"-c"_s, body[u"shell"].text()};
    } else {
        for (const Node &item : body[u"command"].items())
            request.arguments.append(scalarText(item));
        if (request.arguments.isEmpty()) {
            return base::failure(u"command: is empty"_s, u"write the program and its arguments"_s,
                                 body[u"command"].position(step.file));
        }
        request.program = request.arguments.takeFirst();
    }
    request.workingDirectory = context.run().workspaceFolder;
    if (const Node &folder = body[u"cwd"]; !folder.isMissing()) {
        const auto full = context.run().resolveFolder(folder.text(), step.file);
        if (!full)
            return base::failure(base::Error(full.error()).at(folder.position(step.file)));
        request.workingDirectory = *full;
    }
    for (const Node::Member &member : body[u"environment"].members())
        request.environment.insert(member.key, scalarText(member.value));
    if (const Node &input = body[u"input"]; !input.isMissing())
        request.input = scalarText(input).toUtf8();
    request.outputLimit = context.limits().body;
    request.grace = kGrace;
    return request;
}

QString signalName(int signal)
{
    const char *name = sigabbrev_np(signal);
    return name != nullptr ? u"SIG"_s + QString::fromLatin1(name) : QString::number(signal);
}

QString endText(const ProcessResult &done)
{
    return done.signal != 0 ? u"was ended by %1"_s.arg(signalName(done.signal))
                            : u"exited with %1"_s.arg(done.exitCode);
}

QStringList linesOf(const QByteArray &output)
{
    QStringList lines = QString::fromUtf8(output).split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

void setFields(Fields &fields, const ProcessResult &done, base::ByteCount limit)
{
    const QByteArray output = done.standardOutput;
    fields.set(u"exitCode"_s,
               done.signal != 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(done.exitCode));
    fields.set(u"signal"_s, done.signal == 0 ? QJsonValue(QJsonValue::Null)
                                             : QJsonValue(signalName(done.signal)));
    fields.setLazy(u"stdout"_s,
                   [output]() -> base::Result<QJsonValue> { return valueOfBytes(output); });
    fields.setLazy(u"stderr"_s, [error = done.standardError]() -> base::Result<QJsonValue> {
        return valueOfBytes(error);
    });
    fields.setLazy(u"lines"_s, [output]() -> base::Result<QJsonValue> {
        return QJsonArray::fromStringList(linesOf(output));
    });
    fields.setLazy(u"json"_s, [output, cut = done.truncated, limit]() -> base::Result<QJsonValue> {
        if (cut) {
            return base::failure(u"the output is larger than %1; the rest was dropped"_s.arg(
                base::byteCountText(limit)));
        }
        auto json = base::parseJson(output);
        if (!json)
            return base::failure(u"the output is "_s + json.error().title);
        return json;
    });
    fields.set(u"truncated"_s, done.truncated);
    fields.set(u"time"_s, std::chrono::duration<double, std::milli>(done.duration).count());
    fields.setDefault(u"json"_s);
}

/// "exited with 3: no such table", and the last lines as details.
events::Failure failureOf(const ProcessResult &done)
{
    constexpr qsizetype kLines = 10;
    constexpr qsizetype kTail = 4096;
    events::Failure failure{.message = endText(done)};
    const QStringList last = linesOf(done.standardError.right(kTail).trimmed());
    const QStringList shown = last.mid(std::max<qsizetype>(0, last.size() - kLines));
    if (shown.isEmpty())
        return failure;
    failure.message += u": "_s + oneLine(shown.last(), 200);
    if (shown.size() > 1)
        failure.diff = shown.join(u'\n');
    return failure;
}

std::shared_ptr<model::Exchange> exchangeOf(const ProcessRequest &request, const QString &title,
                                            const ProcessResult &done)
{
    auto exchange = std::make_shared<model::Exchange>();
    exchange->protocol = u"exec"_s;
    exchange->request = partOf(title, request.input, u"text/plain"_s);
    exchange->request.headers.emplace_back(u"folder"_s, request.workingDirectory);
    for (auto it = request.environment.begin(); it != request.environment.end(); ++it)
        exchange->request.headers.emplace_back(it.key(), it.value());
    QByteArray output = done.standardOutput;
    if (!done.standardError.isEmpty())
        output += "\n[standard error]\n" + done.standardError;
    exchange->response = partOf(endText(done), output, u"text/plain"_s);
    return exchange;
}

} // namespace

suite::StepShape ExecStep::shape() const
{
    return {.kind = u"exec"_s,
            .body = Shape::map({{u"command"_s, Shape::list(Shape::expression(), 1), false,
                                 u"the program and its arguments; no shell reads it"_s},
                                {u"shell"_s, Shape::text(), false, u"for /bin/sh"_s},
                                {u"cwd"_s, Shape::text(), false, u"a folder of the workspace"_s},
                                {u"environment"_s, Shape::mapOf(Shape::expression()), false,
                                 u"variables, added to ours"_s},
                                {u"input"_s, Shape::any(), false, u"text as it is, or JSON"_s}})
                        .exactlyOneOf({u"command"_s, u"shell"_s}),
            .help = u"Runs a program."_s,
            .expectKeys = {u"exitCode"_s, u"signal"_s, u"stdout"_s, u"stderr"_s, u"lines"_s,
                           u"json"_s, u"truncated"_s, u"time"_s}};
}

QString ExecStep::title(const model::Step &step) const
{
    if (step.body.contains(u"shell"))
        return oneLine(step.body[u"shell"].text(), 60);
    QStringList words;
    for (const Node &item : step.body[u"command"].items())
        words.append(scalarText(item));
    return oneLine(words.join(u' '), 60);
}

StepResult ExecStep::run(const model::Step &step, StepContext &context) const
{
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    const auto request = requestOf(*body, step, context);
    if (!request)
        return StepResult::error(request.error());
    const QString title =
        body->contains(u"shell")
            ? oneLine((*body)[u"shell"].text(), 60)
            : oneLine((QStringList(request->program) + request->arguments).join(u' '), 60);

    const auto done = base::runProcess(*request, context.deadline(), context.stopToken());
    if (!done)
        return StepResult::error(done.error());
    StepResult result;
    if (done->stopped) {
        result = StepResult::stopped(context, title);
    } else if (done->exitCode != 0 || done->signal != 0) {
        const bool isExpected =
            step.expect.contains(u"exitCode") || step.expect.contains(u"signal");
        if (!isExpected) {
            result.outcome = model::Outcome::Failed;
            result.failures.push_back(failureOf(*done));
        }
    }
    setFields(result.fields, *done, request->outputLimit);
    result.title = title;
    result.exchange = exchangeOf(*request, title, *done);
    return result;
}

} // namespace assay::steps
