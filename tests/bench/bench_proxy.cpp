// SPDX-License-Identifier: GPL-3.0-or-later
// The proxy of an edge without a fault, beside HAProxy in TCP mode and no proxy at all: what a
// round trip of 64 bytes costs, and how much goes through one connection. In turns, so that all see
// the same machine.
#include "base/descriptor.h"
#include "bench/measure.h"
#include "simulation/proxy/edge_proxy.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <cstdio>
#include <netinet/tcp.h>
#include <sched.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

using namespace assay;
using namespace Qt::StringLiterals;
using base::Descriptor;
using Clock = std::chrono::steady_clock;

namespace {

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

Descriptor connectTo(int port)
{
    const sockaddr_in address = loopback(port);
    for (int i = 0; i < 500; ++i) {
        Descriptor made(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const int on = 1;
        setsockopt(made.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (connect(made.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
            return made;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    qFatal("nobody listens at %d", port);
}

/// A thread for each connection: the first byte says whether it echoes ('e'), or sends until the
/// client has had enough ('s').
class Server
{
public:
    Server()
        : m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const sockaddr_in any = loopback(0);
        if (bind(m_socket.get(), reinterpret_cast<const sockaddr *>(&any), sizeof any) != 0 ||
            listen(m_socket.get(), 100) != 0)
            qFatal("no listener");
        std::thread([this] {
            for (;;) {
                const int client = accept4(m_socket.get(), nullptr, nullptr, SOCK_CLOEXEC);
                if (client < 0)
                    return;
                std::thread([client] { serve(Descriptor(client)); }).detach();
            }
        }).detach();
    }
    [[nodiscard]] int port() const
    {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        getsockname(m_socket.get(), reinterpret_cast<sockaddr *>(&address), &size);
        return ntohs(address.sin_port);
    }

private:
    static void serve(const Descriptor &client)
    {
        const int on = 1;
        setsockopt(client.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        std::vector<char> block(1024 * 1024, 'x');
        if (recv(client.get(), block.data(), 1, 0) != 1)
            return;
        if (block[0] == 's') {
            while (send(client.get(), block.data(), block.size(), MSG_NOSIGNAL) > 0) {
            }
            return;
        }
        for (;;) {
            const ssize_t got = recv(client.get(), block.data(), 64, 0);
            if (got <= 0 || send(client.get(), block.data(), static_cast<std::size_t>(got),
                                 MSG_NOSIGNAL) != got)
                return;
        }
    }
    Descriptor m_socket;
};

/// Microseconds, the median of 20 000.
double roundTrip(int port)
{
    const Descriptor client = connectTo(port);
    std::array<char, 64> message{};
    (void)send(client.get(), "e", 1, MSG_NOSIGNAL);
    std::vector<double> times;
    for (int i = 0; i < 20'000; ++i) {
        const auto begin = Clock::now();
        if (send(client.get(), message.data(), message.size(), MSG_NOSIGNAL) != 64)
            qFatal("cannot send");
        std::size_t got = 0;
        while (got < message.size()) {
            const ssize_t one = recv(client.get(), message.data(), message.size() - got, 0);
            if (one <= 0)
                qFatal("no answer");
            got += static_cast<std::size_t>(one);
        }
        times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count());
    }
    std::nth_element(times.begin(), times.begin() + 10'000, times.end());
    return times[10'000];
}

/// Gbit/s over a second.
double throughput(int port)
{
    const Descriptor client = connectTo(port);
    (void)send(client.get(), "s", 1, MSG_NOSIGNAL);
    std::vector<char> block(1024 * 1024);
    std::uint64_t bytes = 0;
    const auto begin = Clock::now();
    double seconds = 0;
    while (seconds < 1) {
        const ssize_t got = recv(client.get(), block.data(), block.size(), 0);
        if (got <= 0)
            qFatal("the stream broke");
        bytes += static_cast<std::uint64_t>(got);
        seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    }
    return static_cast<double>(bytes) * 8 / seconds / 1e9;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

/// Keeps the processors awake, with what nobody else wants: a sleeping one takes longer to wake up
/// than a round trip takes.
class Awake
{
public:
    Awake()
    {
        for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i) {
            m_threads.emplace_back([](const std::stop_token &stop) {
                const sched_param none{};
                if (sched_setscheduler(0, SCHED_IDLE, &none) != 0)
                    return;
                while (!stop.stop_requested()) {
                }
            });
        }
    }

private:
    std::vector<std::jthread> m_threads;
};

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString haproxy = QStandardPaths::findExecutable(
        u"haproxy"_s, {u"/usr/sbin"_s, u"/usr/bin"_s, u"/usr/local/sbin"_s});
    if (haproxy.isEmpty()) {
        std::puts("HAProxy is not on this machine: apt install haproxy");
        return 1;
    }
    auto *server = new Server; // its threads end with the program
    const int target = server->port();
    auto proxy = simulation::EdgeProxy::start([target] {
        return simulation::ProxyTarget{u"127.0.0.1"_s, target};
    });
    if (!proxy)
        qFatal("%s", qPrintable(proxy.error().toText()));

    const QTemporaryDir folder;
    constexpr int kPort = 21'987;
    QFile configuration(folder.filePath(u"haproxy.cfg"_s));
    if (!configuration.open(QIODevice::WriteOnly))
        qFatal("cannot write the configuration");
    configuration.write(QStringLiteral("global\n nbthread 1\n tune.bufsize 65536\n"
                                       "defaults\n mode tcp\n timeout connect 5s\n"
                                       " timeout client 1m\n timeout server 1m\n"
                                       " option splice-auto\n"
                                       "listen edge\n bind 127.0.0.1:%1\n"
                                       " server one 127.0.0.1:%2\n")
                            .arg(kPort)
                            .arg(target)
                            .toUtf8());
    configuration.close();
    QProcess peer;
    peer.start(haproxy, {u"-db"_s, u"-f"_s, configuration.fileName()});
    if (!peer.waitForStarted())
        qFatal("HAProxy does not start");

    const Awake awake;
    std::array<std::vector<double>, 3> trips;
    std::array<std::vector<double>, 3> streams;
    const std::array<int, 3> ports{target, (*proxy)->port(), kPort};
    for (int round = 0; round < 7; ++round) {
        for (std::size_t i = 0; i < ports.size(); ++i) {
            trips[i].push_back(roundTrip(ports[i]));
            streams[i].push_back(throughput(ports[i]));
        }
    }
    const double direct = median(trips[0]);
    std::printf("round trip of 64 bytes: direct %.1f, ours %.1f, HAProxy %.1f us\n", direct,
                median(trips[1]), median(trips[2]));
    std::printf("one stream: direct %.1f, ours %.1f, HAProxy %.1f Gbit/s\n", median(streams[0]),
                median(streams[1]), median(streams[2]));
    bench::report(u"added round trip"_s, median(trips[1]) - direct, median(trips[2]) - direct,
                  u"us"_s, 0.7);
    // The other way round: a budget is what may not be exceeded.
    bench::report(u"time for a gigabyte through it"_s, 8 / median(streams[1]),
                  8 / median(streams[2]), u"s"_s, 1.0);
    peer.terminate();
    peer.waitForFinished();
    return bench::verdict();
}
