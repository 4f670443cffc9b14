// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/data/clone_pool.h"

#include "base/units.h"
#include "environment/folders.h"

#include <algorithm>

namespace assay::environment {

using namespace Qt::StringLiterals;
using Strategy = PostgresServer::Strategy;

namespace {

constexpr base::ByteCount kSmall{64LL * 1024 * 1024};
constexpr int kMostTrash = 2; ///< then it is removed before clones are made

} // namespace

ClonePool::ClonePool(QString url, QString service, QString dataFolder, Post post)
    : m_url(std::move(url))
    , m_service(std::move(service))
    , m_dataFolder(std::move(dataFolder))
    , m_post(std::move(post))
    , m_worker([this](const std::stop_token &stop) { work(stop); })
{
}

ClonePool::~ClonePool() = default;

void ClonePool::cloneFrom(const QString &database, base::ByteCount size)
{
    m_state.change([&](State &state) {
        if (state.source == database)
            return;
        state.trash += std::exchange(state.ready, {});
        state.source = database;
        state.size = size;
        state.error.reset();
        state.wanted = database.isEmpty() ? 0 : size.value <= kSmall.value ? 2 : 1;
    });
}

bool ClonePool::hasReady() const
{
    return m_state.read([](const State &state) { return !state.ready.isEmpty(); });
}

base::Result<QString> ClonePool::take(const std::stop_token &stop)
{
    m_state.change([](State &state) {
        ++state.waiting;
        state.error.reset();
    });
    const bool came = m_state.waitFor(
        [](const State &state) { return !state.ready.isEmpty() || state.error; }, stop);
    return m_state.change([&](State &state) -> base::Result<QString> {
        --state.waiting;
        if (came && !state.ready.isEmpty()) {
            state.isHeld = true;
            return state.ready.takeFirst();
        }
        if (came && state.error)
            return base::failure(*state.error);
        return base::failure(u"the wait for a copy of the database was stopped"_s);
    });
}

void ClonePool::forget(const QString &database)
{
    if (m_state.read([&](const State &state) { return state.source == database; }))
        cloneFrom({}, {});
    discard(database);
}

void ClonePool::goOn()
{
    m_state.change([](State &state) { state.isHeld = false; });
}

void ClonePool::discard(const QString &database)
{
    m_state.change([&](State &state) { state.trash.append(database); });
}

bool ClonePool::waitUntilIdle(const std::stop_token &stop) const
{
    return m_state.waitFor(
        [](const State &state) {
            return !state.isBusy && state.trash.isEmpty() &&
                   (state.ready.size() >= state.wanted || state.error);
        },
        stop);
}

void ClonePool::work(const std::stop_token &stop)
{
    PostgresServer server(m_url);
    const auto needsClone = [](const State &state) {
        return !state.source.isEmpty() && !state.error &&
               state.ready.size() < std::max(state.wanted, std::min(state.waiting, 1));
    };
    for (;;) {
        const bool hasWork = m_state.waitFor(
            [&](const State &state) {
                return !state.isHeld && (!state.trash.isEmpty() || needsClone(state));
            },
            stop);
        if (!hasWork)
            return;
        const State now = m_state.change([](State &state) {
            state.isBusy = true;
            return state;
        });
        const bool removesFirst =
            now.trash.size() > kMostTrash || (!now.trash.isEmpty() && now.waiting == 0);
        if (needsClone(now) && !removesFirst) {
            makeClone(server, now, stop);
        } else {
            const QString name = now.trash.first();
            const auto dropped = server.drop(name, stop);
            if (!dropped && !stop.stop_requested() && m_post)
                m_post(events::LogLine{m_service, events::LogLevel::Warning,
                                       u"the copy \"%1\" cannot be removed: %2"_s.arg(
                                           name, dropped.error().toString())});
            m_state.change([&](State &state) { state.trash.removeOne(name); });
        }
        m_state.change([](State &state) { state.isBusy = false; });
    }
}

void ClonePool::makeClone(PostgresServer &server, const State &now, const std::stop_token &stop)
{
    // Ahead only while twice as much is free: the system under test wants to write as well.
    if (now.waiting == 0 && freeSpace(m_dataFolder).value < 2 * now.size.value) {
        m_state.change([](State &state) { state.wanted = 0; });
        return;
    }
    const QString name = u"assay_clone_%1"_s.arg(++m_made);
    const Strategy strategy = nextStrategy(now);
    const auto begin = std::chrono::steady_clock::now();
    const auto made = server.copy(now.source, name, strategy, stop);
    if (made)
        noteTime(strategy, std::chrono::steady_clock::now() - begin);
    m_state.change([&](State &state) {
        if (!made)
            state.error = made.error();
        else if (state.source == now.source)
            state.ready.append(name);
        else
            state.trash.append(name);
    });
}

Strategy ClonePool::nextStrategy(const State &now) const
{
    constexpr auto kLog = static_cast<std::size_t>(Strategy::Log);
    constexpr auto kFiles = static_cast<std::size_t>(Strategy::Files);
    if (now.size.value > kSmall.value) // the log would hold all of it once more
        return Strategy::Files;
    if (!m_times[kFiles])
        return Strategy::Files;
    if (!m_times[kLog])
        return Strategy::Log;
    return *m_times[kLog] < *m_times[kFiles] ? Strategy::Log : Strategy::Files;
}

void ClonePool::noteTime(Strategy strategy, base::Nanoseconds took)
{
    auto &known = m_times[static_cast<std::size_t>(strategy)];
    const bool isFirst = !known;
    known = isFirst ? took : std::min(*known, took);
    if (!isFirst || !m_post)
        return;
    m_post(events::LogLine{m_service, events::LogLevel::Debug,
                           u"a copy of the database made %1 takes %2"_s.arg(
                               strategy == Strategy::Log ? u"through the log"_s : u"file by file"_s,
                               base::durationText(took))});
}

} // namespace assay::environment
