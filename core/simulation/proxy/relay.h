// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"

#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

namespace assay::simulation {

/// One direction of a connection: what comes from one socket goes to another, until the end of the
/// stream, which is passed on as such. Confined to the proxy's thread; the owner keeps it alive
/// while a handler is pending by the pointer that it gives to start().
class Relay
{
public:
    using Socket = boost::asio::ip::tcp::socket;
    enum class End {
        Closed, ///< the sender has nothing more to say, the receiver knows
        Broken, ///< one of the two is gone
    };
    using Ended = std::function<void(End)>;

    Relay(Socket &from, Socket &to, std::atomic<std::uint64_t> &bytes);
    /// `keepAlive` is held by everything that is pending; `ended` is called once.
    void start(std::shared_ptr<void> keepAlive, Ended ended);

private:
    void receive();
    void received(std::size_t size);
    void sendRest(std::size_t from, std::size_t size);
    void splice();
    void waitThenSplice(Socket &socket, Socket::wait_type what);
    void finish(End end);
    [[nodiscard]] bool openPipe();

    static constexpr std::size_t kBuffer = 64 * 1024;

    Socket &m_from;
    Socket &m_to;
    std::atomic<std::uint64_t> &m_bytes;
    std::shared_ptr<void> m_keepAlive;
    Ended m_ended;
    std::unique_ptr<std::array<char, kBuffer>> m_buffer;
    base::Descriptor m_pipeOut; ///< we read from it
    base::Descriptor m_pipeIn;
    std::size_t m_inPipe = 0;
    std::size_t m_sincePause = 0; ///< spliced since the sender last had nothing
    int m_fullReads = 0;          ///< in a row
};

} // namespace assay::simulation
