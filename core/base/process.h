// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/spawn.h"
#include "base/units.h"

#include <QByteArray>

namespace assay::base {

/// A program to run to its end. Arguments are passed as they are: there is no shell.
struct ProcessRequest
{
    QString program = {}; ///< as in SpawnRequest
    QStringList arguments = {};
    QMap<QString, QString> environment =
        {}; ///< added to ours, or all there is with cleanEnvironment
    bool cleanEnvironment = false;
    QString workingDirectory = {};               ///< "" keeps ours
    QByteArray input = {};                       ///< its standard input, then the end of file
    ByteCount outputLimit{16 * 1024 * 1024};     ///< of each stream; the rest is read and dropped
    Nanoseconds grace = std::chrono::seconds(1); ///< from SIGTERM to SIGKILL when it is stopped
    std::optional<SpawnRequest::Identity> identity = {};
};

struct ProcessResult
{
    int exitCode = 0; ///< 0 when a signal ended it
    int signal = 0;   ///< 0 when it exited
    QByteArray standardOutput;
    QByteArray standardError;
    bool truncated = false; ///< a stream was longer than the limit
    bool stopped = false;   ///< we ended it: the deadline passed or the token was triggered
    Nanoseconds duration{};
};

/// Runs a program to its end and gives what it wrote.
///
///     auto result = runProcess({.program = u"git"_s, .arguments = {u"status"_s}}, deadline, stop);
///
/// The end is that of the program itself: what it left running in its process group is killed then,
/// also when it holds the output open. A deadline or a stop ends the whole group: SIGTERM, then
/// SIGKILL after the grace. The program dies when our process dies. A non-zero exit is a result; an
/// Error says that it could not be run. Leaves no zombie. Any thread, which it blocks.
[[nodiscard]] Result<ProcessResult> runProcess(const ProcessRequest &request,
                                               SteadyTime deadline = SteadyTime::max(),
                                               const std::stop_token &stop = {});

} // namespace assay::base
