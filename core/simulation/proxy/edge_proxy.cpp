// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/proxy/edge_proxy.h"

#include "simulation/proxy/relay.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <csignal>
#include <set>
#include <thread>

namespace assay::simulation {

using namespace Qt::StringLiterals;

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

struct Counters
{
    std::atomic<std::uint64_t> connections = 0;
    std::atomic<std::uint64_t> refused = 0;
    std::atomic<int> open = 0;
    std::atomic<std::uint64_t> up = 0;
    std::atomic<std::uint64_t> down = 0;
};

/// A client and what it is connected to. Lives as long as something of it is pending.
class Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(tcp::socket client, Counters &counters, std::set<Connection *> &all)
        : m_client(std::move(client))
        , m_server(m_client.get_executor())
        , m_counters(counters)
        , m_all(all)
        , m_up(m_client, m_server, counters.up)
        , m_down(m_server, m_client, counters.down)
    {
        m_all.insert(this);
        ++m_counters.open;
    }
    ~Connection()
    {
        m_all.erase(this);
        --m_counters.open;
    }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    void open(const ProxyTarget &target)
    {
        error_code error;
        const auto address = asio::ip::make_address(target.host.toStdString(), error);
        if (error || target.port <= 0)
            return refuse();
        const tcp::endpoint endpoint(address, static_cast<unsigned short>(target.port));
        m_server.async_connect(endpoint, [keep = shared_from_this()](const error_code &failed) {
            if (failed)
                keep->refuse();
            else
                keep->relay();
        });
    }
    /// Both sides see a reset.
    void reset()
    {
        for (tcp::socket *socket : {&m_client, &m_server}) {
            error_code ignored;
            if (!socket->is_open())
                continue;
            socket->set_option(tcp::socket::linger(true, 0), ignored);
            socket->close(ignored);
        }
    }

private:
    void refuse()
    {
        ++m_counters.refused;
        reset();
    }
    void relay()
    {
        error_code ignored;
        for (tcp::socket *socket : {&m_client, &m_server}) {
            socket->set_option(tcp::no_delay(true), ignored);
            socket->non_blocking(true, ignored);
        }
        const auto ended = [this](Relay::End end) {
            if (end == Relay::End::Broken)
                reset();
        };
        m_up.start(shared_from_this(), ended);
        m_down.start(shared_from_this(), ended);
    }

    tcp::socket m_client;
    tcp::socket m_server;
    Counters &m_counters;
    std::set<Connection *> &m_all;
    Relay m_up;
    Relay m_down;
};

} // namespace

struct EdgeProxy::Private
{
    explicit Private(std::function<ProxyTarget()> given)
        : target(std::move(given))
        , acceptor(context)
        , pause(context)
    {
    }
    void accept()
    {
        acceptor.async_accept([this](const error_code &error, tcp::socket client) {
            if (error == asio::error::operation_aborted || !acceptor.is_open())
                return;
            if (error) {
                // Out of descriptors: those that wait stay in the queue for a moment.
                pause.expires_after(std::chrono::milliseconds(10));
                pause.async_wait([this](const error_code &stopped) {
                    if (!stopped)
                        accept();
                });
                return;
            }
            ++counters.connections;
            std::make_shared<Connection>(std::move(client), counters, connections)->open(target());
            accept();
        });
    }

    std::function<ProxyTarget()> target;
    Counters counters;
    std::set<Connection *> connections; ///< the thread's; outlives what the context holds
    asio::io_context context{1};
    tcp::acceptor acceptor;
    asio::steady_timer pause;
    int port = 0;
    std::jthread thread;
};

EdgeProxy::EdgeProxy(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

base::Result<std::unique_ptr<EdgeProxy>> EdgeProxy::start(std::function<ProxyTarget()> target)
{
    auto data = std::make_unique<Private>(std::move(target));
    error_code error;
    const tcp::endpoint any(asio::ip::address_v4::loopback(), 0);
    data->acceptor.open(any.protocol(), error);
    if (!error)
        data->acceptor.bind(any, error);
    if (!error)
        data->acceptor.listen(tcp::socket::max_listen_connections, error);
    if (error)
        return base::failure(
            u"a proxy cannot listen: %1"_s.arg(QString::fromStdString(error.message())));
    data->port = data->acceptor.local_endpoint(error).port();
    data->accept();
    data->thread = std::jthread([data = data.get()] {
        // splice(2) knows no MSG_NOSIGNAL: a receiver that is gone must not end the program.
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        data->context.run();
    });
    return std::unique_ptr<EdgeProxy>(new EdgeProxy(std::move(data)));
}

EdgeProxy::~EdgeProxy()
{
    stop();
}

int EdgeProxy::port() const
{
    return d->port;
}

ProxyCounts EdgeProxy::counts() const
{
    const Counters &now = d->counters;
    return {now.connections, now.refused, now.open, now.up, now.down};
}

void EdgeProxy::stop()
{
    if (!d->thread.joinable())
        return;
    asio::post(d->context, [data = d.get()] {
        error_code ignored;
        data->acceptor.close(ignored);
        data->pause.cancel();
        // Closing ends what is pending, and with the last of it the connection.
        const std::set<Connection *> open = data->connections;
        for (Connection *connection : open)
            connection->reset();
    });
    d->thread.join();
}

} // namespace assay::simulation
