// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor_bench.h"

using namespace Qt::StringLiterals;

namespace assay::ui::test {

/// Files in editors: opened, saved, changed elsewhere, closed.
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
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestEditor)
#include "tst_editor.moc"
