// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/curl_transfer.h"

#include "steps/http/url.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>

namespace assay::steps::http {

using namespace Qt::StringLiterals;

namespace {

long curlVersion(Request::Version version)
{
    switch (version) {
    case Request::Version::Http10:
        return CURL_HTTP_VERSION_1_0;
    case Request::Version::Http11:
        return CURL_HTTP_VERSION_1_1;
    case Request::Version::Http2:
        return CURL_HTTP_VERSION_2_0;
    case Request::Version::Http2PriorKnowledge:
        return CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE;
    case Request::Version::Any:
        break;
    }
    return CURL_HTTP_VERSION_2TLS;
}

base::Nanoseconds microseconds(CURL *curl, CURLINFO info)
{
    curl_off_t value = 0;
    curl_easy_getinfo(curl, info, &value);
    return std::chrono::microseconds(value);
}

/// The library's own times tell TCP and TLS apart only when both are over.
bool isConnected(curl_socket_t socket)
{
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    return socket != CURL_SOCKET_BAD &&
           ::getpeername(socket, reinterpret_cast<sockaddr *>(&peer), &size) == 0;
}

} // namespace

CurlTransfer::CurlTransfer(CURL *curl, const Request &request, const CurlClient::Control &control)
    : m_curl(curl)
    , m_request(request)
    , m_control(control)
{
}

CurlTransfer::~CurlTransfer()
{
    // The handle lives on: it must not keep pointers into this object.
    curl_easy_reset(m_curl);
}

base::Result<> CurlTransfer::prepare()
{
    curl_easy_setopt(m_curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_curl, CURLOPT_QUICK_EXIT, 1L); // a stop must not wait for a name server
    curl_easy_setopt(m_curl, CURLOPT_ERRORBUFFER, m_errorText);
    curl_easy_setopt(m_curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_curl, CURLOPT_URL, m_request.url.constData());
    curl_easy_setopt(m_curl, CURLOPT_USERAGENT, "Assay");
    curl_easy_setopt(m_curl, CURLOPT_HTTP_VERSION, curlVersion(m_request.version));
    curl_easy_setopt(m_curl, CURLOPT_HEADERFUNCTION, &CurlTransfer::onHeader);
    curl_easy_setopt(m_curl, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(m_curl, CURLOPT_WRITEFUNCTION, &CurlTransfer::onBody);
    curl_easy_setopt(m_curl, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(m_curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (m_request.compression) {
        curl_easy_setopt(m_curl, CURLOPT_ACCEPT_ENCODING, m_request.compression->constData());
    } else {
        // The body is wanted as it came, whatever its coding.
        curl_easy_setopt(m_curl, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    }
    // No file: it turns cookies on. An empty CURLOPT_COOKIEFILE does too, but its list of names is
    // lost at curl_easy_reset().
    if (m_request.jar)
        curl_easy_setopt(m_curl, CURLOPT_COOKIEJAR, nullptr);
    if (!m_request.cookies.isEmpty())
        curl_easy_setopt(m_curl, CURLOPT_COOKIE, m_request.cookies.constData());
    if (!m_request.exactTarget.isEmpty()) {
        curl_easy_setopt(m_curl, CURLOPT_PATH_AS_IS, 1L);
        curl_easy_setopt(m_curl, CURLOPT_REQUEST_TARGET, m_request.exactTarget.constData());
    }
    const auto connectMs =
        std::chrono::duration_cast<std::chrono::milliseconds>(m_request.connectTimeout).count();
    // Nothing here means the step's own limit: the library's five minutes must not come first.
    curl_easy_setopt(m_curl, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(connectMs > 0 ? connectMs : 24L * 3600 * 1000));
    setRoute();
    if (m_request.isTls())
        setTls();
    if (auto body = setBody(); !body)
        return body;
    setHeaders();
    return {};
}

void CurlTransfer::setRoute()
{
    curl_easy_setopt(m_curl, CURLOPT_PROXY, m_request.proxy.toUtf8().constData());
    curl_easy_setopt(m_curl, CURLOPT_NOPROXY, "");
    if (!m_request.unixSocket.isEmpty()) {
        curl_easy_setopt(m_curl, CURLOPT_UNIX_SOCKET_PATH,
                         QFile::encodeName(m_request.unixSocket).constData());
    }
    for (const QByteArray &route : m_request.connectTo)
        m_connectTo.reset(curl_slist_append(m_connectTo.release(), route.constData()));
    if (m_connectTo)
        curl_easy_setopt(m_curl, CURLOPT_CONNECT_TO, m_connectTo.get());
}

void CurlTransfer::setTls()
{
    curl_easy_setopt(m_curl, CURLOPT_SOCKOPTFUNCTION, &CurlTransfer::onSocket);
    curl_easy_setopt(m_curl, CURLOPT_SOCKOPTDATA, this);
    const TlsOptions &tls = m_request.tls;
    curl_easy_setopt(m_curl, CURLOPT_SSL_VERIFYPEER, tls.verify ? 1L : 0L);
    curl_easy_setopt(m_curl, CURLOPT_SSL_VERIFYHOST, tls.verify ? 2L : 0L);
    const auto setPath = [this](CURLoption option, const QString &path) {
        if (!path.isEmpty())
            curl_easy_setopt(m_curl, option, QFile::encodeName(path).constData());
    };
    setPath(CURLOPT_CAINFO, tls.ca);
    setPath(CURLOPT_SSLCERT, tls.certificate);
    setPath(CURLOPT_SSLKEY, tls.key);
    if (!tls.password.isEmpty())
        curl_easy_setopt(m_curl, CURLOPT_KEYPASSWD, tls.password.toUtf8().constData());
    if (!tls.minVersion.isEmpty()) {
        curl_easy_setopt(m_curl, CURLOPT_SSLVERSION,
                         tls.minVersion == u"1.3"_s ? static_cast<long>(CURL_SSLVERSION_TLSv1_3)
                                                    : static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    }
}

base::Result<> CurlTransfer::setBody()
{
    const QByteArray &method = m_request.method;
    if (!m_request.hasBody) {
        // These are sent with a length of 0 (RFC 9110 8.6), the others without any.
        if (method == "POST" || method == "PUT" || method == "PATCH") {
            curl_easy_setopt(m_curl, CURLOPT_POST, 1L);
            curl_easy_setopt(m_curl, CURLOPT_POSTFIELDSIZE, 0L);
            curl_easy_setopt(m_curl, CURLOPT_POSTFIELDS, "");
        } else if (method == "HEAD") {
            curl_easy_setopt(m_curl, CURLOPT_NOBODY, 1L);
        }
    } else if (!m_request.parts.empty()) {
        m_mime.reset(curl_mime_init(m_curl));
        for (const FormPart &part : m_request.parts) {
            curl_mimepart *added = curl_mime_addpart(m_mime.get());
            curl_mime_name(added, part.name.constData());
            if (!part.file.isEmpty()) {
                if (!QFileInfo(part.file).isFile() || !QFileInfo(part.file).isReadable())
                    return base::failure(u"cannot read %1"_s.arg(part.file));
                curl_mime_filedata(added, QFile::encodeName(part.file).constData());
            } else {
                curl_mime_data(added, part.value.constData(),
                               static_cast<std::size_t>(part.value.size()));
            }
            if (!part.fileName.isEmpty())
                curl_mime_filename(added, part.fileName.constData());
            if (!part.contentType.isEmpty())
                curl_mime_type(added, part.contentType.constData());
        }
        curl_easy_setopt(m_curl, CURLOPT_MIMEPOST, m_mime.get());
    } else if (!m_request.bodyFile.isEmpty()) {
        m_file.reset(std::fopen(QFile::encodeName(m_request.bodyFile).constData(), "rbe"));
        if (!m_file || !QFileInfo(m_request.bodyFile).isFile()) {
            return base::failure(u"cannot read %1: %2"_s.arg(
                m_request.bodyFile,
                m_file ? u"it is not a file"_s : QString::fromLocal8Bit(std::strerror(errno))));
        }
        m_uploadSize = QFileInfo(m_request.bodyFile).size();
        curl_easy_setopt(m_curl, CURLOPT_POST, 1L);
        curl_easy_setopt(m_curl, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(m_uploadSize));
        curl_easy_setopt(m_curl, CURLOPT_READFUNCTION, &CurlTransfer::onRead);
        curl_easy_setopt(m_curl, CURLOPT_READDATA, this);
        curl_easy_setopt(m_curl, CURLOPT_SEEKFUNCTION, &CurlTransfer::onSeek);
        curl_easy_setopt(m_curl, CURLOPT_SEEKDATA, this);
    } else {
        m_uploadSize = m_request.body.size();
        curl_easy_setopt(m_curl, CURLOPT_POST, 1L);
        curl_easy_setopt(m_curl, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(m_uploadSize));
        curl_easy_setopt(m_curl, CURLOPT_POSTFIELDS, m_request.body.constData());
    }
    const bool ownWord = method == "GET"    ? !m_request.hasBody
                         : method == "HEAD" ? !m_request.hasBody
                                            : method == "POST";
    if (!ownWord)
        curl_easy_setopt(m_curl, CURLOPT_CUSTOMREQUEST, method.constData());
    return {};
}

void CurlTransfer::addHeader(const QByteArray &line)
{
    m_headers.reset(curl_slist_append(m_headers.release(), line.constData()));
}

void CurlTransfer::setHeaders()
{
    for (const Header &header : m_request.headers) {
        if (!header.value)
            addHeader(header.name + ':');
        else if (header.value->isEmpty())
            addHeader(header.name + ';'); // the library's way to write an empty one
        else
            addHeader(header.name + ": " + *header.value);
    }
    const bool sendsBody = m_request.hasBody || m_request.method == "POST" ||
                           m_request.method == "PUT" || m_request.method == "PATCH";
    if (sendsBody && m_request.parts.empty() && m_request.header("Content-Type") == nullptr) {
        // Without a word of ours the library would call every body a form.
        addHeader(m_request.contentType.isEmpty() ? QByteArray("Content-Type:")
                                                  : "Content-Type: " + m_request.contentType);
    }
    // A body is not held back for a second to ask whether it is wanted.
    if (sendsBody && m_request.header("Expect") == nullptr)
        addHeader("Expect:");
    if (!m_request.authorization.isEmpty() && m_request.header("Authorization") == nullptr)
        addHeader("Authorization: " + m_request.authorization);
    if (!m_request.digestUser.isEmpty()) {
        curl_easy_setopt(m_curl, CURLOPT_HTTPAUTH, CURLAUTH_DIGEST);
        curl_easy_setopt(m_curl, CURLOPT_USERNAME, m_request.digestUser.toUtf8().constData());
        curl_easy_setopt(m_curl, CURLOPT_PASSWORD, m_request.digestPassword.toUtf8().constData());
    }
    if (m_headers)
        curl_easy_setopt(m_curl, CURLOPT_HTTPHEADER, m_headers.get());
}

std::size_t CurlTransfer::onHeader(char *data, std::size_t size, std::size_t count, void *self)
{
    const QByteArrayView line(data, static_cast<qsizetype>(size * count));
    return static_cast<CurlTransfer *>(self)->takeHeader(line) ? size * count : 0;
}

std::size_t CurlTransfer::onBody(char *data, std::size_t size, std::size_t count, void *self)
{
    const QByteArrayView piece(data, static_cast<qsizetype>(size * count));
    return static_cast<CurlTransfer *>(self)->takeBody(piece) ? size * count : 0;
}

std::size_t CurlTransfer::onRead(char *data, std::size_t size, std::size_t count, void *self)
{
    std::FILE *file = static_cast<CurlTransfer *>(self)->m_file.get();
    const std::size_t got = std::fread(data, 1, size * count, file);
    return got == 0 && std::ferror(file) != 0 ? CURL_READFUNC_ABORT : got;
}

int CurlTransfer::onSeek(void *self, curl_off_t offset, int origin)
{
    std::FILE *file = static_cast<CurlTransfer *>(self)->m_file.get();
    return std::fseek(file, static_cast<long>(offset), origin) == 0 ? CURL_SEEKFUNC_OK
                                                                    : CURL_SEEKFUNC_FAIL;
}

int CurlTransfer::onSocket(void *self, curl_socket_t socket, curlsocktype)
{
    static_cast<CurlTransfer *>(self)->m_socket = socket;
    return CURL_SOCKOPT_OK;
}

bool CurlTransfer::takeHeader(QByteArrayView line)
{
    m_headerBytes += line.size();
    if (m_headerBytes > m_control.headerLimit.value) {
        m_headersTooLarge = true;
        return false;
    }
    if (line.startsWith("HTTP/")) { // also after a 1xx, and after a 401 that digest answers
        const QByteArrayView rest = line.sliced(5).trimmed();
        const qsizetype space = rest.indexOf(' ');
        m_reply.version = rest.first(space < 0 ? rest.size() : space).toByteArray();
        const QByteArrayView status = space < 0 ? QByteArrayView() : rest.sliced(space).trimmed();
        m_reply.status = status.first(std::min<qsizetype>(3, status.size())).toInt();
        m_reply.reason =
            status.sliced(std::min<qsizetype>(3, status.size())).trimmed().toByteArray();
        m_reply.headers.clear();
        m_reply.headers.reserve(12);
        return true;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon > 0) {
        m_reply.headers.emplace_back(line.first(colon).trimmed().toByteArray().toLower(),
                                     line.sliced(colon + 1).trimmed().toByteArray());
    }
    return true;
}

bool CurlTransfer::takeBody(QByteArrayView piece)
{
    if (m_control.sink) {
        m_sinkEnded = !m_control.sink(m_reply, piece);
        return !m_sinkEnded;
    }
    const qint64 room = m_request.bodyLimit.value - m_reply.body.size();
    if (piece.size() > room) {
        m_reply.body.append(piece.first(static_cast<qsizetype>(room)));
        m_reply.truncated = true;
        return false;
    }
    m_reply.body.append(piece);
    return true;
}

void CurlTransfer::takePhases()
{
    const auto lookup = microseconds(m_curl, CURLINFO_NAMELOOKUP_TIME_T);
    const auto connect = std::max(lookup, microseconds(m_curl, CURLINFO_CONNECT_TIME_T));
    const auto tls = std::max(connect, microseconds(m_curl, CURLINFO_APPCONNECT_TIME_T));
    const auto send = std::max(tls, microseconds(m_curl, CURLINFO_PRETRANSFER_TIME_T));
    const auto wait = std::max(send, microseconds(m_curl, CURLINFO_STARTTRANSFER_TIME_T));
    const auto total = std::max(wait, microseconds(m_curl, CURLINFO_TOTAL_TIME_T));
    m_reply.phases = {lookup,     connect - lookup, tls - connect,
                      send - tls, wait - send,      total - wait};
}

CurlClient::Sent CurlTransfer::finish(CURLcode code)
{
    takePhases();
    CurlClient::Sent sent;
    if (m_sinkEnded) {
        sent.end = CurlClient::End::Ended;
    } else if (m_headersTooLarge) {
        sent.end = CurlClient::End::Failed;
        sent.error = {
            u"the headers of the answer of %1 are larger than %2"_s.arg(
                UrlView(m_request.url).hostAndPort(), base::byteCountText(m_control.headerLimit)),
            u"the rest was not read"_s};
    } else if (code != CURLE_OK && !m_reply.truncated) {
        CurlFailure failure{code, 0, QString::fromUtf8(m_errorText)};
        curl_easy_getinfo(m_curl, CURLINFO_OS_ERRNO, &failure.systemError);
        curl_easy_getinfo(m_curl, CURLINFO_HTTP_CONNECTCODE, &failure.proxyStatus);
        sent.error = explain(failure, m_request);
        sent.end =
            code == CURLE_OPERATION_TIMEDOUT ? CurlClient::End::TimedOut : CurlClient::End::Failed;
    } else if (m_reply.status >= 300 && m_reply.status < 400) {
        const char *location = nullptr;
        curl_easy_getinfo(m_curl, CURLINFO_REDIRECT_URL, &location);
        m_reply.location = location;
    }
    sent.reply = std::move(m_reply);
    return sent;
}

bool CurlTransfer::tunnelled() const
{
    long status = 0;
    curl_easy_getinfo(m_curl, CURLINFO_HTTP_CONNECTCODE, &status);
    return status != 0;
}

CurlClient::Sent CurlTransfer::stopped()
{
    takePhases();
    const auto passed = [this](CURLINFO info) { return microseconds(m_curl, info).count() > 0; };
    curl_off_t uploaded = 0;
    curl_easy_getinfo(m_curl, CURLINFO_SIZE_UPLOAD_T, &uploaded);
    CurlClient::Sent sent;
    sent.end = CurlClient::End::Stopped;
    if (m_reply.status != 0 && !m_reply.body.isEmpty()) {
        sent.doing =
            u"receiving the body, %1 so far"_s.arg(base::byteCountText({m_reply.body.size()}));
    } else if (m_reply.status != 0)
        sent.doing = u"receiving the answer, status %1"_s.arg(m_reply.status);
    else if (passed(CURLINFO_PRETRANSFER_TIME_T) && uploaded < m_uploadSize)
        sent.doing = u"sending the body"_s;
    else if (passed(CURLINFO_PRETRANSFER_TIME_T))
        sent.doing = u"waiting for the first byte of the answer"_s;
    else if (m_request.isTls() && isConnected(m_socket))
        sent.doing = m_request.proxy.isEmpty() || tunnelled()
                         ? u"in the TLS handshake"_s
                         : u"waiting for the proxy to open the way"_s;
    else if (passed(CURLINFO_NAMELOOKUP_TIME_T))
        sent.doing = u"connecting"_s;
    else
        sent.doing = u"looking up the name"_s;
    sent.reply = std::move(m_reply);
    return sent;
}

} // namespace assay::steps::http
