// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_proxy.h"

#include "base/guarded.h"

#include <QList>

#include <arpa/inet.h>
#include <array>
#include <list>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace assay::test {

using namespace Qt::StringLiterals;

namespace {

/// A socket that closes itself.
class Socket
{
public:
    explicit Socket(int fd)
        : m_fd(fd)
    {
    }
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;
    ~Socket()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] QByteArray read() const
    {
        std::array<char, 16384> bytes{};
        const auto count = ::recv(m_fd, bytes.data(), bytes.size(), 0);
        return count > 0 ? QByteArray(bytes.data(), count) : QByteArray();
    }
    [[nodiscard]] bool write(const QByteArray &bytes) const
    {
        for (qsizetype sent = 0; sent < bytes.size();) {
            const auto count = ::send(m_fd, bytes.constData() + sent,
                                      static_cast<std::size_t>(bytes.size() - sent), MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            sent += count;
        }
        return true;
    }

private:
    int m_fd;
};

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

/// Both ways, until both sides are done or one breaks.
void pump(const Socket &client, const Socket &server)
{
    std::array<pollfd, 2> ends{pollfd{client.fd(), POLLIN, 0}, pollfd{server.fd(), POLLIN, 0}};
    const std::array<const Socket *, 2> sockets{&client, &server};
    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        if (::poll(ends.data(), ends.size(), -1) < 0)
            return;
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (ends[i].fd < 0 || ends[i].revents == 0)
                continue;
            const QByteArray bytes = sockets[i]->read();
            if (bytes.isEmpty()) {
                ::shutdown(sockets[1 - i]->fd(), SHUT_WR);
                ends[i].fd = -1;
            } else if (!sockets[1 - i]->write(bytes)) {
                return;
            }
        }
    }
}

} // namespace

struct TestProxy::Data
{
    void serve(const Socket &client)
    {
        QByteArray head;
        while (!head.contains("\r\n\r\n")) {
            const QByteArray more = client.read();
            if (more.isEmpty())
                return;
            head += more;
        }
        const QList<QByteArray> words = head.first(head.indexOf("\r\n")).split(' ');
        asked.with([&](auto &all) { all.push_back(words.value(0) + ' ' + words.value(1)); });
        if (options.silent) {
            while (!client.read().isEmpty()) {
            }
            return;
        }
        const QByteArray wanted =
            "proxy-authorization: basic " + options.credentials.toBase64().toLower() + "\r\n";
        if (!options.credentials.isEmpty() && !head.toLower().contains(wanted)) {
            static_cast<void>(client.write("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                           "Proxy-Authenticate: Basic realm=\"test\"\r\n"
                                           "Content-Length: 0\r\nConnection: close\r\n\r\n"));
            return;
        }
        const bool tunnel = words.value(0) == "CONNECT";
        const QByteArray origin = tunnel ? words.value(1) : words.value(1).split('/').value(2);
        const Socket server(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const sockaddr_in address = loopback(origin.split(':').value(1).toUShort());
        if (::connect(server.fd(), reinterpret_cast<const sockaddr *>(&address), sizeof address) !=
            0) {
            static_cast<void>(client.write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n"
                                           "Connection: close\r\n\r\n"));
            return;
        }
        if (tunnel ? client.write("HTTP/1.1 200 Connection established\r\n\r\n")
                   : server.write(head.replace("http://" + origin, "")))
            pump(client, server);
    }

    Options options;
    int listener = -1;
    quint16 port = 0;
    base::Guarded<std::vector<QByteArray>> asked;
    base::Guarded<std::list<int>> open;
    std::list<std::jthread> threads; ///< the accepting thread's own
    std::jthread acceptor;
};

TestProxy::TestProxy(Options options)
    : m_data(std::make_unique<Data>())
{
    Data &data = *m_data;
    data.options = std::move(options);
    data.listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(data.listener, reinterpret_cast<sockaddr *>(&address), size) != 0)
        qFatal("cannot bind");
    ::getsockname(data.listener, reinterpret_cast<sockaddr *>(&address), &size);
    data.port = ntohs(address.sin_port);
    ::listen(data.listener, 64);
    data.acceptor = std::jthread([&data] {
        while (true) {
            const int fd = ::accept4(data.listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (fd < 0)
                return;
            data.open.with([fd](auto &all) { all.push_back(fd); });
            data.threads.emplace_back([&data, fd] {
                const Socket client(fd);
                data.serve(client);
                data.open.with([fd](auto &all) { all.remove(fd); });
            });
        }
    });
}

TestProxy::~TestProxy()
{
    ::shutdown(m_data->listener, SHUT_RDWR);
    m_data->acceptor.join();
    m_data->open.with([](const auto &all) {
        for (const int fd : all)
            ::shutdown(fd, SHUT_RDWR);
    });
    m_data->threads.clear();
    ::close(m_data->listener);
}

QString TestProxy::url(const QString &credentials) const
{
    return u"http://%1%2:%3"_s
        .arg(credentials.isEmpty() ? QString() : credentials + u'@', u"127.0.0.1"_s)
        .arg(m_data->port);
}

std::vector<QByteArray> TestProxy::asked() const
{
    return m_data->asked.copy();
}

} // namespace assay::test
