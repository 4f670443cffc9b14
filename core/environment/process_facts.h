// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace assay::environment {

/// What /proc says of processes (proc(5)). Together the pid and the start time name one process for
/// as long as the machine runs, also when its pid is used again later. Pure functions, any thread.

/// In clock ticks since the machine started; nothing when there is no such process, or only its
/// zombie.
[[nodiscard]] std::optional<qint64> startTimeOf(qint64 pid);
/// A name for this run of the machine: /proc/sys/kernel/random/boot_id.
[[nodiscard]] QString bootId();
/// "redis-server"; "" when it cannot be read.
[[nodiscard]] QString processName(qint64 pid);
/// Whether the process was started with NAME=value in its environment. False when that cannot be
/// read: it belongs to somebody else.
[[nodiscard]] bool hasVariable(qint64 pid, const QByteArray &nameAndValue);

} // namespace assay::environment
