// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/local_port.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<base::Error> socketFailure()
{
    return base::failure(u"no port of 127.0.0.1 can be had: %1"_s.arg(
        QString::fromLocal8Bit(std::strerror(errno)).toLower()));
}

base::Result<base::Descriptor> boundSocket()
{
    base::Descriptor fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1;
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (!fd.isOpen() || setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return socketFailure();
    return fd;
}

} // namespace

base::Result<base::Descriptor> listenOnLoopback()
{
    auto fd = boundSocket();
    if (fd && listen(fd->get(), SOMAXCONN) != 0)
        return socketFailure();
    return fd;
}

base::Result<HeldPort> HeldPort::take()
{
    auto fd = boundSocket();
    if (!fd)
        return base::failure(fd.error());
    HeldPort held;
    held.m_port = portOf(fd->get());
    held.m_socket = std::move(*fd);
    return held;
}

int portOf(int socket)
{
    sockaddr_in address = {};
    socklen_t size = sizeof address;
    if (getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size) != 0 ||
        address.sin_family != AF_INET)
        return 0;
    return ntohs(address.sin_port);
}

} // namespace assay::environment
