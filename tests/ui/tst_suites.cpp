// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fake_workbench.h"
#include "ui/models/roles.h"
#include "ui/suites/suites_panel.h"
#include "ui/suites/workspace_watcher.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

namespace {

constexpr auto kTester = QAbstractItemModelTester::FailureReportingMode::QtTest;

model::Case caseOf(const QString &file, const QString &name, const QString &key = {}, int line = 4)
{
    model::Case made;
    made.name = name;
    made.key = key;
    made.id = key.isEmpty() ? u"%1::%2"_s.arg(file, name) : u"%1::%2[%3]"_s.arg(file, name, key);
    made.position = {file, line, 5};
    return made;
}

model::Suite suiteOf(const QString &file, int cases)
{
    model::Suite suite;
    suite.file = file;
    suite.name = file;
    for (int i = 0; i < cases; ++i)
        suite.cases.push_back(caseOf(file, u"case %1"_s.arg(i), {}, 4 + i));
    return suite;
}

/// 2000 files of which every fortieth does not load.
workbench::WorkspaceContent hugeContent()
{
    workbench::WorkspaceContent content;
    content.folder = u"/huge"_s;
    for (int i = 0; i < 2000; ++i) {
        const QString file = u"folder%1/file%2.yaml"_s.arg(i % 20).arg(i, 4, 10, QChar(u'0'));
        if (i % 40 == 0) {
            const base::Error error{u"\"cass\" is no key of a suite"_s, {}};
            content.diagnostics.push_back({error.at({file, 2, 1}), {}, {}});
            content.diagnostics.push_back({error.at({file, 9, 1}), {}, {}});
        } else {
            content.suites.push_back(suiteOf(file, 5));
        }
    }
    return content;
}

struct Bench
{
    Bench()
    {
        themes.setMode(ThemeMode::Dark);
        controls->content = sampleContent();
    }
    void open()
    {
        controller.openWorkspace(u"x"_s);
        QTRY_COMPARE(controller.phase(), RunController::Phase::Idle);
        panel.resize(310, 700);
        panel.show();
    }
    QTreeView &tree() { return *panel.findChild<QTreeView *>(u"suiteTree"_s); }
    void select(const QString &key)
    {
        const QModelIndex index = panel.model().indexOfKey(key);
        QVERIFY(index.isValid());
        tree().setCurrentIndex(index);
    }
    ThemeManager themes{*qApp};
    std::shared_ptr<FakeControls> controls = std::make_shared<FakeControls>();
    RunController controller{fakeOpener(controls)};
    SuitesPanel panel{controller, themes};
};

} // namespace

class TestSuites : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tree()
    {
        SuiteTreeModel tree;
        const QAbstractItemModelTester tester(&tree, kTester);
        tree.setContent(sampleContent());
        QCOMPARE(tree.caseCount(), 25);
        // "suites/" is shared by all and left out; the file that does not load is there, too.
        QStringList top;
        for (int row = 0; row < tree.rowCount(); ++row)
            top.append(tree.index(row, 0, {}).data().toString());
        QCOMPARE(top, QStringList({u"workflows"_s, u"api"_s, u"resilience"_s, u"consistency"_s,
                                   u"performance"_s}));
        const QModelIndex broken = tree.index(0, 0, tree.index(4, 0, {}));
        QCOMPARE(tree.kindAt(broken), SuiteTreeModel::Kind::Broken);
        QCOMPARE(broken.data(Qt::ToolTipRole).toString().section(u'\n', 0, 0),
                 u"suites/performance/load.yaml does not load: \"retrys\" is no key of a case"_s);
        QCOMPARE(tree.positionAt(broken).line, 14);
        QCOMPARE(Status(broken.parent().data(StatusRole).toInt()), Status::Error);
        QCOMPARE(tree.brokenCount(), 1);

        const QString id = sampleCaseId(u"fails fast while open"_s);
        QSignalSpy changed(&tree, &QAbstractItemModel::dataChanged);
        tree.setResult(id, Status::Failed, 3s);
        tree.setResult(sampleCaseId(u"closes again"_s), Status::Passed, 1s);
        QCOMPARE(changed.size(), 0);
        tree.finishUpdate();
        QCOMPARE(changed.size(), 3); // cases, their suite, their folder
        const QModelIndex leaf = tree.indexOfCase(id);
        QCOMPARE(Status(leaf.data(StatusRole).toInt()), Status::Failed);
        QCOMPARE(Status(leaf.parent().data(StatusRole).toInt()), Status::Failed);
        QCOMPARE(leaf.parent().data(NoteRole).toString(), u"4 s"_s);
        QCOMPARE(tree.counts()[std::size_t(Status::Failed)], 1);
        QCOMPARE(tree.casesWith(&isBad), QStringList(id));
        QCOMPARE(tree.casesBelow({leaf.parent()}).size(), 4);
        QCOMPARE(tree.casesBelow({leaf.parent(), leaf}).size(), 4);

        tree.setFilter(CaseFilter::parse(u"status:failed"_s));
        QCOMPARE(tree.rowCount(), 1);
        QCOMPARE(tree.casesBelow({tree.index(0, 0, {})}), QStringList(id)); // what is shown
        QVERIFY(tree.factsOf(sampleCaseId(u"closes again"_s)) != nullptr);
        QVERIFY(!tree.indexOfCase(sampleCaseId(u"closes again"_s)).isValid());
        QSignalSpy removed(&tree, &QAbstractItemModel::rowsRemoved);
        tree.setResult(id, Status::Passed, 3s);
        tree.finishUpdate();
        QCOMPARE(tree.rowCount(), 0);
        QCOMPARE(removed.size(), 1); // the highest that goes with it
        QSignalSpy inserted(&tree, &QAbstractItemModel::rowsInserted);
        tree.setResult(id, Status::Failed, 3s);
        tree.finishUpdate();
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(tree.indexOfCase(id).parent().parent().data().toString(), u"resilience"_s);
        tree.setFilter(CaseFilter::parse(u"suite:api"_s));
        QCOMPARE(tree.rowCount(), 1);
        tree.setFilter({});
        tree.setContent(sampleContent()); // results survive a reload
        QCOMPARE(Status(tree.indexOfCase(id).data(StatusRole).toInt()), Status::Failed);
        tree.setContent({});
        QCOMPARE(tree.rowCount(), 0);
    }

    void rowsOfOneCaseStandBelowIt()
    {
        workbench::WorkspaceContent content;
        model::Suite suite;
        suite.file = u"a.yaml"_s;
        suite.cases = {caseOf(u"a.yaml"_s, u"one"_s), caseOf(u"a.yaml"_s, u"each"_s, u"de"_s, 9),
                       caseOf(u"a.yaml"_s, u"each"_s, u"fr"_s, 9)};
        suite.cases[1].quarantine.active = true;
        content.suites = {suite};
        SuiteTreeModel tree;
        const QAbstractItemModelTester tester(&tree, kTester);
        tree.setContent(content);
        const QModelIndex file = tree.index(0, 0, {});
        QCOMPARE(tree.rowCount(file), 2);
        const QModelIndex rows = tree.index(1, 0, file);
        QCOMPARE(tree.kindAt(rows), SuiteTreeModel::Kind::Rows);
        QCOMPARE(rows.data().toString(), u"each"_s);
        QVERIFY(rows.data(QuarantineRole).toBool());
        QCOMPARE(tree.index(1, 0, rows).data().toString(), u"fr"_s);
        QCOMPARE(tree.factsAt(tree.index(1, 0, rows))->name, u"each [fr]"_s); // as filters see it
        QCOMPARE(tree.casesBelow({rows}).size(), 2);
    }

    void historyFillsWhatNoRunHasTold()
    {
        workbench::WorkspaceContent content;
        content.suites = {suiteOf(u"a.yaml"_s, 3)};
        workbench::WorkspaceRecord record;
        record.results[u"a.yaml::case 0"_s] = {model::Outcome::Failed, false, true, 2s};
        record.results[u"a.yaml::case 1"_s] = {model::Outcome::Passed, true, false, 1s};
        record.changedSuites = {u"a.yaml"_s};
        SuiteTreeModel tree;
        tree.setContent(content, record);
        QCOMPARE(tree.factsOf(u"a.yaml::case 0"_s)->status, Status::Quarantined);
        QCOMPARE(tree.factsOf(u"a.yaml::case 1"_s)->status, Status::Flaky);
        QCOMPARE(tree.factsOf(u"a.yaml::case 2"_s)->status, Status::NotRun);
        QCOMPARE(tree.index(0, 0, {}).data(NoteRole).toString(), u"3 s"_s);
        QCOMPARE(tree.changedCases().size(), 3);
        tree.setFilter(CaseFilter::parse(u"flaky:yes changed:yes"_s));
        QCOMPARE(tree.shownCases(), QStringList(u"a.yaml::case 1"_s));
        tree.setResult(u"a.yaml::case 1"_s, Status::Passed, 1s); // newer than the record
        tree.setFilter({});
        tree.setContent(content, record);
        QCOMPARE(tree.factsOf(u"a.yaml::case 1"_s)->status, Status::Passed);
    }

    void randomOperations()
    {
        QRandomGenerator random(11);
        SuiteTreeModel tree;
        const QAbstractItemModelTester tester(&tree, kTester);
        const QStringList filters{u""_s,        u"status:failed"_s,
                                  u"case"_s,    u"-status:passed"_s,
                                  u"suite:1"_s, u"status:running,queued flaky:no"_s};
        for (int round = 0; round < 300; ++round) {
            switch (random.bounded(4)) {
            case 0: {
                workbench::WorkspaceContent content;
                for (int i = random.bounded(6); i > 0; --i)
                    content.suites.push_back(
                        suiteOf(u"f%1/s%2.yaml"_s.arg(i % 3).arg(i), random.bounded(8)));
                if (random.bounded(2) == 0)
                    content.diagnostics.push_back(
                        {base::Error{u"x"_s, {}}.at({u"z.yaml"_s}), {}, {}});
                tree.setContent(content);
                break;
            }
            case 1:
                tree.setFilter(CaseFilter::parse(filters[random.bounded(filters.size())]));
                break;
            default: {
                const QStringList ids = tree.caseIds();
                for (int i = random.bounded(12); i > 0 && !ids.isEmpty(); --i)
                    tree.setResult(ids[random.bounded(ids.size())],
                                   static_cast<Status>(random.bounded(kStatusCount)),
                                   std::chrono::milliseconds(random.bounded(100)));
                tree.finishUpdate();
            }
            }
            // What is shown is what a new filter would show.
            const QStringList shown = tree.shownCases();
            int total = 0;
            for (const int count : tree.counts())
                total += count;
            QCOMPARE(total, tree.caseCount());
            for (const QString &id : shown)
                QVERIFY(tree.indexOfCase(id).isValid());
        }
    }

    void hugeWorkspaceWithBrokenFiles()
    {
        Bench bench;
        bench.controls->content = hugeContent();
        bench.open();
        QCOMPARE(bench.panel.model().brokenCount(), 50);
        QCOMPARE(bench.panel.model().caseCount(), 1950 * 5);
        const QModelIndex broken = bench.panel.model().indexOfKey(u"folder0/file0000.yaml"_s);
        QCOMPARE(broken.data(Qt::ToolTipRole).toString(),
                 u"folder0/file0000.yaml does not load: \"cass\" is no key of a suite\n"
                 "and 1 more in Problems"_s);
        QSignalSpy opened(&bench.panel, &SuitesPanel::openFile);
        bench.select(u"folder0/file0000.yaml"_s);
        bench.panel.openInEditor();
        QCOMPARE(opened.takeFirst(), QVariantList({u"/huge/folder0/file0000.yaml"_s, 2, 1}));
    }

    void acts()
    {
        Bench bench;
        bench.open();
        QSignalSpy runs(&bench.panel, &SuitesPanel::runRequested);
        QSignalSpy opened(&bench.panel, &SuitesPanel::openFile);
        QSignalSpy said(&bench.panel, &SuitesPanel::said);
        const auto requested = [&] {
            return runs.takeLast().front().value<workbench::RunRequest>();
        };
        const QString id = sampleCaseId(u"fails fast while open"_s);
        bench.panel.runSelected(); // nothing is selected
        QCOMPARE(runs.size(), 0);
        bench.select(id);
        bench.panel.runSelected();
        QCOMPARE(*requested().selection.only, QSet<QString>{id});
        bench.panel.runSuite();
        QCOMPARE(requested().selection.places, QStringList(id.section(u"::"_s, 0, 0)));
        bench.panel.runFailed();
        QVERIFY(requested().lastFailed);
        bench.panel.model().setResult(id, Status::Failed, 1s);
        bench.panel.runFailed();
        QCOMPARE(*requested().selection.only, QSet<QString>{id});
        bench.panel.runChanged();
        QCOMPARE(runs.size(), 0);
        QCOMPARE(said.size(), 1);
        bench.panel.copyIds();
        QCOMPARE(QGuiApplication::clipboard()->text(), id);
        QTest::keyClick(&bench.tree(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QVERIFY(opened.front().front().toString().startsWith(u"/home/dev/semantic/suites/suites/"));
        bench.panel.toggleQuarantine();
        QTRY_COMPARE(bench.controls->seenActs(), QStringList(u"quarantine on "_s + id));
        QTRY_COMPARE(bench.controls->seenLoads(), 2); // and read anew
        bench.panel.filterBox().setText(u"tag:resilience"_s);
        QTest::keyClick(&bench.panel.filterBox(), Qt::Key_Return);
        bench.panel.copyCommandLine();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"assay --batch --tag resilience"_s);
        // Selection counts what is shown only.
        bench.tree().selectAll();
        for (const QString &one : bench.panel.selectedCases())
            QVERIFY(one.contains(u"resilience/"));
        bench.panel.collapseAll(); // what is shown
        bench.panel.filterBox().clear();
        QTRY_VERIFY(bench.panel.filter().isEmpty());
        const auto isOpen = [&] {
            return bench.tree().isExpanded(bench.panel.model().indexOfKey(u"suites/resilience/"_s));
        };
        QVERIFY(!isOpen());
        QVERIFY(bench.tree().isExpanded(bench.panel.model().index(0, 0, {})));
        bench.panel.expandAll();
        QVERIFY(isOpen());
    }

    void viewStaysOverAReload()
    {
        Bench bench;
        bench.open();
        const QString id = sampleCaseId(u"closes again"_s);
        bench.select(id);
        const QModelIndex folder = bench.panel.model().index(0, 0, {});
        bench.tree().collapse(folder);
        QSignalSpy selected(&bench.panel, &SuitesPanel::caseSelected);
        // Another file comes, one before it goes.
        bench.controls->content.suites.erase(bench.controls->content.suites.begin());
        bench.controls->content.suites.push_back(suiteOf(u"suites/new/a.yaml"_s, 2));
        bench.controller.reload();
        QTRY_VERIFY(bench.panel.model().indexOfKey(u"suites/new/a.yaml"_s).isValid());
        QCOMPARE(bench.panel.selectedCases(), QStringList(id));
        QCOMPARE(bench.tree().currentIndex().data(KeyRole).toString(), id);
        QVERIFY(!bench.tree().isExpanded(bench.panel.model().index(0, 0, {})));
        QCOMPARE(selected.size(), 0);
        // The selected case goes.
        bench.controls->content = {};
        bench.controls->content.folder = sampleContent().folder;
        bench.controller.reload();
        QTRY_COMPARE(bench.panel.model().caseCount(), 0);
        QCOMPARE(bench.panel.selectedCases(), QStringList());
    }

    void picture_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }
    /// For people to look at: build/<preset>/screenshots.
    void picture()
    {
        QFETCH(const bool, dark);
        Bench bench;
        bench.themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        workbench::WorkspaceContent &content = bench.controls->content;
        for (model::Suite &suite : content.suites) {
            suite.tags = suite.cases.front().tags; // the folder's
            suite.cases.front().tags.append(u"smoke"_s);
            suite.cases.back().quarantine.active = true;
        }
        model::Suite rows;
        rows.file = u"suites/api/translations.yaml"_s;
        for (const QString &key : {u"de"_s, u"fr"_s, u"ja"_s})
            rows.cases.push_back(caseOf(rows.file, u"translates a text"_s, key));
        content.suites.push_back(rows);
        int number = 0;
        for (const model::Suite &suite : content.suites) {
            for (const model::Case &one : suite.cases) {
                ++number;
                if (number % 9 != 0)
                    bench.controls->record.results[one.id] = {
                        number % 5 == 0 ? model::Outcome::Failed : model::Outcome::Passed,
                        number % 7 == 0, one.quarantine.active,
                        std::chrono::milliseconds(137 * number)};
            }
        }
        bench.controls->record.changedSuites = {rows.file, content.suites[1].file};
        bench.open();
        bench.panel.filterBox().setText(u"-tag:wip slow:<4s stats:x \"a\""_s);
        QTest::keyClick(&bench.panel.filterBox(), Qt::Key_Return);
        bench.tree().setCurrentIndex(
            bench.panel.model().index(0, 0, bench.panel.model().index(0, 0, {})));
        QWidget around;
        auto *column = new QVBoxLayout(&around);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(bench.panel.head());
        column->addWidget(&bench.panel);
        around.resize(310, 760);
        around.show();
        QVERIFY(QTest::qWaitForWindowExposed(&around));
        const QString out = QStringLiteral(ASSAY_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(out));
        QVERIFY(around.grab().save(u"%1/suites-%2.png"_s.arg(out, dark ? u"dark"_s : u"light"_s)));
        bench.panel.setParent(nullptr); // it is the bench's
        bench.panel.head()->setParent(&bench.panel);
    }

    void watcherTellsOfFilesOnly()
    {
        QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &content) {
            const QString path = folder.filePath(name);
            QDir().mkpath(QFileInfo(path).path());
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        };
        write(u"a/one.yaml"_s, "suite: A");
        WorkspaceWatcher watcher;
        QSignalSpy changed(&watcher, &WorkspaceWatcher::changed);
        // The first look has no end that is told: what is written until it counts.
        watcher.watch(folder.path());
        int size = 0;
        QTRY_VERIFY([&] {
            write(u"a/one.yaml"_s, QByteArray(++size, '#'));
            return changed.wait(300);
        }());
        changed.clear();
        write(u"b/c/two.yaml"_s, "suite: B"); // in new folders
        QTRY_COMPARE(changed.size(), 1);
        write(u"b/c/two.yaml"_s, "suite: edited");
        QTRY_COMPARE(changed.size(), 2);
        QVERIFY(QFile::remove(folder.filePath(u"a/one.yaml"_s)));
        QTRY_COMPARE(changed.size(), 3);
        QVERIFY(QFile(folder.filePath(u"b/c/two.yaml"_s)).setPermissions({}));
        QTRY_VERIFY(changed.size() >= 3); // root may read it all the same
        const auto seen = changed.size();
        write(u"b/log.txt"_s, "noise");
        write(u".assay/history.json"_s, "noise");
        write(u"b/three.yaml"_s, "suite: C"); // told after the noise, and once
        QTRY_VERIFY(changed.size() > seen);
        QVERIFY(QDir(folder.path()).removeRecursively()); // deleted under it
        QTRY_VERIFY(changed.size() > seen + 1);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestSuites)
#include "tst_suites.moc"
