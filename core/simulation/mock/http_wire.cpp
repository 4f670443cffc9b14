// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/mock/http_wire.h"

#include "base/json_text.h"

#include <QHash>
#include <QJsonArray>
#include <QUrl>
#include <QUrlQuery>

namespace assay::simulation {

using namespace Qt::StringLiterals;

namespace {

QByteArray reasonOf(int status)
{
    static const QHash<int, QByteArray> kReasons{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {413, "Content Too Large"},
        {422, "Unprocessable Content"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
    };
    return kReasons.value(status, "Status");
}

/// Repeated names: all their values.
void addTo(QJsonObject &object, const QString &name, const QString &value)
{
    const QJsonValue before = object.value(name);
    if (before.isUndefined()) {
        object.insert(name, value);
        return;
    }
    QJsonArray all = before.isArray() ? before.toArray() : QJsonArray{before};
    all.append(value);
    object.insert(name, all);
}

bool mayHaveBody(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

} // namespace

MockHttpRequest requestOf(const QByteArray &method, const QByteArray &target,
                          const std::vector<std::pair<QByteArray, QByteArray>> &headers,
                          const QByteArray &body)
{
    MockHttpRequest request;
    request.method = QString::fromLatin1(method);
    QByteArray path = target;
    if (!path.startsWith('/')) // the absolute form (RFC 9112, 3.2.2)
        path = QUrl::fromEncoded(target).toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    const qsizetype question = path.indexOf('?');
    request.path = QString::fromUtf8(question < 0 ? path : path.first(question));
    if (question >= 0) {
        QByteArray text = path.mid(question + 1);
        text.replace('+', "%20"); // as forms write a blank
        const auto items = QUrlQuery(QString::fromUtf8(text)).queryItems(QUrl::FullyDecoded);
        for (const auto &[name, value] : items)
            addTo(request.query, name, value);
    }
    for (const auto &[name, value] : headers) {
        const QString key = QString::fromLatin1(name).toLower();
        const QString text = QString::fromUtf8(value);
        const QJsonValue before = request.headers.value(key);
        request.headers.insert(key,
                               before.isUndefined() ? text : before.toString() + u", "_s + text);
    }
    request.body = body;
    if (!body.isEmpty()) {
        if (auto json = base::parseJson(body))
            request.json = *json;
    }
    return request;
}

QByteArray headOf(const MockAnswer &answer, bool isChunked, bool keepAlive)
{
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonOf(answer.status) + "\r\n";
    bool hasLength = false;
    for (const auto &[name, value] : answer.headers) {
        hasLength = hasLength || name.compare("content-length", Qt::CaseInsensitive) == 0;
        head += name + ": " + value + "\r\n";
    }
    if (isChunked)
        head += "Transfer-Encoding: chunked\r\n";
    else if (!hasLength && mayHaveBody(answer.status))
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    head += keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

QByteArray chunkOf(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

} // namespace assay::simulation
