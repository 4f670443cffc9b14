// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"

#include <QByteArray>

namespace assay::environment {

/// One quick look whether something answers, for readiness. Each ends at the deadline or when the
/// token is triggered; the error says what was seen: "connection refused". Any thread.

[[nodiscard]] base::Result<> probeTcp(const QString &host, int port, base::SteadyTime deadline,
                                      const std::stop_token &stop);

/// Sends the request and gives the first line of the answer, without its end.
[[nodiscard]] base::Result<QByteArray> probeLine(const QString &host, int port,
                                                 const QByteArray &request,
                                                 base::SteadyTime deadline,
                                                 const std::stop_token &stop);

/// The status of GET url (http only, redirects not followed).
[[nodiscard]] base::Result<int> probeHttp(const QString &url, base::SteadyTime deadline,
                                          const std::stop_token &stop);

} // namespace assay::environment
