// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <stop_token>

namespace assay::base {

/// Numbered pieces of work, done on several threads, taken in their order.
///
///     OrderedWork work(pieces, {.threads = 2}, [&](qint64 piece) { return encoded(piece); });
///     while (auto block = work.next(stop)) { if (block->isEmpty()) break; send(*block); }
///
/// At most `ahead` pieces wait to be taken, so that a slow taker bounds the memory. `make` is
/// called from the threads and must not give an empty array; its first error ends the work and is
/// given in its place. The destructor waits for the pieces that are being made. next() is for one
/// thread.
class OrderedWork
{
public:
    struct Options
    {
        int threads = 1;
        int ahead = 8;
    };
    using Make = std::function<Result<QByteArray>(qint64 piece)>;

    OrderedWork(qint64 pieces, const Options &options, Make make);
    ~OrderedWork();
    OrderedWork(const OrderedWork &) = delete;
    OrderedWork &operator=(const OrderedWork &) = delete;

    /// The next piece; empty at the end. An error when it was stopped.
    [[nodiscard]] Result<QByteArray> next(const std::stop_token &stop);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace assay::base
