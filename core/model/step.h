// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "model/node.h"

#include <optional>
#include <vector>

namespace assay::model {

/// Run the step again while it fails: `retry: 3` or `retry: { times: 3, delay: 200ms, factor: 2,
/// jitter: 0.2 }`.
struct RetryPolicy
{
    int times = 0; ///< further tries after the first
    base::Nanoseconds delay = std::chrono::milliseconds(100);
    double factor = 2;   ///< each delay is this much longer than the one before
    double jitter = 0.2; ///< share of the delay that is random, 0 to 1
};

/// Run the step until its expectations hold: `eventually: { within: 10s, every: 100ms, factor: 1,
/// jitter: 0 }`.
struct EventuallyPolicy
{
    base::Nanoseconds within = std::chrono::seconds(10);
    base::Nanoseconds every = std::chrono::milliseconds(100);
    double factor = 1;
    double jitter = 0;
};

/// One step of a case: a kind ("http", "sql", ...), its body, and what can stand on any step.
/// Bodies are kept as nodes: `${...}` is evaluated when the step runs. A plain value, any thread.
struct Step
{
    QString kind;
    QString name; ///< as the file names it; may be empty, see title()
    QString file; ///< for messages; a suite may include steps of other files
    int line = 0;
    int column = 0;
    Node body;         ///< what stands under the kind's key
    Node expect;       ///< missing when there is none
    Node capture;      ///< a map: variable -> where to take it from
    QString condition; ///< the text of `if`, a `${...}`; empty means always
    std::optional<base::Nanoseconds> timeout;
    RetryPolicy retry;
    std::optional<EventuallyPolicy> eventually;
    bool continueOnFailure = false;
    std::vector<Step> children;      ///< of group, parallel, repeat, if (then), fault (during)
    std::vector<Step> otherChildren; ///< of if (else)

    [[nodiscard]] base::SourcePosition position() const { return {file, line, column}; }
};

} // namespace assay::model
