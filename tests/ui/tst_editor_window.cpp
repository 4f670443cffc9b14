// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_panel.h"
#include "ui/editor/editors.h"
#include "ui/models/problem_model.h"
#include "ui/window_bench.h"

#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

const QString kRoot = QStringLiteral(ASSAY_SOURCE_DIR);
const QString kFile = u"resilience/circuit_breaker.yaml"_s;

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

/// The window over a copy of the reference suites.
struct Bench : WindowBench
{
    Bench()
        : WindowBench(true, false)
    {
        for (const QString &part : {u"/suites"_s, u"/fixtures/mocks"_s, u"/packaging"_s}) {
            QDirIterator it(kRoot + part, {u"*.yaml"_s}, QDir::Files, QDirIterator::Subdirectories);
            while (it.hasNext()) {
                const QString from = it.next();
                write(suites() + u"/.."_s + from.mid(kRoot.size()), bytesOf(from));
            }
        }
        controls->content.folder = suites();
        controls->hold = false;
        Consent(settings).give(suites());
        controller->openWorkspace(suites());
        [&] { QTRY_VERIFY(isIdle()); }();
    }
    [[nodiscard]] QString suites() const
    {
        return QFileInfo(folder.path()).canonicalFilePath() + u"/suites"_s;
    }
    [[nodiscard]] QString path() const { return suites() + u'/' + kFile; }
    EditorView &open(int line = 0, int column = 0, const QString &file = kFile)
    {
        window->shell().editFile(file, line, column);
        auto *view = qobject_cast<EditorView *>(window->pages().current());
        [&] { QTRY_VERIFY(view != nullptr && view->document().isLoaded()); }();
        return *view;
    }
    void type(EditorView &view, const QString &text)
    {
        view.editor().insert(text);
        QVERIFY(view.document().isModified());
    }
    void answer(const QString &box, QMessageBox::StandardButton with)
    {
        auto *asked = window->findChild<QMessageBox *>(box);
        QVERIFY(asked != nullptr);
        asked->button(with)->click();
    }
    [[nodiscard]] QString place() const { return find<QLabel>(u"cursorPlace"_s).text(); }
    [[nodiscard]] std::size_t runs() const { return controls->seenRequests().size(); }
};

/// The window with the lists and tips above it.
QImage pictureOf(QWidget &window)
{
    QImage image = window.grab().toImage();
    QPainter painter(&image);
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (top != &window && top->isVisible() && !top->inherits("QMainWindow"))
            painter.drawPixmap(window.mapFromGlobal(top->mapToGlobal(QPoint(0, 0))), top->grab());
    }
    return image;
}

} // namespace

/// Files as pages of the window.
class TestEditorWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theProblemsAreOfTheTextInTheEditor()
    {
        Bench bench;
        const auto &table = bench.find<QTableView>(u"problemTable"_s);
        const auto problems = [&] {
            QStringList found;
            for (int row = 0; row < table.model()->rowCount(); ++row)
                found.append(
                    table.model()->index(row, ProblemModel::PositionColumn).data().toString());
            return found.filter(kFile);
        };
        EditorView &view = bench.open(1, 1);
        QCOMPARE(problems(), QStringList());
        const QByteArray before = bytesOf(bench.path());
        bench.type(view, u"siute: x\n"_s);
        QTRY_VERIFY2(problems().contains(kFile + u":1:1"_s), qPrintable(problems().join(u' ')));
        QCOMPARE(bytesOf(bench.path()), before); // nothing is saved
        view.editor().undo();
        QTRY_COMPARE(problems(), QStringList());
        bench.type(view, u"siute: x\n"_s);
        QTRY_VERIFY(!problems().isEmpty());
        bench.trigger(u"page.close");
        bench.answer(u"closeBox"_s, QMessageBox::Discard);
        QTRY_COMPARE(problems(), QStringList()); // with its text it is gone
    }

    void aFileOpensAtItsLine()
    {
        Bench bench;
        EditorView &view = bench.open(9, 3);
        QTRY_COMPARE(bench.place(), u"Ln 9, Col 3"_s);
        QVERIFY(bench.find<QLabel>(u"cursorPlace"_s).isVisible());
        auto &tabs = bench.find<QTabWidget>(u"pageTabs"_s);
        QCOMPARE(tabs.tabText(tabs.currentIndex()), u"circuit_breaker.yaml"_s);
        QCOMPARE(tabs.tabToolTip(tabs.currentIndex()), kFile);
        bench.type(view, u"x"_s);
        QTRY_COMPARE(tabs.tabText(tabs.currentIndex()), u"● circuit_breaker.yaml"_s);
        bench.trigger(u"editor.undo");
        QTRY_COMPARE(tabs.tabText(tabs.currentIndex()), u"circuit_breaker.yaml"_s);
        const int pages = bench.window->pages().pageCount();
        QCOMPARE(&bench.open(2, 1), &view); // by whatever name it is called
        bench.window->shell().editFile(bench.suites() + u"/./"_s + kFile);
        QCOMPARE(bench.window->pages().pageCount(), pages);
        bench.window->pages().open(u"run"_s);
        QVERIFY(!bench.find<QLabel>(u"cursorPlace"_s).isVisible());
    }

    void commandsOutOfSightTouchNothing()
    {
        Bench bench;
        EditorView &view = bench.open();
        bench.type(view, u"# mine\n"_s);
        const QString text = view.editor().text();
        bench.window->pages().open(u"run"_s);
        for (const auto id : {u"editor.undo", u"editor.format", u"editor.save"})
            bench.trigger(id);
        QCOMPARE(view.editor().text(), text);
        QVERIFY(view.document().isModified());
        QCOMPARE(bench.find<QLabel>(u"message"_s).text(), u"Open a file first."_s);
    }

    void findBelongsToTheFocus()
    {
        Bench bench;
        EditorView &view = bench.open();
        bench.window->shell().showPanel(u"console"_s);
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        view.setFocus();
        QTest::keyClick(&view.editor(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(view.findBar().isVisible());
        QVERIFY(view.findBar().isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!view.findBar().isVisible());
        bench.find<ConsoleView>().setFocus();
        bench.press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(!view.findBar().isVisible());
        QVERIFY(
            bench.find<ConsolePanel>().parentWidget()->isAncestorOf(QApplication::focusWidget()));
    }

    void aRunSavesFirst()
    {
        Bench bench;
        EditorView &view = bench.open();
        bench.type(view, u"# mine\n"_s);
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.runs(), std::size_t(1));
        QVERIFY(bytesOf(bench.path()).startsWith("# mine\n"));
        QVERIFY(!view.document().isModified());
        QTRY_VERIFY(bench.isIdle());
        view.editor().undo(); // the history survives a run
        QVERIFY(view.document().isModified());
        bench.window->context().preferences.set(u"run/saveFirst"_s, false);
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.runs(), std::size_t(2));
        QVERIFY(view.document().isModified());
        QTRY_VERIFY(bench.isIdle());
    }

    void whatCannotBeSavedDoesNotRun()
    {
        Bench bench;
        EditorView &view = bench.open();
        bench.type(view, u"# mine\n"_s);
        write(bench.path(), "suite: theirs\n");
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.window->notifications().all().size(), std::size_t(1));
        QCOMPARE(bench.window->notifications().all().front().text,
                 kFile + u" could not be saved."_s);
        QCOMPARE(bench.runs(), std::size_t(0));
        QVERIFY(bench.isIdle());
        QVERIFY(view.messages().isVisible());
    }

    void theCaseAtTheCursorRuns()
    {
        Bench bench;
        EditorView &view = bench.open();
        view.editor().setOffset(view.editor().text().indexOf(u"- case:"_s) + 4);
        bench.type(view, u" "_s);
        bench.trigger(u"editor.undo");
        bench.trigger(u"editor.runCase");
        QTRY_COMPARE(bench.runs(), std::size_t(1));
        const auto only = bench.controls->seenRequests().at(0).selection.only;
        QCOMPARE(only.value().size(), 1);
        QVERIFY(only.value().begin()->startsWith(kFile + u"::"_s));
        QTRY_VERIFY(bench.isIdle());
    }

    void closingAsks()
    {
        Bench bench;
        EditorView &view = bench.open();
        const QPointer<EditorView> gone(&view);
        bench.type(view, u"# mine\n"_s);
        bench.trigger(u"page.close");
        bench.answer(u"closeBox"_s, QMessageBox::Cancel);
        QVERIFY(gone != nullptr);
        bench.trigger(u"page.close");
        QTRY_VERIFY(bench.window->findChildren<QMessageBox *>(u"closeBox"_s).size() == 1);
        bench.answer(u"closeBox"_s, QMessageBox::Save);
        QTRY_VERIFY(gone == nullptr);
        QVERIFY(bytesOf(bench.path()).startsWith("# mine\n"));

        bench.type(bench.open(), u"# more\n"_s);
        bench.window->close();
        QVERIFY(bench.window->isVisible());
        bench.answer(u"closeAllBox"_s, QMessageBox::Discard);
        QTRY_VERIFY(!bench.window->isVisible());
        QVERIFY(bytesOf(bench.path()).startsWith("# mine\n"));
    }

    void theNextStartGoesOn()
    {
        Bench bench;
        bench.open(9, 3);
        bench.window->close();
        QVERIFY(!bench.window->isVisible());
        bench.start(false);
        auto *view = bench.window->findChild<EditorView *>();
        QVERIFY(view != nullptr);
        QTRY_VERIFY(view->document().isLoaded());
        QCOMPARE(view->document().path(), bench.path());
        QCOMPARE(view->place(), std::pair(9, 3));
    }

    void whatWasTypedBeforeACrashIsBack()
    {
        Bench bench;
        write(bench.folder.filePath(u"unsaved/x.json"_s),
              "{\"path\": \"" + bench.path().toUtf8() +
                  "\", \"text\": \"suite: mine\\n\", \"base\": \"00\", "
                  "\"typed\": \"2026-01-01T00:00:00.000Z\", \"owner\": \"\"}");
        bench.start(false);
        auto *view = bench.window->findChild<EditorView *>();
        QVERIFY(view != nullptr);
        QCOMPARE(view->editor().text(), u"suite: mine\n"_s);
        QVERIFY(view->document().isModified());
        QCOMPARE(bench.window->notifications().all().size(), std::size_t(1));
        QTRY_COMPARE(view->document().disk(), Document::Disk::Changed);
        QCOMPARE(bench.window->pages().current(), view);
    }

    void settingsApplyAtOnce()
    {
        Bench bench;
        EditorView &view = bench.open();
        bench.window->context().preferences.set(u"editor/tabWidth"_s, 4);
        QCOMPARE(view.editor().indentationWidth(), 4);
        bench.window->context().preferences.set(u"editor/wrap"_s, true);
        QCOMPARE(view.editor().wrapMode(), QsciScintilla::WrapWord);
    }

    void theFileOfAnotherColumnIsFollowed()
    {
        Bench bench;
        EditorView &one = bench.open(9, 3);
        QTRY_COMPARE(bench.place(), u"Ln 9, Col 3"_s);
        EditorView &two = bench.open(1, 2, u"workspace.yaml"_s);
        QTRY_COMPARE(bench.place(), u"Ln 1, Col 2"_s);
        bench.trigger(u"page.split");
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        one.setFocus();
        QTRY_COMPARE(bench.place(), u"Ln 9, Col 3"_s);
        two.setFocus();
        QTRY_COMPARE(bench.place(), u"Ln 1, Col 2"_s);
    }

    void pictures_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("scene");
        for (const QString &scene : {u"completion"_s, u"mistake"_s, u"both"_s, u"replace"_s}) {
            QTest::newRow(qPrintable(scene + u"-dark"_s)) << true << scene;
            QTest::newRow(qPrintable(scene + u"-light"_s)) << false << scene;
        }
    }
    void pictures()
    {
        QFETCH(const bool, dark);
        QFETCH(const QString, scene);
        Bench bench;
        bench.themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        bench.window->move(0, 0);
        bench.trigger(u"layout.author");
        EditorView &view = bench.open();
        CodeEditor &editor = view.editor();
        const QString text = editor.text();
        const qsizetype status = text.indexOf(u"expect:"_s);
        editor.applyEdits({{{}, {status, status + 6}, u"expct"_s}});
        QTRY_VERIFY(!view.diagnostics().empty());
        editor.setOffset(status + 2);
        if (scene == u"completion") {
            QTest::keyClick(&editor, Qt::Key_Up);
            QTest::keyClick(&editor, Qt::Key_End);
            QTest::keyClick(&editor, Qt::Key_Return);
            bench.trigger(u"editor.complete");
            QTRY_VERIFY(editor.isCompleting());
        } else if (scene == u"mistake") {
            bench.trigger(u"editor.help");
        } else if (scene == u"both") {
            QByteArray theirs = bytesOf(bench.path());
            write(bench.path(), theirs.replace("status", "time"));
            view.document().checkDisk();
            QTRY_VERIFY(view.messages().isVisible());
            view.findChild<QPushButton *>(u"showBoth"_s)->click();
        } else {
            bench.trigger(u"editor.replace");
            view.findChild<QLineEdit *>(u"findText"_s)->setText(u"status"_s);
            bench.trigger(u"edit.findNext");
        }
        QVERIFY(QTest::qWaitForWindowExposed(bench.window.get()));
        QTRY_VERIFY(!editor.visibleRegion().isEmpty());
        const QImage image = pictureOf(*bench.window);
        const QString out = QStringLiteral(ASSAY_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(out));
        QVERIFY(image.save(u"%1/file-%2-%3.png"_s.arg(out, scene, dark ? u"dark"_s : u"light"_s)));
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 2) {
            for (int x = 0; x < image.width(); x += 2)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY(colours.contains(bench.themes.theme().fill(Role::Panel).rgb()));
        QVERIFY(colours.contains(bench.themes.theme().fill(Role::Failed).rgb()));
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestEditorWindow)
#include "tst_editor_window.moc"
