// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/fake_workbench.h"
#include "ui/load_run.h"
#include "ui/run/selection.h"
#include "ui/theme/theme.h"
#include "ui/timeline/bar_track.h"
#include "ui/timeline/lanes/workers_lane.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

namespace assay::ui::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using base::Nanoseconds;

inline events::EventBatch eventsOf(const Script &script)
{
    events::EventBatch batch;
    for (const auto &[at, payload] : script)
        batch.push_back(
            std::make_shared<events::Event>(events::Event{batch.size() + 1, at, payload}));
    return batch;
}

inline Script planOf(int cases, int workers)
{
    events::RunPlanned plan;
    for (int i = 0; i < cases; ++i) {
        events::PlannedCase planned;
        planned.id = u"s.yaml::case %1"_s.arg(i);
        planned.name = u"case %1"_s.arg(i);
        plan.cases.push_back(planned);
    }
    return {{0ms, plan}, {0ms, events::RunStarted{workers}}};
}

inline void addCase(Script &script, int index, int worker, std::chrono::milliseconds from,
                    std::chrono::milliseconds length,
                    model::Outcome outcome = model::Outcome::Passed)
{
    script.emplace_back(from, events::CaseStarted{index, worker});
    script.emplace_back(from, events::AttemptStarted{index, 1});
    script.emplace_back(from + length, events::AttemptFinished{index, 1, outcome, length, {}});
    script.emplace_back(from + length,
                        events::CaseFinished{index, outcome, false, false, {}, length, 1});
}

/// What a later issue adds: one file, one line in lanes.cpp. Here a fault from 2 s to 4 s.
class FaultsLane final : public Lane
{
public:
    [[nodiscard]] QString id() const override { return u"faults"_s; }
    [[nodiscard]] QString title() const override { return u"Faults"_s; }
    bool take(const RunFeed &, const RunUpdate &update) override
    {
        for (const events::EventPointer &event : update.events) {
            if (std::holds_alternative<events::FaultStarted>(event->payload))
                m_range.from = event->at;
            if (std::holds_alternative<events::FaultEnded>(event->payload))
                m_range.to = event->at;
        }
        return true;
    }
    void reset() override { m_range = {}; }
    void layOut(const LaneFrame &frame) override
    {
        ++m_layouts;
        m_rect = QRectF(frame.axis.x(m_range.from), frame.top + 3,
                        frame.axis.x(m_range.to) - frame.axis.x(m_range.from), 17);
        m_rows = {{frame.top, 24, u"faults"_s, {}}};
    }
    [[nodiscard]] double height() const override { return 24; }
    [[nodiscard]] const std::vector<Row> &rows() const override { return m_rows; }
    void paint(QPainter &painter, const Theme &theme) const override
    {
        painter.fillRect(m_rect, theme.fill(Role::Fault));
    }
    [[nodiscard]] Hit hitAt(const RunFeed &, QPointF position) const override
    {
        if (!m_rect.contains(position))
            return {};
        return {u"api -> llm latency"_s, m_range, {}};
    }
    [[nodiscard]] ReadOut readOutAt(const RunFeed &, Nanoseconds at, Nanoseconds) const override
    {
        if (!m_range.contains(at))
            return {};
        return {u"fault + %1"_s.arg(base::durationText(at - m_range.from)),
                {{u"latency 3 s on api -> llm"_s, Role::Fault}}};
    }
    [[nodiscard]] std::size_t shapeCount() const override { return 1; }

    int m_layouts = 0;

private:
    TimeRange m_range;
    QRectF m_rect;
    std::vector<Row> m_rows;
};

struct Fixture
{
    explicit Fixture(std::vector<std::unique_ptr<Lane>> lanes = makeLanes())
        : view(feed, time, selection, themes, std::move(lanes))
    {
        view.resize(1118, 420); // 1000 pixels of time
        view.show();
    }
    void show(const Script &script) { feed.show(u"r"_s, eventsOf(script)); }
    /// The middle of worker's row at a moment, in the viewport.
    QPointF at(Nanoseconds moment, int row = 0)
    {
        return {view.axis().x(moment), view.rulerHeight() + 12 + 24.0 * row};
    }
    QString caseAt(QPointF position)
    {
        const Lane::Hit hit = view.hitAt(position);
        Selection found;
        if (hit.select)
            hit.select(found);
        return found.caseId();
    }
    void wheel(QPointF position, QPoint turned, Qt::KeyboardModifiers held = Qt::NoModifier)
    {
        QWheelEvent event(position, view.viewport()->mapToGlobal(position), {}, turned,
                          Qt::NoButton, held, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view.viewport(), &event);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier)
    {
        QTest::keyClick(&view, key, held);
    }

    ThemeManager themes{*qApp};
    RunFeed feed;
    TimeView time;
    Selection selection;
    TimelineView view;
};

inline WorkersLane &workersOf(Fixture &f)
{
    return *dynamic_cast<WorkersLane *>(f.view.lanes().find(u"workers"));
}

} // namespace assay::ui::test
