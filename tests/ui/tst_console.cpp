// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_panel.h"
#include "ui/console_lines.h"
#include "ui/fake_workbench.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

namespace {

constexpr auto kTester = QAbstractItemModelTester::FailureReportingMode::QtTest;

events::RunState stateAfter(const Script &script)
{
    events::RunState state;
    std::uint64_t sequence = 0;
    for (const auto &[at, payload] : script)
        state.apply({++sequence, at, payload});
    return state;
}

QString textAt(const LogModel &model, int row)
{
    return model.index(row, LogModel::TextColumn).data().toString();
}

LogFilter errorsOnly()
{
    LogFilter filter;
    filter.level = events::LogLevel::Error;
    return filter;
}

/// A panel of its own, shown, with nothing running.
struct Shown
{
    ThemeManager themes{*qApp};
    RunFeed feed;
    Selection selection;
    TimeView time;
    ConsolePanel panel{feed, selection, time, themes};

    explicit Shown(int lines = 0)
    {
        themes.setMode(ThemeMode::Dark);
        panel.controls()->setParent(&panel); // stands in the line of the tabs elsewhere
        panel.resize(900, 12 * 20 + 5);
        panel.show();
        if (lines > 0)
            add(lines);
    }
    void add(int count, const QString &text = u"line %1"_s, int first = 0)
    {
        panel.model().append(consoleLines(count, text, first));
        settle();
    }
    void settle()
    {
        QVERIFY(QTest::qWaitFor([this] { return !panel.model().isBusy(); }, 20'000));
    }
    LogModel &model() { return panel.model(); }
    ConsoleView &view() { return panel.view(); }
    QString topText() { return textAt(model(), view().topRow()); }
    QPushButton &pill(const QString &text)
    {
        for (QPushButton *button : panel.findChildren<QPushButton *>()) {
            if (button->text() == text)
                return *button;
        }
        qFatal("no such button");
    }
    void find(const QString &text)
    {
        panel.focusSearch();
        auto *box = panel.findChild<QLineEdit *>(u"consoleSearch"_s);
        box->setText(text);
        QTest::keyClick(box, Qt::Key_Return);
        settle();
    }
    QString count() { return panel.findChild<QLabel *>(u"consoleCount"_s)->text(); }
    QPoint at(int row) { return view().rowRect(row).center(); }
};

} // namespace

class TestConsole : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void init() { QApplication::clipboard()->clear(); }

    void eventsBecomeLines()
    {
        const events::RunState state = stateAfter(sampleScript(false));
        const auto text = [&](events::Payload payload) {
            const auto line = consoleLine({1, 1s, std::move(payload)}, state);
            return line ? line->source + u'|' + line->text : QString();
        };
        events::CaseFinished flaky;
        flaky.index = 4;
        flaky.flaky = true;
        flaky.attempts = 2;
        flaky.duration = 1860ms;
        QCOMPARE(text(flaky), u"case|≈ ranks exact hits first flaky · 1.86 s · 2 attempts"_s);
        events::StepFinished bad;
        bad.index = 13;
        bad.title = u"POST /x"_s;
        bad.outcome = model::Outcome::Failed;
        bad.failures.push_back({u"status: 200 is not 503"_s, {}, {}, {}, {}, {}});
        QCOMPARE(text(bad), u"step|✕ fails fast while open › POST /x: status: 200 is not 503"_s);
        QCOMPARE(text(events::AttemptStarted{13, 1}), QString());
        QCOMPARE(text(events::AttemptStarted{13, 2}), u"case|↻ fails fast while open: attempt 2"_s);
        QCOMPARE(text(events::HealthChanged{u"api"_s, u"ready"_s, u"degraded"_s, u"llm slow"_s}),
                 u"health|api ready → degraded (llm slow)"_s);
        QCOMPARE(text(events::RunFinished{2, u"aborted"_s}),
                 u"run|run finished, exit code 2 · aborted"_s);
        // An index that the plan does not have harms nothing.
        bad.index = 999;
        QCOMPARE(text(bad), u"step|✕  › POST /x: status: 200 is not 503"_s);
    }

    void linesKnowWhatTheyAreAbout()
    {
        const events::RunState state = stateAfter(sampleScript(false));
        events::StepFinished step;
        step.index = 13;
        step.attempt = 2;
        step.path = u"steps.1"_s;
        const auto line = consoleLine({77, 1s, step}, state);
        QVERIFY(line.has_value());
        QCOMPARE(line->event, 77ULL);
        QCOMPARE(line->caseIndex, 13);
        QCOMPARE(line->attempt, 2);
        QCOMPARE(line->stepPath, u"steps.1"_s);
        const auto log = consoleLine(
            {78, 1s, events::LogLine{u"api"_s, events::LogLevel::Info, u"hello"_s, -1}}, state);
        QCOMPARE(log->caseIndex, -1);
        QCOMPARE(log->source, u"api"_s);
    }

    void rowsAreWhatTheFilterTakes()
    {
        LogModel model(nullptr, m_folder.path());
        const QAbstractItemModelTester tester(&model, kTester);
        for (int i = 0; i < 20; ++i)
            model.append(consoleLines(1000, u"line %1"_s, i * 1000));
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.rowCount(), 20'000);
        QCOMPARE(textAt(model, 19'999), u"line 19999"_s);
        QCOMPARE(model.index(1, LogModel::TimeColumn).data().toString(), u"0.001"_s);
        QCOMPARE(model.index(1, LogModel::SourceColumn).data().toString(), u"api"_s);
        model.setFilter(errorsOnly());
        QCOMPARE(model.rowCount(), 0); // found by a worker, not by who asks
        QVERIFY(model.isBusy());
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.rowCount(), 2000);
        QCOMPARE(textAt(model, 1999), u"line 19990"_s);
        QCOMPARE(model.rowOf(15), 2);
        QCOMPARE(model.lineOf(2), LineNumber(20));
        LogFilter text;
        text.text.text = u"LINE 1999"_s;
        model.setFilter(text);
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.rowCount(), 11);
        model.append(consoleLines(1000, u"line %1"_s, 19'000)); // also what comes later
        QTRY_COMPARE(model.rowCount(), 21);
        model.setFilter({});
        QCOMPARE(model.rowCount(), 21'000);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.rowCount(), 0);
    }

    void theNextFilterCancels()
    {
        LogModel model(nullptr, m_folder.path());
        const QAbstractItemModelTester tester(&model, kTester);
        for (int i = 0; i < 3; ++i)
            model.append(consoleLines(50'000, u"line %1"_s, i * 50'000));
        QTRY_VERIFY(!model.isBusy());
        for (int i = 0; i < 50; ++i) {
            LogFilter filter;
            filter.text = {u"(\\d)\\1.*%1"_s.arg(i % 10), false, true};
            model.setFilter(filter);
            model.setSearch({u"7%1"_s.arg(i), false, false});
            if (i % 10 == 0)
                QTest::qWait(1);
        }
        model.setFilter(errorsOnly());
        model.setSearch({u"line 1490"_s, false, false});
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.rowCount(), 15'000);
        // 1490, 14900, 149000, 149010, ..., 149090: errors with the text
        QCOMPARE(model.hits().size(), 12U);
        model.append(consoleLines(1));
        // It is not finished when it goes, and nobody waits long for it.
    }

    void hitsGoRound()
    {
        LogModel model(nullptr, m_folder.path());
        model.append(consoleLines(1000));
        model.setSearch({u"line 50"_s, false, false});
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.hits().size(), 11U); // 50, 500 to 509
        QCOMPARE(model.hitFrom(0, true), LineNumber(50));
        QCOMPARE(model.hitFrom(50, true), LineNumber(50));
        QCOMPARE(model.hitFrom(51, true), LineNumber(500));
        QCOMPARE(model.hitFrom(510, true), LineNumber(50));
        QCOMPARE(model.hitFrom(499, false), LineNumber(50));
        QCOMPARE(model.hitFrom(49, false), LineNumber(509));
        QCOMPARE(model.hitNumber(500), 2U);
        QCOMPARE(model.hitNumber(51), 0U);
        model.setFilter(errorsOnly()); // hits are among the rows
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.hits(), (std::vector<LineNumber>{50, 500}));
        model.setSearch({});
        QCOMPARE(model.hitFrom(0, true), std::nullopt);
    }

    void momentsAreFound()
    {
        LogModel model(nullptr, m_folder.path());
        model.append(consoleLines(1000));
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.rowAt(0s), 0);
        QCOMPARE(model.rowAt(500ms), 500);
        QCOMPARE(model.rowAt(500ms + 1ns), 501);
        QCOMPARE(model.rowAt(1h), 1000);
        model.setFilter(errorsOnly());
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.rowAt(505ms), 51);
    }

    void linesFallOutOfTheMiddle()
    {
        LogLimits limits;
        limits.fileLines = 300;
        limits.tailLines = 100;
        LogModel model(nullptr, m_folder.path(), limits);
        const QAbstractItemModelTester tester(&model, kTester);
        model.setSearch({u"line"_s, false, false});
        for (int i = 0; i < 12; ++i) {
            model.append(consoleLines(90, u"line %1"_s, i * 90));
            QTRY_VERIFY(!model.isBusy());
            QCOMPARE(quint64(model.rowCount()),
                     model.filter().takesAll() ? model.lineCount() : quint64(model.rowCount()));
            if (i == 6)
                model.setFilter(errorsOnly());
            if (i == 9)
                model.setFilter({});
        }
        QCOMPARE(model.rowCount(), 270 + 1 + 100);
        QCOMPARE(textAt(model, 269), u"line 269"_s);
        QVERIFY(textAt(model, 270).contains(QString::number(model.dropped())));
        QCOMPARE(textAt(model, 271), u"line 980"_s);
        QCOMPARE(textAt(model, 370), u"line 1079"_s);
        QCOMPARE(model.hits().size(), 371U); // the seam speaks of lines, too
        QCOMPARE(model.dropped() + model.lineCount() - 1, 1080ULL);
        model.setFilter(errorsOnly());
        QTRY_VERIFY(!model.isBusy());
        QCOMPARE(model.rowCount(), 27 + 10);
        QCOMPARE(textAt(model, 27), u"line 980"_s);
    }

    void longLinesAreCutButCopiedWhole()
    {
        Shown shown;
        const QString huge(10 * 1024 * 1024, u'x');
        shown.add(1, huge);
        const QModelIndex index = shown.model().index(0, LogModel::TextColumn);
        QCOMPARE(index.data().toString().size(), LogModel::kShown);
        QVERIFY(
            index.data(Qt::ToolTipRole).toString().startsWith(base::byteCountText({huge.size()})));
        QVERIFY(shown.model().row(0).cut);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!shown.panel.grab().isNull());
        QVERIFY2(timer.elapsed() < 2000, "a huge line is painted like any other");
        shown.view().selectAll();
        shown.panel.copy();
        QTRY_COMPARE(QApplication::clipboard()->text(), u"   0.000  api       "_s + huge + u'\n');
    }

    void hostileBytesAreShownAsPictures()
    {
        Shown shown;
        QString hostile;
        for (int c = 0; c < 0x300; ++c)
            hostile += QChar(c);
        hostile += u"\x1b[31mred\x1b[0m\u202e"_s;
        shown.add(1, hostile);
        QVERIFY(shown.model().rowCount() == 2); // there is a line end in it
        for (int row = 0; row < 2; ++row) {
            for (const QChar c : textAt(shown.model(), row))
                QVERIFY(c.isPrint());
        }
        QVERIFY(!shown.panel.grab().isNull());
    }

    void followsUntilOneScrolls()
    {
        Shown shown(1000);
        ConsoleView &view = shown.view();
        QScrollBar &bar = *view.verticalScrollBar();
        QVERIFY(view.isFollowing());
        QCOMPARE(view.topRow(), 1000 - view.rowsInSight());
        shown.add(500, u"line %1"_s, 1000);
        QCOMPARE(view.topRow(), 1500 - view.rowsInSight());
        QSignalSpy following(&shown.panel, &ConsolePanel::followingChanged);
        bar.triggerAction(QScrollBar::SliderPageStepSub);
        QVERIFY(!view.isFollowing());
        QCOMPARE(following.size(), 1);
        QCOMPARE(shown.pill(u"paused"_s).isChecked(), false);
        const QString top = shown.topText();
        shown.add(500, u"line %1"_s, 1500);
        QCOMPARE(shown.topText(), top); // stays where it is
        shown.model().setFilter(errorsOnly());
        shown.settle();
        QCOMPARE(shown.model().lineOf(view.topRow()) / 10,
                 top.section(u' ', 1).toULongLong() / 10 + 1);
        shown.model().setFilter({});
        shown.settle();
        QCOMPARE(shown.topText(), top);
        bar.setValue(bar.maximum());
        QVERIFY(view.isFollowing());
        QCOMPARE(shown.pill(u"following"_s).isChecked(), true);
        shown.pill(u"following"_s).click();
        QVERIFY(!view.isFollowing());
        shown.add(10, u"line %1"_s, 2000);
        QVERIFY(view.topRow() < bar.maximum());
        shown.pill(u"paused"_s).click();
        QCOMPARE(view.topRow(), bar.maximum());
    }

    void pausedItStaysWhileLinesFallOut()
    {
        LogLimits limits;
        limits.fileLines = 1000;
        limits.tailLines = 1000;
        LogModel model(nullptr, m_folder.path(), limits);
        ThemeManager themes(*qApp);
        ConsoleView view(model, themes);
        view.resize(600, 240);
        view.show();
        for (int i = 0; i < 3; ++i) {
            model.append(consoleLines(500, u"line %1"_s, i * 500));
            QTRY_VERIFY(!model.isBusy());
        }
        view.showLine(1300);
        const QString top = textAt(model, view.topRow());
        for (int i = 3; i < 5; ++i) {
            model.append(consoleLines(300, u"line %1"_s, 1500 + i));
            QTRY_VERIFY(!model.isBusy());
        }
        QCOMPARE(textAt(model, view.topRow()), top);
        model.append(consoleLines(900));
        QTRY_VERIFY(!model.isBusy());
        QVERIFY(view.topRow() >= 1000); // its line is gone: the nearest
        QVERIFY(!view.grab().isNull());
    }

    void keysMoveAndSelect()
    {
        Shown shown(100);
        ConsoleView &view = shown.view();
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.current(), LineNumber(0));
        QVERIFY(!view.isFollowing());
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&view, Qt::Key_PageDown, Qt::ShiftModifier);
        QCOMPARE(view.selected()->from, LineNumber(1));
        QCOMPARE(view.selected()->to, LineNumber(2 + view.rowsInSight()));
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::clipboard()->text().count(u'\n'), view.rowsInSight() + 2);
        QVERIFY(QApplication::clipboard()->text().startsWith(u"   0.001  api       line 1\n"));
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.current(), LineNumber(99));
        QVERIFY(view.isFollowing()); // the end follows again
        QTest::keyClick(&view, Qt::Key_Up);
        QTest::keyClick(&view, Qt::Key_PageUp);
        QCOMPARE(view.current(), LineNumber(98 - view.rowsInSight()));
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view.selected()->to - view.selected()->from, 99ULL);
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(!view.selected());
        QTest::keyClick(&view, Qt::Key_Home);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(shown.selection.kind(), Selection::Kind::Service);
        QCOMPARE(shown.selection.service(), u"api"_s);
    }

    void theMouseSelects()
    {
        Shown shown(100);
        ConsoleView &view = shown.view();
        view.showLine(0);
        QWidget *port = view.viewport();
        QTest::mouseClick(port, Qt::LeftButton, {}, shown.at(2));
        QCOMPARE(view.current(), LineNumber(2));
        QTest::mouseClick(port, Qt::LeftButton, Qt::ShiftModifier, shown.at(5));
        QCOMPARE(view.selected()->to, LineNumber(5));
        QTest::mousePress(port, Qt::LeftButton, {}, shown.at(3));
        QMouseEvent move(QEvent::MouseMove, shown.at(1), port->mapToGlobal(shown.at(1)),
                         Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(port, &move);
        QCOMPARE(view.selected()->from, LineNumber(1));
        QCOMPARE(view.selected()->to, LineNumber(3));
        // Beyond the edge it scrolls.
        const QPoint below(20, port->height() + 30);
        QMouseEvent out(QEvent::MouseMove, below, port->mapToGlobal(below), Qt::NoButton,
                        Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(port, &out);
        QTRY_VERIFY(view.selected()->to > 30);
        QTest::mouseRelease(port, Qt::LeftButton, {}, below);
        QTest::mouseDClick(port, Qt::LeftButton, {}, QPoint(200, 10));
        QCOMPARE(shown.selection.service(), u"api"_s);
    }

    void chipsLevelAndSourceFilter()
    {
        Shown shown;
        std::vector<ConsoleLine> lines = consoleLines(4);
        lines[1].kind = LogKind::Case;
        lines[1].source = u"case"_s;
        lines[2].kind = LogKind::Health;
        lines[2].source = u"health"_s;
        lines[3].level = events::LogLevel::Warning;
        shown.model().append(lines);
        shown.settle();
        QTRY_COMPARE(shown.panel.findChild<QComboBox *>(u"consoleSource"_s)->count(), 4);
        const auto rows = [&] {
            shown.settle();
            QStringList texts;
            for (int row = 0; row < shown.model().rowCount(); ++row)
                texts.append(textAt(shown.model(), row).section(u' ', 1));
            return texts.join(u' ');
        };
        QCOMPARE(rows(), u"0 1 2 3"_s);
        shown.pill(u"cases"_s).click();
        QCOMPARE(rows(), u"0 2 3"_s);
        shown.pill(u"health"_s).click();
        QCOMPARE(rows(), u"0 3"_s);
        shown.pill(u"services"_s).click();
        QCOMPARE(rows(), QString());
        for (const QString &chip : {u"cases"_s, u"health"_s, u"services"_s})
            shown.pill(chip).click();
        shown.panel.findChild<QComboBox *>(u"consoleLevel"_s)->setCurrentIndex(2);
        QCOMPARE(rows(), u"0 3"_s);
        shown.panel.findChild<QComboBox *>(u"consoleLevel"_s)->setCurrentIndex(0);
        shown.panel.setSource(u"health"_s);
        QCOMPARE(rows(), u"2"_s);
        shown.panel.setSource({});
        QCOMPARE(rows(), u"0 1 2 3"_s);
    }

    void findingGoesFromHitToHit()
    {
        Shown shown(1000);
        shown.view().showLine(100);
        shown.find(u"line 50"_s);
        QTRY_COMPARE(shown.view().current(), LineNumber(500));
        QTRY_COMPARE(shown.count(), u"2 of 11"_s);
        QVERIFY(!shown.view().isFollowing());
        shown.panel.findNext(true);
        QCOMPARE(shown.view().current(), LineNumber(501));
        shown.panel.findNext(false);
        shown.panel.findNext(false);
        QCOMPARE(shown.view().current(), LineNumber(50));
        QCOMPARE(shown.count(), u"1 of 11"_s);
        shown.panel.findNext(false);
        QCOMPARE(shown.view().current(), LineNumber(509));
        shown.pill(u"only matches"_s).click();
        shown.settle();
        QTRY_COMPARE(shown.model().rowCount(), 11);
        shown.pill(u".*"_s).click();
        shown.find(u"^line 1(2|3)$"_s);
        QTRY_COMPARE(shown.model().rowCount(), 2);
        shown.find(u"(open"_s);
        QTRY_VERIFY(shown.count().contains(u"parenthesis"));
        QCOMPARE(shown.model().rowCount(), 1000);
        shown.find(u"nowhere"_s);
        QTRY_COMPARE(shown.count(), u"nothing found"_s);
        QTest::keyClick(shown.panel.findChild<QLineEdit *>(u"consoleSearch"_s), Qt::Key_Escape);
        shown.settle();
        QCOMPARE(shown.model().rowCount(), 1000);
        QVERIFY(shown.model().search().isEmpty());
        QVERIFY(!shown.model().filter().text.text.size());
    }

    void whatIsShownIsSaved()
    {
        Shown shown(1000);
        shown.panel.findChild<QComboBox *>(u"consoleLevel"_s)->setCurrentIndex(3);
        shown.settle();
        const QString path = m_folder.filePath(u"saved.log"_s);
        shown.panel.save(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArrayList lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 100);
        QCOMPARE(lines.back().trimmed(), QByteArray("0.990  api       line 990"));
        QSignalSpy failed(&shown.panel, &ConsolePanel::failed);
        shown.panel.save(u"/proc/nowhere/x.log"_s);
        QTRY_COMPARE(failed.size(), 1);
    }

    void aMomentIsShown()
    {
        Shown shown(1000);
        shown.view().showTime(400ms);
        QCOMPARE(shown.view().current(), LineNumber(400));
        QVERIFY(shown.view().topRow() <= 400 &&
                shown.view().topRow() + shown.view().rowsInSight() > 400);
        const QImage before = shown.view().grab().toImage();
        shown.view().setCrosshair(401ms);
        QVERIFY(shown.view().grab().toImage() != before);
        shown.view().showTime(1h);
        QCOMPARE(shown.view().current(), LineNumber(999));
    }

    void aLineSelectsWhatItIsAbout()
    {
        Shown shown;
        events::EventBatch events;
        for (const auto &[at, payload] : sampleScript(true))
            events.push_back(
                std::make_shared<events::Event>(events::Event{events.size() + 1, at, payload}));
        shown.feed.show(u"0192f3"_s, events);
        QTRY_VERIFY(shown.model().rowCount() > 40);
        shown.settle();
        const auto activate = [&](const QString &part) {
            for (int row = 0; row < shown.model().rowCount(); ++row) {
                const QString text =
                    shown.model().row(row).line.source + u' ' + textAt(shown.model(), row);
                if (!text.contains(part))
                    continue;
                shown.view().setFocus();
                shown.view().showLine(shown.model().lineOf(row));
                QTest::keyClick(&shown.view(), Qt::Key_Return);
                return true;
            }
            return false;
        };
        using Kind = Selection::Kind;
        QVERIFY(activate(u"step ✕ fails fast while open"_s));
        QCOMPARE(shown.selection.kind(), Kind::Step);
        QCOMPARE(shown.selection.caseId(), sampleCaseId(u"fails fast while open"_s));
        QVERIFY(shown.selection.attempt() > 0);
        QVERIFY(shown.selection.stepPath().startsWith(u"steps."));
        QVERIFY(activate(u"case ✕ fails fast while open"_s));
        QCOMPARE(shown.selection.kind(), Kind::Case);
        QVERIFY(activate(u"api listening"_s));
        QCOMPARE(shown.selection.kind(), Kind::Service);
        QVERIFY(activate(u"health "_s));
        QCOMPARE(shown.selection.kind(), Kind::Event);
        QVERIFY(shown.selection.eventSequence() > 0);
        // A new run empties it.
        shown.feed.clear();
        QTRY_COMPARE(shown.model().rowCount(), 0);
    }

    void theCrosshairIsShared()
    {
        Shown shown(1000);
        shown.time.setEnd(1s, false);
        shown.panel.activateWindow();
        shown.view().setFocus();
        QTRY_VERIFY(shown.view().hasFocus());
        QTest::keyClick(&shown.view(), Qt::Key_Home);
        QTest::keyClick(&shown.view(), Qt::Key_Down);
        QCOMPARE(shown.time.crosshair(), base::Nanoseconds(1ms));
        shown.time.setCrosshair(700ms);
        QCOMPARE(shown.view().current(), LineNumber(1)); // nobody is torn away
        shown.panel.showCrosshair();
        QCOMPARE(shown.view().current(), LineNumber(700));
    }

    void aFloodDoesNotStopTheWindow()
    {
        Shown shown;
        quint64 sent = 0;
        qint64 longest = 0;
        for (int i = 0; i < 20; ++i) { // a third of a second of 100 MB/s
            QElapsedTimer frame;
            frame.start();
            shown.model().append(consoleLines(100, QString(8'000, QChar(0x1b)), i));
            sent += 100;
            QCoreApplication::sendPostedEvents();
            longest = std::max(longest, frame.elapsed());
            QTest::qWait(1);
        }
        shown.settle();
        QTRY_VERIFY(shown.model().lineCount() + shown.model().dropped() >= sent);
        QVERIFY2(longest < 1000, "nobody waits for the disk");
    }

    void screenReadersSeeTheRowsInSight()
    {
        Shown shown(1000);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&shown.view());
        QVERIFY(list != nullptr);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->text(QAccessible::Name), u"Console"_s);
        QCOMPARE(list->childCount(), shown.view().rowsInSight());
        shown.view().showLine(10);
        const int slot = 10 - shown.view().topRow();
        QAccessibleInterface *row = list->child(slot);
        QVERIFY(row != nullptr && row->isValid());
        QCOMPARE(row->text(QAccessible::Name), u"0.010 api line 10"_s);
        QCOMPARE(row->role(), QAccessible::ListItem);
        QVERIFY(row->state().selected);
        QCOMPARE(list->indexOfChild(row), slot);
        QCOMPARE(list->childAt(row->rect().center().x(), row->rect().center().y()), row);
        QCOMPARE(list->child(100'000), nullptr);
        shown.panel.clear();
        QCOMPARE(list->childCount(), 0);
        QVERIFY(!row->isValid());
        QCOMPARE(row->text(QAccessible::Name), QString());
        for (const QWidget *widget : shown.panel.findChildren<QWidget *>()) {
            if (widget->focusPolicy() != Qt::NoFocus && widget->isVisibleTo(&shown.panel) &&
                widget->parentWidget()->objectName() != u"qt_scrollarea_viewport"_s) {
                QAccessibleInterface *seen =
                    QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
                QVERIFY2(seen && !seen->text(QAccessible::Name).isEmpty(),
                         widget->metaObject()->className());
            }
        }
    }

    void pictures_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }
    void pictures()
    {
        QFETCH(const bool, dark);
        Shown shown;
        shown.themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        const events::RunState state = stateAfter(sampleScript(true));
        std::vector<ConsoleLine> lines;
        std::uint64_t sequence = 0;
        for (const auto &[at, payload] : sampleScript(true)) {
            if (auto line = consoleLine({++sequence, at, payload}, state))
                lines.push_back(std::move(*line));
        }
        ConsoleLine more = lines.back();
        more.source = u"a-very-long-service-name"_s;
        more.level = events::LogLevel::Error;
        more.role = Role::Failed;
        more.text = u"panic: runtime error\n\tat handler (server.go:118)\n\tat main"_s;
        lines.push_back(more);
        more.source = u"api"_s;
        more.role = Role::Muted;
        more.text = u"binary "_s + QString(QChar(0)) + u"\x01\x02\xfe\xff żółw 日本 \u202e "_s +
                    QString(3'000'000, u'x');
        lines.push_back(more);
        shown.model().append(lines);
        shown.settle();
        QWidget frame;
        auto *column = new QVBoxLayout(&frame);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        shown.panel.controls()->setMinimumHeight(30);
        column->addWidget(shown.panel.controls());
        column->addWidget(&shown.panel);
        frame.resize(1000, 460);
        frame.show();
        const auto save = [&](const QString &name) {
            shown.settle();
            QCoreApplication::sendPostedEvents();
            const QString out = QStringLiteral(ASSAY_BINARY_DIR "/screenshots");
            QDir().mkpath(out);
            const QImage image = frame.grab().toImage();
            QVERIFY(image.save(
                u"%1/console-%2-%3.png"_s.arg(out, name, dark ? u"dark"_s : u"light"_s)));
            QSet<QRgb> colours;
            for (int y = 0; y < image.height(); y += 2) {
                for (int x = 0; x < image.width(); x += 2)
                    colours.insert(image.pixel(x, y));
            }
            QVERIFY(colours.size() > 60);
            QVERIFY(colours.contains(shown.themes.theme().fill(Role::Panel).rgb()));
        };
        save(u"following"_s);
        shown.find(u"summary"_s);
        shown.view().setFocus();
        save(u"found"_s);
        shown.panel.setParent(nullptr);
        shown.panel.controls()->setParent(&shown.panel);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestConsole)
#include "tst_console.moc"
