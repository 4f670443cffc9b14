// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/environment_specs.h"
#include "ui/environments/environment_panel.h"
#include "ui/environments/service_words.h"
#include "ui/fake_workbench.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/inspector/service_inspector.h"
#include "ui/inspector/text_lines_view.h"
#include "ui/models/roles.h"
#include "ui/window/main_window.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDockWidget>
#include <QInputDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QRandomGenerator>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

namespace {

constexpr auto kTester = QAbstractItemModelTester::FailureReportingMode::QtTest;
using Phase = Environments::Phase;

/// The window with its commands: what a person has.
struct Bench
{
    Bench()
    {
        controls->content = sampleContent();
        controls->content.environments = {u"local"_s, u"staging"_s};
    }
    void open()
    {
        controller.openWorkspace(u"x"_s);
        QTRY_COMPARE(controller.phase(), RunController::Phase::Idle);
        window.show();
    }
    EnvironmentPanel &panel() { return *window.findChild<EnvironmentPanel *>(); }
    Environments &environments() { return panel().environments(); }
    QAction &action(const QString &id) { return window.commands().action(id); }
    void select(const QString &name, const QString &service = {})
    {
        auto &tree = *window.findChild<QTreeView *>(u"environmentTree"_s);
        const QModelIndex index = panel().model().indexOf(u"environment/"_s + name, service);
        QVERIFY(index.isValid());
        tree.setCurrentIndex(index);
    }
    QString stateOf(const QString &name, const QString &service = {})
    {
        return panel().model().indexOf(u"environment/"_s + name, service).data(SortRole).toString();
    }
    QStringList enabled()
    {
        QStringList ids;
        for (const CommandSpec &spec : environmentCommandSpecs()) {
            if (action(spec.id).isEnabled())
                ids.append(spec.id);
        }
        return ids;
    }
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"s.ini"_s), QSettings::IniFormat};
    ThemeManager themes{*qApp};
    std::shared_ptr<FakeControls> controls = std::make_shared<FakeControls>();
    RunController controller{fakeOpener(controls)};
    MainWindow window{controller, themes, settings};
};

} // namespace

class TestEnvironments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void provisionsAndDestroys()
    {
        Bench bench;
        bench.open();
        QCOMPARE(bench.stateOf(u"local"_s), u"down"_s);
        QCOMPARE(bench.enabled(), QStringList()); // nothing is selected
        bench.select(u"local"_s);
        QCOMPARE(bench.enabled(), QStringList(u"environment.provision"_s));
        bench.action(u"environment.provision"_s).trigger();
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Up);
        QCOMPARE(bench.stateOf(u"local"_s), u"up"_s);
        QTRY_COMPARE(bench.stateOf(u"local"_s, u"api"_s), u"ready"_s);
        QCOMPARE(bench.panel()
                     .model()
                     .indexOf(u"environment/local"_s, u"database"_s)
                     .data(NoteRole)
                     .toString(),
                 u"process · :5432 · 0 s"_s);
        QCOMPARE(bench.enabled(), QStringList(u"environment.destroy"_s));
        bench.action(u"environment.provision"_s).trigger(); // disabled: nothing
        bench.environments().provision(u"local"_s);         // it is up: nothing
        bench.action(u"environment.destroy"_s).trigger();
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Down);
        QVERIFY(bench.environments().isIdle());
        QCOMPARE(bench.controls->seenActs(),
                 QStringList({u"provision local"_s, u"destroy local"_s}));
    }

    void theInspectorShowsAServiceOfAnEnvironmentThatIsUp()
    {
        Bench bench;
        bench.open();
        bench.environments().provision(u"local"_s);
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Up);
        QTRY_COMPARE(bench.stateOf(u"local"_s, u"api"_s), u"ready"_s);
        bench.select(u"local"_s, u"api"_s);
        auto *inspector = bench.window.findChild<InspectorPanel *>();
        auto *shown = qobject_cast<ServiceInspector *>(inspector->current());
        QVERIFY(shown != nullptr);
        QCOMPARE(shown->detail(), u"api of local"_s);
        const auto said = [&] {
            QStringList texts;
            for (const QLabel *label : shown->findChildren<QLabel *>()) {
                if (label->isVisibleTo(shown))
                    texts.append(label->text());
            }
            return texts.join(u'|');
        };
        QVERIFY2(said().contains(u"api  ready"), qPrintable(said()));
        QVERIFY2(said().contains(u"http://127.0.0.1:5433"), qPrintable(said()));
        const auto text = [&](const QString &name) {
            return shown->findChild<TextLinesView *>(name)->plainText();
        };
        QTRY_VERIFY2(text(u"serviceLines"_s).contains(u"api listens"),
                     qPrintable(text(u"serviceLines"_s)));
        QTRY_VERIFY2(text(u"serviceHistory"_s).contains(u"ready"),
                     qPrintable(text(u"serviceHistory"_s)));
        // It follows; and when all is down it says so.
        bench.environments().stopService(u"local"_s, u"api"_s);
        QTRY_VERIFY2(said().contains(u"api  stopped"), qPrintable(said()));
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Up);
        bench.environments().destroy(u"local"_s);
        QTRY_VERIFY2(said().contains(u"\"local\" is down"), qPrintable(said()));
    }

    void servicesStopStartAndHaveEndpoints()
    {
        Bench bench;
        bench.open();
        bench.environments().provision(u"local"_s);
        QTRY_COMPARE(bench.stateOf(u"local"_s, u"api"_s), u"ready"_s);
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Up);
        bench.select(u"local"_s, u"api"_s);
        QCOMPARE(bench.enabled(),
                 QStringList({u"environment.configure"_s, u"service.start"_s, u"service.stop"_s,
                              u"service.open"_s, u"service.copyEndpoint"_s}));
        auto &log = *bench.window.findChild<QPlainTextEdit *>(u"serviceLog"_s);
        QTRY_COMPARE(log.toPlainText(), u"api listens"_s);
        QVERIFY(!log.isHidden());
        bench.action(u"service.copyEndpoint"_s).trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"http://127.0.0.1:5433"_s);
        bench.action(u"service.stop"_s).trigger();
        QTRY_COMPARE(bench.stateOf(u"local"_s, u"api"_s), u"stopped"_s);
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Up);
        QVERIFY(!bench.action(u"service.stop"_s).isEnabled());
        QCOMPARE(
            Status(
                bench.panel().model().indexOf(u"environment/local"_s, {}).data(StatusRole).toInt()),
            Status::Flaky); // it is not whole
        bench.action(u"service.start"_s).trigger();
        QTRY_COMPARE(bench.stateOf(u"local"_s, u"api"_s), u"ready"_s);
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Up);
        QCOMPARE(bench.controls->seenActs(),
                 QStringList({u"provision local"_s, u"stop api"_s, u"start api"_s}));
    }

    void configuresByDialog()
    {
        Bench bench;
        bench.open();
        bench.environments().provision(u"local"_s);
        QTRY_COMPARE(bench.stateOf(u"local"_s, u"api"_s), u"ready"_s);
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Up);
        bench.select(u"local"_s, u"api"_s);
        QSignalSpy said(&bench.panel(), &EnvironmentPanel::said);
        for (const QString &text : {u"nonsense"_s, u"[1]"_s, u"{ \"a\": \"b\" }"_s}) {
            bench.action(u"environment.configure"_s).trigger();
            auto *dialog = bench.window.findChild<QInputDialog *>(u"configureDialog"_s);
            QVERIFY(dialog != nullptr);
            dialog->setTextValue(text);
            dialog->accept();
            QTRY_VERIFY(bench.window.findChild<QInputDialog *>(u"configureDialog"_s) == nullptr);
        }
        QTRY_COMPARE(bench.controls->seenActs().back(), u"configure api"_s);
        QCOMPARE(said.size(), 2);
    }

    void tellsWhyItIsNotUp()
    {
        Bench bench;
        bench.controls->provisionError =
            base::Error{u"service \"api\" (process) did not start: it exited with 3"_s, {}};
        bench.open();
        QSignalSpy said(&bench.panel(), &EnvironmentPanel::said);
        bench.environments().provision(u"local"_s);
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Down);
        QTRY_COMPARE(bench.stateOf(u"local"_s), u"failed"_s);
        QVERIFY(bench.panel()
                    .model()
                    .indexOf(u"environment/local"_s, {})
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(u"exited with 3"));
        QCOMPARE(said.size(), 1);
        bench.controls->provisionError.reset();
        bench.environments().provision(u"local"_s); // again
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Up);
    }

    void cancels_data()
    {
        QTest::addColumn<bool>("destroy");
        QTest::newRow("cancel") << false;
        QTest::newRow("destroy") << true;
    }
    void cancels()
    {
        QFETCH(const bool, destroy);
        Bench bench;
        bench.controls->provisionHolds = true;
        bench.open();
        bench.environments().provision(u"local"_s);
        bench.environments().provision(u"staging"_s); // side by side
        QTRY_COMPARE(bench.stateOf(u"local"_s), u"starting"_s);
        QSignalSpy failed(&bench.environments(), &Environments::failed);
        if (destroy)
            bench.environments().destroy(u"local"_s);
        else
            bench.environments().cancel(u"local"_s);
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Down);
        QCOMPARE(bench.stateOf(u"local"_s), u"down"_s); // it was wanted: no failure
        QCOMPARE(failed.size(), 0);
        QCOMPARE(bench.environments().phase(u"staging"_s), Phase::Starting);
    } // the window ends while the other starts: it must not wait for it

    void theRunHasItsOwn()
    {
        Bench bench;
        bench.controls->script = sampleScript(true);
        bench.open();
        bench.environments().provision(u"local"_s);
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Up);
        bench.controller.start({});
        QTRY_COMPARE(bench.controller.feed().state().counts().finished, 25);
        QTRY_VERIFY(bench.panel().model().indexOf(u"run"_s, u"llm"_s).isValid());
        QCOMPARE(bench.panel().model().environmentState(), model::ServiceState::Ready);
        QCOMPARE(bench.panel().model().indexOf(u"run"_s, u"database"_s).data(NoteRole).toString(),
                 u"PostgreSQL 15 · :43118"_s);
        const QModelIndex api = bench.panel().model().indexOf(u"run"_s, u"api"_s);
        QCOMPARE(api.data(SortRole).toString(), u"degraded"_s);
        QCOMPARE(Status(api.data(StatusRole).toInt()), Status::Flaky);
        QCOMPARE(bench.stateOf(u"local"_s), u"up"_s);
        bench.window.findChild<QTreeView *>(u"environmentTree"_s)->setCurrentIndex(api);
        QCOMPARE(bench.enabled(), QStringList(u"service.copyEndpoint"_s)); // the run's is the run's
        QVERIFY(bench.window.findChild<QPlainTextEdit *>(u"serviceLog"_s)
                    ->toPlainText()
                    .contains(u"listening on 127.0.0.1:43117"));
    }

    void selectionStays()
    {
        Bench bench;
        bench.open();
        bench.select(u"staging"_s);
        bench.environments().provision(u"local"_s); // its services come: the model is reset
        QTRY_COMPARE(bench.stateOf(u"local"_s, u"api"_s), u"ready"_s);
        QCOMPARE(bench.window.findChild<QTreeView *>(u"environmentTree"_s)
                     ->currentIndex()
                     .data()
                     .toString(),
                 u"staging"_s);
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
        bench.controls->script = sampleScript(false);
        bench.controls->hold = true;
        bench.controls->services = {u"database"_s, u"cache"_s, u"api"_s};
        bench.controls->content.environments = {u"local"_s, u"performance"_s, u"staging"_s};
        bench.open();
        bench.controller.start({});
        QTRY_COMPARE(bench.controller.feed().state().counts().finished, 19);
        bench.controls->provisionError =
            base::Error{u"service \"api\" (process) did not start: it exited with 3"_s, {}};
        bench.environments().provision(u"staging"_s);
        QTRY_COMPARE(bench.stateOf(u"staging"_s), u"failed"_s);
        bench.controls->provisionError.reset();
        bench.environments().provision(u"local"_s);
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Up);
        bench.environments().stopService(u"local"_s, u"cache"_s);
        QTRY_COMPARE(bench.stateOf(u"local"_s, u"cache"_s), u"stopped"_s);
        QTRY_COMPARE(bench.environments().phase(u"local"_s), Phase::Up);
        bench.select(u"local"_s, u"api"_s);
        bench.window.resize(1600, 1000);
        bench.window.resizeDocks({bench.window.findChild<QDockWidget *>(u"suitesDock"_s),
                                  bench.window.findChild<QDockWidget *>(u"environmentDock"_s)},
                                 {400, 510}, Qt::Vertical);
        QTRY_VERIFY(bench.panel().height() > 400);
        const QString out = QStringLiteral(ASSAY_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(out));
        QVERIFY(bench.window.findChild<QDockWidget *>(u"environmentDock"_s)
                    ->grab()
                    .save(u"%1/environments-%2.png"_s.arg(out, dark ? u"dark"_s : u"light"_s)));
        bench.controls->release();
        QTRY_COMPARE(bench.controller.phase(), RunController::Phase::Idle);
    }

    void modelUnderRandomOperations()
    {
        QRandomGenerator random(5);
        EnvironmentModel model;
        const QAbstractItemModelTester tester(&model, kTester);
        for (int round = 0; round < 300; ++round) {
            std::vector<EnvironmentLine> lines;
            for (int i = random.bounded(4); i > 0; --i) {
                EnvironmentLine line;
                line.key = line.name = QString::number(i);
                for (int s = random.bounded(4); s > 0; --s) {
                    ServiceLine service;
                    service.status.name = u"s%1"_s.arg(s);
                    service.status.state = static_cast<model::ServiceState>(random.bounded(6));
                    line.services.push_back(service);
                }
                lines.push_back(line);
            }
            const auto wanted = lines;
            model.update(std::move(lines));
            QCOMPARE(model.rowCount(), static_cast<int>(wanted.size()));
            for (const EnvironmentLine &line : wanted) {
                for (const ServiceLine &service : line.services)
                    QVERIFY(model.indexOf(line.key, service.status.name).isValid());
            }
        }
    }

    void words()
    {
        QCOMPARE(uptimeText(59s), u"59 s"_s);
        QCOMPARE(uptimeText(60s), u"1 min"_s);
        QCOMPARE(uptimeText(125min), u"2 h 5 min"_s);
        QCOMPARE(uptimeText(76h), u"3 d 4 h"_s);
        QCOMPARE(uptimeText(-1s), u"0 s"_s);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestEnvironments)
#include "tst_environments.moc"
