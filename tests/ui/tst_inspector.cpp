// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fake_workbench.h"
#include "ui/inspector/attachment_model.h"
#include "ui/inspector/body_view.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/inspector/root_cause.h"
#include "ui/inspector/service_inspector.h"
#include "ui/inspector/text_lines_view.h"
#include "ui/inspector_bench.h"
#include "ui/models/roles.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

namespace {

events::Event made(std::uint64_t sequence, events::Payload payload)
{
    return {sequence, base::Nanoseconds(1000 * sequence), std::move(payload)};
}

/// Cases with needs and how each ended.
events::RunState runOf(const std::vector<std::vector<events::CaseIndex>> &needs,
                       const std::vector<model::Outcome> &outcomes)
{
    events::RunState state;
    events::RunPlanned plan;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        events::PlannedCase planned;
        planned.id = planned.name = u"c%1"_s.arg(i);
        planned.needs = needs[i];
        plan.cases.push_back(planned);
    }
    state.apply(made(1, plan));
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        events::CaseFinished done;
        done.index = static_cast<events::CaseIndex>(i);
        done.outcome = outcomes[i];
        if (done.outcome == model::Outcome::Skipped)
            done.reason = needs[i].empty() ? u"condition: ${false}"_s : u"needs: c0 failed"_s;
        state.apply(made(i + 2, done));
    }
    return state;
}

} // namespace

class TestInspector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rootCauses()
    {
        using enum model::Outcome;
        using Chain = std::vector<events::CaseIndex>;
        const auto state = runOf({{}, {}, {1, 0}, {2}, {3}, {}, {5}},
                                 {Failed, Passed, Skipped, Skipped, Passed, Skipped, Skipped});
        QCOMPARE(skipChain(state, 3), Chain({2, 0}));
        QCOMPARE(skipChain(state, 2), Chain({0})); // not the one that passed
        QCOMPARE(skipChain(state, 0), Chain());
        QCOMPARE(skipChain(state, 4), Chain());
        QCOMPARE(skipChain(state, 6), Chain({5})); // skipped for a reason of its own
        QCOMPARE(skipChain(state, 99), Chain());
        QCOMPARE(skipChain(state, -1), Chain());
        // Files from outside may have circles and holes.
        QCOMPARE(skipChain(runOf({{1}, {0}}, {Skipped, Skipped}), 0), Chain({1, 0}));
        QCOMPARE(skipChain(runOf({{7}}, {Skipped}), 0), Chain());
        QCOMPARE(nextBadCase(state, -1, true), 0);
        QCOMPARE(nextBadCase(state, 0, true), 0);
        QCOMPARE(nextBadCase(runOf({{}, {}, {}}, {Failed, Passed, Error}), 0, true), 2);
        QCOMPARE(nextBadCase(runOf({{}, {}, {}}, {Failed, Passed, Error}), -1, false), 2);
        QCOMPARE(nextBadCase(runOf({{}}, {Passed}), 0, true), -1);
        QCOMPARE(nextBadCase(events::RunState(), -1, true), -1);
    }

    void attachments()
    {
        AttachmentModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        events::Attachment inside{0, u"../../evil.json"_s, u"application/json; a=b"_s, {}, "{}"};
        events::Attachment gone{0, u"gone.png"_s, u"image/png"_s, u"/nowhere/gone.png"_s, {}};
        model.setAttachments({inside});
        QCOMPARE(model.rowCount(), 1);
        model.setAttachments({inside, gone});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.data(model.index(0), NoteRole).toString(), u"application/json · 2 B"_s);
        QCOMPARE(model.sourceOf(0, u"k"_s).name, u"evil.json"_s);
        QTRY_COMPARE(model.data(model.index(1), NoteRole).toString(),
                     u"image/png · size unknown"_s);
        model.setAttachments({gone});
        QCOMPARE(model.rowCount(), 1);
        model.setAttachments({});
        QCOMPARE(model.rowCount(), 0);
    }

    void storyOfAService()
    {
        using State = model::ServiceState;
        events::EventBatch changes;
        std::uint64_t sequence = 0;
        const auto add = [&](events::Payload payload) {
            changes.push_back(
                std::make_shared<const events::Event>(made(++sequence, std::move(payload))));
        };
        add(events::EnvironmentChanged{u"api"_s, State::Starting, {}, {}, {}});
        add(events::EnvironmentChanged{u"api"_s, State::Ready, {}, {}, {}});
        add(events::HealthChanged{u"api"_s, u"ready"_s, u"degraded"_s, u"slow"_s});
        add(events::EnvironmentChanged{u"api"_s, State::Starting, {}, {}, u"again"_s});
        ServiceStory story = serviceStory(changes);
        QCOMPARE(story.restarts, 1);
        QCOMPARE(story.readySince, base::Nanoseconds(-1));
        QVERIFY(story.history.contains(u"ready → degraded · slow"));
        add(events::EnvironmentChanged{u"api"_s, State::Ready, {}, {}, {}});
        story = serviceStory(changes);
        QCOMPARE(story.readySince, base::Nanoseconds(5000));
        QCOMPARE(serviceStory({}).restarts, 0);
    }

    void aRecordForgetsTheOldest()
    {
        RunFeed feed;
        RunRecord record(feed);
        events::EventBatch batch{
            std::make_shared<const events::Event>(made(1, events::RunPlanned{}))};
        for (std::uint64_t i = 2; i < RunRecord::kLines + 1000; ++i)
            batch.push_back(std::make_shared<const events::Event>(
                made(i, events::LogLine{u"api"_s, events::LogLevel::Info, u"x"_s, -1})));
        feed.show(u"a"_s, batch);
        QCOMPARE(record.size(), RunRecord::kLines + 1);
        QVERIFY(record.eventAt(1) != nullptr);
        QVERIFY(record.eventAt(5) == nullptr);
        QCOMPARE(record.neighbour(1, true)->sequence, std::uint64_t(1000));
        QCOMPARE(record.neighbour(1000, false)->sequence, std::uint64_t(1));
        QVERIFY(record.neighbour(1, false) == nullptr);
        QCOMPARE(record.linesOf(u"api"_s, 10).size(), std::size_t(10));
        feed.clear();
        QCOMPARE(record.size(), std::size_t(0));
    }

    void aCaseWithItsSteps()
    {
        InspectorBench bench;
        QVERIFY(bench.panel.current() == nullptr);
        bench.selection.selectCase(sampleCaseId(u"fails fast while open"_s));
        auto &failures = bench.find<TextLinesView>(u"failureText"_s);
        auto &body = bench.find<TextLinesView>(u"bodyText"_s);
        QTRY_VERIFY(
            failures.plainText().startsWith(u"✕ time: 3.012 s is not less than 50 ms\nat "));
        QTRY_VERIFY(body.plainText().contains(u"\n  \"breaker\": \"closed\""));
        // A failure's position is a link, by keyboard too.
        QSignalSpy files(&bench.panel, &InspectorPanel::fileWanted);
        failures.setFocus();
        QTest::keyClick(&failures, Qt::Key_Down);
        QTest::keyClick(&failures, Qt::Key_Return);
        QCOMPARE(files.size(), 1);
        QCOMPARE(files.at(0), QVariantList({u"suites/resilience/circuit_breaker.yaml"_s, 41, 13}));
        bench.panel.perform(InspectorAct::OpenSource);
        QCOMPARE(files.at(1).at(1).toInt(), 18);

        bench.panel.perform(InspectorAct::ShowDiff);
        QTRY_VERIFY(body.plainText().contains(u"+   \"breaker\": \"closed\""));
        bench.panel.perform(InspectorAct::ShowHeaders);
        QTRY_VERIFY(body.plainText().contains(u"server: semantic-processor/1.4.1"));
        bench.panel.perform(InspectorAct::ShowRequest);
        QTRY_VERIFY(body.plainText().contains(u"\"style\": \"short\""));
        bench.panel.perform(InspectorAct::ShowRaw);
        QTRY_VERIFY(body.plainText().startsWith(u"POST http://127.0.0.1:43117/v1/texts"));
        QSignalSpy said(&bench.panel, &InspectorPanel::said);
        bench.panel.perform(InspectorAct::CopyAsCurl);
        QVERIFY(QApplication::clipboard()->text().startsWith(u"curl --globoff \\\n"));
        bench.panel.perform(InspectorAct::CopyBody);
        QTRY_VERIFY(QApplication::clipboard()->text().startsWith(u"POST http"));
        QCOMPARE(said.size(), 2);
        bench.panel.perform(InspectorAct::UpdateGolden); // nothing golden here
        QCOMPARE(said.size(), 3);
    }

    void aStepByKeyboardIsSelectedEverywhere()
    {
        InspectorBench bench;
        const QString id = sampleCaseId(u"fails fast while open"_s);
        bench.selection.selectCase(id);
        auto &tree = bench.find<QTreeView>(u"stepTree"_s);
        tree.setFocus();
        QTest::keyClick(&tree, Qt::Key_Up);
        QCOMPARE(bench.selection.kind(), Selection::Kind::Step);
        QCOMPARE(bench.selection.stepPath(), u"steps.0"_s);
        QCOMPARE(bench.selection.attempt(), 2);
        // It logged nothing and sent nothing, and says so.
        auto &body = bench.find<TextLinesView>(u"bodyText"_s);
        QTRY_VERIFY(body.plainText().contains(u"nothing"));
        bench.selection.selectStep(id, 1, u"steps.1"_s);
        QCOMPARE(tree.currentIndex().parent().row(), 0);
        QTRY_VERIFY(body.plainText().contains(u"\"breaker\""));
        bench.selection.selectCase(id); // back to what is of interest
        QCOMPARE(tree.currentIndex().parent().row(), 1);
        bench.selection.selectStep(id, 9, u"steps.9"_s); // not known
        bench.selection.selectCase(u"no::such"_s);
        bench.selection.clear();
        QVERIFY(bench.panel.current() == nullptr);
    }

    void whySomethingWasSkipped()
    {
        InspectorBench bench;
        bench.selection.selectCase(sampleCaseId(u"no orphan chunks"_s));
        auto &root = bench.find<QPushButton>(u"rootCause"_s);
        QVERIFY(root.isVisible());
        QCOMPARE(root.text(), u"Root cause: fails fast while open"_s);
        root.setFocus();
        QTest::keyClick(&root, Qt::Key_Space);
        QCOMPARE(bench.selection.caseId(), sampleCaseId(u"fails fast while open"_s));
        QVERIFY(!root.isVisible());
    }

    void fromFailureToFailure()
    {
        InspectorBench bench;
        QStringList seen;
        for (int i = 0; i < 4; ++i) {
            bench.panel.selectBadCase(true);
            seen.append(bench.selection.caseId().section(u"::"_s, 1));
        }
        QCOMPARE(seen,
                 QStringList({u"rejects a body of 20 MB"_s, u"fails fast while open"_s,
                              u"gives up after the deadline"_s, u"rejects a body of 20 MB"_s}));
        bench.panel.selectBadCase(false);
        QVERIFY(bench.selection.caseId().endsWith(u"gives up after the deadline"));
    }

    void aGoldenFileIsUpdatedByARun()
    {
        InspectorBench bench(goldenScript());
        bench.selection.selectCase(sampleCaseId(u"fails fast while open"_s));
        auto &button = bench.find<QPushButton>(u"updateGolden"_s);
        QVERIFY(button.isVisible());
        QSignalSpy runs(&bench.panel, &InspectorPanel::runWanted);
        button.click();
        QCOMPARE(runs.size(), 1);
        const auto request = runs.at(0).at(0).value<workbench::RunRequest>();
        QVERIFY(request.updateSnapshots);
        QCOMPARE(request.selection.cases, QStringList({sampleCaseId(u"fails fast while open"_s)}));
        bench.find<QPushButton>(u"runAgain"_s).click();
        QVERIFY(!runs.at(1).at(0).value<workbench::RunRequest>().updateSnapshots);
        bench.selection.selectCase(sampleCaseId(u"rejects a body of 20 MB"_s));
        QVERIFY(!button.isVisible());
    }

    void attachmentsAreShownAndOpened()
    {
        InspectorBench bench(goldenScript());
        bench.selection.selectCase(sampleCaseId(u"fails fast while open"_s));
        auto &list = bench.find<QListView>(u"attachmentList"_s);
        QVERIFY(list.isVisible());
        QCOMPARE(list.model()->rowCount(), 3);
        list.setFocus();
        list.setCurrentIndex(list.model()->index(1, 0));
        QTest::keyClick(&list, Qt::Key_Return);
        auto &body = bench.find<TextLinesView>(u"bodyText"_s);
        QTRY_VERIFY(body.plainText().startsWith(u"00000000  89 50 4e 47"));
        auto &open = bench.find<QPushButton>(u"openAttachment"_s);
        QVERIFY(!open.isEnabled()); // it is in no file
        list.setCurrentIndex(list.model()->index(0, 0));
        QSignalSpy urls(&bench.panel, &InspectorPanel::urlWanted);
        open.click();
        QCOMPARE(urls.size(), 1);
    }

    void services()
    {
        InspectorBench bench;
        bench.selection.selectService(u"api"_s);
        QVERIFY(bench.panel.current() != nullptr);
        auto &history = bench.find<TextLinesView>(u"serviceHistory"_s);
        auto &lines = bench.find<TextLinesView>(u"serviceLines"_s);
        QTRY_VERIFY(history.plainText().contains(u"ready → degraded · llm: 3 of 5 calls over 1 s"));
        QTRY_VERIFY(lines.plainText().contains(u"listening on 127.0.0.1:43117, 4 workers"));
        QVERIFY(!lines.plainText().contains(u"checkpoint"));
        QAction restart(u"Restart"_s);
        bench.panel.setServiceActions({&restart});
        QSignalSpy triggered(&restart, &QAction::triggered);
        for (QToolButton *button : bench.panel.findChildren<QToolButton *>()) {
            if (button->defaultAction() == &restart)
                button->click();
        }
        QCOMPARE(triggered.size(), 1);
        bench.selection.selectService(u"nobody"_s);
        QVERIFY(!bench.panel.current()->can(InspectorAct::SaveBody));
    }

    void eventsOneByOne()
    {
        InspectorBench bench;
        bench.selection.selectEvent(5, {});
        auto &text = bench.find<TextLinesView>(u"eventText"_s);
        QTRY_VERIFY(text.plainText().contains(u"\"seq\": 5"));
        bench.panel.perform(InspectorAct::Next);
        QCOMPARE(bench.selection.eventSequence(), std::uint64_t(6));
        QTRY_VERIFY(text.plainText().contains(u"\"seq\": 6"));
        auto &previous = bench.find<QPushButton>(u"previousEvent"_s);
        for (int i = 0; i < 9; ++i)
            previous.click();
        QCOMPARE(bench.selection.eventSequence(), std::uint64_t(1));
        QVERIFY(!previous.isEnabled());
        bench.selection.selectEvent(999'999, {});
        QVERIFY(!bench.panel.current()->can(InspectorAct::CopyBody));
    }

    void aRunThatGoesOnAndIsReplaced()
    {
        InspectorBench bench;
        bench.selection.selectCase(sampleCaseId(u"stores a text"_s));
        bench.show(bigScript(50));
        QVERIFY(bench.panel.current() != nullptr); // the case is not of this run, and it says so
        bench.selection.selectCase(u"suites/g0/s0.yaml::case 7"_s);
        bench.show(sampleScript(true));
        bench.selection.selectEvent(3, {});
        bench.show(bigScript(3));
        bench.feed.clear();
        bench.selection.selectService(u"api"_s);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestInspector)
#include "tst_inspector.moc"
