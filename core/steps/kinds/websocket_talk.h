// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/kinds/until.h"
#include "steps/kinds/websocket_connection.h"
#include "steps/step_context.h"
#include "steps/step_kind.h"

#include <QJsonArray>

namespace assay::steps {

/// One run of a `websocket` step. Confined to the step's thread.
class WebSocketTalk
{
public:
    /// All references outlive it; `body` is resolved.
    WebSocketTalk(const model::Node &body, const model::Step &step, StepContext &context);
    [[nodiscard]] StepResult run();

private:
    using Message = WebSocketConnection::Message;
    /// Nothing when it went well.
    using Trouble = std::optional<StepResult>;

    [[nodiscard]] base::Result<> readLimits();
    [[nodiscard]] base::Result<WebSocketConnection::Options> readOptions() const;
    [[nodiscard]] base::Result<std::vector<Message>> readMessages() const;
    [[nodiscard]] Trouble connect();
    [[nodiscard]] Trouble receive();
    [[nodiscard]] Trouble close();
    [[nodiscard]] Trouble outOfTime(const QString &what) const;
    /// Until the condition holds; false when there is no more time.
    bool waitFor(const std::function<bool(const WebSocketConnection::State &)> &condition);
    void take(const Message &message);
    [[nodiscard]] QString wanted() const;
    [[nodiscard]] StepResult finish(StepResult result);

    const model::Node &m_body;
    const model::Step &m_step;
    StepContext &m_context;
    base::SteadyTime m_start;
    base::Nanoseconds m_within{};
    int m_receive = 0;
    bool m_untilClose = false;
    WebSocketConnection *m_connection = nullptr;
    std::unique_ptr<WebSocketConnection> m_own; ///< when it has no name
    QJsonArray m_messages;
    bool m_found = false; ///< what `until` waits for
    std::shared_ptr<model::Exchange> m_exchange = std::make_shared<model::Exchange>();
};

} // namespace assay::steps
