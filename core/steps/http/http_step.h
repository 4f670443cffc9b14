// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/step_kind.h"

namespace assay::steps {

/// One HTTP request and its answer, over libcurl (RFC 9110).
///
///     - http: { POST: "${base}/texts", json: { title: Dune } }
///       expect: { status: 201, headers: { location: { startsWith: /texts/ } }, json: { $.id: 7 } }
///
/// Whatever status comes back is a result. Redirects are followed only when `redirects:` says how
/// many. Cookies are kept within one attempt of a case (branches of `parallel` start without any).
/// No proxy is used unless `proxy:` names one. A body beyond the limit is cut: `truncated` is true.
class HttpStep final : public StepKind
{
public:
    [[nodiscard]] suite::StepShape shape() const override;
    [[nodiscard]] StepResult run(const model::Step &step, StepContext &context) const override;
    void warmUp() const override;
    [[nodiscard]] QString title(const model::Step &step) const override;
};

} // namespace assay::steps
