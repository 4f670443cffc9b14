// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/replay.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace assay::ui {

/// Shows a replay in a feed at a time that moves: by hand or by itself. A far moment is made on a
/// worker, and while one is made only the newest wish counts; a near later one is reached at once.
/// Main thread; the feed outlives it.
class ReplayPlayer : public QObject
{
    Q_OBJECT
public:
    static constexpr std::array kSpeeds = {1, 10, 100};

    explicit ReplayPlayer(RunFeed &feed, QObject *parent = nullptr);
    ~ReplayPlayer() override;

    /// Another run, shown at its end.
    void setReplay(std::shared_ptr<const Replay> replay);
    void clear();
    [[nodiscard]] const std::shared_ptr<const Replay> &replay() const { return m_replay; }
    [[nodiscard]] bool isEmpty() const { return m_replay == nullptr; }

    /// Clamped to the run.
    void seek(base::Nanoseconds at);
    /// To the next event, or the one before, whatever the time between.
    void stepEvents(int by);
    [[nodiscard]] base::Nanoseconds time() const { return m_wanted; } ///< what is wished for
    [[nodiscard]] base::Nanoseconds length() const;

    /// From the start when it stands at the end.
    void play();
    void pause();
    void toggle();
    [[nodiscard]] bool isPlaying() const { return m_tick.isActive(); }
    void setSpeed(int speed); ///< one of kSpeeds
    [[nodiscard]] int speed() const { return m_speed; }
    /// The feed shows what is wished for.
    [[nodiscard]] bool isSettled() const { return !m_working && !m_dirty; }

Q_SIGNALS:
    void changed(); ///< another run
    void moved();
    void playingChanged(); ///< or the speed

private:
    void show();
    void onTick();

    RunFeed &m_feed;
    QThreadPool m_pool;
    std::shared_ptr<const Replay> m_replay;
    base::Nanoseconds m_wanted{};
    std::optional<std::size_t> m_shown; ///< the place that the feed is at
    bool m_working = false;
    bool m_dirty = false;
    QTimer m_tick;
    QElapsedTimer m_sinceTick;
    int m_speed = 1;
};

} // namespace assay::ui
