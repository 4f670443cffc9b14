// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"

#include "base/wake_up.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace assay::base {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;

namespace {

struct Pipe
{
    Descriptor reading;
    Descriptor writing;
};

Result<Pipe> makePipe()
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        return failure(u"no pipe can be made: %1"_s.arg(QString::fromLocal8Bit(strerror(errno))),
                       u"too many files are open: raise ulimit -n"_s);
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

void makeNonBlocking(const Descriptor &descriptor)
{
    fcntl(descriptor.get(), F_SETFL, fcntl(descriptor.get(), F_GETFL) | O_NONBLOCK);
}

/// Writes without the SIGPIPE that a closed reader would give us.
ssize_t writeQuietly(int fd, const char *data, std::size_t size)
{
    sigset_t pipeSignal;
    sigset_t before;
    sigemptyset(&pipeSignal);
    sigaddset(&pipeSignal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipeSignal, &before);
    const ssize_t written = write(fd, data, size);
    const int error = errno;
    if (written < 0 && error == EPIPE && sigismember(&before, SIGPIPE) == 0) {
        const timespec now{};
        sigtimedwait(&pipeSignal, nullptr, &now);
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return written;
}

/// One output of the child, up to a limit.
struct Output
{
    Descriptor from;
    QByteArray content;
    qsizetype limit = 0;
    bool truncated = false;

    /// Takes what is there, at most some 1 MiB at a time so that the others get their turn.
    void read()
    {
        std::array<char, 65536> buffer; // NOLINT: filled by read
        for (int round = 0; round < 16; ++round) {
            const ssize_t got = ::read(from.get(), buffer.data(), buffer.size());
            if (got > 0) {
                const qsizetype room = std::min<qsizetype>(got, limit - content.size());
                content.append(buffer.data(), room);
                truncated = truncated || room < got;
                continue;
            }
            if (got == 0 || (errno != EAGAIN && errno != EINTR))
                from.reset();
            return;
        }
    }
};

class Running
{
public:
    Running(const ProcessRequest &request, pid_t child, Pipe in, Pipe out, Pipe err)
        : m_request(request)
        , m_child(child)
        , m_input(std::move(in.writing))
    {
        m_pidFd.reset(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));
        m_out.from = std::move(out.reading);
        m_err.from = std::move(err.reading);
        m_out.limit = m_err.limit = static_cast<qsizetype>(request.outputLimit.value);
        makeNonBlocking(m_out.from);
        makeNonBlocking(m_err.from);
        makeNonBlocking(m_input);
        if (request.input.isEmpty())
            m_input.reset();
    }

    void waitForEnd(SteadyTime deadline, const std::stop_token &stop)
    {
        WakeUp wakeUp(stop);
        while (!hasEnded()) {
            if (turn(wakeUp, deadline) != WakeUp::Ready) {
                m_result.stopped = true;
                endIt();
                return;
            }
        }
    }

    ProcessResult finish()
    {
        drain();
        // The child is still a zombie, so its group's id cannot have been given to others.
        kill(-m_child, SIGKILL);
        drain();
        int status = 0;
        while (waitpid(m_child, &status, 0) < 0 && errno == EINTR) {
        }
        const ExitStatus ended = ExitStatus::fromWait(status);
        m_result.exitCode = ended.exitCode;
        m_result.signal = ended.signal;
        m_result.standardOutput = std::move(m_out.content);
        m_result.standardError = std::move(m_err.content);
        m_result.truncated = m_out.truncated || m_err.truncated;
        return std::move(m_result);
    }

private:
    [[nodiscard]] bool hasEnded() const
    {
        siginfo_t info = {};
        return waitid(P_PID, static_cast<id_t>(m_child), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
               info.si_pid == m_child;
    }

    WakeUp::Result turn(WakeUp &wakeUp, SteadyTime deadline)
    {
        // poll() passes over negative descriptors.
        std::array<pollfd, 4> entries = {
            pollfd{m_out.from.get(), POLLIN, 0}, pollfd{m_err.from.get(), POLLIN, 0},
            pollfd{m_input.get(), POLLOUT, 0}, pollfd{m_pidFd.get(), POLLIN, 0}};
        SteadyTime until = deadline;
        // Without a descriptor for the child (old kernels) look at it now and then.
        if (!m_pidFd.isOpen())
            until = std::min(until, steady_clock::now() + std::chrono::milliseconds(10));
        const WakeUp::Result result = wakeUp.wait(entries, until);
        if (result == WakeUp::Ready) {
            if (entries[0].revents != 0)
                m_out.read();
            if (entries[1].revents != 0)
                m_err.read();
            if (entries[2].revents != 0)
                writeInput();
        }
        return result == WakeUp::TimedOut && until != deadline ? WakeUp::Ready : result;
    }

    void writeInput()
    {
        constexpr qsizetype kBlock = 65536;
        const qsizetype size = std::min(kBlock, m_request.input.size() - m_written);
        const ssize_t written = writeQuietly(m_input.get(), m_request.input.constData() + m_written,
                                             static_cast<std::size_t>(size));
        if (written > 0)
            m_written += written;
        // A program that does not read its input to the end is no error.
        const bool broken = written < 0 && errno != EAGAIN && errno != EINTR;
        if (broken || m_written == m_request.input.size())
            m_input.reset();
    }

    void endIt()
    {
        WakeUp noStop{std::stop_token()};
        kill(-m_child, SIGTERM);
        const SteadyTime end = steady_clock::now() + m_request.grace;
        bool killed = false;
        while (!hasEnded()) {
            if (turn(noStop, killed ? SteadyTime::max() : end) == WakeUp::TimedOut) {
                kill(-m_child, SIGKILL);
                killed = true;
            }
        }
    }

    void drain()
    {
        m_out.read();
        m_err.read();
    }

    const ProcessRequest &m_request;
    pid_t m_child;
    Descriptor m_pidFd;
    Descriptor m_input;
    qsizetype m_written = 0;
    Output m_out;
    Output m_err;
    ProcessResult m_result;
};

} // namespace

Result<ProcessResult> runProcess(const ProcessRequest &request, SteadyTime deadline,
                                 const std::stop_token &stop)
{
    const SteadyTime start = steady_clock::now();
    auto in = makePipe();
    auto out = makePipe();
    auto err = makePipe();
    if (!in || !out || !err)
        return failure((!in ? in : !out ? out : err).error());
    const auto child = spawn(
        {.program = request.program,
         .arguments = request.arguments,
         .environment = request.environment,
         .cleanEnvironment = request.cleanEnvironment,
         .workingDirectory = request.workingDirectory,
         .descriptors = {{in->reading.get(), 0}, {out->writing.get(), 1}, {err->writing.get(), 2}},
         .newGroup = true,
         .dieWithParent = true,
         .identity = request.identity});
    if (!child)
        return failure(child.error());
    in->reading.reset();
    out->writing.reset();
    err->writing.reset();
    Running running(request, *child, std::move(*in), std::move(*out), std::move(*err));
    running.waitForEnd(deadline, stop);
    ProcessResult result = running.finish();
    result.duration = steady_clock::now() - start;
    return result;
}

} // namespace assay::base
