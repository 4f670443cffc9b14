// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>
#include <functional>

namespace assay::ui {

/// What one frame brought.
struct RunUpdate
{
    bool planned = false;                 ///< the cases are known now
    std::vector<events::CaseIndex> cases; ///< that changed, each once, sorted
    bool services = false;
    events::EventBatch events;
};

/// A run as views see it, wherever it comes from: live in this window, of another process, or of
/// history. Its owner feeds it with events; they are reduced once a frame, within a part of the
/// frame. Views read state() and follow the signals; they never ask who feeds it. Main thread.
///
///     feed.restart(id, [&] { return collector.take(); });   // a live run: asked once a frame
///     feed.end();                                           // what waits is still reduced
///     feed.show(id, events);                                // a past one, at once
class RunFeed : public QObject
{
    Q_OBJECT
public:
    using Source = std::function<events::EventBatch()>;

    explicit RunFeed(QObject *parent = nullptr);

    /// Another run begins: state() is empty; `source` is asked once a frame until end().
    void restart(const QString &runId, Source source);
    /// The source has given everything that it will: what still waits is reduced, then ended() is
    /// told and, when the run never said that it finished, it counts as interrupted.
    void end();
    /// A run that is over, as far as these events tell it.
    void show(const QString &runId, events::EventBatch events);
    void clear();

    [[nodiscard]] const events::RunState &state() const { return m_state; }
    /// Since the run's start, also between events; stands still when the run is over. The right end
    /// of the time axis.
    [[nodiscard]] base::Nanoseconds now() const;
    [[nodiscard]] bool isLive() const { return m_frame.isActive(); }
    [[nodiscard]] const QString &runId() const { return m_runId; }
    [[nodiscard]] quint64 eventCount() const { return m_eventCount; }

Q_SIGNALS:
    /// Another run: state() is empty.
    void reset();
    /// At most once a frame while it is live, and once when it ends.
    void advanced(const assay::ui::RunUpdate &update);
    /// Everything has been reduced.
    void ended();

private:
    void drain();
    void apply(const events::Event &event, RunUpdate &update);
    void begin(const QString &runId);
    void finish();

    Source m_source;
    QTimer m_frame;
    QString m_runId;
    events::RunState m_state;
    std::deque<events::EventPointer> m_waiting;
    QSet<events::CaseIndex> m_running;
    QElapsedTimer m_sinceEvent;
    QElapsedTimer m_sinceTick;
    quint64 m_eventCount = 0;
    bool m_ending = false;
};

} // namespace assay::ui
