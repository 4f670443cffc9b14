// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace assay::history {

/// Which process writes a run, so that others can tell when it is gone. Any thread; Linux (/proc).

/// "host boot-id pid start": the start time tells a process from a later one with its number.
[[nodiscard]] QString thisOwner();
/// Whether that process is surely gone. One on another machine cannot be seen: it counts as gone
/// when its run started more than two days before `now`.
[[nodiscard]] bool isGone(const QString &owner, const QDateTime &runStarted, const QDateTime &now);

} // namespace assay::history
