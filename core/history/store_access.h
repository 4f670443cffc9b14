// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/database.h"
#include "history/history_store.h"

namespace assay::history {

/// How long a reader or a maintenance task waits for a lock. Internal to this folder.
constexpr std::chrono::milliseconds kBusy{2000};

[[nodiscard]] base::Result<Database> openForReading(const HistoryStore &store);
[[nodiscard]] base::Result<Database> openForWriting(const HistoryStore &store);

/// The lines of the run with this key, chunk by chunk, in order.
[[nodiscard]] base::Result<>
readLines(const Database &database, qint64 key,
          const std::function<base::Result<bool>(const QByteArray &line)> &take);

} // namespace assay::history
