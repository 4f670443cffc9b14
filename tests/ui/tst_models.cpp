// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fake_workbench.h"
#include "ui/models/case_table_model.h"
#include "ui/models/problem_model.h"
#include "ui/models/roles.h"
#include "ui/models/step_tree_model.h"
#include "ui/run/time_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

namespace {

constexpr auto kTester = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

class TestModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void caseTable()
    {
        auto controls = std::make_shared<FakeControls>();
        controls->content = sampleContent();
        controls->script = sampleScript(false);
        controls->hold = true;
        RunController controller(fakeOpener(controls));
        CaseTableModel table(controller.feed());
        CaseTableProxy proxy(table);
        const QAbstractItemModelTester testTable(&table, kTester);
        const QAbstractItemModelTester testProxy(&proxy, kTester);
        controller.openWorkspace(u"x"_s);
        QTRY_COMPARE(controller.phase(), RunController::Phase::Idle);
        QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
        controller.start({});
        QTRY_COMPARE(controller.feed().state().counts().finished, 19);
        QCOMPARE(table.rowCount(), 25);
        QVERIFY2(changed.size() < 60, "one signal per range and frame, not one per event");
        // What needs attention first.
        QStringList first;
        for (int row = 0; row < 4; ++row)
            first.append(proxy.index(row, CaseTableModel::StatusColumn).data().toString());
        QCOMPARE(first, QStringList({u"error"_s, u"failed"_s, u"timed out"_s, u"running"_s}));
        QCOMPARE(proxy.index(1, CaseTableModel::ReasonColumn).data().toString(),
                 u"time: 3.012 s is not less than 50 ms"_s);
        QCOMPARE(proxy.index(1, CaseTableModel::AttemptsColumn).data().toString(), u"2"_s);
        QCOMPARE(proxy.index(1, CaseTableModel::DurationColumn).data().toString(), u"3.42 s"_s);
        proxy.setFilter(CaseFilter::parse(u"status:flaky,skipped"_s));
        QCOMPARE(proxy.rowCount(), 2);
        proxy.setFilter({});
        proxy.sort(CaseTableModel::DurationColumn, Qt::DescendingOrder);
        QCOMPARE(proxy.index(0, CaseTableModel::CaseColumn).data().toString(),
                 u"fails fast while open"_s);
        controls->release();
        QTRY_COMPARE(controller.phase(), RunController::Phase::Idle);
        controls->script = bigScript(3000); // another run: other rows
        controls->hold = false;
        controller.start({});
        QTRY_COMPARE(table.rowCount(), 3000);
        QTRY_COMPARE(controller.phase(), RunController::Phase::Idle);
        QCOMPARE(controller.feed().state().counts().failed, 429);
        QCOMPARE(controller.feed().eventCount(), 3000ULL * 5 + 3);
    }

    void steps()
    {
        StepTreeModel model;
        const QAbstractItemModelTester tester(&model, kTester);
        events::RunState state;
        std::uint64_t sequence = 0;
        for (const auto &[at, payload] : sampleScript(false)) {
            state.apply({++sequence, at, payload});
            if (state.cases().size() > 13)
                model.updateCase(state.caseAt(13));
        }
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex last = model.index(1, 0, {});
        QCOMPARE(last.data().toString(), u"attempt 2"_s);
        QCOMPARE(model.rowCount(last), 3);
        const events::RunState::StepState *step = model.stepAt(model.interesting());
        QVERIFY(step != nullptr);
        QCOMPARE(step->title, u"POST /v1/texts/7c1e04/summary"_s);
        QCOMPARE(step->failures.size(), std::size_t(3));
        QCOMPARE(model.find(2, u"steps.1"_s).data().toString(), step->title);
        QVERIFY(!model.find(2, u"steps.9"_s).isValid());
        QVERIFY(!model.find(3, u"steps.1"_s).isValid());
        model.setCase(nullptr);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.interesting().isValid());
    }

    void problems()
    {
        ProblemModel model;
        const QAbstractItemModelTester tester(&model, kTester);
        model.setWorkspaceProblems(sampleContent().diagnostics);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.positionAt(model.index(0, 0)).toString(),
                 u"suites/performance/load.yaml:14:5"_s);
        model.setRunProblems({{base::Error{u"nothing is selected"_s, {}}, {}, {}}});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, 0).data().toString(), u"nothing is selected"_s);
        QCOMPARE(model.positionAt(model.index(0, 0)).file, QString());
    }

    void whatIsEditedStandsForTheFile()
    {
        ProblemModel model;
        const QAbstractItemModelTester tester(&model, kTester);
        model.setWorkspaceProblems(sampleContent().diagnostics);
        const auto files = [&] {
            QStringList found;
            for (int row = 0; row < model.rowCount(); ++row)
                found.append(model.positionAt(model.index(row, 0)).toString());
            return found;
        };
        const QStringList onDisk = files();
        const QString file = u"suites/performance/load.yaml"_s;
        QVERIFY(onDisk.front().startsWith(file));
        const auto mistake = [](const QString &where, int line) {
            return suite::Diagnostic{base::Error{u"typed"_s, {}, {where, line, 1}}, {}, {}};
        };
        model.setEditedProblems(file, {mistake(file, 3), mistake(file, 9)});
        QCOMPARE(files().filter(file), (QStringList{file + u":3:1"_s, file + u":9:1"_s}));
        QCOMPARE(files().filter(u".yaml"_s).size(), onDisk.size() - onDisk.filter(file).size() + 2);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setEditedProblems(file, {mistake(file, 3), mistake(file, 9)}); // the next key
        QCOMPARE(resets.size(), 0);
        model.setEditedProblems(file, {}); // mended, not saved
        QCOMPARE(files().filter(file), QStringList());
        model.setEditedProblems(u"a.yaml"_s, {mistake(u"a.yaml"_s, 1)});
        QCOMPARE(files().front(), u"a.yaml:1:1"_s);
        model.forgetEdited(u"a.yaml"_s);
        model.forgetEdited(file);
        QCOMPARE(files(), onDisk);
    }

    void anOpenErrorIsSaidAndNothingChanges()
    {
        auto controls = std::make_shared<FakeControls>();
        controls->openError = base::Error{u"no such folder"_s, u"choose another"_s};
        RunController controller(fakeOpener(controls));
        QSignalSpy failed(&controller, &RunController::failed);
        controller.openWorkspace(u"/nowhere"_s);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).toString(), u"no such folder"_s);
        QCOMPARE(controller.phase(), RunController::Phase::Closed);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestModels)
#include "tst_models.moc"
