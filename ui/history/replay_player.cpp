// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/replay_player.h"

#include <QMetaObject>

#include <algorithm>

namespace assay::ui {

namespace {

constexpr int kFrameMs = 16;
/// So many events are reduced within a small part of a frame.
constexpr std::size_t kNear = 300;

} // namespace

ReplayPlayer::ReplayPlayer(RunFeed &feed, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
{
    m_pool.setMaxThreadCount(1);
    m_tick.setInterval(kFrameMs);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &ReplayPlayer::onTick);
}

ReplayPlayer::~ReplayPlayer()
{
    m_pool.waitForDone();
}

void ReplayPlayer::setReplay(std::shared_ptr<const Replay> replay)
{
    m_tick.stop();
    // What the last one holds may take a while to be freed.
    m_pool.start([old = std::exchange(m_replay, std::move(replay))]() mutable { old.reset(); });
    m_shown.reset();
    m_wanted = length();
    Q_EMIT changed();
    Q_EMIT playingChanged();
    show();
}

void ReplayPlayer::clear()
{
    setReplay(nullptr);
}

base::Nanoseconds ReplayPlayer::length() const
{
    return m_replay ? m_replay->length() : base::Nanoseconds{};
}

void ReplayPlayer::seek(base::Nanoseconds at)
{
    if (!m_replay)
        return;
    m_wanted = std::clamp(at, base::Nanoseconds{}, length());
    m_sinceTick.restart();
    show();
}

void ReplayPlayer::stepEvents(int by)
{
    if (!m_replay)
        return;
    pause();
    const auto place = static_cast<std::ptrdiff_t>(m_replay->placeAt(m_wanted));
    const auto size = static_cast<std::ptrdiff_t>(m_replay->size());
    std::ptrdiff_t next = std::clamp<std::ptrdiff_t>(place + by, 0, size);
    // Events of one moment are one step.
    while (by < 0 && next > 0 && m_replay->timeOf(static_cast<std::size_t>(next)) == m_wanted)
        --next;
    seek(m_replay->timeOf(static_cast<std::size_t>(next)));
}

void ReplayPlayer::show()
{
    if (!m_replay)
        return;
    m_dirty = true;
    Q_EMIT moved();
    if (m_working)
        return; // asked again when it is done
    m_dirty = false;
    const std::size_t place = m_replay->placeAt(m_wanted);
    // At the end an interrupted run is marked: that is not an event.
    if (m_shown && place >= *m_shown && place - *m_shown <= kNear && place < m_replay->size()) {
        auto fresh = m_replay->events(*m_shown, place);
        m_shown = place;
        m_feed.step(std::move(fresh), m_wanted);
        return;
    }
    m_working = true;
    m_pool.start([this, replay = m_replay, place, at = m_wanted, shown = m_shown] {
        auto moment = std::make_shared<RunMoment>(replay->moment(place, at, shown));
        QMetaObject::invokeMethod(
            this,
            [this, replay, place, moment = std::move(moment)]() mutable {
                m_working = false;
                if (replay == m_replay) {
                    m_shown = place;
                    m_feed.seek(*moment);
                }
                m_pool.start([old = std::move(moment)] {}); // many cases: freed there
                if (m_dirty || replay != m_replay)
                    show();
            },
            Qt::QueuedConnection);
    });
}

void ReplayPlayer::play()
{
    if (!m_replay || isPlaying())
        return;
    if (m_wanted >= length())
        seek({});
    m_sinceTick.start();
    m_tick.start();
    Q_EMIT playingChanged();
}

void ReplayPlayer::pause()
{
    if (!isPlaying())
        return;
    m_tick.stop();
    Q_EMIT playingChanged();
}

void ReplayPlayer::toggle()
{
    if (isPlaying())
        pause();
    else
        play();
}

void ReplayPlayer::setSpeed(int speed)
{
    if (std::find(kSpeeds.begin(), kSpeeds.end(), speed) == kSpeeds.end() || speed == m_speed)
        return;
    m_speed = speed;
    Q_EMIT playingChanged();
}

void ReplayPlayer::onTick()
{
    m_wanted =
        std::min(length(), m_wanted + base::Nanoseconds(m_sinceTick.nsecsElapsed()) * m_speed);
    m_sinceTick.restart();
    if (m_wanted >= length())
        pause();
    show();
}

} // namespace assay::ui
