// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http_test_server.h"

#include <QFile>
#include <QProcess>

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <atomic>
#include <csignal>
#include <cstring>
#include <list>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace assay::test {

using namespace Qt::StringLiterals;

namespace {

void openssl(const QString &folder, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("openssl failed: %s", process.readAllStandardError().constData());
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

struct FreeSsl
{
    void operator()(SSL *ssl) const { SSL_free(ssl); }
    void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
};

} // namespace

TestCertificates::TestCertificates(const QString &folder)
    : ca(folder + u"/ca.pem"_s)
    , serverCertificate(folder + u"/server.pem"_s)
    , serverKey(folder + u"/server.key"_s)
    , clientCertificate(folder + u"/client.pem"_s)
    , clientKey(folder + u"/client.key"_s)
{
    const QStringList newKey{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                             u"-nodes"_s};
    openssl(folder, QStringList{u"req"_s, u"-x509"_s, u"-subj"_s, u"/CN=Test CA"_s, u"-days"_s,
                                u"2"_s, u"-keyout"_s, u"ca.key"_s, u"-out"_s, u"ca.pem"_s} +
                        newKey);
    write(folder + u"/server.ext"_s, "subjectAltName=DNS:localhost,DNS:api.test,IP:127.0.0.1\n");
    write(folder + u"/client.ext"_s, "extendedKeyUsage=clientAuth\n");
    for (const QString &who : {u"server"_s, u"client"_s}) {
        openssl(folder, QStringList{u"req"_s, u"-new"_s, u"-subj"_s, u"/CN="_s + who, u"-keyout"_s,
                                    who + u".key"_s, u"-out"_s, who + u".csr"_s} +
                            newKey);
        openssl(folder, {u"x509"_s, u"-req"_s, u"-in"_s, who + u".csr"_s, u"-CA"_s, u"ca.pem"_s,
                         u"-CAkey"_s, u"ca.key"_s, u"-CAcreateserial"_s, u"-days"_s, u"2"_s,
                         u"-extfile"_s, who + u".ext"_s, u"-out"_s, who + u".pem"_s});
    }
}

QByteArray HttpTestServer::Request::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value.isNull() ? QByteArray("") : value;
    }
    return {};
}

QByteArray HttpTestServer::Request::path() const
{
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.first(query);
}

void HttpTestServer::Answer::send(int status, const Headers &headers, const QByteArray &body)
{
    static const std::map<int, QByteArray> reasons{{200, "OK"},
                                                   {201, "Created"},
                                                   {204, "No Content"},
                                                   {301, "Moved Permanently"},
                                                   {302, "Found"},
                                                   {303, "See Other"},
                                                   {307, "Temporary Redirect"},
                                                   {401, "Unauthorized"},
                                                   {404, "Not Found"},
                                                   {500, "Internal Server Error"}};
    const auto reason = reasons.find(status);
    QByteArray out = "HTTP/1.1 " + QByteArray::number(status) + ' ' +
                     (reason == reasons.end() ? QByteArray("Status") : reason->second) + "\r\n";
    for (const auto &[name, value] : headers)
        out += name + ": " + value + "\r\n";
    if (status != 204)
        out += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    raw(out + "\r\n" + body);
}

bool HttpTestServer::Answer::chunk(const QByteArray &bytes)
{
    return raw(QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n");
}

struct HttpTestServer::Data
{
    Options options;
    int listener = -1;
    quint16 port = 0;
    std::unique_ptr<SSL_CTX, FreeSsl> tls;
    base::Guarded<std::map<QByteArray, Handler>> handlers;
    base::Guarded<std::vector<Request>> requests;
    base::Guarded<std::list<int>> sockets; ///< of the open connections
    std::atomic<int> accepted = 0;
    std::list<std::jthread> threads; ///< of the connections; the accepting thread's own
    std::jthread acceptor;
};

/// One accepted connection on its thread.
class HttpTestServer::Connection final : public HttpTestServer::Answer
{
public:
    Connection(Data &data, int socket, int number)
        : m_data(data)
        , m_socket(socket)
        , m_number(number)
    {
    }
    ~Connection() override
    {
        if (m_ssl && !m_reset)
            SSL_shutdown(m_ssl.get());
        m_data.sockets.with([this](auto &all) { all.remove(m_socket); });
        if (!m_reset) { // the peer may read to the end
            ::shutdown(m_socket, SHUT_WR);
            char rest[4096];
            pollfd ready{m_socket, POLLIN, 0};
            while (::poll(&ready, 1, 200) > 0 && ::recv(m_socket, rest, sizeof rest, 0) > 0) {
            }
        }
        ::close(m_socket);
    }

    void serve()
    {
        if (m_data.tls) {
            m_ssl.reset(SSL_new(m_data.tls.get()));
            SSL_set_fd(m_ssl.get(), m_socket);
            if (SSL_accept(m_ssl.get()) != 1)
                return;
        }
        while (!m_closed) {
            const auto request = readRequest();
            if (!request)
                return;
            m_data.requests.with([&](auto &all) { all.push_back(*request); });
            const Handler handler = m_data.handlers.with([&](const auto &all) {
                auto it = all.find(request->path());
                if (it == all.end())
                    it = all.find("*");
                return it == all.end() ? Handler() : it->second;
            });
            if (handler)
                handler(*request, *this);
            else
                send(404, {}, "nothing here");
        }
    }

    bool raw(const QByteArray &bytes) override
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            const auto left = static_cast<std::size_t>(bytes.size() - sent);
            const auto count =
                m_ssl ? SSL_write(m_ssl.get(), bytes.constData() + sent, static_cast<int>(left))
                      : ::send(m_socket, bytes.constData() + sent, left, MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            sent += count;
        }
        return true;
    }
    void close() override { m_closed = true; }
    void reset() override
    {
        const linger now{1, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        m_reset = true;
        m_closed = true;
    }
    void waitForHangUp() override
    {
        char byte = 0;
        while (::recv(m_socket, &byte, 1, 0) > 0) {
        }
        m_closed = true;
    }

private:
    bool fill()
    {
        char bytes[16384];
        const auto count = m_ssl ? SSL_read(m_ssl.get(), bytes, sizeof bytes)
                                 : ::recv(m_socket, bytes, sizeof bytes, 0);
        if (count <= 0)
            return false;
        m_buffer.append(bytes, count);
        return true;
    }
    std::optional<QByteArray> line()
    {
        qsizetype end = 0;
        while ((end = m_buffer.indexOf("\r\n")) < 0) {
            if (!fill())
                return std::nullopt;
        }
        const QByteArray found = m_buffer.first(end);
        m_buffer.remove(0, end + 2);
        return found;
    }
    std::optional<QByteArray> bytes(qsizetype count)
    {
        while (m_buffer.size() < count) {
            if (!fill())
                return std::nullopt;
        }
        const QByteArray found = m_buffer.first(count);
        m_buffer.remove(0, count);
        return found;
    }
    std::optional<Request> readRequest()
    {
        const auto first = line();
        if (!first)
            return std::nullopt;
        const QList<QByteArray> words = first->split(' ');
        Request request{words.value(0), words.value(1), words.value(2), {}, {}, m_number};
        while (true) {
            const auto next = line();
            if (!next)
                return std::nullopt;
            if (next->isEmpty())
                break;
            const qsizetype colon = next->indexOf(':');
            request.headers.emplace_back(next->first(colon), next->sliced(colon + 1).trimmed());
        }
        if (request.header("Transfer-Encoding") == "chunked") {
            while (true) {
                const auto size = line();
                if (!size)
                    return std::nullopt;
                const auto piece = bytes(size->toLongLong(nullptr, 16) + 2);
                if (!piece)
                    return std::nullopt;
                if (piece->size() == 2)
                    break;
                request.body += piece->chopped(2);
            }
        } else if (const auto body = bytes(request.header("Content-Length").toLongLong())) {
            request.body = *body;
        } else {
            return std::nullopt;
        }
        return request;
    }

    Data &m_data;
    int m_socket;
    int m_number;
    std::unique_ptr<SSL, FreeSsl> m_ssl;
    QByteArray m_buffer;
    bool m_closed = false;
    bool m_reset = false;
};

HttpTestServer::HttpTestServer(Options options)
    : m_data(std::make_unique<Data>())
{
    Data &data = *m_data;
    data.options = std::move(options);
    if (const TestCertificates *files = data.options.certificates) {
        data.tls.reset(SSL_CTX_new(TLS_server_method()));
        SSL_CTX_use_certificate_chain_file(data.tls.get(),
                                           files->serverCertificate.toUtf8().constData());
        SSL_CTX_use_PrivateKey_file(data.tls.get(), files->serverKey.toUtf8().constData(),
                                    SSL_FILETYPE_PEM);
        if (data.options.wantsClientCertificate) {
            SSL_CTX_load_verify_locations(data.tls.get(), files->ca.toUtf8().constData(), nullptr);
            SSL_CTX_set_verify(data.tls.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT,
                               nullptr);
        }
    }
    if (data.options.unixSocket.isEmpty()) {
        data.listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(data.listener, reinterpret_cast<sockaddr *>(&address), size) != 0)
            qFatal("cannot bind");
        ::getsockname(data.listener, reinterpret_cast<sockaddr *>(&address), &size);
        data.port = ntohs(address.sin_port);
    } else {
        data.listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = data.options.unixSocket.toUtf8();
        std::memcpy(address.sun_path, path.constData(),
                    std::min<std::size_t>(sizeof address.sun_path - 1,
                                          static_cast<std::size_t>(path.size())));
        if (::bind(data.listener, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            qFatal("cannot bind %s", path.constData());
    }
    ::listen(data.listener, 64);
    data.acceptor = std::jthread([&data](const std::stop_token &stop) {
        while (!stop.stop_requested()) {
            const int socket = ::accept4(data.listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0)
                return;
            const int one = 1;
            ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
            const int number = ++data.accepted;
            data.sockets.with([&](auto &all) { all.push_back(socket); });
            data.threads.emplace_back([&data, socket, number] {
                sigset_t pipe; // TLS has no MSG_NOSIGNAL
                sigemptyset(&pipe);
                sigaddset(&pipe, SIGPIPE);
                pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
                Connection(data, socket, number).serve();
            });
        }
    });
}

HttpTestServer::~HttpTestServer()
{
    m_data->acceptor.request_stop();
    ::shutdown(m_data->listener, SHUT_RDWR);
    m_data->acceptor.join();
    m_data->sockets.with([](const auto &all) {
        for (const int socket : all)
            ::shutdown(socket, SHUT_RDWR);
    });
    m_data->threads.clear();
    ::close(m_data->listener);
}

void HttpTestServer::on(const QByteArray &path, Handler handler)
{
    m_data->handlers.with([&](auto &all) { all[path] = std::move(handler); });
}

quint16 HttpTestServer::port() const
{
    return m_data->port;
}

QString HttpTestServer::url(const QString &target) const
{
    return u"%1://127.0.0.1:%2%3"_s.arg(m_data->tls ? u"https"_s : u"http"_s)
        .arg(m_data->port)
        .arg(target);
}

int HttpTestServer::connections() const
{
    return m_data->accepted;
}

std::vector<HttpTestServer::Request> HttpTestServer::requests() const
{
    return m_data->requests.copy();
}

HttpTestServer::Request HttpTestServer::lastRequest() const
{
    return m_data->requests.with(
        [](const auto &all) { return all.empty() ? Request{} : all.back(); });
}

} // namespace assay::test
