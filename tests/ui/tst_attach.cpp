// SPDX-License-Identifier: GPL-3.0-or-later
// A run of another process, seen while it writes; also when it is killed.
#include "base/host.h"
#include "integration/sandbox.h"
#include "ui/history/past_run_page.h"
#include "ui/history/runs_page.h"
#include "ui/pages/run_page.h"

#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

using assay::test::Sandbox;
using events::RunState;
using history::RunInfo;

namespace {

/// Two quick cases, and one that waits until the file "go" is there.
const QByteArray kSuite = R"y(suite: Live
cases:
  - { case: one, steps: [{ script: "1" }] }
  - { case: two, needs: [one], steps: [{ script: "assert(false, 'as planned')" }] }
  - { case: three, needs: [one], steps: [{ exec: { shell: "while ! test -f go; do sleep 0.05; done" } }] }
  - { case: four, needs: [three], steps: [{ script: "1" }] }
)y";

struct Attached
{
    Attached()
    {
        box.write(u"suites/live.yaml"_s, kSuite);
        workbench::Workbench::Settings settings;
        settings.stateFolder = box.path(u"../state/mine"_s);
        settings.cacheFolder = box.path(u"../cache/mine"_s);
        auto opened = workbench::Workbench::open(box.path(), host, settings);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().toText()));
        bench = std::move(*opened);
        access.setWorkbench(bench);
    }
    [[nodiscard]] QString idOf(int row) const
    {
        const auto *run = runs.model().runAt(row);
        return run == nullptr ? QString() : run->id;
    }

    Sandbox box;
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
    std::shared_ptr<workbench::Workbench> bench;
    ThemeManager themes{*qApp};
    HistoryAccess access;
    mutable RunsPage runs{access, themes};
    QTemporaryDir settingsFolder;
    QSettings settings{settingsFolder.filePath(u"s.ini"_s), QSettings::IniFormat};
    PastRunPage page{access, themes, settings};
};

} // namespace

class TestAttach : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void seenWhileItWrites()
    {
        Attached here;
        QProcess process;
        here.box.start(process, {u"."_s, u"-j"_s, u"2"_s});
        QTRY_COMPARE_WITH_TIMEOUT(here.runs.model().rowCount(), 1, 20'000);
        QCOMPARE(here.runs.model().runAt(0)->status, RunInfo::Status::Running);
        QVERIFY(here.runs.model().index(0, 0).data(RunListModel::LiveRole).toBool());

        here.page.open(here.idOf(0));
        QTRY_VERIFY_WITH_TIMEOUT(here.page.isAttached(), 10'000);
        const RunState &state = here.page.feed().state();
        QTRY_COMPARE_WITH_TIMEOUT(state.counts().finished, 2, 20'000);
        QTRY_COMPARE(state.counts().running, 1);
        QVERIFY(here.page.feed().isLive());
        QCOMPARE(state.status(), RunState::Status::Running);
        QVERIFY(here.page.player().isEmpty());
        QCOMPARE(here.page.runPage().model().rowCount(), 4);
        // What another process writes cannot be deleted.
        QVERIFY(!here.bench->history()->remove(here.idOf(0)));

        here.box.write(u"go"_s, "");
        QTRY_VERIFY_WITH_TIMEOUT(!here.page.isAttached() && !here.page.player().isEmpty(), 20'000);
        QTRY_VERIFY(here.page.player().isSettled());
        QCOMPARE(state.status(), RunState::Status::Finished);
        QCOMPARE(state.counts().passed, 3);
        QCOMPARE(state.counts().failed, 1);
        QTRY_COMPARE_WITH_TIMEOUT(here.runs.model().runAt(0)->status, RunInfo::Status::Finished,
                                  10'000);
        QTRY_COMPARE(process.state(), QProcess::NotRunning);
        QCOMPARE(process.exitCode(), 1);
        // It can be replayed now, from its first event.
        here.page.player().seek({});
        QTRY_VERIFY(here.page.player().isSettled());
        QCOMPARE(state.counts().finished, 0);
    }

    void killedWhileItWrites()
    {
        Attached here;
        QProcess process;
        here.box.start(process, {u"."_s, u"-j"_s, u"2"_s});
        QTRY_COMPARE_WITH_TIMEOUT(here.runs.model().rowCount(), 1, 20'000);
        here.page.open(here.idOf(0));
        const RunState &state = here.page.feed().state();
        QTRY_COMPARE_WITH_TIMEOUT(state.counts().finished, 2, 20'000);
        QVERIFY(here.page.isAttached());
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGKILL), 0);
        QVERIFY(process.waitForFinished(10'000));
        QTRY_VERIFY_WITH_TIMEOUT(!here.page.isAttached() && !here.page.player().isEmpty(), 10'000);
        QTRY_VERIFY(here.page.player().isSettled());
        QCOMPARE(state.status(), RunState::Status::Interrupted);
        QCOMPARE(state.counts().finished, 2); // nothing that was finished is lost
        QVERIFY(!here.page.feed().isLive());
        QVERIFY(here.page.problem().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(here.runs.model().runAt(0)->status, RunInfo::Status::Interrupted,
                                  10'000);
        here.box.write(u"go"_s, ""); // what it left behind ends
    }

    void deletedWhileItIsShown()
    {
        Attached here;
        here.box.write(u"go"_s, "");
        QCOMPARE(here.box.run({u"."_s, u"-j"_s, u"2"_s}).code, 1);
        QTRY_COMPARE_WITH_TIMEOUT(here.runs.model().rowCount(), 1, 10'000);
        const QString id = here.idOf(0);
        here.page.open(id);
        QTRY_VERIFY(!here.page.player().isEmpty() && here.page.player().isSettled());
        QVERIFY(here.bench->history()->remove(id));
        QTRY_COMPARE(here.runs.model().rowCount(), 0);
        here.page.player().seek({}); // what is shown needs history no more
        QTRY_VERIFY(here.page.player().isSettled());
        QCOMPARE(here.page.feed().state().cases().size(), std::size_t(4));
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestAttach)
#include "tst_attach.moc"
