// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/request_reader.h"

#include "base/json_text.h"
#include "steps/http/url.h"
#include "suite/node_values.h"

#include <algorithm>
#include <cstring>

namespace assay::steps::http {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

bool isToken(const QByteArray &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               (c != 0 && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr);
    });
}

bool breaksLine(const QByteArray &text)
{
    return text.contains('\r') || text.contains('\n') || text.contains('\0');
}

base::Result<> addHeader(const QString &name, const Node &value, const QString &file,
                         Request &request)
{
    Header header{name.toUtf8(), std::nullopt};
    if (!isToken(header.name)) {
        return base::failure(u"\"%1\" cannot be the name of a header"_s.arg(name.left(100)),
                             u"names have letters, digits and -"_s, value.position(file));
    }
    if (!value.isNull()) {
        const auto text = scalarText(value, file);
        if (!text)
            return base::failure(text.error());
        header.value = text->toUtf8();
        if (breaksLine(*header.value)) {
            return base::failure(u"the header %1 has a line break in it"_s.arg(name),
                                 u"a header is one line"_s, value.position(file));
        }
    }
    request.headers.push_back(std::move(header));
    return {};
}

} // namespace

base::Result<QString> scalarText(const Node &node, const QString &file)
{
    if (node.isText())
        return node.text();
    if (node.isNull())
        return QString();
    if (node.isList() || node.isMap() || node.isMissing()) {
        return base::failure(
            u"this must be a text or a number, not %1"_s.arg(Node::kindName(node.kind())), {},
            node.position(file));
    }
    return QString::fromUtf8(base::compactJson(node.value()));
}

base::Result<QString> filePath(const Node &node, const model::Step &step, StepContext &context,
                               bool anywhere)
{
    const QString path = node.text();
    if (anywhere && path.startsWith(u'/'))
        return path;
    auto full = context.run().resolvePath(path, step.file);
    if (!full)
        return base::failure(full.error().at(node.position(step.file)));
    return full;
}

RequestReader::RequestReader(const model::Step &step, StepContext &context)
    : m_step(step)
    , m_context(context)
{
}

base::Result<Request> RequestReader::read(const Node &body) const
{
    Request request;
    request.bodyLimit = m_context.limits().body;
    const auto steps = {
        readTarget(body, request),        readHeaders(body[u"headers"], request),
        readAuth(body[u"auth"], request), readCookies(body, request),
        readTls(body[u"tls"], request),   readRoute(body, request),
        readLimits(body, request),        readBody(body, m_step, m_context, request),
    };
    for (const auto &done : steps) {
        if (!done)
            return base::failure(done.error());
    }
    return request;
}

base::Result<> RequestReader::readTarget(const Node &body, Request &request) const
{
    const Node *target = &body[u"url"];
    for (const QString &verb : verbs()) {
        if (body.contains(verb)) {
            target = &body[verb];
            request.method = verb.toLatin1();
        }
    }
    if (body.contains(u"method"))
        request.method = body[u"method"].text().toUtf8();
    else if (body.contains(u"url") && body.contains(u"graphql"))
        request.method = "POST";
    if (!isToken(request.method)) {
        return base::failure(u"\"%1\" is not a method"_s.arg(body[u"method"].text().left(100)), {},
                             body[u"method"].position(m_step.file));
    }
    const auto text = scalarText(*target, m_step.file);
    if (!text)
        return base::failure(text.error());
    auto url = wireUrl(*text);
    if (!url)
        return base::failure(url.error().at(target->position(m_step.file)));
    request.url = *url;
    if (body[u"rawPath"].value().toBool()) {
        const qsizetype pathAt = UrlView(request.url).origin().size();
        const QByteArray whole = text->toUtf8();
        // The scheme and host of wireUrl() are as long as they were written.
        request.exactTarget = whole.sliced(pathAt);
        if (request.exactTarget.isEmpty())
            request.exactTarget = "/";
        return readQuery(body[u"query"], request.exactTarget);
    }
    return readQuery(body[u"query"], request.url);
}

base::Result<> RequestReader::readQuery(const Node &query, QByteArray &url) const
{
    char separator = !url.contains('?') ? '?' : (url.endsWith('?') || url.endsWith('&')) ? 0 : '&';
    for (const Node::Member &member : query.members()) {
        for (const Node *value : suite::itemsOrSelf(member.value)) {
            if (value->isNull())
                continue;
            const auto text = scalarText(*value, m_step.file);
            if (!text)
                return base::failure(text.error());
            if (separator != 0)
                url += separator;
            separator = '&';
            appendQueryEncoded(url, member.key);
            url += '=';
            appendQueryEncoded(url, *text);
        }
    }
    return {};
}

base::Result<> RequestReader::readHeaders(const Node &headers, Request &request) const
{
    for (const Node *item : suite::itemsOrSelf(headers)) {
        for (const Node::Member &member : item->members()) {
            for (const Node *value : suite::itemsOrSelf(member.value)) {
                if (auto added = addHeader(member.key, *value, m_step.file, request); !added)
                    return added;
            }
        }
    }
    return {};
}

base::Result<> RequestReader::readAuth(const Node &auth, Request &request) const
{
    if (auth.isMissing())
        return {};
    if (auth.contains(u"bearer")) {
        request.authorization = "Bearer " + auth[u"bearer"].text().toUtf8();
    } else if (auth.contains(u"basic")) {
        const Node &login = auth[u"basic"];
        const QByteArray plain =
            login[u"user"].text().toUtf8() + ':' + login[u"password"].text().toUtf8();
        request.authorization = "Basic " + plain.toBase64();
    } else {
        request.digestUser = auth[u"digest"][u"user"].text();
        request.digestPassword = auth[u"digest"][u"password"].text();
    }
    if (breaksLine(request.authorization)) {
        return base::failure(u"the token has a line break in it"_s,
                             u"was it read from a file? use its trim()"_s,
                             auth.position(m_step.file));
    }
    return {};
}

base::Result<> RequestReader::readCookies(const Node &body, Request &request) const
{
    for (const Node::Member &member : body[u"cookies"].members()) {
        const auto value = scalarText(member.value, m_step.file);
        if (!value)
            return base::failure(value.error());
        const QByteArray pair = member.key.toUtf8() + '=' + value->toUtf8();
        if (breaksLine(pair) || pair.contains(';')) {
            return base::failure(
                u"the cookie %1 has a \";\" or a line break in it"_s.arg(member.key),
                u"encode it, for example with encodeURIComponent()"_s,
                member.value.position(m_step.file));
        }
        if (!request.cookies.isEmpty())
            request.cookies += "; ";
        request.cookies += pair;
    }
    const Node &jar = body[u"cookieJar"];
    if (jar.kind() == Node::Kind::Bool && !jar.value().toBool())
        request.jar.reset();
    else if (jar.isText())
        request.jar = jar.text();
    return {};
}

base::Result<> RequestReader::readTls(const Node &tls, Request &request) const
{
    if (tls.isMissing())
        return {};
    request.tls.verify = tls[u"verify"].value().toBool(true);
    request.tls.password = tls[u"password"].text();
    for (const auto &[key, path] :
         {std::pair(u"ca"_s, &request.tls.ca), std::pair(u"cert"_s, &request.tls.certificate),
          std::pair(u"key"_s, &request.tls.key)}) {
        if (!tls.contains(key))
            continue;
        auto full = filePath(tls[key], m_step, m_context, true);
        if (!full)
            return base::failure(full.error());
        *path = *full;
    }
    if (tls.contains(u"minVersion")) {
        const auto version = scalarText(tls[u"minVersion"], m_step.file);
        if (!version)
            return base::failure(version.error());
        if (*version != u"1.2"_s && *version != u"1.3"_s) {
            return base::failure(u"tls: minVersion must be 1.2 or 1.3"_s, {},
                                 tls[u"minVersion"].position(m_step.file));
        }
        request.tls.minVersion = *version;
    }
    if (tls.contains(u"serverName")) {
        // The library checks the name in the URL: the URL takes it, the connection keeps its way.
        const QByteArray name = tls[u"serverName"].text().toUtf8();
        const UrlView url(request.url);
        const QByteArray host = url.host().toByteArray();
        const QByteArray port = url.port();
        const QByteArray target = url.target().toByteArray();
        if (request.header("Host") == nullptr)
            request.headers.push_back({"Host", host + ':' + port});
        request.connectTo.push_back(name + ':' + port + ':' + host + ':' + port);
        request.url = "https://" + name + ':' + port + target;
    }
    return {};
}

base::Result<> RequestReader::readRoute(const Node &body, Request &request) const
{
    if (const Node &version = body[u"http"]; !version.isMissing()) {
        const auto text = scalarText(version, m_step.file);
        if (!text)
            return base::failure(text.error());
        if (*text == u"1.0"_s || *text == u"1"_s)
            request.version = Request::Version::Http10;
        else if (*text == u"1.1"_s)
            request.version = Request::Version::Http11;
        else if (*text == u"2"_s)
            request.version = Request::Version::Http2;
        else if (*text == u"2-prior-knowledge"_s)
            request.version = Request::Version::Http2PriorKnowledge;
        else {
            return base::failure(u"there is no HTTP version \"%1\""_s.arg(*text),
                                 u"1.0, 1.1, 2 or 2-prior-knowledge"_s,
                                 version.position(m_step.file));
        }
    }
    request.proxy = body[u"proxy"].text();
    if (const Node &codings = body[u"compression"]; codings.isText())
        request.compression = codings.text().toLatin1();
    else if (codings.kind() == Node::Kind::Bool && !codings.value().toBool())
        request.compression.reset();
    if (body.contains(u"unixSocket")) {
        auto path = filePath(body[u"unixSocket"], m_step, m_context, true);
        if (!path)
            return base::failure(path.error());
        request.unixSocket = *path;
    }
    for (const Node::Member &member : body[u"resolve"].members()) {
        const QByteArray from = member.key.toUtf8();
        const qsizetype colon = from.lastIndexOf(':');
        if (colon <= 0) {
            return base::failure(u"\"%1\" is not host:port"_s.arg(member.key), {},
                                 {m_step.file, member.line, member.column});
        }
        QByteArray to = member.value.text().toUtf8();
        const bool bareIpv6 = to.count(':') > 1 && !to.startsWith('[');
        if (bareIpv6)
            to = '[' + to + ']';
        const bool hasPort = to.lastIndexOf(':') > to.lastIndexOf(']');
        request.connectTo.push_back(from + ':' + to +
                                    (hasPort ? QByteArray() : from.sliced(colon)));
    }
    return {};
}

base::Result<> RequestReader::readLimits(const Node &body, Request &request) const
{
    if (body.contains(u"connectTimeout")) {
        const auto time = suite::duration(body[u"connectTimeout"]);
        if (!time || time->count() <= 0) {
            return base::failure(u"connectTimeout must be a duration such as 200ms"_s, {},
                                 body[u"connectTimeout"].position(m_step.file));
        }
        request.connectTimeout = std::max<base::Nanoseconds>(*time, std::chrono::milliseconds(1));
    }
    if (const Node &redirects = body[u"redirects"]; !redirects.isMissing()) {
        const auto count = suite::wholeNumber(redirects);
        if (!count || *count < 0 || *count > 50) {
            return base::failure(u"redirects must be a whole number from 0 to 50"_s, {},
                                 redirects.position(m_step.file));
        }
        request.redirects = *count;
    }
    if (const Node &limit = body[u"limit"]; !limit.isMissing()) {
        const auto text = scalarText(limit, m_step.file);
        if (!text)
            return base::failure(text.error());
        bool isNumber = false;
        const qint64 bytes = text->toLongLong(&isNumber);
        const auto parsed = isNumber ? base::ByteCount{bytes} : base::parseByteCount(*text);
        if (!parsed)
            return base::failure(parsed.error().at(limit.position(m_step.file)));
        request.bodyLimit = *parsed;
    }
    return {};
}

} // namespace assay::steps::http
