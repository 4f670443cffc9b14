// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "base/queue.h"
#include "environment/child_process.h"

#include <map>
#include <thread>

namespace assay::environment {

/// Children that each write the log of one container or pod, as `docker logs --follow` does. Their
/// end says that it has ended, so that nothing needs to be polled.
///
///     LogFollowers followers(context.children(), expression, [&](const QString &id) { ... });
///     (void)followers.follow(id, u"system/api"_s, docker.spawn({u"logs"_s, u"-f"_s, id}));
///
/// Any thread. `ended` is called from a thread of its own, where follow() may be called again;
/// nothing is told any more once stop() was called.
class LogFollowers
{
public:
    LogFollowers(ChildContext context, std::optional<QRegularExpression> watchFor,
                 std::function<void(const QString &id)> ended);
    ~LogFollowers();
    LogFollowers(const LogFollowers &) = delete;
    LogFollowers &operator=(const LogFollowers &) = delete;

    /// One that was followed before goes on after its earlier lines.
    [[nodiscard]] base::Result<> follow(const QString &id, const QString &source,
                                        const base::SpawnRequest &spawn);
    /// It is not followed any more; ends its child.
    void forget(const QString &id);
    [[nodiscard]] bool isFollowed(const QString &id) const;
    [[nodiscard]] QStringList lastLines(const QString &id, int count = 20) const;
    [[nodiscard]] bool sawWatchedLine() const;
    /// Waits a moment for the end of those whose log has ended: their last lines are still coming.
    void drain(const QString &id, base::SteadyTime deadline, const std::stop_token &stop) const;
    /// Again is fine.
    void stop();

private:
    struct Follower
    {
        std::shared_ptr<ChildProcess> child;
        QStringList earlier; ///< lines of the child before
        bool sawLine = false;
    };
    [[nodiscard]] std::shared_ptr<ChildProcess> childOf(const QString &id) const;

    ChildContext m_context;
    std::optional<QRegularExpression> m_watchFor;
    base::Guarded<std::map<QString, Follower>> m_followers;
    base::Queue<QString> m_ended;
    std::jthread m_thread;
};

} // namespace assay::environment
