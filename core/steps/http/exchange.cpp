// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/conversation.h"
#include "steps/http/url.h"

#include <QFileInfo>

namespace assay::steps::http {

using namespace Qt::StringLiterals;
using model::Exchange;

namespace {

QString shownValue(const Header &header)
{
    const QByteArray &value = *header.value;
    if (header.name.compare("Authorization", Qt::CaseInsensitive) != 0 &&
        header.name.compare("Proxy-Authorization", Qt::CaseInsensitive) != 0)
        return QString::fromUtf8(value);
    const qsizetype space = value.indexOf(' ');
    return QString::fromUtf8(value.first(std::max<qsizetype>(0, space + 1))) + u"***"_s;
}

void showBody(Exchange::Part &part, const QByteArray &body)
{
    part.body = body.size() > Exchange::kBodyLimit ? body.first(Exchange::kBodyLimit) : body;
    part.bodySize = body.size();
}

void showParts(Exchange::Part &part, const std::vector<FormPart> &parts)
{
    QByteArray text;
    for (const FormPart &item : parts) {
        text += item.name + ": ";
        text += item.file.isEmpty() ? item.value : "file " + item.file.toUtf8();
        text += '\n';
        part.bodySize += item.file.isEmpty() ? item.value.size() : QFileInfo(item.file).size();
    }
    part.body = text.left(Exchange::kBodyLimit);
}

void showRequest(Exchange::Part &part, const Request &request)
{
    const UrlView url(request.url);
    part.summary =
        QString::fromLatin1(request.method) + u' ' + QString::fromUtf8(url.origin()) +
        QString::fromUtf8(request.exactTarget.isEmpty() ? url.target()
                                                        : QByteArrayView(request.exactTarget));
    auto &headers = part.headers;
    headers.reserve(request.headers.size() + 6);
    const auto add = [&](const char *name, const QString &shownName, const QString &value) {
        if (!value.isEmpty() && request.header(name) == nullptr)
            headers.emplace_back(shownName, value);
    };
    // What libcurl adds by itself, as far as it is known beforehand.
    add("Host", u"Host"_s, QString::fromUtf8(url.origin().sliced(url.origin().indexOf("://") + 3)));
    add("User-Agent", u"User-Agent"_s, u"Assay"_s);
    add("Accept", u"Accept"_s, u"*/*"_s);
    for (const Header &header : request.headers) {
        if (header.value)
            headers.emplace_back(QString::fromUtf8(header.name), shownValue(header));
    }
    if (!request.authorization.isEmpty())
        add("Authorization", u"Authorization"_s,
            shownValue({"Authorization", request.authorization}));
    if (!request.digestUser.isEmpty())
        add("Authorization", u"Authorization"_s, u"Digest ***"_s);
    add("Cookie", u"Cookie"_s, QString::fromUtf8(request.cookies));
    if (!request.hasBody)
        return;
    part.contentType = QString::fromUtf8(request.contentType);
    if (const Header *said = request.header("Content-Type"); said != nullptr && said->value)
        part.contentType = QString::fromUtf8(*said->value);
    if (!request.parts.empty()) {
        part.contentType = u"multipart/form-data"_s;
        showParts(part, request.parts);
    } else if (!request.bodyFile.isEmpty()) {
        part.bodySize = QFileInfo(request.bodyFile).size();
        part.body = "file " + request.bodyFile.toUtf8();
    } else {
        showBody(part, request.body);
    }
    add("Content-Type", u"Content-Type"_s, part.contentType);
}

void showReply(Exchange::Part &part, const Reply &reply)
{
    if (reply.status == 0)
        return;
    part.summary = QString::number(reply.status);
    if (!reply.reason.isEmpty())
        part.summary += u' ' + QString::fromUtf8(reply.reason);
    part.headers.reserve(reply.headers.size());
    for (const auto &[name, value] : reply.headers) {
        part.headers.emplace_back(QString::fromLatin1(name), QString::fromUtf8(value));
        if (name == "content-type")
            part.contentType = part.headers.back().second;
    }
    showBody(part, reply.body);
}

} // namespace

std::shared_ptr<Exchange> exchangeOf(const QString &protocol, const Conversation &conversation)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->protocol = protocol;
    showRequest(exchange->request, conversation.request);
    showReply(exchange->response, conversation.sent.reply);
    const Phases &phases = conversation.phases;
    exchange->timings = {{u"name lookup"_s, phases.lookup},
                         {u"connect"_s, phases.connect},
                         {u"tls"_s, phases.tls},
                         {u"send"_s, phases.send},
                         {u"wait"_s, phases.wait},
                         {u"receive"_s, phases.receive}};
    return exchange;
}

} // namespace assay::steps::http
