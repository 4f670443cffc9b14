// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>
#include <functional>
#include <optional>

namespace assay::ui {

/// What one frame brought.
struct RunUpdate
{
    bool planned = false;                 ///< the cases are known now
    std::vector<events::CaseIndex> cases; ///< that changed, each once, sorted
    bool services = false;
    events::EventBatch events;
};

/// The case that an event changes; -1 for none.
[[nodiscard]] events::CaseIndex changedCase(const events::Event &event);

/// A past run as it was at some time: made on a worker, shown by RunFeed::seek().
struct RunMoment
{
    QString runId;
    events::RunState state;
    base::Nanoseconds at{};               ///< between the state's last event and the next one
    base::Nanoseconds length{};           ///< of the whole run
    std::vector<events::CaseIndex> cases; ///< that differ from the moment shown before; sorted
    /// Since the moment shown before; from the start when that was later.
    events::EventBatch fresh;
    std::uint64_t eventCount = 0; ///< up to here
};

/// A run as views see it, wherever it comes from: live in this window, of another process, or of
/// history. Its owner feeds it with events; they are reduced once a frame, within a part of the
/// frame. Views read state() and follow the signals; they never ask who feeds it. Main thread.
///
///     feed.restart(id, [&] { return collector.take(); });   // a live run: asked once a frame
///     feed.end();                                           // what waits is still reduced
///     feed.show(id, events);                                // a past one, at once
///     feed.seek(moment);                                    // a past one, at any time of it
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
    /// A run that is over, at a moment of it. Of another run than before, reset() is told first; of
    /// an earlier moment, rewound(). Many events are told in slices, a slice a frame. Takes no
    /// longer than views need: the state is moved in, and the one that it replaces comes back in
    /// its place, so that a worker can destroy it.
    void seek(RunMoment &moment);
    /// A later moment of the run that seek() showed, a few events on.
    void step(events::EventBatch fresh, base::Nanoseconds at);
    void clear();

    [[nodiscard]] const events::RunState &state() const { return m_state; }
    /// Since the run's start, also between events; stands still when the run is over.
    [[nodiscard]] base::Nanoseconds now() const;
    /// The right end of the time axis: now(), but of a past run that is shown at a moment its end.
    [[nodiscard]] base::Nanoseconds length() const;
    [[nodiscard]] bool isLive() const { return m_frame.isActive(); }
    [[nodiscard]] const QString &runId() const { return m_runId; }
    [[nodiscard]] quint64 eventCount() const { return m_eventCount; }

Q_SIGNALS:
    /// Another run: state() is empty.
    void reset();
    /// The run is shown as it was earlier: whoever keeps events forgets them, and gets those up to
    /// then anew with advanced(). Who only looks at state() need not care: the next advanced()
    /// names the cases that differ.
    void rewound();
    /// At most once a frame while it is live, and once when it ends.
    void advanced(const assay::ui::RunUpdate &update);
    /// Everything has been reduced.
    void ended();

private:
    void drain();
    void apply(const events::Event &event, RunUpdate &update);
    void begin(const QString &runId);
    void finish();
    void tell(RunUpdate update);

    Source m_source;
    QTimer m_frame;
    QString m_runId;
    events::RunState m_state;
    std::deque<events::EventPointer> m_waiting;
    QSet<events::CaseIndex> m_running;
    QElapsedTimer m_sinceEvent;
    QElapsedTimer m_sinceTick;
    quint64 m_eventCount = 0;
    std::optional<base::Nanoseconds> m_moment; ///< of seek()
    std::deque<events::EventPointer> m_untold; ///< of moments: reduced, but not told yet
    QTimer m_tell;
    base::Nanoseconds m_length{};
    bool m_ending = false;
};

} // namespace assay::ui
