// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/log_followers.h"

namespace assay::environment {

using namespace std::chrono_literals;

namespace {
constexpr int kRemembered = 20;
}

LogFollowers::LogFollowers(ChildContext context, std::optional<QRegularExpression> watchFor,
                           std::function<void(const QString &)> ended)
    : m_context(context)
    , m_watchFor(std::move(watchFor))
    , m_thread([this, ended = std::move(ended)](const std::stop_token &stop) {
        while (const auto ids = m_ended.popAll(stop)) {
            for (const QString &id : *ids) {
                if (!stop.stop_requested())
                    ended(id);
            }
        }
    })
{
}

LogFollowers::~LogFollowers()
{
    stop();
}

base::Result<> LogFollowers::follow(const QString &id, const QString &source,
                                    const base::SpawnRequest &spawn)
{
    ChildRequest request;
    request.spawn = spawn;
    request.source = source;
    request.watchFor = m_watchFor;
    request.grace = 1s;
    request.ended = [this, id](base::ExitStatus) { m_ended.push(id); };
    auto started = ChildProcess::start(m_context, std::move(request));
    if (!started)
        return base::failure(started.error());
    std::shared_ptr<ChildProcess> before; // ended outside of the lock
    m_followers.with([&](auto &all) {
        Follower &follower = all[id];
        before = std::exchange(follower.child, std::move(*started));
        if (before) {
            follower.earlier =
                (follower.earlier + before->lastLines(kRemembered))
                    .mid(std::max<qsizetype>(0, follower.earlier.size() - kRemembered));
            follower.sawLine = follower.sawLine || before->sawWatchedLine();
        }
    });
    return {};
}

std::shared_ptr<ChildProcess> LogFollowers::childOf(const QString &id) const
{
    return m_followers.with([&](const auto &all) {
        const auto found = all.find(id);
        return found == all.end() ? nullptr : found->second.child;
    });
}

void LogFollowers::forget(const QString &id)
{
    const auto forgotten = m_followers.with([&](auto &all) { return all.extract(id); });
    (void)forgotten; // ended outside of the lock
}

bool LogFollowers::isFollowed(const QString &id) const
{
    return childOf(id) != nullptr;
}

QStringList LogFollowers::lastLines(const QString &id, int count) const
{
    return m_followers.with([&](const auto &all) {
        const auto found = all.find(id);
        if (found == all.end())
            return QStringList();
        const QStringList lines = found->second.earlier + found->second.child->lastLines(count);
        return lines.mid(std::max<qsizetype>(0, lines.size() - count));
    });
}

bool LogFollowers::sawWatchedLine() const
{
    return m_followers.with([](const auto &all) {
        return std::any_of(all.begin(), all.end(), [](const auto &entry) {
            return entry.second.sawLine || entry.second.child->sawWatchedLine();
        });
    });
}

void LogFollowers::drain(const QString &id, base::SteadyTime deadline,
                         const std::stop_token &stop) const
{
    if (const auto child = childOf(id))
        child->waitForExit(deadline, stop);
}

void LogFollowers::stop()
{
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
    std::vector<std::shared_ptr<ChildProcess>> children;
    m_followers.with([&](const auto &all) {
        for (const auto &[id, follower] : all)
            children.push_back(follower.child);
    });
    for (const auto &child : children)
        child->stop();
}

} // namespace assay::environment
