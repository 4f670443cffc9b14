// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/mock/mock_router.h"
#include "simulation/mock/mock_server.h"

#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <set>

namespace assay::simulation {

class MockSession;

/// The open connections of a server. Confined to its thread, as all below is.
struct SessionSet
{
    std::set<MockSession *> all;
    std::function<void()> whenEmpty;

    [[nodiscard]] std::size_t size() const { return all.size(); }
    [[nodiscard]] bool empty() const { return all.empty(); }
};

/// Serves one connection until it ends. The references outlive it.
void startSession(boost::asio::ip::tcp::socket socket, MockRouter &router, SessionSet &sessions,
                  const MockServerOptions &options);

/// Closes the connections that wait for a request; the others close after their answer.
void endIdle(SessionSet &sessions);
void endAll(SessionSet &sessions);

} // namespace assay::simulation
