// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/curl_transfer.h"
#include "steps/http/url.h"

#include <cerrno>
#include <cstring>

namespace assay::steps::http {

using namespace Qt::StringLiterals;

namespace {

QString systemReason(long error)
{
    QString text = QString::fromLocal8Bit(std::strerror(static_cast<int>(error)));
    if (!text.isEmpty())
        text[0] = text[0].toLower();
    return text;
}

/// Without the user and the password.
QString proxyName(const Request &request)
{
    const qsizetype start = request.proxy.indexOf(u"://"_s) + 3;
    const qsizetype at = request.proxy.lastIndexOf(u'@');
    return at < 0 ? request.proxy
                  : request.proxy.first(start < 3 ? 0 : start) + request.proxy.sliced(at + 1);
}

base::Error cannotConnect(const CurlFailure &failure, const Request &request, const QString &peer)
{
    QString reason = failure.systemError != 0 ? systemReason(failure.systemError) : failure.detail;
    if (!request.proxy.isEmpty() && request.unixSocket.isEmpty()) {
        return {u"cannot connect to the proxy %1: %2"_s.arg(proxyName(request), reason),
                u"is it up?"_s};
    }
    const QString where = request.unixSocket.isEmpty() ? peer : request.unixSocket;
    if (failure.systemError == 0 && !request.unixSocket.isEmpty())
        reason = u"nothing listens there"_s;
    return {u"cannot connect to %1: %2"_s.arg(where, reason), u"is the service up?"_s};
}

/// A proxy that opens no tunnel (RFC 9110 9.3.6).
base::Error noTunnel(const CurlFailure &failure, const Request &request, const QString &peer)
{
    const QString proxy = proxyName(request);
    if (failure.proxyStatus == 407 && proxy == request.proxy) {
        return {u"the proxy %1 wants a user and a password"_s.arg(proxy),
                u"write them as proxy: http://user:password@host:port"_s};
    }
    if (failure.proxyStatus == 407) {
        return {u"the proxy %1 does not accept this user and password"_s.arg(proxy),
                u"check the user and the password in proxy:"_s};
    }
    return {u"the proxy %1 opens no way to %2: it answers %3"_s.arg(proxy, peer)
                .arg(failure.proxyStatus),
            u"is the service up, and may the proxy reach it?"_s};
}

} // namespace

base::Error explain(const CurlFailure &failure, const Request &request)
{
    const UrlView url(request.url);
    const QString peer = url.hostAndPort();
    const QString &detail = failure.detail;
    if (failure.proxyStatus >= 300)
        return noTunnel(failure, request, peer);
    switch (failure.code) {
    case CURLE_COULDNT_CONNECT:
        return cannotConnect(failure, request, peer);
    case CURLE_COULDNT_RESOLVE_HOST:
        return {u"the name \"%1\" is not known: no address was found"_s.arg(
                    QString::fromUtf8(url.host())),
                u"check the spelling, or give its address with resolve:"_s};
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {u"the name of the proxy %1 is not known"_s.arg(proxyName(request)),
                u"check the spelling of proxy:"_s};
    case CURLE_OPERATION_TIMEDOUT:
        return {u"cannot connect to %1 within %2"_s.arg(peer,
                                                        base::durationText(request.connectTimeout)),
                u"is the service up? connectTimeout: sets the limit"_s};
    case CURLE_PEER_FAILED_VERIFICATION:
        return {u"the certificate of %1 is not trusted: %2"_s.arg(peer, detail),
                u"name its issuer with tls: { ca: FILE }, or do not verify with tls: { verify: "
                u"false }"_s};
    case CURLE_SSL_CACERT_BADFILE:
        return {u"cannot read the certificates of tls: { ca: %1 }"_s.arg(request.tls.ca),
                u"it must be a file in PEM format"_s};
    case CURLE_SSL_CERTPROBLEM:
        return {u"cannot use the client certificate %1: %2"_s.arg(request.tls.certificate, detail),
                u"tls: cert and key must be files in PEM format that belong together"_s};
    case CURLE_SSL_CONNECT_ERROR:
        return {u"the TLS handshake with %1 failed: %2"_s.arg(peer, detail),
                u"does the service speak TLS on this port?"_s};
    case CURLE_GOT_NOTHING:
        return {u"%1 closed the connection without an answer"_s.arg(peer),
                u"did the service crash? see its log"_s};
    case CURLE_PARTIAL_FILE:
        return {u"the answer of %1 broke off: %2"_s.arg(peer, detail),
                u"did the service crash? see its log"_s};
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return {u"the connection to %1 broke: %2"_s.arg(peer, detail),
                u"did the service crash? see its log"_s};
    case CURLE_BAD_CONTENT_ENCODING:
        return {u"the body from %1 cannot be decompressed: %2"_s.arg(peer, detail),
                u"compression: false takes it as it is"_s};
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return {u"the answer of %1 is not valid HTTP: %2"_s.arg(peer, detail),
                u"does another protocol live on this port?"_s};
    case CURLE_OUT_OF_MEMORY: // how the library says that a line is beyond its own limit
        return {u"a header line in the answer of %1 is longer than 100 kB"_s.arg(peer),
                u"the rest was not read"_s};
    case CURLE_URL_MALFORMAT:
        return {u"the URL \"%1\" is not valid: %2"_s.arg(QString::fromUtf8(request.url), detail),
                {}};
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_READ_ERROR:
        return {u"cannot read the body to send: %1"_s.arg(detail), {}};
    default:
        break;
    }
    return {
        u"the exchange with %1 failed: %2"_s.arg(
            peer, detail.isEmpty() ? QString::fromUtf8(curl_easy_strerror(failure.code)) : detail),
        {}};
}

} // namespace assay::steps::http
