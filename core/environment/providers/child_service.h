// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "environment/child_process.h"
#include "environment/provider.h"
#include "environment/tool.h"

namespace assay::environment {

/// A service that is one child process, started once. Classes that derive from it call stop() in
/// their destructors.
class ChildService : public RunningService
{
public:
    explicit ChildService(ServiceEndpoint endpoint);
    ~ChildService() override;

    /// Starts the child; its end is told to the request's `died`.
    [[nodiscard]] base::Result<> launch(const StartRequest &request, ChildRequest child);

    [[nodiscard]] ServiceEndpoint endpoint() const override;
    [[nodiscard]] QString diedBecause() const override;
    [[nodiscard]] bool sawReadyLine() const override;
    [[nodiscard]] QString command() const override { return m_command; }
    [[nodiscard]] QStringList lastLines() const override;
    void stop() override;

private:
    ServiceEndpoint m_endpoint;
    QString m_command;
    std::unique_ptr<ChildProcess> m_child;
};

/// The expression that `ready: { log: ... }` looks for.
[[nodiscard]] base::Result<std::optional<QRegularExpression>>
readyExpression(const model::Readiness &ready);

} // namespace assay::environment
