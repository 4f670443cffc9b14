// SPDX-License-Identifier: GPL-3.0-or-later
// A proxy between two services tells TCP as it is: what other proxies get wrong is the table here.
#include "base/descriptor.h"
#include "simulation/proxy/edge_proxy.h"

#include <QTest>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

using namespace assay;
using namespace assay::simulation;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::Descriptor;

namespace {

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void limit(int socket)
{
    const timeval most{20, 0}; // no test hangs
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most);
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
}

class Listener
{
public:
    explicit Listener(int backlog = 100)
        : m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const sockaddr_in any = loopback(0);
        if (bind(m_socket.get(), reinterpret_cast<const sockaddr *>(&any), sizeof any) != 0 ||
            listen(m_socket.get(), backlog) != 0)
            qFatal("no listener");
        limit(m_socket.get());
    }
    [[nodiscard]] int port() const
    {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        getsockname(m_socket.get(), reinterpret_cast<sockaddr *>(&address), &size);
        return ntohs(address.sin_port);
    }
    [[nodiscard]] Descriptor accept() const
    {
        Descriptor accepted(::accept4(m_socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
        limit(accepted.get());
        return accepted;
    }

private:
    Descriptor m_socket;
};

Descriptor connectTo(int port)
{
    Descriptor made(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(port);
    limit(made.get());
    if (connect(made.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        made.reset(-1);
    return made;
}

bool sendAll(int socket, const std::string &text)
{
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t sent = send(socket, text.data() + done, text.size() - done, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        done += static_cast<std::size_t>(sent);
    }
    return true;
}

/// Until the end of the stream, or so many bytes; `error` is the errno of a broken one.
std::string receive(int socket, std::size_t most, int *error = nullptr)
{
    std::string text;
    std::array<char, 65536> block{};
    while (text.size() < most) {
        const ssize_t got =
            recv(socket, block.data(), std::min(block.size(), most - text.size()), 0);
        if (got < 0 && error != nullptr)
            *error = errno;
        if (got <= 0)
            break;
        text.append(block.data(), static_cast<std::size_t>(got));
    }
    return text;
}

void resetNow(Descriptor &socket)
{
    const linger now{1, 0};
    setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    socket.reset(-1);
}

std::string noise(std::size_t size, std::uint32_t seed)
{
    std::string bytes(size, '\0');
    for (char &c : bytes) {
        seed = seed * 1664525 + 1013904223;
        c = static_cast<char>(seed >> 24);
    }
    return bytes;
}

std::unique_ptr<EdgeProxy> proxyTo(int port)
{
    auto made = EdgeProxy::start([port] { return ProxyTarget{u"127.0.0.1"_s, port}; });
    if (!made)
        qFatal("%s", qPrintable(made.error().toText()));
    return std::move(*made);
}

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

} // namespace

class TestEdgeProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesSmallMessages();
    void halfClosedStaysHalfOpen();
    void resetIsAReset_data();
    void resetIsAReset();
    void resetReachesTheServer();
    void refusedIsReset();
    void slowReadersLoseNothing();
    void muchBothWaysAtOnce();
    void manyAtOnce();
    void theTargetMayChange();
    void aDialThatHangsHoldsUpNobody();
    void stopResetsWhatIsOpen();
    void countsWhatPassed();
};

void TestEdgeProxy::passesSmallMessages()
{
    const Listener server;
    const auto proxy = proxyTo(server.port());
    const Descriptor client = connectTo(proxy->port());
    const Descriptor other = server.accept();
    for (int i = 0; i < 1000; ++i) {
        const std::string text = "message " + std::to_string(i);
        QVERIFY(sendAll(client.get(), text));
        QCOMPARE(receive(other.get(), text.size()), text);
        QVERIFY(sendAll(other.get(), text));
        QCOMPARE(receive(client.get(), text.size()), text);
    }
}

void TestEdgeProxy::halfClosedStaysHalfOpen()
{
    const Listener server;
    const auto proxy = proxyTo(server.port());
    const Descriptor client = connectTo(proxy->port());
    const Descriptor other = server.accept();
    QVERIFY(sendAll(client.get(), "REQ"));
    shutdown(client.get(), SHUT_WR);
    QCOMPARE(receive(other.get(), kAll), std::string("REQ")); // until its end
    QVERIFY(sendAll(other.get(), "RESP"));
    QCOMPARE(receive(client.get(), 4), std::string("RESP"));
    shutdown(other.get(), SHUT_WR);
    QCOMPARE(receive(client.get(), kAll), std::string());
    QTRY_COMPARE(proxy->counts().open, 0);
}

void TestEdgeProxy::resetIsAReset_data()
{
    QTest::addColumn<bool>("talksBefore");
    QTest::newRow("after a word") << true;
    QTest::newRow("idle") << false;
}

void TestEdgeProxy::resetIsAReset()
{
    QFETCH(const bool, talksBefore);
    const Listener server;
    const auto proxy = proxyTo(server.port());
    const Descriptor client = connectTo(proxy->port());
    Descriptor other = server.accept();
    if (talksBefore) {
        QVERIFY(sendAll(other.get(), "x"));
        QCOMPARE(receive(client.get(), 1), std::string("x"));
    }
    resetNow(other);
    int error = 0;
    QCOMPARE(receive(client.get(), kAll, &error), std::string());
    QCOMPARE(error, ECONNRESET);
    QTRY_COMPARE(proxy->counts().open, 0);
}

void TestEdgeProxy::resetReachesTheServer()
{
    const Listener server;
    const auto proxy = proxyTo(server.port());
    Descriptor client = connectTo(proxy->port());
    const Descriptor other = server.accept();
    resetNow(client);
    int error = 0;
    QCOMPARE(receive(other.get(), kAll, &error), std::string());
    QCOMPARE(error, ECONNRESET);
}

void TestEdgeProxy::refusedIsReset()
{
    int port = 0;
    {
        const Listener gone;
        port = gone.port();
    }
    const auto proxy = proxyTo(port);
    const Descriptor client = connectTo(proxy->port());
    int error = 0;
    QCOMPARE(receive(client.get(), kAll, &error), std::string());
    QCOMPARE(error, ECONNRESET);
    QTRY_COMPARE(proxy->counts().refused, std::uint64_t{1});
    const auto nobody = EdgeProxy::start([] { return ProxyTarget{}; });
    QVERIFY(nobody);
    const Descriptor second = connectTo((*nobody)->port());
    QCOMPARE(receive(second.get(), kAll, &error), std::string());
    QCOMPARE(error, ECONNRESET);
}

void TestEdgeProxy::slowReadersLoseNothing()
{
    const Listener server;
    const auto proxy = proxyTo(server.port());
    const Descriptor client = connectTo(proxy->port());
    Descriptor other = server.accept();
    const std::string all = noise(8'000'000, 7);
    std::jthread sender([&] {
        (void)sendAll(other.get(), all);
        other.reset(-1); // all is sent: the end must not overtake it
    });
    std::string got;
    while (got.size() < all.size()) {
        const std::string part = receive(client.get(), 200'000);
        if (part.empty())
            break;
        got += part;
        std::this_thread::sleep_for(2ms);
    }
    QCOMPARE(got.size(), all.size());
    QVERIFY(got == all);
    QCOMPARE(receive(client.get(), kAll), std::string());
}

void TestEdgeProxy::muchBothWaysAtOnce()
{
    const Listener server;
    const auto proxy = proxyTo(server.port());
    const Descriptor client = connectTo(proxy->port());
    const Descriptor other = server.accept();
    const std::string up = noise(40'000'001, 1);
    const std::string down = noise(30'000'003, 2);
    std::string gotUp;
    std::string gotDown;
    {
        std::jthread a([&] {
            (void)sendAll(client.get(), up);
            shutdown(client.get(), SHUT_WR);
        });
        std::jthread b([&] {
            (void)sendAll(other.get(), down);
            shutdown(other.get(), SHUT_WR);
        });
        std::jthread c([&] { gotUp = receive(other.get(), kAll); });
        gotDown = receive(client.get(), kAll);
    }
    QVERIFY(gotUp == up);
    QVERIFY(gotDown == down);
    QTRY_COMPARE(proxy->counts().open, 0);
    QCOMPARE(proxy->counts().bytesUp, std::uint64_t{up.size()});
    QCOMPARE(proxy->counts().bytesDown, std::uint64_t{down.size()});
}

void TestEdgeProxy::manyAtOnce()
{
    const Listener server(1000);
    const auto proxy = proxyTo(server.port());
    std::vector<Descriptor> clients;
    std::vector<Descriptor> others;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(connectTo(proxy->port()));
        QVERIFY(clients.back().isOpen());
        others.push_back(server.accept());
        QVERIFY(sendAll(clients.back().get(), std::to_string(i)));
    }
    for (int i = 0; i < 200; ++i) {
        const std::string text = std::to_string(i);
        QCOMPARE(receive(others[static_cast<std::size_t>(i)].get(), text.size()), text);
    }
    QCOMPARE(proxy->counts().open, 200);
    clients.clear();
    others.clear();
    QTRY_COMPARE(proxy->counts().open, 0);
}

void TestEdgeProxy::theTargetMayChange()
{
    const Listener first;
    const Listener second;
    std::atomic<int> port = first.port();
    const auto proxy = EdgeProxy::start([&port] {
        return ProxyTarget{u"127.0.0.1"_s, port.load()};
    });
    QVERIFY(proxy);
    const Descriptor a = connectTo((*proxy)->port());
    const Descriptor onFirst = first.accept();
    QVERIFY(onFirst.isOpen());
    port = second.port();
    const Descriptor b = connectTo((*proxy)->port());
    const Descriptor onSecond = second.accept();
    QVERIFY(sendAll(b.get(), "new"));
    QCOMPARE(receive(onSecond.get(), 3), std::string("new"));
    QVERIFY(sendAll(a.get(), "old")); // what is open stays where it is
    QCOMPARE(receive(onFirst.get(), 3), std::string("old"));
}

void TestEdgeProxy::aDialThatHangsHoldsUpNobody()
{
    const Listener full(0);
    std::vector<Descriptor> queued; // its queue is full: a further SYN is not answered
    for (int i = 0; i < 3; ++i) {
        queued.emplace_back(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        const sockaddr_in address = loopback(full.port());
        (void)::connect(queued.back().get(), reinterpret_cast<const sockaddr *>(&address),
                        sizeof address);
    }
    const Listener server;
    std::atomic<int> asked = 0; // the first connection goes to the full one
    const auto proxy = EdgeProxy::start([&] {
        return ProxyTarget{u"127.0.0.1"_s, ++asked == 1 ? full.port() : server.port()};
    });
    QVERIFY(proxy);
    const Descriptor hangs = connectTo((*proxy)->port());
    QTRY_COMPARE(asked.load(), 1);
    const Descriptor client = connectTo((*proxy)->port());
    QVERIFY(sendAll(client.get(), "quick"));
    const Descriptor other = server.accept();
    QCOMPARE(receive(other.get(), 5), std::string("quick"));
}

void TestEdgeProxy::stopResetsWhatIsOpen()
{
    const Listener server;
    auto proxy = proxyTo(server.port());
    const Descriptor client = connectTo(proxy->port());
    const Descriptor other = server.accept();
    proxy->stop();
    int error = 0;
    QCOMPARE(receive(client.get(), kAll, &error), std::string());
    QCOMPARE(error, ECONNRESET);
    QVERIFY(!connectTo(proxy->port()).isOpen());
    proxy->stop();
    proxy.reset();
}

void TestEdgeProxy::countsWhatPassed()
{
    const Listener server;
    const auto proxy = proxyTo(server.port());
    QCOMPARE(proxy->counts().connections, std::uint64_t{0});
    const Descriptor client = connectTo(proxy->port());
    const Descriptor other = server.accept();
    QVERIFY(sendAll(client.get(), "12345"));
    QCOMPARE(receive(other.get(), 5), std::string("12345"));
    QVERIFY(sendAll(other.get(), "123"));
    QCOMPARE(receive(client.get(), 3), std::string("123"));
    const ProxyCounts now = proxy->counts();
    QCOMPARE(now.connections, std::uint64_t{1});
    QCOMPARE(now.open, 1);
    QCOMPARE(now.bytesUp, std::uint64_t{5});
    QCOMPARE(now.bytesDown, std::uint64_t{3});
    QCOMPARE(now.refused, std::uint64_t{0});
}

QTEST_GUILESS_MAIN(TestEdgeProxy)
#include "tst_edge_proxy.moc"
