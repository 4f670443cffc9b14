// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/probe.h"

#include "base/descriptor.h"
#include "base/wake_up.h"

#include <QUrl>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <sys/socket.h>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLineLimit = 4096;

QString systemReason(int error)
{
    return QString::fromLocal8Bit(std::strerror(error)).toLower();
}

base::Result<> waitUntil(base::WakeUp &wakeUp, int fd, short events, base::SteadyTime deadline,
                         const QString &what)
{
    switch (wakeUp.waitFor(fd, events, deadline)) {
    case base::WakeUp::Ready:
        return {};
    case base::WakeUp::TimedOut:
        return base::failure(u"%1 timed out"_s.arg(what));
    case base::WakeUp::Stopped:
        break;
    }
    return base::failure(u"%1 was stopped"_s.arg(what));
}

base::Result<base::Descriptor> connectTo(const QString &host, int port, base::WakeUp &wakeUp,
                                         base::SteadyTime deadline)
{
    addrinfo hints = {};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    const int code = getaddrinfo(host.toUtf8().constData(), QByteArray::number(port).constData(),
                                 &hints, &found);
    if (code != 0)
        return base::failure(u"%1 is no known host: %2"_s.arg(
            host, QString::fromLocal8Bit(gai_strerror(code)).toLower()));
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, freeaddrinfo);
    base::Error problem{u"%1 has no address"_s.arg(host), {}};
    for (const addrinfo *address = found; address != nullptr; address = address->ai_next) {
        base::Descriptor fd(
            socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        if (!fd.isOpen())
            continue;
        if (connect(fd.get(), address->ai_addr, address->ai_addrlen) == 0)
            return fd;
        int error = errno;
        if (error == EINPROGRESS) {
            if (auto waited = waitUntil(wakeUp, fd.get(), POLLOUT, deadline, u"the connection"_s);
                !waited)
                return base::failure(waited.error());
            socklen_t size = sizeof error;
            getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size);
            if (error == 0)
                return fd;
        }
        problem.title = systemReason(error);
    }
    return base::failure(problem);
}

} // namespace

base::Result<> probeTcp(const QString &host, int port, base::SteadyTime deadline,
                        const std::stop_token &stop)
{
    base::WakeUp wakeUp(stop);
    auto socket = connectTo(host, port, wakeUp, deadline);
    if (!socket)
        return base::failure(socket.error());
    return {};
}

base::Result<QByteArray> probeLine(const QString &host, int port, const QByteArray &request,
                                   base::SteadyTime deadline, const std::stop_token &stop)
{
    base::WakeUp wakeUp(stop);
    const auto socket = connectTo(host, port, wakeUp, deadline);
    if (!socket)
        return base::failure(socket.error());
    // A request of one packet always fits the empty buffer of a new socket.
    if (send(socket->get(), request.constData(), static_cast<std::size_t>(request.size()),
             MSG_NOSIGNAL) != request.size())
        return base::failure(systemReason(errno));
    QByteArray line;
    while (line.size() < kLineLimit) {
        if (auto waited = waitUntil(wakeUp, socket->get(), POLLIN, deadline, u"the answer"_s);
            !waited)
            return base::failure(waited.error());
        std::array<char, 1024> buffer; // NOLINT: recv() fills it
        const ssize_t got = recv(socket->get(), buffer.data(), buffer.size(), 0);
        if (got < 0 && errno == EAGAIN)
            continue;
        if (got < 0)
            return base::failure(systemReason(errno));
        if (got == 0)
            return base::failure(u"the connection was closed without an answer"_s);
        line.append(buffer.data(), got);
        if (const qsizetype end = line.indexOf('\n'); end >= 0)
            return line.first(end).trimmed();
    }
    return base::failure(u"the answer has no end of line"_s);
}

base::Result<int> probeHttp(const QString &url, base::SteadyTime deadline,
                            const std::stop_token &stop)
{
    const QUrl address(url, QUrl::StrictMode);
    if (!address.isValid() || address.scheme() != u"http" || address.host().isEmpty())
        return base::failure(u"\"%1\" is not an http:// address"_s.arg(url),
                             u"for https use ready: { tcp: ... } or { command: ... }"_s);
    const int port = address.port(80);
    QByteArray target = address.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (address.hasQuery())
        target += '?' + address.query(QUrl::FullyEncoded).toLatin1();
    const QByteArray host = address.authority(QUrl::FullyEncoded).toLatin1();
    const auto line = probeLine(address.host(), port,
                                "GET " + target + " HTTP/1.1\r\nHost: " + host +
                                    "\r\nUser-Agent: assay\r\nConnection: close\r\n\r\n",
                                deadline, stop);
    if (!line)
        return base::failure(line.error());
    const QList<QByteArray> words = line->split(' ');
    const int status = words.size() >= 2 ? words.at(1).toInt() : 0;
    if (!line->startsWith("HTTP/1.") || status < 100 || status > 999)
        return base::failure(u"the answer is not HTTP: \"%1\""_s.arg(
            QString::fromLatin1(line->first(qMin<qsizetype>(line->size(), 80)))));
    return status;
}

} // namespace assay::environment
