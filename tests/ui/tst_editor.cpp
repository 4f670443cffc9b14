// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/editor_specs.h"
#include "ui/editor_tabs.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

const QByteArray kSuite = "# Everything that a client is promised.\n"
                          "suite: Text API\n"
                          "environment: local\n"
                          "vars:\n"
                          "  base: \"${services.api.url}/v1\"\n"
                          "\n"
                          "cases:\n"
                          "  - case: stores a text\n"
                          "    tags: [smoke, api]\n"
                          "    steps:\n"
                          "      - http: { POST: \"${base}/texts\", json: { title: Dune } }\n"
                          "        expect:\n"
                          "          status: 201\n"
                          "          json: { $.id: { matches: uuid }, $.revision: 1 }\n"
                          "          time: { lt: 500ms }\n"
                          "        capture: { id: $.id }\n"
                          "\n"
                          "  - case: finds it again\n"
                          "    needs: [stores a text]\n"
                          "    timeout: 30s\n"
                          "    steps:\n"
                          "      - http: { GET: \"${base}/texts/${id}\" }\n"
                          "        expect: { status: 200 }\n"
                          "      - wait: 10ms\n";

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A real workspace on the disk with a page over it.
struct Bench
{
    Bench()
        : themes(*qApp)
    {
        themes.setMode(ThemeMode::Dark);
        add(u"workspace.yaml"_s, "workspace: w\n");
        add(u"environments/local.yaml"_s,
            "environment: local\nservices:\n  api: { external: { url: \"http://127.0.0.1:1\" } }\n"
            "  cache: { redis: {} }\n");
        add(u"api/text.yaml"_s, kSuite);
        add(u"api/other.yaml"_s, "suite: Other\ncases:\n  - case: goes on\n    needs: "
                                 "[\"text.yaml::stores a text\"]\n    steps: []\n");
        page = std::make_unique<EditorTabs>(EditorServices::of(folder.path()), themes,
                                            folder.filePath(u".state"_s));
        page->resize(1000, 640);
        page->show();
    }
    void add(const QString &file, const QByteArray &bytes) { write(path(file), bytes); }
    [[nodiscard]] QString path(const QString &file) const
    {
        return QFileInfo(folder.path()).canonicalFilePath() + u'/' + file;
    }
    /// Opens and waits until the loader has spoken.
    EditorView &open(const QString &file)
    {
        page->open(file);
        EditorView *view = page->current();
        [&] { QTRY_VERIFY(view->document().isLoaded()); }();
        return *view;
    }

    QTemporaryDir folder;
    ThemeManager themes;
    std::unique_ptr<EditorTabs> page;
};

qsizetype offsetOf(EditorView &view, const QString &text)
{
    return view.editor().text().indexOf(text);
}

/// What is on the screen: the page and the lists and tips above it.
QImage pictureOf(QWidget &page)
{
    QImage image = page.grab().toImage();
    QPainter painter(&image);
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (top == &page || !top->isVisible())
            continue;
        painter.drawPixmap(page.mapFromGlobal(top->mapToGlobal(QPoint(0, 0))), top->grab());
    }
    return image;
}

} // namespace

class TestEditor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensAndSaves()
    {
        Bench bench;
        QSignalSpy places(&bench.page->editors, &Editors::placeChanged);
        bench.page->open(u"api/text.yaml"_s, 8, 5);
        EditorView &view = *bench.page->current();
        QTRY_COMPARE(view.editor().text().toUtf8(), kSuite);
        QTRY_COMPARE(places.last(), QVariantList({8, 5}));
        QCOMPARE(bench.page->openFiles(), QStringList{bench.path(u"api/text.yaml"_s)});
        bench.page->open(bench.path(u"api/../api/text.yaml"_s)); // the same file
        QCOMPARE(bench.page->openFiles().size(), 1);
        QCOMPARE(view.windowTitle(), u"text.yaml[*]"_s);
        QVERIFY(!view.isWindowModified());
        view.editor().insert(u"# "_s);
        QVERIFY(view.document().isModified());
        QVERIFY(view.isWindowModified());
        QSignalSpy saved(&bench.page->editors, &Editors::fileSaved);
        bench.page->trigger(u"editor.save");
        QTRY_COMPARE(saved.size(), 1);
        QVERIFY(!view.document().isModified());
        QVERIFY(bytesOf(bench.path(u"api/text.yaml"_s)).contains("\n  - # case: stores a text"));
        view.editor().undo(); // saving keeps the history, and what was saved is no longer this
        QVERIFY(view.document().isModified());
        QCOMPARE(view.editor().text().toUtf8(), kSuite);
    }

    void showsMistakesAndFixesThem()
    {
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        QVERIFY(view.diagnostics().empty());
        const qsizetype needs = offsetOf(view, u"needs"_s);
        view.editor().applyEdits({{{}, {needs, needs + 5}, u"neds"_s}});
        QTRY_COMPARE(view.diagnostics().size(), 1U); // what is typed, not what is on the disk
        QCOMPARE(view.editor().marks().front().line, 18);
        QCOMPARE(view.editor().marks().front().span.in(view.editor().text()).toString(), u"neds"_s);
        view.editor().setOffset(needs);
        const auto fixes = view.quickFixes();
        QCOMPARE(fixes.size(), 1U);
        QCOMPARE(fixes.front().title, u"Replace with \"needs\""_s);
        bench.page->trigger(u"editor.fix");
        auto *menu = view.findChild<QMenu *>(u"quickFixMenu"_s);
        QVERIFY(menu != nullptr && menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(view.editor().text().toUtf8(), kSuite);
        QTRY_VERIFY(view.diagnostics().empty());
        QVERIFY(view.editor().marks().empty());
    }

    void seesMistakesOfOtherFiles()
    {
        Bench bench;
        EditorView &environment = bench.open(u"environments/local.yaml"_s);
        environment.editor().replaceText(
            u"environment: local\nservices:\n  api: { redus: {} }\n"_s);
        QTRY_VERIFY(!environment.diagnostics().empty());
        EditorView &workspace = bench.open(u"workspace.yaml"_s);
        workspace.editor().replaceText(u"workspace: w\nrotos: a\n"_s);
        QTRY_VERIFY(!workspace.diagnostics().empty());
        bench.add(u"mocks/m.yaml"_s, "mock: m\nroutes: [{ fault: rest }]\n");
        EditorView &mock = bench.open(u"mocks/m.yaml"_s);
        workspace.editor().undo();
        QTRY_COMPARE(mock.diagnostics().size(), 1U);
    }

    void completesWhileTyping()
    {
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        CodeEditor &editor = view.editor();
        editor.goTo(20, 17);
        QTest::keyClick(&editor, Qt::Key_Return);
        QCOMPARE(editor.text(20), u"    \n"_s); // as deep as the line above
        QTest::keyClicks(&editor, u"re"_s);
        QTRY_VERIFY(editor.isCompleting());
        QTest::keyClicks(&editor, u"tr"_s);
        QTest::keyClick(&editor, Qt::Key_Return);
        QCOMPARE(editor.text(20), u"    retries: \n"_s);
        QVERIFY(!editor.isCompleting());
        QTest::keyClicks(&editor, u"2"_s);
        // In an expression: what is captured by the case that is needed.
        const qsizetype id = offsetOf(view, u"${id}"_s) + 3;
        editor.setOffset(id);
        bench.page->trigger(u"editor.complete");
        QTRY_VERIFY(editor.isCompleting());
        QCOMPARE(editor.shownCompletions().items.front().label, u"id"_s);
        QTest::keyClick(&editor, Qt::Key_Escape);
        QVERIFY(!editor.isCompleting());
    }

    void saysWhatAWordIs()
    {
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        view.editor().setOffset(offsetOf(view, u"timeout"_s) + 2);
        bench.page->trigger(u"editor.help");
        QVERIFY(QToolTip::isVisible());
        QVERIFY(QToolTip::text().contains(u"of one attempt"_s));
    }

    void goesToDefinitions()
    {
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        // The files of the workspace are read on a worker.
        const auto definition = [&] {
            return view.definition(offsetOf(view, u"environment: local"_s) + 15);
        };
        QTRY_VERIFY(definition());
        view.editor().setOffset(offsetOf(view, u"[stores"_s) + 3);
        bench.page->trigger(u"editor.definition");
        QTRY_COMPARE(view.place(), std::pair(8, 11));
        view.editor().setOffset(offsetOf(view, u"environment: local"_s) + 15);
        bench.page->trigger(u"editor.definition");
        QCOMPARE(bench.page->current()->document().path(),
                 bench.path(u"environments/local.yaml"_s));
    }

    void renamesInAllFiles()
    {
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        QTRY_VERIFY(view.definition(offsetOf(view, u"environment: local"_s) + 15));
        view.editor().setOffset(offsetOf(view, u"stores"_s));
        bench.page->trigger(u"editor.rename");
        auto *dialog = bench.page->findChild<QInputDialog *>(u"renameDialog"_s);
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->textValue(), u"stores a text"_s);
        dialog->setTextValue(u"keeps a text"_s);
        dialog->accept();
        QTRY_COMPARE(bench.page->editors.modified().size(), 2U);
        QCOMPARE(view.editor().text().toUtf8(),
                 QByteArray(kSuite).replace("stores a text", "keeps a text"));
        EditorView *other = bench.page->editors.viewOf(bench.path(u"api/other.yaml"_s));
        QVERIFY(other->editor().text().contains(u"\"text.yaml::keeps a text\""_s));
        QVERIFY(bytesOf(bench.path(u"api/other.yaml"_s)).contains("stores a text")); // not saved
        view.editor().undo();
        QCOMPARE(view.editor().text().toUtf8(), kSuite); // one step
        QCOMPARE(bench.page->current(), &view);
        QVERIFY(!bench.page->editors.renameCase(view, u""_s));
    }

    void formatsAndRuns()
    {
        Bench bench;
        bench.add(u"api/wide.yaml"_s, "suite: W\ncases:\n- case: one # first\n  steps: []\n");
        EditorView &view = bench.open(u"api/wide.yaml"_s);
        bench.page->trigger(u"editor.format");
        QCOMPARE(view.editor().text(),
                 u"suite: W\ncases:\n  - case: one # first\n    steps: []\n"_s);
        QSignalSpy runs(&bench.page->editors, &Editors::runCaseRequested);
        view.editor().goTo(4, 1);
        bench.page->trigger(u"editor.runCase");
        QTRY_COMPARE(runs.size(), 1); // it was saved first
        QCOMPARE(runs.first().first().toStringList(), QStringList{u"api/wide.yaml::one"_s});
        QVERIFY(bytesOf(bench.path(u"api/wide.yaml"_s)).contains("\n  - case: one"));
        view.editor().goTo(1, 1);
        bench.page->trigger(u"editor.runCase");
        QCOMPARE(runs.size(), 1);
        view.editor().replaceText(u"suite: {\n"_s);
        bench.page->trigger(u"editor.format");
        QVERIFY(view.messages().text().contains(u"mistakes"_s));
        QCOMPARE(view.editor().text(), u"suite: {\n"_s);
    }

    void historySurvivesAReload()
    {
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        view.editor().replaceText(u"suite: mine\n"_s);
        bench.page->trigger(u"editor.save");
        QTRY_VERIFY(!view.document().isModified());
        bench.add(u"api/text.yaml"_s, "suite: theirs\n");
        bench.page->editors.refresh();
        QTRY_COMPARE(view.editor().text(), u"suite: theirs\n"_s);
        QVERIFY(!view.document().isModified());
        bench.page->trigger(u"editor.undo");
        QCOMPARE(view.editor().text(), u"suite: mine\n"_s);
        bench.page->trigger(u"editor.undo");
        QCOMPARE(view.editor().text().toUtf8(), kSuite);
        bench.page->trigger(u"editor.redo");
        bench.page->trigger(u"editor.redo");
        QCOMPARE(view.editor().text(), u"suite: theirs\n"_s);
        QVERIFY(!view.document().isModified());
    }

    void letsChoose_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("text");
        QTest::newRow("mine") << u"keepMine"_s << u"suite: mine\n"_s;
        QTest::newRow("theirs") << u"takeTheirs"_s << u"suite: theirs\n"_s;
    }
    void letsChoose()
    {
        QFETCH(const QString, button);
        QFETCH(const QString, text);
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        view.editor().replaceText(u"suite: mine\n"_s);
        bench.add(u"api/text.yaml"_s, "suite: theirs\n");
        bench.page->trigger(u"editor.save");
        QTRY_VERIFY(view.messages().isVisible());
        view.findChild<QPushButton *>(u"showBoth"_s)->click();
        auto *both = view.findChild<CodeEditor *>(u"compareView"_s);
        QVERIFY(both->text().contains(u"-suite: theirs\n+suite: mine\n"_s));
        view.editor().insert(u"# "_s); // it follows what is typed
        QTRY_VERIFY(both->text().contains(u"+# suite: mine\n"_s));
        view.editor().undo();
        view.findChild<QPushButton *>(button)->click();
        QCOMPARE(view.editor().text(), text);
        QVERIFY(!view.messages().isVisible());
        bench.page->open(u"api/text.yaml"_s);
        bench.page->trigger(u"editor.save");
        QTRY_COMPARE(bytesOf(bench.path(u"api/text.yaml"_s)), text.toUtf8());
        if (button == u"takeTheirs") {
            bench.page->trigger(u"editor.undo"); // nothing is lost
            QCOMPARE(view.editor().text(), u"suite: mine\n"_s);
        }
    }

    void saysWhyNot()
    {
        Bench bench;
        bench.page->open(u"api/none.yaml"_s);
        EditorView &view = *bench.page->current();
        QTRY_VERIFY(view.messages().isVisible());
        QVERIFY(view.messages().text().contains(u"there is no file"_s));
        QVERIFY(view.editor().isReadOnly());
        bench.add(u"api/none.yaml"_s, "suite: now\n");
        view.findChild<QPushButton *>(u"tryAgain"_s)->click();
        QTRY_COMPARE(view.editor().text(), u"suite: now\n"_s);
        QVERIFY(!view.editor().isReadOnly());
        bench.page->open(u"api"_s);
        QTRY_VERIFY(bench.page->current()->messages().text().contains(u"is a folder"_s));
        bench.page->current()->findChild<QPushButton *>(u"closeFile"_s)->click();
        QCOMPARE(bench.page->openFiles().size(), 1);
    }

    void findsAndReplaces()
    {
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        bench.page->trigger(u"edit.find");
        QVERIFY(view.findBar().isVisible());
        auto *text = view.findChild<QLineEdit *>(u"findText"_s);
        QVERIFY(text->hasFocus() || !view.isActiveWindow());
        text->setText(u"STATUS"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(view.editor().selectedText(), u"status"_s);
        const qsizetype first = view.editor().offset();
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY(view.editor().offset() > first);
        bench.page->trigger(u"edit.findPrevious");
        QCOMPARE(view.editor().offset(), first);
        bench.page->trigger(u"editor.replace");
        view.findChild<QLineEdit *>(u"replaceText"_s)->setText(u"é"_s);
        view.findChild<QPushButton *>(u"replaceAll"_s)->click();
        QCOMPARE(view.editor().text(), QString::fromUtf8(kSuite).replace(u"status"_s, u"é"_s));
        bench.page->trigger(u"editor.undo");
        QCOMPARE(view.editor().text().toUtf8(), kSuite);
        QTest::keyClick(text, Qt::Key_Escape);
        QVERIFY(!view.findBar().isVisible());
    }

    void asksBeforeItCloses()
    {
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        bench.open(u"api/other.yaml"_s);
        bench.page->closeCurrent(); // nothing to ask
        QCOMPARE(bench.page->openFiles().size(), 1);
        view.editor().insert(u"#"_s);
        bench.page->closeCurrent();
        auto *box = bench.page->findChild<QMessageBox *>(u"closeBox"_s);
        QVERIFY(box != nullptr);
        box->button(QMessageBox::Cancel)->click();
        QCOMPARE(bench.page->openFiles().size(), 1);
        int settled = 0;
        const auto mayCloseAll = [&] {
            return bench.page->editors.mayCloseAll(*bench.page, [&] { ++settled; });
        };
        const auto answer = [&](QMessageBox::StandardButton with) {
            auto *all = bench.page->findChild<QMessageBox *>(u"closeAllBox"_s);
            QVERIFY(all != nullptr);
            all->button(with)->click();
            QTRY_VERIFY(bench.page->findChild<QMessageBox *>(u"closeAllBox"_s) == nullptr);
        };
        QVERIFY(!mayCloseAll());
        QVERIFY(!mayCloseAll()); // one question at a time
        answer(QMessageBox::Cancel);
        QCOMPARE(settled, 0);
        QVERIFY(!mayCloseAll());
        answer(QMessageBox::Discard);
        QCOMPARE(settled, 1);
        QVERIFY(mayCloseAll()); // given up
        QVERIFY(bench.page->editors.mayClose(view));
        view.editor().insert(u"#"_s);
        QTRY_VERIFY(!mayCloseAll()); // but what was typed since is not
        answer(QMessageBox::SaveAll);
        QTRY_COMPARE(settled, 2);
        QVERIFY(mayCloseAll());
        QVERIFY(bytesOf(bench.path(u"api/text.yaml"_s)).startsWith("#"));
    }

    void saysWhatCouldNotBeSaved()
    {
        Bench bench;
        EditorView &good = bench.open(u"api/other.yaml"_s);
        EditorView &view = bench.open(u"api/text.yaml"_s);
        std::optional<QStringList> failed;
        const auto saveAll = [&] {
            bench.page->editors.saveAll([&](const QStringList &files) { failed = files; });
        };
        saveAll(); // nothing to save
        QCOMPARE(failed, std::optional(QStringList()));
        failed.reset();
        good.editor().insert(u"# "_s);
        view.editor().insert(u"# "_s);
        bench.add(u"api/text.yaml"_s, "suite: theirs\n");
        saveAll();
        QTRY_COMPARE(failed, std::optional(QStringList{u"api/text.yaml"_s}));
        QVERIFY(!good.document().isModified());
        QCOMPARE(bytesOf(bench.path(u"api/text.yaml"_s)), "suite: theirs\n");
        // A case of it does not run either, and does not run later by itself.
        QSignalSpy runs(&bench.page->editors, &Editors::runCaseRequested);
        view.editor().goTo(9, 1);
        bench.page->trigger(u"editor.runCase");
        failed.reset();
        saveAll(); // it is told each time
        QTRY_COMPARE(failed, std::optional(QStringList{u"api/text.yaml"_s}));
        view.document().keepMine();
        bench.page->trigger(u"editor.save");
        QTRY_VERIFY(!view.document().isModified());
        QCOMPARE(runs.size(), 0);
    }

    void twoFilesOfOneNameSayWhere()
    {
        Bench bench;
        bench.add(u"db/text.yaml"_s, "suite: D\ncases: []\n");
        EditorView &api = bench.open(u"api/text.yaml"_s);
        EditorView &db = bench.open(u"db/text.yaml"_s);
        QCOMPARE(api.windowTitle(), u"text.yaml — api[*]"_s);
        QCOMPARE(db.windowTitle(), u"text.yaml — db[*]"_s);
        bench.page->closeCurrent();
        QTRY_COMPARE(api.windowTitle(), u"text.yaml[*]"_s);
    }

    void remembersWhereTheCursorsWere()
    {
        Bench bench;
        bench.open(u"api/text.yaml"_s).editor().goTo(9, 3);
        const QVariantMap places = bench.page->editors.places();
        EditorTabs again(EditorServices::of(bench.folder.path()), bench.themes,
                         bench.folder.filePath(u".state"_s));
        again.show();
        again.editors.setPlaces(places);
        again.open(u"api/text.yaml"_s);
        QCOMPARE(again.current()->place(), std::pair(9, 3)); // also before it is loaded
        QTRY_VERIFY(again.current()->document().isLoaded());
        QCOMPARE(again.current()->place(), std::pair(9, 3));
        again.open(u"api/text.yaml"_s, 2, 1);
        QCOMPARE(again.current()->place(), std::pair(2, 1));
    }

    void doesWhatTheSettingsSay()
    {
        Bench bench;
        bench.add(u"api/wide.yaml"_s, "suite: W\ncases:\n- case: one\n  steps: []\n");
        EditorView &view = bench.open(u"api/wide.yaml"_s);
        EditorOptions options;
        options.tabWidth = 4;
        options.wrap = true;
        options.whitespace = true;
        options.formatOnSave = true;
        bench.page->editors.setOptions(options);
        QCOMPARE(view.editor().indentationWidth(), 4);
        QCOMPARE(view.editor().wrapMode(), QsciScintilla::WrapWord);
        QCOMPARE(view.editor().whitespaceVisibility(), QsciScintilla::WsVisible);
        bench.page->trigger(u"editor.save");
        QTRY_COMPARE(bytesOf(bench.path(u"api/wide.yaml"_s)),
                     "suite: W\ncases:\n    - case: one\n      steps: []\n");
        view.editor().replaceText(u"suite: {\n"_s); // with mistakes it is saved as it is
        bench.page->trigger(u"editor.save");
        QTRY_COMPARE(bytesOf(bench.path(u"api/wide.yaml"_s)), "suite: {\n");
        QVERIFY(view.messages().text().isEmpty());
        EditorView &later = bench.open(u"api/text.yaml"_s);
        QCOMPARE(later.editor().indentationWidth(), 4);
    }

    void commands()
    {
        Bench bench;
        QSignalSpy said(&bench.page->editors, &Editors::said);
        int count = 0;
        for (const CommandSpec &spec : editorCommandSpecs()) { // without a file nothing happens
            QVERIFY2(!bench.page->commands.unbound().contains(spec.id), qPrintable(spec.id));
            bench.page->trigger(spec.id);
            ++count;
        }
        QCOMPARE(said.size(), count - 1); // all but "Save all"
        EditorView &view = bench.open(u"api/text.yaml"_s);
        view.editor().insert(u"# "_s);
        bench.page->trigger(u"editor.undo");
        QCOMPARE(view.editor().text().toUtf8(), kSuite);
        QCOMPARE(said.size(), count - 1);
        bench.page->closeCurrent();
        bench.page->trigger(u"editor.undo");
        QTRY_COMPARE(said.size(), count);
    }

    /// QScintilla has keys of its own; those of the window come first, whatever they are.
    void keysOfTheWindowComeFirst()
    {
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        const auto takes = [&](Qt::Key key) {
            QKeyEvent event(QEvent::ShortcutOverride, key, Qt::ControlModifier);
            event.ignore();
            QCoreApplication::sendEvent(&view.editor(), &event);
            return event.isAccepted();
        };
        QVERIFY(takes(Qt::Key_C)); // copies
        for (const auto key : {Qt::Key_F, Qt::Key_Z, Qt::Key_L, Qt::Key_D, Qt::Key_BracketLeft})
            QVERIFY2(!takes(key), qPrintable(QString::number(key)));
        bench.page->commands.setShortcut(u"editor.help", QKeySequence(Qt::CTRL | Qt::Key_C));
        QVERIFY(!takes(Qt::Key_C));
    }

    void survivesRubbish()
    {
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        for (const QString &text :
             {QString(), QString(100'000, u'['), QString(1'000'000, u'x'),
              u"a: \U0001F600\n"_s.repeated(2000), u"\t\r\n\r"_s, u"- "_s.repeated(5000)}) {
            view.editor().replaceText(text);
            QCOMPARE(view.editor().text(), text);
            view.editor().setOffset(text.size());
            QCOMPARE(view.editor().offset(), text.size());
            bench.page->trigger(u"editor.complete");
            bench.page->trigger(u"editor.help");
            bench.page->trigger(u"editor.fix");
            bench.page->trigger(u"editor.definition");
            bench.page->trigger(u"editor.format");
            bench.page->trigger(u"editor.runCase");
            if (auto *menu = view.findChild<QMenu *>(u"quickFixMenu"_s))
                menu->close();
        }
        while (view.editor().isUndoAvailable())
            view.editor().undo();
        QCOMPARE(view.editor().text().toUtf8(), kSuite);
    }

    void pictures_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("scene");
        for (const QString &scene :
             {u"completion"_s, u"hover"_s, u"mistake"_s, u"conflict"_s, u"find"_s}) {
            QTest::newRow(qPrintable(scene + u"-dark"_s)) << true << scene;
            QTest::newRow(qPrintable(scene + u"-light"_s)) << false << scene;
        }
    }
    void pictures()
    {
        QFETCH(const bool, dark);
        QFETCH(const QString, scene);
        Bench bench;
        EditorView &view = bench.open(u"api/text.yaml"_s);
        QTRY_VERIFY(view.definition(offsetOf(view, u"environment: local"_s) + 15));
        bench.themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light); // live
        const qsizetype timeout = offsetOf(view, u"timeout"_s);
        view.editor().applyEdits({{{}, {timeout, timeout + 7}, u"timout"_s}});
        QTRY_COMPARE(view.diagnostics().size(), 1U);
        view.editor().goTo(18, 1);
        view.editor().setFocus();
        if (scene == u"completion") {
            view.editor().setOffset(offsetOf(view, u"\"${base}/texts/${id}"_s) + 3);
            bench.page->trigger(u"editor.complete");
            QVERIFY(view.editor().isCompleting());
        } else if (scene == u"hover") {
            view.editor().setOffset(offsetOf(view, u"[stores"_s) + 3);
            bench.page->trigger(u"editor.help");
        } else if (scene == u"mistake") {
            view.editor().setOffset(timeout + 2);
            bench.page->trigger(u"editor.help");
        } else if (scene == u"conflict") {
            bench.add(u"api/text.yaml"_s, "suite: theirs\n");
            bench.page->trigger(u"editor.save");
            QTRY_VERIFY(view.messages().isVisible());
        } else {
            bench.page->trigger(u"editor.replace");
            view.findChild<QLineEdit *>(u"findText"_s)->setText(u"status"_s);
            bench.page->trigger(u"edit.findNext");
        }
        QTRY_VERIFY(view.editor().isVisible());
        QCoreApplication::sendPostedEvents();
        const QImage image = pictureOf(*bench.page);
        const QString out = QStringLiteral(ASSAY_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(out));
        QVERIFY(
            image.save(u"%1/editor-%2-%3.png"_s.arg(out, scene, dark ? u"dark"_s : u"light"_s)));
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 2) {
            for (int x = 0; x < image.width(); x += 2)
                colours.insert(image.pixel(x, y));
        }
        const Theme &theme = bench.themes.theme();
        QVERIFY(colours.contains(theme.fill(Role::Panel).rgb()));
        QVERIFY(colours.contains(theme.ink(Role::Accent).rgb()) || colours.size() > 200);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestEditor)
#include "tst_editor.moc"
