// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/workspace.h"
#include "ui/notify/notification_stack.h"
#include "ui/views/phase_bar.h"
#include "ui/window/welcome_page.h"
#include "ui/window/workspaces.h"
#include "ui/window_bench.h"

#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

void drop(QWidget &on, const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&on, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&on, &event);
}

void write(const QString &path)
{
    QVERIFY(QDir().mkpath(path.section(u'/', 0, -2)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("x");
}

} // namespace

/// What the window tells by itself, and how one comes into a workspace.
class TestNotifications : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theCornerShowsTheLastAndTheBellCounts()
    {
        const WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        Notifications &told = bench.window->notifications();
        auto &stack = bench.find<NotificationStack>();
        QVERIFY(!stack.isVisible());
        QWidget *focus = QApplication::focusWidget();
        for (int i = 0; i < 60; ++i)
            told.post({Notification::Kind::Error, u"number %1"_s.arg(i), {}, {}, {}, {}});
        QCOMPARE(QApplication::focusWidget(), focus); // it is not modal
        QVERIFY(stack.isVisible());
        QCOMPARE(stack.cards().size(), std::size_t(NotificationStack::kShown));
        QCOMPARE(stack.cards().back()->notification().title, u"number 59"_s);
        QCOMPARE(told.all().size(), Notifications::kKept);
        QVERIFY(bench.window->rect().contains(stack.geometry()));
        QVERIFY(bench.find<NotificationBell>().accessibleName().contains(u"50"));
        bench.trigger(u"notifications.close");
        QCOMPARE(stack.cards().back()->notification().title, u"number 58"_s);
        bench.trigger(u"notifications.open");
        QCOMPARE(told.unseen(), 0);
        QVERIFY(QApplication::activePopupWidget() != nullptr);
        QApplication::activePopupWidget()->close();
    }

    void theSettingsSayWhatAppears()
    {
        const WindowBench bench;
        auto &stack = bench.find<NotificationStack>();
        Notifications &told = bench.window->notifications();
        bench.window->context().preferences.set(u"general/notifications"_s, u"errors"_s);
        told.post({Notification::Kind::Info, u"quiet"_s, {}, {}, {}, {}});
        QCOMPARE(stack.cards().size(), std::size_t(0));
        told.post({Notification::Kind::Error, u"loud"_s, {}, {}, {}, {}});
        QCOMPARE(stack.cards().size(), std::size_t(1));
        bench.window->context().preferences.set(u"general/notifications"_s, u"none"_s);
        told.post({Notification::Kind::Error, u"none"_s, {}, {}, {}, {}});
        QCOMPARE(stack.cards().size(), std::size_t(1));
        QCOMPARE(told.all().size(), std::size_t(3));
    }

    void anActionRunsOnce()
    {
        const WindowBench bench;
        int done = 0;
        bench.window->notifications().post(
            {Notification::Kind::Error, u"x"_s, {}, u"Do it"_s, [&] { ++done; }, {}});
        bench.find<QPushButton>(u"cardAction"_s).click();
        QCOMPARE(done, 1);
        QVERIFY(!bench.find<NotificationStack>().isVisible());
    }

    void progressIsSeenThoughPanelsAreHidden()
    {
        const WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        for (QDockWidget *dock : bench.window->findChildren<QDockWidget *>())
            dock->close();
        bench.trigger(u"run.all");
        QTRY_VERIFY(bench.find<QLabel>(u"progress"_s).text().contains(u"19 of 25"));
        QVERIFY(bench.find<OutcomeBar>().isVisible());
    }

    void aRunThatEndsInTheBackgroundIsTold()
    {
        const WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.controller->feed().state().counts().finished, 19);
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        bench.controls->release();
        QTRY_COMPARE(bench.window->notifications().all().size(), std::size_t(1));
        QCOMPARE(bench.window->notifications().all().front().kind, Notification::Kind::Error);
    }

    void recentWorkspacesAndThoseThatAreGone()
    {
        QTemporaryDir there;
        WindowBench bench(true, false);
        RecentWorkspaces recent(bench.settings);
        recent.add(u"/no/such/workspace"_s);
        recent.add(there.path());
        recent.add(there.path());
        QCOMPARE(recent.folders(), (QStringList{there.path(), u"/no/such/workspace"_s}));
        bench.start(false);
        auto &page = bench.find<WelcomePage>();
        QTRY_VERIFY(page.isVisible());
        QList<QPushButton *> rows;
        QTRY_VERIFY((rows = page.findChildren<QPushButton *>(u"recent"_s)).size() >= 2 &&
                    !rows.last()->isEnabled());
        QSignalSpy chosen(&page, &WelcomePage::workspaceChosen);
        rows.at(rows.size() - 2)->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.at(0).at(0).toString(), there.path());
        QTRY_VERIFY(bench.isIdle());
        QVERIFY(bench.window->pages().find(u"welcome"_s) == nullptr);
        for (int i = 0; i < 30; ++i)
            recent.add(QString::number(i));
        QCOMPARE(recent.folders().size(), RecentWorkspaces::kKept);
    }

    void theExampleIsCopiedWholeOrNotAtAll()
    {
        QTemporaryDir folder;
        const QString example = folder.filePath(u"example"_s);
        write(example + u"/suites/workspace.yaml"_s);
        write(example + u"/suites/api/a.yaml"_s);
        write(example + u"/fixtures/mocks/m.yaml"_s);
        write(example + u"/fixtures/systems/main.cpp"_s);
        write(example + u"/suites/.assay/history.db"_s);
        std::stop_source stop;
        const auto copied = copyExample(example, folder.path(), stop.get_token());
        QVERIFY(copied.has_value());
        QVERIFY(QFile::exists(*copied + u"/api/a.yaml"_s));
        QVERIFY(QFile::exists(*copied + u"/../fixtures/mocks/m.yaml"_s));
        QVERIFY(!QFile::exists(*copied + u"/../fixtures/systems"_s));
        QVERIFY(!QFile::exists(*copied + u"/.assay"_s));
        QVERIFY(!copyExample(example, folder.path(), stop.get_token()).has_value());
        QVERIFY(!copyExample(example, u"/proc/none"_s, stop.get_token()).has_value());
        stop.request_stop();
        QTemporaryDir other;
        QVERIFY(!copyExample(example, other.path(), stop.get_token()).has_value());
        QVERIFY(QDir(other.path()).isEmpty());
    }

    void theCopyOfTheExampleLoads()
    {
        QTemporaryDir folder;
        const auto copied = copyExample(QStringLiteral(ASSAY_SOURCE_DIR), folder.path(), {});
        QVERIFY2(copied, copied ? "" : qPrintable(copied.error().toText()));
        const base::SystemFiles files;
        const auto workspace = suite::Workspace::open(*copied, files);
        QVERIFY2(workspace, workspace ? "" : qPrintable(workspace.error().toText()));
        QVERIFY(workspace->suiteFiles().size() > 10);
    }

    void whatIsDroppedIsOpened()
    {
        WindowBench bench(true, false);
        QTemporaryDir folder;
        QSignalSpy files(&bench.window->shell(), &Shell::fileWanted);
        QSignalSpy runs(&bench.window->shell(), &Shell::runFileDropped);
        bench.controls->content.folder = folder.path();
        drop(*bench.window, folder.path());
        QTRY_COMPARE(bench.controller->folder(), folder.path());
        write(folder.filePath(u"a.yaml"_s));
        drop(*bench.window, folder.filePath(u"a.yaml"_s));
        QCOMPARE(files.size(), 1);
        drop(*bench.window, folder.filePath(u"x.assayrun"_s));
        QCOMPARE(runs.size(), 1);
        drop(*bench.window, folder.filePath(u"picture.png"_s));
        QCOMPARE(bench.window->notifications().all().size(), std::size_t(1));
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestNotifications)
#include "tst_notifications.moc"
