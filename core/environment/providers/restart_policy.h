// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/spawn.h"
#include "base/units.h"
#include "suite/shape.h"

#include <QJsonValue>

#include <deque>
#include <optional>

namespace assay::environment {

/// `restart:` of a process: `no`, `on-failure` (at most 5 times), or
/// `{ on: failure, times: 3, within: 60s }`: at most 3 times in any 60 seconds. A plain value.
class RestartPolicy
{
public:
    [[nodiscard]] static suite::Shape shape();
    [[nodiscard]] static base::Result<RestartPolicy> of(const QJsonValue &setting);

    /// How long to wait before it is started again; nothing when it is not. Each call counts.
    [[nodiscard]] std::optional<base::Nanoseconds> next(const base::ExitStatus &exit,
                                                        base::SteadyTime now);
    /// "2 of 5", "2 of 3 within 1 min".
    [[nodiscard]] QString countText() const;

private:
    enum class On { Never, Failure, Exit };
    On m_on = On::Never;
    int m_times = 5;
    std::optional<base::Nanoseconds> m_within;
    std::deque<base::SteadyTime> m_past;
};

} // namespace assay::environment
