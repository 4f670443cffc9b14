// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/spawn.h"
#include "environment/leases.h"
#include "environment/line_collector.h"
#include "events/event.h"

#include <QRegularExpression>

#include <csignal>
#include <functional>
#include <memory>
#include <optional>

namespace assay::environment {

/// Where events go: to the run's bus or to the window's. Called from any thread.
using Post = std::function<void(events::Payload)>;

/// What every child of an environment is started with. The references outlive all children.
struct ChildContext
{
    base::SpawnThread &spawner; ///< children live as long as its thread (PR_SET_PDEATHSIG)
    Leases &leases;
    const Post &post;
};

struct ChildRequest
{
    base::SpawnRequest spawn; ///< its output is ours; descriptors 1 and 2 are set here
    QString source;           ///< whose log lines they are
    std::optional<QRegularExpression> watchFor = {};
    int stopSignal = SIGTERM;
    base::Nanoseconds grace = std::chrono::seconds(5);
    /// Called from the child's thread when it ended and nobody had asked for that.
    std::function<void(base::ExitStatus)> ended = {};
};

/// A child process that lives long, in its own process group. Its output becomes log lines
/// (LineCollector); it is journalled in the leases; when it ends, the rest of its group is killed.
///
///     auto child = ChildProcess::start(context, {.spawn = {...}, .source = u"api"_s});
///
/// Any thread. The destructor stops it.
class ChildProcess
{
public:
    [[nodiscard]] static base::Result<std::unique_ptr<ChildProcess>> start(ChildContext context,
                                                                           ChildRequest request);
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    [[nodiscard]] pid_t pid() const;
    [[nodiscard]] bool isRunning() const { return !exitStatus(); }
    /// Nothing while it runs.
    [[nodiscard]] std::optional<base::ExitStatus> exitStatus() const;
    /// False when it still runs at the deadline or the token was triggered.
    bool waitForExit(base::SteadyTime deadline, const std::stop_token &stop) const;
    [[nodiscard]] QStringList lastLines(int count = 20) const;
    [[nodiscard]] bool sawWatchedLine() const;

    /// Stops the group where it is, and lets it go on. Nothing when it has ended.
    void pause();
    void resume();
    /// The stop signal to the group, after the grace SIGKILL; returns when it has ended. Again is
    /// fine.
    void stop();

private:
    struct Private;
    explicit ChildProcess(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

} // namespace assay::environment
