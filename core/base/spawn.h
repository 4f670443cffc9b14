// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <optional>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace assay::base {

/// What a child process is started with. Arguments are passed as they are: there is no shell.
struct SpawnRequest
{
    struct Identity
    {
        uid_t user = 0;
        gid_t group = 0;
    };

    /// With a slash: the file (a relative path starts at workingDirectory). Without: found in the
    /// PATH that the child will have.
    QString program = {};
    QStringList arguments = {}; ///< without the program's own name
    QMap<QString, QString> environment =
        {}; ///< added to ours, or all there is with cleanEnvironment
    bool cleanEnvironment = false;
    QString workingDirectory = {}; ///< "" keeps ours
    /// Descriptors that the child gets: ours -> its number. 0, 1 and 2 are /dev/null when they are
    /// not named; all others are closed. Ours stay open here.
    std::vector<std::pair<int, int>> descriptors = {};
    bool newGroup = true; ///< its own process group, whose id is its pid: kill(-pid, ...)
    /// SIGKILL to the child when the THREAD that called spawn() ends (Linux, PR_SET_PDEATHSIG):
    /// call it from a thread that lives as long as the child, for example through SpawnThread.
    bool dieWithParent = true;
    std::optional<Identity> identity = {}; ///< needs root; other groups are dropped
    /// RLIMIT_x -> the most of it, soft and hard (setrlimit(2)). More than ours needs root.
    std::vector<std::pair<int, std::uint64_t>> limits = {};
    int controlGroup = -1; ///< an open cgroup.procs: the child and all that it starts is in it
};

/// Starts a child process and returns when its program runs. The caller reaps it (waitpid).
///
///     const Result<pid_t> child = spawn({.program = u"sleep"_s, .arguments = {u"5"_s}});
///
/// Signals are at their defaults and unblocked in the child, whatever they are here.
/// Errors: `cannot run "x": no such file`, with what to do. Any thread.
[[nodiscard]] Result<pid_t> spawn(const SpawnRequest &request);

/// A thread that only spawns: children with dieWithParent live until it is destroyed, or until our
/// process dies in whatever way. Any thread may call spawn().
class SpawnThread
{
public:
    SpawnThread();
    ~SpawnThread();
    SpawnThread(const SpawnThread &) = delete;
    SpawnThread &operator=(const SpawnThread &) = delete;

    [[nodiscard]] Result<pid_t> spawn(const SpawnRequest &request);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// How a child ended, of waitpid's status.
struct ExitStatus
{
    int exitCode = 0; ///< 0 when a signal ended it
    int signal = 0;   ///< 0 when it exited
    [[nodiscard]] static ExitStatus fromWait(int status);
    /// "exited with 3", "was ended by signal 9 (Killed)".
    [[nodiscard]] QString toText() const;
};

/// The user "nobody": what children run as that refuse to be root (PostgreSQL). Nothing unless we
/// are root. Any thread.
[[nodiscard]] std::optional<SpawnRequest::Identity> unprivilegedIdentity();

} // namespace assay::base
