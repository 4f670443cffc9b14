// SPDX-License-Identifier: GPL-3.0-or-later
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

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

namespace {

using base::Nanoseconds;

events::EventBatch eventsOf(const Script &script)
{
    events::EventBatch batch;
    for (const auto &[at, payload] : script)
        batch.push_back(
            std::make_shared<events::Event>(events::Event{batch.size() + 1, at, payload}));
    return batch;
}

Script planOf(int cases, int workers)
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

void addCase(Script &script, int index, int worker, std::chrono::milliseconds from,
             std::chrono::milliseconds length, model::Outcome outcome = model::Outcome::Passed)
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

WorkersLane &workersOf(Fixture &f)
{
    return *dynamic_cast<WorkersLane *>(f.view.lanes().find(u"workers"));
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsEveryAttempt()
    {
        Fixture f;
        f.show(sampleScript(true));
        f.view.ensureLaidOut();
        QCOMPARE(workersOf(f).shapeCount(), std::size_t(26)); // 24 cases ran, two of them twice
        f.view.grab();
        QSet<QString> seen;
        for (int x = 104; x < 1104; x += 2) {
            for (int row = 0; row < 3; ++row)
                seen.insert(f.caseAt({double(x), f.at(0ns, row).y()}));
        }
        QVERIFY(seen.contains(sampleCaseId(u"fails fast while open"_s)));
        QCOMPARE(seen.size(), 24 + 1); // and nothing between them
    }

    void liveAndReplayedShowTheSame()
    {
        Fixture replayed;
        replayed.show(sampleScript(true));
        Fixture live;
        events::EventBatch rest = eventsOf(sampleScript(true));
        live.feed.restart(u"r"_s, [&rest] { // a few at a time, so that every state is seen
            events::EventBatch some;
            const std::size_t count = std::min<std::size_t>(7, rest.size());
            some.assign(rest.begin(), rest.begin() + std::ptrdiff_t(count));
            rest.erase(rest.begin(), rest.begin() + std::ptrdiff_t(count));
            return some;
        });
        QTRY_VERIFY(rest.empty());
        live.feed.end();
        QTRY_VERIFY(!live.feed.isLive());
        QCOMPARE(live.time.range(), replayed.time.range());
        QCOMPARE(live.view.shapeCount(), replayed.view.shapeCount());
        for (int row = 0; row < 12; ++row) {
            for (int x = 104; x < 1104; x += 5) {
                const QPointF point(x, live.at(0ns, row).y());
                QCOMPARE(live.view.hitAt(point).tip, replayed.view.hitAt(point).tip);
            }
        }
    }

    void clickSelectsAndDoubleClickZooms()
    {
        Fixture f;
        f.show(sampleScript(true));
        const QPointF bar = f.at(10s);
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, bar.toPoint());
        QCOMPARE(f.selection.caseId(), sampleCaseId(u"fails fast while open"_s));
        QVERIFY(f.time.showsAll());
        QTest::mouseDClick(f.view.viewport(), Qt::LeftButton, {}, bar.toPoint());
        QVERIFY(f.time.selected().has_value());
        QVERIFY(f.time.selected()->contains(10s));
        QVERIFY(f.time.range().length() < 3s);
        QVERIFY(f.time.range().from < f.time.selected()->from);
        QVERIFY(f.time.range().to > f.time.selected()->to);
    }

    void stepsComeInSightWhenZoomedIn()
    {
        Fixture f;
        f.show(sampleScript(true));
        f.view.ensureLaidOut();
        QCOMPARE(workersOf(f).stepCount(), std::size_t(0));
        const double small = workersOf(f).height();
        f.time.setRange({9s, 10750ms});
        f.view.ensureLaidOut();
        QVERIFY(workersOf(f).stepCount() >= 3);
        QVERIFY(workersOf(f).height() > small);
        const Lane::Hit hit = f.view.hitAt(f.at(9900ms) + QPointF(0, 18));
        QVERIFY2(hit.tip.contains(u"POST /v1/texts"_s), qPrintable(hit.tip));
        hit.select(f.selection);
        QCOMPARE(f.selection.kind(), Selection::Kind::Step);
        QCOMPARE(f.selection.attempt(), 2);
        QCOMPARE(f.selection.stepPath(), u"steps.1"_s);
    }

    void servicesTellTheirHealth()
    {
        Script script = planOf(1, 1);
        using State = model::ServiceState;
        const auto change = [&](std::chrono::milliseconds at, State state) {
            script.emplace_back(at,
                                events::EnvironmentChanged{u"api"_s, state, u"process"_s, {}, {}});
        };
        change(100ms, State::Starting);
        change(1s, State::Ready);
        script.emplace_back(
            4s, events::HealthChanged{u"api"_s, u"ready"_s, u"degraded"_s, u"llm: slow"_s});
        script.emplace_back(5s, events::HealthChanged{u"api"_s, u"degraded"_s, u"ready"_s, {}});
        change(6s, State::Stopped);
        change(7s, State::Starting);
        change(8s, State::Ready);
        script.emplace_back(10s, events::RunFinished{});
        Fixture f;
        f.show(script);
        const double y = f.view.rulerHeight() + 24 + 2 + 12;
        const auto tip = [&](Nanoseconds at) {
            return f.view.hitAt({f.view.axis().x(at), y}).tip.section(u'\n', 1, 1);
        };
        QCOMPARE(tip(500ms), u"starting"_s);
        QCOMPARE(tip(2s), u"ready"_s);
        QCOMPARE(tip(4500ms), u"degraded: llm: slow"_s);
        QCOMPARE(tip(5500ms), u"ready"_s);
        QCOMPARE(tip(6500ms), u"stopped"_s);
        QCOMPARE(tip(7500ms), u"restart 1"_s);
        QCOMPARE(tip(9s), u"ready"_s);
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {},
                          QPointF(f.view.axis().x(2s), y).toPoint());
        QCOMPARE(f.selection.service(), u"api"_s);
        f.time.setCrosshair(4500ms);
        QVERIFY2(f.view.readOutText().contains(u"api degraded: llm: slow"_s),
                 qPrintable(f.view.readOutText()));
    }

    void aLaneIsOneFileAndOneLine()
    {
        std::vector<std::unique_ptr<Lane>> lanes = makeLanes();
        lanes.push_back(std::make_unique<FaultsLane>());
        Fixture f(std::move(lanes));
        Script script = planOf(1, 1);
        addCase(script, 0, 1, 1s, 5s);
        script.emplace_back(2s, events::FaultStarted{u"f"_s, u"api -> llm"_s, u"latency"_s, {}});
        script.emplace_back(4s, events::FaultEnded{u"f"_s, 38});
        script.emplace_back(6s, events::RunFinished{});
        f.show(script);
        f.time.setCrosshair(3400ms);
        f.view.ensureLaidOut();
        QVERIFY2(f.view.readOutText().startsWith(u"3.40 s · fault + 1.4 s\n"_s),
                 qPrintable(f.view.readOutText()));
        QVERIFY(f.view.readOutText().contains(u"latency 3 s on api -> llm"_s));
        QVERIFY(f.view.readOutText().contains(u"case 0"_s));
        f.time.setCrosshair({});
        const QImage image = f.view.viewport()->grab().toImage();
        const double y = f.view.rulerHeight() + 24 + 2 + 24 + 2 + 12; // workers, events, faults
        QCOMPARE(image.pixelColor(int(f.view.axis().x(3s)), int(y)).name(),
                 f.themes.theme().fill(Role::Fault).name());
    }

    void aFrameLaysOutOnce()
    {
        auto lane = std::make_unique<FaultsLane>();
        FaultsLane *faults = lane.get();
        std::vector<std::unique_ptr<Lane>> lanes;
        lanes.push_back(std::move(lane));
        Fixture f(std::move(lanes));
        f.show(sampleScript(true));
        f.view.ensureLaidOut();
        faults->m_layouts = 0;
        for (int i = 0; i < 50; ++i)
            f.time.zoomAt(5s, 0.97);
        f.view.ensureLaidOut();
        QCOMPARE(faults->m_layouts, 1);
        f.view.viewport()->grab(); // painting only paints
        f.view.viewport()->grab();
        QCOMPARE(faults->m_layouts, 1);
        f.time.setCrosshair(5s);
        f.view.viewport()->grab();
        QCOMPARE(faults->m_layouts, 1);
        f.time.zoomAt(5s, 0.9);
        QTRY_COMPARE(faults->m_layouts, 2); // the next frame, by itself
    }

    void wheelKeepsTheMomentAndPans()
    {
        Fixture f;
        f.show(sampleScript(true));
        const Nanoseconds moment = 6s;
        const QPointF pointer = f.at(moment);
        for (int i = 0; i < 5; ++i)
            f.wheel(pointer, {0, 120});
        QVERIFY(f.time.range().length() < 5s);
        QVERIFY(std::abs(f.view.axis().x(moment) - pointer.x()) < 1);
        const TimeRange zoomed = f.time.range();
        f.wheel(pointer, {0, -120}, Qt::ShiftModifier);
        QCOMPARE(f.time.range().length(), zoomed.length());
        QVERIFY(f.time.range().from > zoomed.from);
        f.wheel(pointer, {120, 0});
        QVERIFY(std::abs((f.time.range().from - zoomed.from).count()) < 1000);
        for (int i = 0; i < 30; ++i)
            f.wheel(pointer, {0, -120});
        QVERIFY(f.time.showsAll());
    }

    void aTurnOfTheWheelIsOneToUndo()
    {
        Fixture f;
        f.show(sampleScript(true));
        const TimeRange whole = f.time.range();
        for (int i = 0; i < 5; ++i)
            f.wheel(f.at(6s), {0, 120});
        const TimeRange zoomed = f.time.range();
        f.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.time.range(), whole);
        QVERIFY(!f.time.canUndo());
        f.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(f.time.range(), zoomed);
        f.key(Qt::Key_0);
        f.key(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.time.range(), zoomed);
    }

    void dragSelectsARange()
    {
        Fixture f;
        f.show(sampleScript(true));
        QWidget *port = f.view.viewport();
        QTest::mousePress(port, Qt::LeftButton, {}, f.at(8s, 1).toPoint());
        QTest::mouseMove(port, f.at(6s, 1).toPoint());
        QTest::mouseMove(port, f.at(4s, 1).toPoint());
        QTest::mouseRelease(port, Qt::LeftButton, {}, f.at(4s, 1).toPoint());
        QVERIFY(f.time.selected().has_value());
        QVERIFY(std::chrono::abs(f.time.selected()->from - 4s) < 20ms);
        QVERIFY(std::chrono::abs(f.time.selected()->to - 8s) < 20ms);
        QVERIFY(f.selection.caseId().isEmpty()); // a drag is no click
        f.key(Qt::Key_Return);
        QCOMPARE(f.time.range(), *f.time.selected());
        f.key(Qt::Key_Escape);
        QVERIFY(!f.time.selected().has_value());
    }

    void middleAndSpaceDragPan()
    {
        Fixture f;
        f.show(sampleScript(true));
        f.time.setRange({4s, 8s});
        QWidget *port = f.view.viewport();
        const auto drag = [&](Qt::MouseButton button) {
            QTest::mousePress(port, button, {}, {600, 60});
            QMouseEvent move(QEvent::MouseMove, QPointF(350, 60),
                             port->mapToGlobal(QPoint(350, 60)), Qt::NoButton, button, {});
            QApplication::sendEvent(port, &move);
            QTest::mouseRelease(port, button, {}, {350, 60});
        };
        drag(Qt::MiddleButton);
        QCOMPARE(f.time.range(), (TimeRange{5s, 9s}));
        QTest::keyPress(&f.view, Qt::Key_Space);
        drag(Qt::LeftButton);
        QTest::keyRelease(&f.view, Qt::Key_Space);
        QCOMPARE(f.time.range(), (TimeRange{6s, 10s}));
        QVERIFY(!f.time.selected().has_value());
        f.time.undo();
        QCOMPARE(f.time.range(), (TimeRange{5s, 9s}));
    }

    void everythingByKeyboard()
    {
        Fixture f;
        f.show(sampleScript(true));
        f.key(Qt::Key_Plus, Qt::ShiftModifier);
        f.key(Qt::Key_Equal);
        QCOMPARE(f.time.range(), (TimeRange{5100ms, 8500ms}));
        f.key(Qt::Key_Right);
        QCOMPARE(f.time.range().from, Nanoseconds(5440ms));
        f.key(Qt::Key_Left);
        QCOMPARE(f.time.range().from, Nanoseconds(5100ms));
        f.key(Qt::Key_Home);
        QCOMPARE(f.time.range().from, Nanoseconds(0));
        f.key(Qt::Key_End);
        QCOMPARE(f.time.range().to, Nanoseconds(13600ms));
        f.key(Qt::Key_Minus);
        QCOMPARE(f.time.range().length(), Nanoseconds(6800ms));
        f.key(Qt::Key_0);
        QVERIFY(f.time.showsAll());

        f.key(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(f.time.crosshair().has_value());
        QVERIFY(f.view.accessibleDescription().contains(u"worker 1"_s));
        const Nanoseconds before = *f.time.crosshair();
        f.key(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(*f.time.crosshair() < before);

        f.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(f.selection.caseId(), sampleCaseId(u"ingests a document end to end"_s));
        f.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(f.selection.caseId(), sampleCaseId(u"finds by meaning"_s));
        f.key(Qt::Key_Left, Qt::ControlModifier);
        f.key(Qt::Key_Left, Qt::ControlModifier); // nothing before it
        QCOMPARE(f.selection.caseId(), sampleCaseId(u"ingests a document end to end"_s));
        f.key(Qt::Key_Return);
        QVERIFY(f.time.range().length() < 3s);
        QVERIFY(f.time.range().contains(900ms) && f.time.range().contains(2700ms));
    }

    void followsTheEndOfALiveRun()
    {
        ThemeManager themes(*qApp);
        RunFeed feed;
        TimeView time;
        Selection selection;
        TimelinePanel panel(feed, time, selection, themes);
        panel.resize(1000, 400);
        panel.show();
        QPushButton *chip = nullptr;
        for (QPushButton *pill : panel.findChildren<QPushButton *>(u"pill"_s)) {
            if (pill->property("part") == u"follow"_s)
                chip = pill;
        }
        QVERIFY(chip != nullptr && chip->isHidden());
        events::EventBatch events = eventsOf(sampleScript(false));
        feed.restart(u"r"_s, [&events] { return std::exchange(events, {}); });
        QTRY_COMPARE(feed.state().counts().finished, 19);
        QVERIFY(!chip->isHidden() && chip->isChecked());
        QVERIFY2(chip->text().endsWith(u"s live"_s), qPrintable(chip->text()));
        time.setRange({2s, 4s});
        QTRY_VERIFY(!chip->isChecked());
        const TimeRange still = time.range();
        const Nanoseconds then = time.end();
        QTRY_VERIFY(time.end() > then); // the run goes on, the range stays
        QCOMPARE(time.range(), still);
        chip->click();
        QVERIFY(time.isFollowing());
        QTRY_VERIFY(time.range().to > 12600ms);
        QCOMPARE(time.range().length(), Nanoseconds(2s));
        QTest::keyClick(&panel.view(), Qt::Key_0);
        QVERIFY(time.showsAll() && time.isFollowing());
        feed.end();
        QTRY_VERIFY(!chip->isEnabled());
    }

    void lanesAreHiddenAndOrdered()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        ThemeManager themes(*qApp);
        RunFeed feed;
        TimeView time;
        Selection selection;
        {
            TimelinePanel panel(feed, time, selection, themes, &settings);
            panel.view().setLaneHidden(u"services", true);
            panel.view().moveLane(u"requests", -1);
            panel.view().moveLane(u"workers", -1); // is the first already
        }
        const QStringList expected{u"workers"_s, u"-services"_s, u"markers"_s, u"requests"_s,
                                   u"latency"_s};
        QCOMPARE(settings.value(u"timeline/lanes"_s).toStringList(), expected);
        TimelinePanel panel(feed, time, selection, themes, &settings);
        QCOMPARE(panel.view().lanes().save(), expected);
        feed.show(u"r"_s, eventsOf(sampleScript(true)));
        panel.resize(1000, 500);
        panel.view().ensureLaidOut();
        const auto &entries = panel.view().lanes().entries();
        QVERIFY(entries[1].hidden);
        QVERIFY(entries[2].top < 80); // nothing of the services in between
        panel.view().setLaneHidden(u"services", false);
        panel.view().ensureLaidOut();
        QVERIFY(entries[2].top > 150); // what was hidden has taken in everything
    }

    void savedOrdersOfOtherVersions()
    {
        LaneStack stack(makeLanes());
        const QStringList original = stack.save();
        stack.restore({u"gone"_s, u"-markers"_s, u"markers"_s, u""_s, u"-"_s});
        QCOMPARE(stack.save().size(), original.size());
        QVERIFY(stack.save().contains(u"-markers"_s));
        stack.restore({u"requests"_s, u"services"_s, u"workers"_s}); // latency came later
        QCOMPARE(stack.save(), (QStringList{u"requests"_s, u"services"_s, u"markers"_s,
                                            u"latency"_s, u"workers"_s}));
        stack.restore({});
        QCOMPARE(stack.save(), original);
    }

    void requestsAreSeenAsLines()
    {
        RunFeed feed;
        TimeView time;
        Selection selection;
        const ThemeManager themes(*qApp);
        TimelineView view(feed, time, selection, themes);
        view.resize(900, 600);
        feed.show(u"r"_s, loadRun());
        view.ensureLaidOut();
        for (const QString &id : {u"latency"_s, u"requests"_s}) {
            const Lane &lane = *view.lanes().find(id);
            QVERIFY(lane.height() > 0);
            QCOMPARE(lane.rows().size(), std::size_t(1));
            QVERIFY(lane.shapeCount() > 20);
            QVERIFY(lane.shapeCount() < 2 * 3 * 900); // two points a pixel of each line
        }
        const Lane::ReadOut slow = view.lanes().find(u"latency")->readOutAt(feed, 12s, 10ms);
        QCOMPARE(slow.lines.size(), std::size_t(3));
        QVERIFY2(slow.lines[2].text.startsWith(u"latency · p99 "_s),
                 qPrintable(slow.lines[2].text));
        QCOMPARE(slow.lines[2].role, Role::Failed);
        const Lane::ReadOut sent = view.lanes().find(u"requests")->readOutAt(feed, 12s, 10ms);
        QCOMPARE(sent.lines.size(), std::size_t(2));
        feed.clear();
        view.ensureLaidOut();
        QCOMPARE(view.lanes().find(u"latency")->height(), 0.0);
    }

    void barsBelowAPixelAreMerged()
    {
        BarTrack track;
        constexpr int kCount = 100'000;
        for (int i = 0; i < kCount; ++i) {
            Span span;
            span.from = std::chrono::milliseconds(i);
            span.to = span.from + 900us;
            span.key = i;
            span.status = i == 51'234 ? Status::Failed : Status::Passed;
            track.add(span);
        }
        QCOMPARE(track.depth(), 1);
        std::vector<Bar> bars;
        const auto layOut = [&](const TimeRange &range) {
            bars.clear();
            track.layOut({range, 0, 1000}, 100s, {}, bars);
        };
        layOut({0s, 100s});
        std::uint64_t spans = 0;
        int failed = 0;
        double failedWidth = 0;
        for (const Bar &bar : bars) {
            spans += bar.count;
            failed += bar.status == Status::Failed ? 1 : 0;
            if (bar.status == Status::Failed)
                failedWidth = bar.rect.width();
        }
        QCOMPARE(spans, std::uint64_t(kCount)); // none is lost
        QVERIFY(bars.size() <= 1000);
        QCOMPARE(failed, 1); // one bad pixel, in sight however many passed around it
        QCOMPARE(failedWidth, 1.0);
        layOut({51'230ms, 51'240ms});
        QVERIFY(bars.size() >= 10 && bars.size() <= 12);
        QCOMPARE(bars[4].status, Status::Failed);
        QCOMPARE(bars[4].count, 1U);
        layOut({200s, 300s});
        QVERIFY(bars.empty());
    }

    void whatOverlapsStandsBelow()
    {
        BarTrack track;
        const auto add = [&](std::chrono::milliseconds from, std::chrono::milliseconds to) {
            Span span;
            span.from = from;
            span.to = to;
            span.key = int(track.spans().size());
            track.add(span);
        };
        add(0ms, 1000ms);
        add(999ms, 2000ms); // by a millisecond: the stopwatch's, not real
        QCOMPARE(track.depth(), 1);
        add(500ms, 1500ms);
        QCOMPARE(track.depth(), 2);
        for (int i = 0; i < 50; ++i)
            add(500ms, 1500ms);
        QCOMPARE(track.depth(), BarTrack::kDeepest);
        std::vector<Bar> bars;
        track.layOut({{0s, 2s}, 0, 1000}, 2s, {}, bars);
        QCOMPARE(bars.size(), std::size_t(53));
    }

    void hostileRuns()
    {
        Script script = planOf(12, 2);
        addCase(script, 0, 0, 100ms, 200ms);  // no worker
        addCase(script, 1, -7, 100ms, 200ms); // no such worker
        addCase(script, 2, 1, 1s, 0ms);       // nothing long
        addCase(script, 3, 1, 2s, 4s);
        addCase(script, 4, 1, 3s, 1s);                         // over the other
        addCase(script, 5, 1, 500ms, 100ms);                   // the clock ran back
        addCase(script, 6, 2, 9s, -3s);                        // shorter than nothing
        addCase(script, 7, 2'000'000'000, 1s, 1s);             // a worker far away
        addCase(script, 99, 1, 1s, 1s);                        // nobody's
        script.emplace_back(2s, events::CaseStarted{8, 1});    // without an attempt
        script.emplace_back(3s, events::AttemptStarted{9, 1}); // without a start
        script.emplace_back(4s, events::StepStarted{9, 1, u"steps.0"_s, u"http"_s, {}, {}});
        script.emplace_back(2s, events::CaseStarted{10, 1});
        script.emplace_back(
            4s, events::CaseFinished{
                    10, model::Outcome::Error, false, false, {}, 2s, 0}); // never had an attempt
        script.emplace_back(5s, events::HealthChanged{u"nobody"_s, {}, u"strange"_s, {}});
        Fixture f;
        f.show(script);
        f.view.resize(1118, 800);
        f.view.ensureLaidOut();
        QCOMPARE(workersOf(f).shapeCount(), std::size_t(11));
        QSet<QString> seen;
        for (int y = 22; y < 300; y += 4) {
            for (int x = 104; x < 1104; ++x)
                seen.insert(f.caseAt({double(x), double(y)}));
        }
        seen.remove({});
        QCOMPARE(seen.size(), 11);
        f.view.grab();
        f.time.zoomAt(3s, 1e-9);
        f.view.grab();
        f.time.setRange({Nanoseconds(3s), Nanoseconds(3s) + TimeView::kShortest});
        f.view.grab();
        f.view.resize(30, 10);
        f.view.grab();
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, {5, 5});
        f.feed.clear();
        f.view.grab();
        QCOMPARE(f.view.shapeCount(), std::size_t(0));
    }

    void aClockThatJumpsByYears()
    {
        Script script = planOf(3, 1);
        addCase(script, 0, 1, 1s, 1s);
        addCase(script, 1, 1, 3s, 1s);
        script.emplace_back(std::chrono::hours(24 * 365 * 50), events::CaseStarted{2, 1});
        script.emplace_back(std::chrono::hours(24 * 365 * 50), events::AttemptStarted{2, 1});
        Fixture f;
        f.show(script);
        f.view.grab();
        QVERIFY(f.time.range().to > std::chrono::hours(24 * 365 * 49));
        f.time.setRange({0s, 5s});
        f.view.ensureLaidOut();
        QCOMPARE(f.caseAt(f.at(3500ms)), u"s.yaml::case 1"_s);
    }

    void aRerunCaseLeavesItsFirstBar()
    {
        Script script = planOf(1, 2);
        addCase(script, 0, 1, 1s, 1s, model::Outcome::Failed);
        addCase(script, 0, 2, 3s, 1s);
        Fixture f;
        f.show(script);
        f.view.ensureLaidOut();
        QCOMPARE(workersOf(f).shapeCount(), std::size_t(2));
    }

    void hundredThousandBars()
    {
        Fixture f;
        Script script = planOf(100'000, 4);
        for (int i = 0; i < 100'000; ++i)
            addCase(script, i, i % 4 + 1, std::chrono::milliseconds(i / 4), 1ms,
                    i == 77'777 ? model::Outcome::Failed : model::Outcome::Passed);
        f.show(script);
        f.view.ensureLaidOut();
        QVERIFY(workersOf(f).shapeCount() <= 4 * 1100);
        const Nanoseconds moment = std::chrono::milliseconds(77'777 / 4);
        const QPointF pixel = f.at(moment, 77'777 % 4);
        const QPointF point(std::floor(pixel.x()) + 0.5, pixel.y());
        const Lane::Hit hit = f.view.hitAt(point);
        QVERIFY2(hit.tip.contains(u"case 77777"_s), qPrintable(hit.tip));
        QTest::mouseDClick(f.view.viewport(), Qt::LeftButton, {}, point.toPoint());
        QCOMPARE(f.selection.caseId(), u"s.yaml::case 77777"_s);
        QVERIFY(f.time.range().length() < 1s);
        QVERIFY(f.time.range().contains(moment));
    }

    void manyWorkersScroll()
    {
        Fixture f;
        Script script = planOf(500, 500);
        for (int i = 0; i < 500; ++i)
            addCase(script, i, i + 1, 0ms, 1s);
        f.show(script);
        f.view.ensureLaidOut();
        QVERIFY(workersOf(f).shapeCount() < 30); // only what is seen is laid out
        QVERIFY(f.view.verticalScrollBar()->maximum() > 11'000);
        f.view.verticalScrollBar()->setValue(24 * 100);
        f.view.ensureLaidOut();
        QCOMPARE(f.caseAt(f.at(500ms)), u"s.yaml::case 100"_s);
        f.key(Qt::Key_Down);
        f.view.ensureLaidOut();
        QCOMPARE(f.caseAt(f.at(500ms)), u"s.yaml::case 101"_s);
        f.wheel({20, 60}, {0, -120}); // over the labels
        QCOMPARE(f.view.verticalScrollBar()->value(), 24 * 104);
    }

    void ticksAreRound_data()
    {
        QTest::addColumn<int>("lengthMs");
        QTest::addColumn<int>("tickMs");
        QTest::newRow("18 s") << 18000 << 2000;
        QTest::newRow("1 s") << 1000 << 200;
        QTest::newRow("1 h") << 3600000 << 500000;
        QTest::newRow("90 ms") << 90 << 10;
    }
    void ticksAreRound()
    {
        QFETCH(const int, lengthMs);
        QFETCH(const int, tickMs);
        TimeAxis axis;
        axis.range = {{}, std::chrono::milliseconds(lengthMs)};
        axis.width = 1000;
        QCOMPARE(axis.tick(110).count(),
                 std::chrono::nanoseconds(std::chrono::milliseconds(tickMs)).count());
        QCOMPARE(axis.x(axis.range.to), 1000.0);
    }

    void ticksTellMomentsApart()
    {
        const TimeAxis axis{{10s, Nanoseconds(10s) + 3ms}, 0, 1000};
        QSet<QString> labels;
        const auto ticks = axis.ticks(110);
        for (const TimeAxis::Tick &tick : ticks)
            labels.insert(tick.label);
        QCOMPARE(labels.size(), qsizetype(ticks.size()));
        QCOMPARE(momentText(10'600'400us, 100us), u"10.6004 s"_s);
        QCOMPARE(momentText(10'600'400us, 10ms), u"10.6 s"_s);
        QCOMPARE(momentText(-250ms, 10ms), u"-250 ms"_s);
        QCOMPARE(momentText(65'250ms, 10ms), u"65.25 s"_s);
        QCOMPARE(momentText(65s, 5s), u"1 min 5 s"_s);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestTimeline)
#include "tst_timeline.moc"
