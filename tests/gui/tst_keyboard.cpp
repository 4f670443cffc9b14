// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the window by its keys, wherever the keyboard is, and by the palette. The keys
// go to the window, as the system sends them: whoever has the focus may take them first.
#include "ui/window_bench.h"

#include <QDesktopServices>
#include <QDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTableView>
#include <QTreeView>
#include <QWindow>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

std::vector<CommandSpec> allSpecs()
{
    std::vector<CommandSpec> specs = commandSpecs();
    for (CommandSpec &spec : panelCommands(panelSpecs(), pageSpecs()))
        specs.push_back(std::move(spec));
    return specs;
}

/// Where the keyboard may be. "" is wherever the window puts it.
const QStringList kPlaces{u""_s, u"suiteTree"_s, u"filter"_s, u"caseTable"_s, u"consoleView"_s};

/// A window with a run behind it, and a case that is selected; or, live, one that still runs.
struct Ready
{
    explicit Ready(bool live)
    {
        bench.controls->hold = live;
        bench.controls->script = sampleScript(!live);
        isReady = prepare(live);
    }
    bool prepare(bool live)
    {
        if (!QTest::qWaitFor([this] { return bench.isIdle(); }) ||
            !QTest::qWaitForWindowActive(bench.window.get()))
            return false;
        bench.trigger(u"run.all");
        const auto there = [this, live] {
            return bench.controller->feed().state().counts().finished >= 19 &&
                   (live || bench.isIdle());
        };
        if (!QTest::qWaitFor(there))
            return false;
        bench.window->selectCase(sampleCaseId(u"fails fast while open"_s));
        return true;
    }
    WindowBench bench;
    bool isReady = false;
};

void press(const QKeySequence &keys)
{
    QWindow *window = QGuiApplication::focusWindow();
    QVERIFY2(window != nullptr, "no window has the keyboard");
    for (int i = 0; i < keys.count(); ++i)
        QTest::keyClick(window, keys[uint(i)].key(), keys[uint(i)].keyboardModifiers());
}

/// What the command opened.
void closeAll(const QWidget &window)
{
    for (int i = 0; i < 20; ++i) {
        QWidget *open = QApplication::activePopupWidget();
        if (open == nullptr)
            open = QApplication::activeModalWidget();
        if (open == nullptr || open == &window)
            return;
        open->close();
    }
    QFAIL("a dialog does not close");
}

} // namespace

class TestKeyboard : public QObject
{
    Q_OBJECT
public Q_SLOTS:
    void swallowUrl(const QUrl &) {}

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        for (const auto &scheme : {u"http"_s, u"https"_s, u"file"_s})
            QDesktopServices::setUrlHandler(scheme, this, "swallowUrl");
    }

    void byItsKeys_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QKeySequence>("keys");
        int count = 0;
        for (const CommandSpec &spec : allSpecs()) {
            if (spec.shortcut.isEmpty())
                continue;
            ++count;
            QTest::newRow(qPrintable(spec.id)) << spec.id << spec.shortcut;
        }
        QVERIFY2(count > 40, qPrintable(QString::number(count)));
    }
    void byItsKeys()
    {
        QFETCH(const QString, id);
        QFETCH(const QKeySequence, keys);
        const Ready ready(id == u"run.abort");
        QVERIFY(ready.isReady);
        const WindowBench &bench = ready.bench;
        QTRY_VERIFY(bench.action(id).isEnabled());
        const bool once = id == u"run.abort" || id == u"window.quit";
        for (const QString &place : kPlaces) {
            if (!place.isEmpty()) {
                bench.trigger(u"layout.run");
                bench.trigger(u"layout.original");
                bench.trigger(u"page.run");
                auto *at = bench.window->findChild<QWidget *>(place);
                QVERIFY2(at != nullptr, qPrintable(place));
                QTRY_VERIFY2(at->isVisible(), qPrintable(place));
                bench.window->activateWindow();
                at->setFocus();
                QTRY_VERIFY2(at->hasFocus(), qPrintable(place));
            }
            QTRY_VERIFY(bench.action(id).isEnabled());
            QSignalSpy triggered(&bench.window->commands(), &CommandRegistry::triggered);
            press(keys);
            QTRY_VERIFY2(!triggered.isEmpty(), qPrintable(u"nothing happens in "_s + place));
            QCOMPARE(triggered.size(), 1);
            QCOMPARE(triggered.front().front().toString(), id);
            closeAll(*bench.window);
            if (once)
                break;
            QTRY_VERIFY(bench.isIdle());
        }
    }

    void byThePalette_data()
    {
        QTest::addColumn<QString>("id");
        for (const CommandSpec &spec : allSpecs()) {
            if (spec.id != u"palette.open")
                QTest::newRow(qPrintable(spec.id)) << spec.id;
        }
    }
    void byThePalette()
    {
        QFETCH(const QString, id);
        const Ready ready(id == u"run.abort");
        QVERIFY(ready.isReady);
        const WindowBench &bench = ready.bench;
        QTRY_VERIFY(bench.action(id).isEnabled());
        const CommandSpec *spec = nullptr;
        for (const CommandSpec &one : bench.window->commands().specs()) {
            if (one.id == id)
                spec = &one;
        }
        QVERIFY(spec != nullptr);
        press(bench.action(u"palette.open").shortcut());
        QTRY_VERIFY(bench.find<QDialog>(u"palette"_s).isVisible());
        QTRY_VERIFY(bench.find<QLineEdit>(u"paletteSearch"_s).hasFocus());
        QTest::keyClicks(&bench.find<QLineEdit>(u"paletteSearch"_s),
                         u'>' + bench.action(id).text());
        const QString expected = spec->submenu.isEmpty()
                                     ? bench.action(id).text()
                                     : u"%1: %2"_s.arg(spec->submenu, bench.action(id).text());
        QTRY_COMPARE(bench.find<QListView>(u"paletteList"_s).currentIndex().data().toString(),
                     expected);
        QSignalSpy triggered(&bench.window->commands(), &CommandRegistry::triggered);
        press(QKeySequence(Qt::Key_Return));
        QTRY_COMPARE(triggered.size(), 1);
        QCOMPARE(triggered.front().front().toString(), id);
        closeAll(*bench.window);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestKeyboard)
#include "tst_keyboard.moc"
