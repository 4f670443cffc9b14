// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"
#include "ui/inspector/prepared_text.h"

namespace assay::ui {

/// Failures as TextLinesView shows them: message, position (a link: the number is the failure's)
/// and diff. Any thread; pure.
[[nodiscard]] PreparedText preparedFailures(const std::vector<events::Failure> &failures,
                                            const std::stop_token &stop = {});

/// How expectation and reality differ, over all failures: the matcher's own structural diff, or one
/// made of both when they are JSON, or both below each other. "" when no failure tells of two
/// sides. May take long: for workers.
[[nodiscard]] QString failuresDiff(const std::vector<events::Failure> &failures,
                                   const std::stop_token &stop = {});
[[nodiscard]] bool hasDiff(const std::vector<events::Failure> &failures);

/// The failure is that a golden file is another or is missing (the matcher `snapshot`): running the
/// case again with RunRequest::updateSnapshots writes it anew.
[[nodiscard]] bool isGoldenFailure(const events::Failure &failure);

} // namespace assay::ui
