// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor_bench.h"

using namespace Qt::StringLiterals;

namespace assay::ui::test {

/// What the editor knows of suites, and its commands.
class TestEditorHelp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
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

QTEST_MAIN(assay::ui::test::TestEditorHelp)
#include "tst_editor_help.moc"
