// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/http/curl_client.h"
#include "steps/step_context.h"
#include "steps/step_kind.h"

namespace assay::steps::http {

/// What a request and its redirects came to.
struct Conversation
{
    Request request; ///< the last that was sent
    CurlClient::Sent sent;
    Phases phases; ///< of all exchanges together
    int redirects = 0;
    std::vector<QByteArray> setCookies; ///< the Set-Cookie lines of all answers
};

/// Sends the request with the worker's client, in the name of the context's case attempt, and
/// follows as many redirects as it says. Confined to the step's thread.
[[nodiscard]] Conversation converse(Request request, const CurlClient::Control &control,
                                    StepContext &context);

/// How long the step may take, measured at its start; for messages.
[[nodiscard]] base::Nanoseconds timeLimit(const model::Step &step, const StepContext &context);
/// TimedOut or Aborted: "GET URL took longer than 2 s: it hung waiting for ...".
[[nodiscard]] StepResult stoppedResult(const QString &what, const QString &doing,
                                       base::Nanoseconds limit, const StepContext &context);

/// status, reason, headers, cookies, url, httpVersion, redirects, time and timings.
void setReplyFields(Fields &fields, const Conversation &conversation,
                    const model::Exchange &exchange);
/// Request and response as they are shown; credentials are hidden.
[[nodiscard]] std::shared_ptr<model::Exchange> exchangeOf(const QString &protocol,
                                                          const Conversation &conversation);
/// "POST /v1/texts".
[[nodiscard]] QString titleOf(const Request &request);
/// "POST ${base}/texts", before anything is known.
[[nodiscard]] QString titleOf(const model::Node &body);

} // namespace assay::steps::http
