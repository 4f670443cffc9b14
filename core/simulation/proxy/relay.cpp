// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/proxy/relay.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace assay::simulation {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr int kPipeSize = 1024 * 1024; ///< what the kernel lets everybody have
constexpr int kFullReadsToSplice = 2;

} // namespace

Relay::Relay(Socket &from, Socket &to, std::atomic<std::uint64_t> &bytes)
    : m_from(from)
    , m_to(to)
    , m_bytes(bytes)
    , m_buffer(std::make_unique<std::array<char, kBuffer>>())
{
}

void Relay::start(std::shared_ptr<void> keepAlive, Ended ended)
{
    m_keepAlive = std::move(keepAlive);
    m_ended = std::move(ended);
    receive();
}

void Relay::finish(End end)
{
    if (end == End::Closed)
        ::shutdown(m_to.native_handle(), SHUT_WR);
    const Ended ended = std::exchange(m_ended, nullptr);
    const std::shared_ptr<void> keepAlive = std::exchange(m_keepAlive, nullptr);
    if (ended)
        ended(end);
}

void Relay::receive()
{
    m_from.async_read_some(asio::buffer(*m_buffer),
                           [this, keep = m_keepAlive](const error_code &error, std::size_t size) {
                               if (!error)
                                   received(size);
                               else
                                   finish(error == asio::error::eof ? End::Closed : End::Broken);
                           });
}

void Relay::received(std::size_t size)
{
    m_bytes += size;
    m_fullReads = size == kBuffer ? m_fullReads + 1 : 0;
    // At once: there is nearly always room.
    const ssize_t sent = ::send(m_to.native_handle(), m_buffer->data(), size, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR)
        return finish(End::Broken);
    const std::size_t done = sent < 0 ? 0 : static_cast<std::size_t>(sent);
    if (done < size)
        return sendRest(done, size);
    if (m_fullReads >= kFullReadsToSplice && openPipe())
        return splice();
    receive();
}

void Relay::sendRest(std::size_t from, std::size_t size)
{
    asio::async_write(m_to, asio::buffer(m_buffer->data() + from, size - from),
                      [this, keep = m_keepAlive](const error_code &error, std::size_t) {
                          if (error)
                              finish(End::Broken);
                          else if (m_fullReads > 0 && openPipe())
                              splice();
                          else
                              receive();
                      });
}

bool Relay::openPipe()
{
    if (m_pipeIn.isOpen())
        return true;
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return false; // out of descriptors: copying does as well
    m_pipeOut.reset(ends[0]);
    m_pipeIn.reset(ends[1]);
    (void)fcntl(ends[1], F_SETPIPE_SZ, kPipeSize);
    return true;
}

void Relay::splice()
{
    constexpr unsigned kFlags = SPLICE_F_MOVE | SPLICE_F_NONBLOCK;
    constexpr int kRounds = 16; // then the others have their turn
    bool hasEnded = false;
    for (int round = 0; round < kRounds; ++round) {
        const std::size_t before = m_inPipe;
        if (m_inPipe < kPipeSize / 2 && !hasEnded) {
            const ssize_t got = ::splice(m_from.native_handle(), nullptr, m_pipeIn.get(), nullptr,
                                         kPipeSize, kFlags);
            if (got > 0) {
                m_inPipe += static_cast<std::size_t>(got);
                m_sincePause += static_cast<std::size_t>(got);
                m_bytes += static_cast<std::uint64_t>(got);
            } else if (got == 0) {
                hasEnded = true;
            } else if (errno != EAGAIN && errno != EINTR) {
                return finish(End::Broken);
            }
        }
        const bool gotNothing = m_inPipe == before;
        if (m_inPipe == 0) {
            if (hasEnded)
                return finish(End::Closed);
            // It has paused. What comes next is small, unless much has come since the last pause.
            const bool wasMuch = m_sincePause >= kBuffer;
            m_sincePause = 0;
            if (wasMuch)
                return waitThenSplice(m_from, Socket::wait_read);
            m_fullReads = 0;
            return receive();
        }
        const ssize_t sent =
            ::splice(m_pipeOut.get(), nullptr, m_to.native_handle(), nullptr, m_inPipe, kFlags);
        if (sent > 0)
            m_inPipe -= static_cast<std::size_t>(sent);
        else if (sent < 0 && errno == EAGAIN && gotNothing)
            return waitThenSplice(m_to, Socket::wait_write);
        else if (sent < 0 && errno != EAGAIN && errno != EINTR)
            return finish(End::Broken);
    }
    waitThenSplice(m_inPipe > 0 ? m_to : m_from,
                   m_inPipe > 0 ? Socket::wait_write : Socket::wait_read);
}

void Relay::waitThenSplice(Socket &socket, Socket::wait_type what)
{
    socket.async_wait(what, [this, keep = m_keepAlive](const error_code &error) {
        if (error)
            finish(End::Broken);
        else
            splice();
    });
}

} // namespace assay::simulation
