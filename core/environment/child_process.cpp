// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/child_process.h"

#include "base/monitor.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct ChildProcess::Private
{
    struct State
    {
        LineCollector lines;
        bool isReaped = false; ///< from now on its pid may be somebody else's
        bool isStopping = false;
        std::optional<base::ExitStatus> exit;
    };
    Private(ChildContext childContext, ChildRequest childRequest)
        : context(childContext)
        , request(std::move(childRequest))
    {
    }

    void post(std::vector<LineCollector::Line> lines) const
    {
        if (!context.post)
            return;
        for (LineCollector::Line &line : lines) {
            context.post(events::LogLine{
                request.source, line.isNote ? events::LogLevel::Warning : events::LogLevel::Info,
                std::move(line.text)});
        }
    }
    /// Never the group of a stranger: it is ours until the leader is reaped.
    void signal(int number)
    {
        state.change([&](State &s) {
            if (!s.isReaped)
                kill(-pid, number);
        });
    }
    bool readOutput();
    void drain();
    void run();

    ChildContext context;
    ChildRequest request;
    pid_t pid = 0;
    base::Descriptor output;
    base::Descriptor handle; ///< pidfd_open(2): readable when the child has ended
    base::Monitor<State> state;
    std::jthread thread;
};

namespace {
constexpr std::size_t kChunk = std::size_t{64} * 1024;
}

/// False at the end of the output.
bool ChildProcess::Private::readOutput()
{
    std::array<char, kChunk> buffer; // NOLINT: read() fills it
    const ssize_t got = read(output.get(), buffer.data(), buffer.size());
    if (got < 0)
        return errno == EAGAIN || errno == EINTR;
    if (got == 0)
        return false;
    post(state.change([&](State &s) {
        return s.lines.add(QByteArrayView(buffer.data(), got), std::chrono::steady_clock::now());
    }));
    return true;
}

/// What was written before the end. What it left running may hold the pipe open: not for long.
void ChildProcess::Private::drain()
{
    const auto deadline = std::chrono::steady_clock::now() + 300ms;
    while (output.isOpen() && std::chrono::steady_clock::now() < deadline) {
        pollfd entry{output.get(), POLLIN, 0};
        if (poll(&entry, 1, 20) > 0 && !readOutput())
            return;
    }
}

void ChildProcess::Private::run()
{
    for (;;) {
        const auto tick = state.read([](const State &s) { return s.lines.nextTick(); });
        int wait = -1;
        if (tick) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                *tick - std::chrono::steady_clock::now());
            wait = static_cast<int>(std::max<std::int64_t>(left.count() + 1, 1));
        }
        std::array<pollfd, 2> entries{
            {{handle.get(), POLLIN, 0}, {output.isOpen() ? output.get() : -1, POLLIN, 0}}};
        const int ready = poll(entries.data(), entries.size(), wait);
        if (ready == 0) {
            post(state.change(
                [](State &s) { return s.lines.tick(std::chrono::steady_clock::now()); }));
        }
        if (ready <= 0)
            continue;
        if (entries[1].revents != 0 && !readOutput())
            output.reset();
        if (entries[0].revents != 0)
            break;
    }
    // Its zombie still holds the number of the group, so this cannot hit anybody else.
    kill(-pid, SIGKILL);
    drain();
    int status = 0;
    state.change([&](State &s) {
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
        }
        s.isReaped = true;
    });
    context.leases.removeProcess(pid);
    post(state.change([](State &s) { return s.lines.finish(); }));
    const base::ExitStatus exit = base::ExitStatus::fromWait(status);
    const bool asked = state.change([&](State &s) {
        s.exit = exit;
        return s.isStopping;
    });
    if (!asked && request.ended)
        request.ended(exit);
}

ChildProcess::ChildProcess(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

base::Result<std::unique_ptr<ChildProcess>> ChildProcess::start(ChildContext context,
                                                                ChildRequest request)
{
    if (auto begun = context.leases.beginProcess(); !begun)
        return base::failure(begun.error());
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        context.leases.giveUpProcess();
        return base::failure(u"cannot run \"%1\": %2"_s.arg(
            request.spawn.program, QString::fromLocal8Bit(std::strerror(errno)).toLower()));
    }
    auto data = std::make_unique<Private>(context, std::move(request));
    data->output.reset(ends[0]);
    const base::Descriptor written(ends[1]);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    if (data->request.watchFor)
        data->state.change([&](Private::State &s) { s.lines.watchFor(*data->request.watchFor); });

    base::SpawnRequest spawn = data->request.spawn;
    spawn.environment.insert(Leases::variableName(), context.leases.id());
    spawn.descriptors.emplace_back(written.get(), 1);
    spawn.descriptors.emplace_back(written.get(), 2);
    const base::Result<pid_t> pid = context.spawner.spawn(spawn);
    if (!pid) {
        context.leases.giveUpProcess();
        return base::failure(pid.error());
    }
    data->pid = *pid;
    data->handle.reset(static_cast<int>(syscall(SYS_pidfd_open, *pid, 0)));
    auto noted = context.leases.addProcess(*pid);
    if (!data->handle.isOpen() || !noted) {
        kill(-*pid, SIGKILL);
        waitpid(*pid, nullptr, 0);
        context.leases.removeProcess(*pid);
        return noted ? base::failure(u"the end of a process cannot be watched"_s,
                                     u"Assay needs Linux 5.3 or newer"_s)
                     : base::failure(noted.error());
    }
    data->thread = std::jthread([data = data.get()] { data->run(); });
    return std::unique_ptr<ChildProcess>(new ChildProcess(std::move(data)));
}

ChildProcess::~ChildProcess()
{
    stop();
}

pid_t ChildProcess::pid() const
{
    return d->pid;
}

std::optional<base::ExitStatus> ChildProcess::exitStatus() const
{
    return d->state.read([](const Private::State &s) { return s.exit; });
}

bool ChildProcess::waitForExit(base::SteadyTime deadline, const std::stop_token &stop) const
{
    const auto ended = [](const Private::State &s) { return s.exit.has_value(); };
    if (deadline == base::SteadyTime::max())
        return d->state.waitFor(ended, stop);
    return d->state.waitFor(ended, deadline - std::chrono::steady_clock::now(), stop);
}

QStringList ChildProcess::lastLines(int count) const
{
    return d->state.read([&](const Private::State &s) { return s.lines.lastLines(count); });
}

bool ChildProcess::sawWatchedLine() const
{
    return d->state.read([](const Private::State &s) { return s.lines.wasSeen(); });
}

void ChildProcess::pause()
{
    d->signal(SIGSTOP);
}

void ChildProcess::resume()
{
    d->signal(SIGCONT);
}

void ChildProcess::stop()
{
    d->state.change([](Private::State &s) { s.isStopping = true; });
    if (exitStatus())
        return;
    d->signal(d->request.stopSignal);
    d->signal(SIGCONT); // a stopped process would not even hear SIGTERM
    const auto now = std::chrono::steady_clock::now();
    if (waitForExit(now + d->request.grace, {}))
        return;
    d->signal(SIGKILL);
    waitForExit(base::SteadyTime::max(), {});
}

} // namespace assay::environment
