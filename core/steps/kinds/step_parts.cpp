// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/step_parts.h"

#include <QStringDecoder>

namespace assay::steps {

using namespace Qt::StringLiterals;

bool isStopped(const StepContext &context)
{
    return context.stopToken().stop_requested() || context.timedOut();
}

double millisecondsSince(base::SteadyTime start)
{
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    return time.count();
}

base::Result<QString> addressOf(const model::Node &body, StepContext &context)
{
    const model::Node &on = body[u"on"];
    if (on.isMissing())
        return body[u"url"].text();
    const auto service = context.service(on.text());
    if (!service)
        return base::failure(service.error());
    const QString url = service->value(u"url"_s).toString();
    if (url.isEmpty()) {
        return base::failure(u"the service \"%1\" has no url"_s.arg(on.text()),
                             u"write url: with its address instead of on:"_s);
    }
    return url;
}

QString oneLine(const QString &text, qsizetype limit)
{
    const QString line = text.left(10 * limit).simplified();
    return line.size() <= limit ? line : line.first(limit - 3) + u"..."_s;
}

model::Exchange::Part partOf(const QString &summary, const QByteArray &body,
                             const QString &contentType)
{
    return {.summary = summary,
            .headers = {},
            .body = body.left(model::Exchange::kBodyLimit),
            .bodySize = body.size(),
            .contentType = contentType};
}

QJsonValue valueOfBytes(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return QJsonObject{{u"base64"_s, QString::fromLatin1(bytes.toBase64())}};
    return text;
}

base::Result<QByteArray> readWorkspaceFile(const QString &path, const model::Step &step,
                                           StepContext &context)
{
    constexpr base::ByteCount kLargest{16 * 1024 * 1024};
    const auto full = context.run().resolvePath(path, step.file);
    if (!full)
        return base::failure(full.error());
    return context.run().host.files.read(*full, kLargest);
}

} // namespace assay::steps
