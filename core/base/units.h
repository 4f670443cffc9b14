// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>

namespace assay::base {

using Nanoseconds = std::chrono::nanoseconds;

/// A number of bytes.
struct ByteCount
{
    std::int64_t value = 0;
    friend auto operator<=>(const ByteCount &, const ByteCount &) = default;
};

/// How often in a second.
struct Rate
{
    double perSecond = 0;
    friend auto operator<=>(const Rate &, const Rate &) = default;
};

/// "200ms", "1.5s", "2m", "1h", "10us", "5ns", "1m30s"; the unit is required (but "0").
[[nodiscard]] Result<Nanoseconds> parseDuration(QStringView text);
/// "64KiB", "1MB", "12B"; KiB MiB GiB are powers of 1024, kB MB GB of 1000.
[[nodiscard]] Result<ByteCount> parseByteCount(QStringView text);
/// "50/s", "3/m", "1/h".
[[nodiscard]] Result<Rate> parseRate(QStringView text);

/// For people, three significant digits: "412 ms", "3.01 s", "2 min 5 s".
[[nodiscard]] QString durationText(Nanoseconds duration);
/// For people: "214 MB", "1.2 kB".
[[nodiscard]] QString byteCountText(ByteCount bytes);

} // namespace assay::base
