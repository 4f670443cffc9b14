// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/mock/mock_server.h"

#include "simulation/mock/mock_session.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <thread>

namespace assay::simulation {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using asio::ip::tcp;

struct MockServer::Private
{
    Private(MockDefinition mock, MockServerOptions given)
        : options(std::move(given))
        , router(std::move(mock))
        , acceptor(io)
        , closing(io)
    {
    }

    base::Result<> listen();
    void accept();
    void beginStop();

    MockServerOptions options;
    MockRouter router;
    SessionSet sessions; ///< the thread's own; what is pending in `io` ends before it does
    asio::io_context io{1};
    tcp::acceptor acceptor;
    asio::steady_timer closing;
    int port = 0;
    std::jthread thread;
};

base::Result<> MockServer::Private::listen()
{
    boost::system::error_code error;
    const auto address = asio::ip::make_address(options.host.toStdString(), error);
    if (error)
        return base::failure(u"\"%1\" is not an address"_s.arg(options.host),
                             u"write 127.0.0.1 or 0.0.0.0"_s);
    const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(options.port));
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return base::failure(u"cannot listen on %1:%2: %3"_s.arg(options.host)
                                 .arg(options.port)
                                 .arg(QString::fromStdString(error.message()).toLower()),
                             u"take another port; 0 means any free one"_s);
    port = acceptor.local_endpoint().port();
    return {};
}

void MockServer::Private::accept()
{
    acceptor.async_accept([this](const boost::system::error_code &error, tcp::socket socket) {
        if (error == asio::error::operation_aborted || !acceptor.is_open())
            return;
        if (error) { // no descriptors left, say: not in a loop without a pause
            closing.expires_after(50ms);
            closing.async_wait([this](const boost::system::error_code &) {
                if (acceptor.is_open())
                    accept();
            });
            return;
        }
        if (sessions.size() < static_cast<std::size_t>(options.connections))
            startSession(std::move(socket), router, sessions, options);
        accept();
    });
}

/// On the server's thread. Without an acceptor, sessions and timers, run() returns.
void MockServer::Private::beginStop()
{
    boost::system::error_code ignored;
    acceptor.close(ignored);
    endIdle(sessions);
    closing.expires_after(500ms);
    closing.async_wait([this](const boost::system::error_code &) {
        endAll(sessions);
        io.stop();
    });
    if (sessions.empty())
        io.stop();
    sessions.whenEmpty = [this] { io.stop(); };
}

MockServer::MockServer(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

base::Result<std::unique_ptr<MockServer>> MockServer::start(MockDefinition definition,
                                                            MockServerOptions options)
{
    auto data = std::make_unique<Private>(std::move(definition), std::move(options));
    if (auto listening = data->listen(); !listening)
        return base::failure(listening.error());
    data->accept();
    data->thread = std::jthread([data = data.get()] {
        try {
            data->io.run();
        } catch (const std::exception &problem) {
            if (data->options.log)
                data->options.log(
                    u"the mock has ended: %1"_s.arg(QString::fromLocal8Bit(problem.what())));
        }
    });
    return std::unique_ptr<MockServer>(new MockServer(std::move(data)));
}

base::Result<std::unique_ptr<MockServer>>
MockServer::startFile(const QString &file, const base::Files &files, MockServerOptions options)
{
    suite::Loaded<MockDefinition> loaded = loadMock(file, files);
    if (loaded.ok())
        return start(std::move(loaded.value), std::move(options));
    base::Error error = loaded.diagnostics.front().error;
    if (loaded.diagnostics.size() > 1) {
        error.title +=
            u" (the first of %1 mistakes)"_s.arg(static_cast<qint64>(loaded.diagnostics.size()));
    }
    return base::failure(error);
}

MockServer::~MockServer()
{
    stop();
}

void MockServer::stop()
{
    if (!d->thread.joinable())
        return;
    asio::post(d->io, [this] { d->beginStop(); });
    d->thread.join();
    d->sessions.whenEmpty = {};
    endAll(d->sessions);
}

int MockServer::port() const
{
    return d->port;
}

QString MockServer::url() const
{
    const QString host = d->options.host == u"0.0.0.0" ? u"127.0.0.1"_s : d->options.host;
    return u"http://%1:%2"_s.arg(host.contains(u':') ? u'[' + host + u']' : host).arg(d->port);
}

std::vector<MockCall> MockServer::calls() const
{
    return d->router.calls();
}

std::vector<qint64> MockServer::counts() const
{
    return d->router.counts();
}

void MockServer::reset()
{
    d->router.reset();
}

void MockServer::setState(const QJsonObject &variables)
{
    d->router.setState(variables);
}

} // namespace assay::simulation
