// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the window by its keys, wherever the keyboard is, and by the palette. The keys
// go to the window, as the system sends them: whoever has the focus may take them first.
#include "ui/editor/editors.h"
#include "ui/window/shell.h"
#include "ui/window_bench.h"

#include <QDesktopServices>
#include <QDialog>
#include <QFile>
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

/// Where the keyboard may be.
const QString kEditor = u"editor"_s;
const QStringList kPlaces{u"suiteTree"_s, u"filter"_s, u"caseTable"_s, u"consoleView"_s, kEditor};

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
        return QTest::qWaitFor([this, live] {
            return bench.controller->feed().state().counts().finished >= 19 &&
                   (live || bench.isIdle());
        });
    }
    WindowBench bench;
    bool isReady = false;
};

const QStringList kSchemes{u"http"_s, u"https"_s, u"file"_s};

void typeInto(QWidget &widget, const QString &text)
{
    for (const QChar character : text)
        QTest::sendKeyEvent(QTest::Click, &widget, Qt::Key_unknown, QString(character), {});
}

/// What a line of text has for itself where it has the keyboard: its own undo, Ctrl+E on X11.
bool isTextKey(const QKeySequence &keys)
{
    for (const auto standard :
         {QKeySequence::Undo, QKeySequence::Redo, QKeySequence::MoveToEndOfLine}) {
        if (QKeySequence::keyBindings(standard).contains(keys))
            return true;
    }
    return false;
}

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
        for (const auto &scheme : kSchemes)
            QDesktopServices::setUrlHandler(scheme, this, "swallowUrl");
    }

    void cleanup()
    {
        if (QTest::currentTestFailed() || isLast(QString::fromLatin1(QTest::currentDataTag())))
            m_ready.reset();
    }
    void cleanupTestCase()
    {
        m_ready.reset();
        for (const auto &scheme : kSchemes)
            QDesktopServices::unsetUrlHandler(scheme);
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
        const WindowBench &bench = window(id);
        for (const QString &place : kPlaces) {
            if (place == u"filter" && isTextKey(keys))
                continue;
            if (!goTo(bench, place))
                return;
            QTRY_VERIFY2(bench.action(id).isEnabled(), qPrintable(u"disabled in "_s + place));
            QSignalSpy triggered(&bench.window->commands(), &CommandRegistry::triggered);
            press(keys);
            QTRY_VERIFY2(!triggered.isEmpty(), qPrintable(u"nothing happens in "_s + place));
            QCOMPARE(triggered.size(), 1);
            QCOMPARE(triggered.front().front().toString(), id);
            closeAll(*bench.window);
            if (isLast(id))
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
        const WindowBench &bench = window(id);
        if (!goTo(bench, u"caseTable"_s) || !prepareEnvironment(bench, id))
            return;
        QTRY_VERIFY2(bench.action(id).isEnabled(), "disabled");
        const CommandSpec *spec = nullptr;
        for (const CommandSpec &one : bench.window->commands().specs()) {
            if (one.id == id)
                spec = &one;
        }
        QVERIFY(spec != nullptr);
        press(bench.action(u"palette.open").shortcut());
        QTRY_VERIFY(bench.find<QDialog>(u"palette"_s).isVisible());
        QTRY_VERIFY(bench.find<QLineEdit>(u"paletteSearch"_s).hasFocus());
        const QString expected = spec->submenu.isEmpty()
                                     ? bench.action(id).text()
                                     : u"%1: %2"_s.arg(spec->submenu, bench.action(id).text());
        typeInto(bench.find<QLineEdit>(u"paletteSearch"_s), u'>' + expected);
        QTRY_COMPARE(bench.find<QListView>(u"paletteList"_s).currentIndex().data().toString(),
                     expected);
        QSignalSpy triggered(&bench.window->commands(), &CommandRegistry::triggered);
        press(QKeySequence(Qt::Key_Return));
        QTRY_COMPARE(triggered.size(), 1);
        QCOMPARE(triggered.front().front().toString(), id);
        closeAll(*bench.window);
    }

private:
    /// After which the window is another: it is closed, its run is over, a page is outside.
    static bool isLast(const QString &id)
    {
        return QStringList{u"run.abort"_s, u"window.quit"_s, u"page.float"_s}.contains(id) ||
               id.startsWith(u"environment.") || id.startsWith(u"service.");
    }
    /// One window serves many commands, since each takes a while to come.
    const WindowBench &window(const QString &id)
    {
        if (id == u"run.abort" || !m_ready)
            m_ready = std::make_unique<Ready>(id == u"run.abort");
        if (!m_ready->isReady)
            qFatal("the window does not come");
        return m_ready->bench;
    }
    /// The keyboard goes to this widget, which is brought into sight; a case is selected.
    static bool goTo(const WindowBench &bench, const QString &place)
    {
        bench.window->activateWindow();
        if (!QTest::qWaitForWindowActive(bench.window.get()))
            qFatal("the window is not active");
        bench.window->selectCase({});
        bench.window->selectCase(sampleCaseId(u"fails fast while open"_s));
        auto *at = place == kEditor ? editorOf(bench) : bench.window->findChild<QWidget *>(place);
        const auto fail = [&place](const char *what) {
            QTest::qFail(qPrintable(place + u": "_s + QString::fromLatin1(what)), __FILE__,
                         __LINE__);
            return false;
        };
        if (at == nullptr)
            return fail("is not there");
        if (!at->isVisible()) {
            for (const char16_t *id : {u"layout.run", u"layout.original", u"page.run"})
                bench.trigger(id);
            if (place == kEditor)
                editorOf(bench);
        }
        if (!QTest::qWaitFor([at] { return at->isVisible(); }))
            return fail("is not in sight");
        at->setFocus();
        if (!QTest::qWaitFor([at] { return at->hasFocus(); }))
            return fail("has not the keyboard");
        return true;
    }
    /// The text of a file that is open; opened when it is not, and in front.
    static QWidget *editorOf(const WindowBench &bench)
    {
        const QString path = bench.folder.filePath(u"typed.yaml"_s);
        QFile file(path);
        if (!file.exists() && (!file.open(QIODevice::WriteOnly) || file.write("suite: A\n") < 0))
            qFatal("cannot write %s", qPrintable(path));
        file.close();
        bench.window->shell().editFile(path);
        const EditorView *view = bench.window->context().editors.viewOf(path);
        if (view == nullptr || !QTest::qWaitFor([&] { return view->document().isLoaded(); }))
            return nullptr;
        return &view->editor();
    }
    /// What is done with environments and services is done with the one that is selected.
    static bool prepareEnvironment(const WindowBench &bench, const QString &id)
    {
        if (!id.startsWith(u"environment.") && !id.startsWith(u"service."))
            return true;
        bench.trigger(u"layout.run");
        auto &tree = bench.find<QTreeView>(u"environmentTree"_s);
        const auto top = [&tree] { // the last: what the run has brought up stands first
            return tree.model()->index(tree.model()->rowCount() - 1, 0);
        };
        if (!QTest::qWaitFor([&] { return top().isValid(); }))
            return false;
        tree.setCurrentIndex(top());
        if (id == u"environment.provision")
            return true;
        bench.controls->provisionHolds = id == u"environment.cancel";
        bench.trigger(u"environment.provision");
        if (id == u"environment.cancel")
            return true;
        if (!QTest::qWaitFor([&] { return tree.model()->rowCount(top()) > 0; }))
            return false;
        const int service = tree.model()->rowCount(top()) - 1;
        tree.setCurrentIndex(id == u"environment.destroy" ? top()
                                                          : tree.model()->index(service, 0, top()));
        return true;
    }

    std::unique_ptr<Ready> m_ready;
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestKeyboard)
#include "tst_keyboard.moc"
