// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does with what nobody wishes it: broken files, files that go or change, histories
// that cannot be read, floods of events, no display.
#include "gui/beats.h"
#include "gui/real_bench.h"
#include "history/database.h"
#include "history/history_store.h"
#include "ui/console/console_panel.h"
#include "ui/history/runs_page.h"
#include "ui/suites/suites_panel.h"
#include "ui/window_bench.h"

#include <QDockWidget>
#include <QLabel>
#include <QProcess>
#include <QStatusBar>
#include <QTableView>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

constexpr int kLong = 60'000; ///< ms
constexpr int kFiles = 2000;

QString fileOf(int number)
{
    return u"suites/g%1/s%2.yaml"_s.arg(number / 100).arg(number);
}

QByteArray goodSuite(int number)
{
    return "suite: Suite " + QByteArray::number(number) +
           "\ncases:\n  - { case: works, steps: [{ script: \"1\" }] }\n";
}

/// Every 40th is broken, each in one of the ways that there are.
QByteArray brokenSuite(int number)
{
    switch (number / 40 % 4) {
    case 0:
        return "suite: [unclosed\n";
    case 1:
        return QByteArray(5000, '\0'); // as some file systems leave it after a crash
    case 2:
        return "suite: A\ncases: 7\n";
    default:
        return "suite: A\n\xFF\xFE\x80 not text\n";
    }
}

/// Everything that the status bar says.
QString statusOfWindow(const RealBench &bench)
{
    QStringList texts;
    for (const QLabel *label : bench.window->statusBar()->findChildren<QLabel *>())
        texts.append(label->text());
    return texts.join(u' ');
}

/// The real program, which ends by itself; its exit code and what it said.
std::pair<int, QString> startWindow(const QMap<QString, QString> &variables,
                                    const QStringList &arguments = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_LOGGING_RULES"})
        environment.remove(QString::fromLatin1(name));
    for (auto it = variables.begin(); it != variables.end(); ++it)
        environment.insert(it.key(), it.value());
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(ASSAY_BINARY_DIR "/bin/assay-window"), arguments);
    if (!process.waitForFinished(kLong)) {
        process.kill();
        process.waitForFinished();
        return {-1, u"it did not end"_s};
    }
    const QString said = QString::fromUtf8(process.readAll());
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, said};
}

/// While it lives, root is somebody who may not read everything; another user stays who he is.
class AsNobody
{
public:
    explicit AsNobody(const QString &folder)
    {
        if (::geteuid() != 0)
            return;
        const QByteArray path = QFile::encodeName(folder);
        // The real one too: access(2) asks for it. Of all threads.
        m_changed = ::chown(path.constData(), kNobody, kNobody) == 0 &&
                    ::setresgid(kNobody, kNobody, 0) == 0 && ::setresuid(kNobody, kNobody, 0) == 0;
        if (!m_changed)
            qFatal("cannot become another user");
    }
    ~AsNobody()
    {
        if (m_changed && (::setresuid(0, 0, 0) != 0 || ::setresgid(0, 0, 0) != 0))
            qFatal("cannot become root again");
    }
    Q_DISABLE_COPY_MOVE(AsNobody)

private:
    static constexpr ::uid_t kNobody = 65534;
    bool m_changed = false;
};

} // namespace

class TestBadInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void manyFilesOfWhichSomeAreBroken()
    {
        QTemporaryDir root;
        RealBench bench(root.path());
        bench.write(bench.path(u"workspace.yaml"_s), "workspace: many\n");
        int broken = 0;
        QStringList brokenFiles;
        for (int i = 0; i < kFiles; ++i) {
            const bool bad = i % 40 == 7;
            bench.write(bench.path(fileOf(i)), bad ? brokenSuite(i) : goodSuite(i));
            broken += bad ? 1 : 0;
            if (bad)
                brokenFiles.append(fileOf(i));
        }
        QCOMPARE(broken, 50);
        bench.show();
        QVERIFY(QTest::qWaitForWindowExposed(bench.window.get()));
        Beats beats;
        bench.open();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), kLong);
        QTRY_COMPARE_WITH_TIMEOUT(bench.find<SuitesPanel>().model().caseCount(), kFiles - broken,
                                  kLong);
        qInfo("opened: %s", qPrintable(beats.text()));
        auto &table = bench.find<QTableView>(u"problemTable"_s);
        QTRY_COMPARE(filesIn(bench), QSet<QString>(brokenFiles.begin(), brokenFiles.end()));
        QTRY_COMPARE(table.model()->rowCount(), broken);
        QCOMPARE(bench.find<QDockWidget>(u"problemsDock"_s).windowTitle(),
                 u"Problems (%1)"_s.arg(broken));

        // They change on the disk: one is mended, one goes, one becomes a folder, a good one
        // breaks.
        bench.write(bench.path(brokenFiles[0]), goodSuite(0));
        QVERIFY(QFile::remove(bench.path(brokenFiles[1])));
        QVERIFY(QFile::remove(bench.path(brokenFiles[2])));
        QVERIFY(QDir().mkpath(bench.path(brokenFiles[2])));
        bench.write(bench.path(fileOf(0)), brokenSuite(0));
        QSet<QString> expected(brokenFiles.begin() + 3, brokenFiles.end());
        expected.insert(fileOf(0));
        QTRY_COMPARE_WITH_TIMEOUT(filesIn(bench), expected, kLong);
        QTRY_COMPARE(bench.find<SuitesPanel>().model().caseCount(), kFiles - broken);
    }

    void aFileThatMayNotBeRead()
    {
        QTemporaryDir root;
        const AsNobody nobody(root.path());
        RealBench bench(root.path());
        bench.write(bench.path(u"workspace.yaml"_s), "workspace: two\n");
        bench.write(bench.path(u"a.yaml"_s), goodSuite(1));
        bench.write(bench.path(u"b.yaml"_s), goodSuite(2));
        bench.show();
        bench.open();
        QTRY_COMPARE(bench.find<SuitesPanel>().model().caseCount(), 2);
        QFile file(bench.path(u"b.yaml"_s));
        QVERIFY(file.setPermissions({}));
        QVERIFY(!file.open(QIODevice::ReadOnly));
        QTRY_COMPARE(filesIn(bench), QSet<QString>{u"b.yaml"_s});
        QTRY_COMPARE(bench.find<SuitesPanel>().model().caseCount(), 1);
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QTRY_COMPARE(filesIn(bench), QSet<QString>());
        QTRY_COMPARE(bench.find<SuitesPanel>().model().caseCount(), 2);
    }

    void theWorkspaceGoesAway()
    {
        QTemporaryDir root;
        RealBench bench(root.path());
        bench.write(bench.path(u"workspace.yaml"_s), "workspace: gone\n");
        bench.write(bench.path(u"a.yaml"_s), goodSuite(1));
        Consent(bench.settings).give(bench.path());
        bench.show();
        bench.open();
        QTRY_COMPARE(bench.find<SuitesPanel>().model().caseCount(), 1);
        QVERIFY(QDir(bench.path()).removeRecursively());
        QTRY_COMPARE(bench.find<SuitesPanel>().model().caseCount(), 0);
        QTRY_VERIFY(bench.isIdle());
        bench.window->commands().action(u"run.all").trigger(); // nothing to run, nothing happens
        bench.window->commands().action(u"workspace.reload").trigger();
        QTRY_VERIFY(bench.isIdle());
    }

    void historiesThatCannotBeRead_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("wayOut");
        QTest::newRow("corrupt") << u"not a database"_s << u"move the file away"_s;
        QTest::newRow("newer") << u"newer Assay"_s << u"update Assay"_s;
        QTest::newRow("locked") << u"locked"_s << u"stays in this window"_s;
    }
    void historiesThatCannotBeRead()
    {
        QFETCH(const QString, said);
        QFETCH(const QString, wayOut);
        QTemporaryDir root;
        RealBench bench(root.path());
        bench.write(bench.path(u"workspace.yaml"_s), "workspace: given\n");
        bench.write(bench.path(u"a.yaml"_s), goodSuite(1));
        const QString file = bench.path(u".assay/history.db"_s);
        std::optional<history::Database> other;
        if (said == u"not a database") {
            bench.write(file, QByteArray(10'000, 'x'));
        } else {
            QVERIFY(history::HistoryStore::open(file));
            auto database = history::Database::open(file, history::Database::Mode::Write,
                                                    std::chrono::seconds(5));
            QVERIFY(database);
            if (said == u"locked")
                QVERIFY(database->execute(u"begin exclusive"_s));
            else
                QVERIFY(database->execute(u"pragma user_version = 99"_s));
            if (said == u"locked")
                other.emplace(std::move(*database));
        }
        Consent(bench.settings).give(bench.path());
        bench.show();
        Beats beats;
        bench.open();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), kLong);
        bench.window->commands().action(u"page.history").trigger();
        const auto &page = bench.find<RunsPage>();
        const auto *problem = page.findChild<QLabel *>(u"problem"_s);
        if (said == u"locked") { // it is read all the same
            QTRY_VERIFY(!bench.find<RunsPage>().model().isLoading());
            QVERIFY(!problem->isVisible());
        } else {
            QTRY_VERIFY2(statusOfWindow(bench).contains(said), qPrintable(statusOfWindow(bench)));
            QTRY_VERIFY2(problem->isVisible() && problem->text().contains(said) &&
                             problem->text().contains(wayOut),
                         qPrintable(problem->text()));
        }
        // The window works: the suite runs.
        bench.window->commands().action(u"run.all").trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.controller.feed().state().counts().passed, 1, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), kLong);
        qInfo("%s: %s", qPrintable(said), qPrintable(beats.text()));
        if (said != u"locked")
            return;
        const auto notices = [&] {
            QStringList all;
            for (const Notification &one : bench.window->notifications().all())
                all.append(one.title + u": "_s + one.text + u" ["_s + one.actionText + u']');
            return all.join(u'\n');
        };
        QTRY_VERIFY2_WITH_TIMEOUT(notices().contains(u"The run is not whole in history."),
                                  qPrintable(notices()), kLong);
        QVERIFY2(notices().contains(said) && notices().contains(wayOut) &&
                     notices().contains(u"[Show history]"_s),
                 qPrintable(notices()));
        // Once it is free, the next run is kept.
        QVERIFY(other->execute(u"rollback"_s));
        other.reset();
        bench.window->commands().action(u"run.all").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.find<RunsPage>().model().rowCount() > 0, kLong);
    }

    void aFloodOfEvents()
    {
        constexpr int kCases = 20'000; // of five events each
        WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.controls->hold = false;
        bench.controls->content = bigContent(kCases);
        bench.controls->script = bigScript(kCases);
        Consent(bench.settings).give(bench.controls->content.folder);
        bench.controller->openWorkspace(u"big"_s);
        QTRY_COMPARE_WITH_TIMEOUT(bench.find<SuitesPanel>().model().caseCount(), kCases, kLong);
        QTRY_VERIFY(bench.isIdle());
        Beats beats;
        bench.trigger(u"run.all");
        QTRY_COMPARE_WITH_TIMEOUT(bench.controller->feed().state().counts().finished, kCases,
                                  kLong);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), kLong);
        qInfo("100000 events at once: %s", qPrintable(beats.text()));
        QCOMPARE(bench.controller->feed().state().counts().failed, (kCases + 6) / 7);
        QTRY_COMPARE_WITH_TIMEOUT(bench.find<QTableView>(u"caseTable"_s).model()->rowCount(),
                                  kCases, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(bench.find<ConsolePanel>().model().rowCount() >= kCases, kLong);
    }

    void noDisplay_data()
    {
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("said");
        QTest::newRow("none") << u"LANG"_s << u"C.UTF-8"_s << u"there is no display"_s;
        QTest::newRow("does not answer") << u"DISPLAY"_s << u":4711"_s << u":4711"_s;
        QTest::newRow("not installed")
            << u"QT_QPA_PLATFORM"_s << u"nonsense"_s << u"\"nonsense\""_s;
    }
    void noDisplay()
    {
        QFETCH(const QString, variable);
        QFETCH(const QString, value);
        QFETCH(const QString, said);
        const auto [code, text] = startWindow({{variable, value}});
        QVERIFY2(code == int(workbench::ExitCode::BadInput),
                 qPrintable(u"%1: %2"_s.arg(code).arg(text)));
        QVERIFY2(text.startsWith(u"error: "_s) && text.contains(said), qPrintable(text));
        QVERIFY2(text.contains(u"--batch"_s), qPrintable(text));
        QCOMPARE(text.count(u'\n'), 2); // what, and what to do
    }

    void wordsNeedNoWindow_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("said");
        QTest::newRow("help") << QStringList{u"--help"_s} << 0 << u"assay [WORKSPACE]"_s;
        QTest::newRow("-h") << QStringList{u"-h"_s} << 0 << u"--version"_s;
        QTest::newRow("version") << QStringList{u"--version"_s} << 0 << u"assay "_s;
        QTest::newRow("with an option of Qt's")
            << QStringList{u"-platform"_s, u"offscreen"_s, u"--help"_s} << 0 << u"--version"_s;
        QTest::newRow("a headless run")
            << QStringList{u"--batch"_s, u"."_s} << 4 << u"only opens the window"_s;
    }
    void wordsNeedNoWindow()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, code);
        QFETCH(const QString, said);
        const auto [ended, text] = startWindow({}, arguments);
        QVERIFY2(ended == code, qPrintable(u"%1: %2"_s.arg(ended).arg(text)));
        QVERIFY2(text.contains(said), qPrintable(text));
    }

private:
    /// Of the problems: the files that they are in.
    static QSet<QString> filesIn(const RealBench &bench)
    {
        QSet<QString> files;
        for (const suite::Diagnostic &one : bench.controller.content().diagnostics)
            files.insert(one.error.position.file);
        return files;
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestBadInput)
#include "tst_bad_input.moc"
