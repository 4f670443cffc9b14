// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>
#include <stop_token>

namespace assay::base {

/// Where time comes from. The steady clock measures, the wall clock is only shown and scheduled by.
/// Implementations are safe from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual std::chrono::steady_clock::time_point steadyNow() const = 0;
    /// UTC.
    [[nodiscard]] virtual QDateTime wallNow() const = 0;
    /// Waits until the wall clock shows `when` (true) or the token is triggered (false).
    [[nodiscard]] virtual bool waitUntilWall(const QDateTime &when,
                                             const std::stop_token &stop) const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] std::chrono::steady_clock::time_point steadyNow() const override;
    [[nodiscard]] QDateTime wallNow() const override;
    [[nodiscard]] bool waitUntilWall(const QDateTime &when,
                                     const std::stop_token &stop) const override;
};

} // namespace assay::base
