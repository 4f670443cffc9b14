// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_palette.h"
#include "ui/commands/fuzzy.h"
#include "ui/window_bench.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLineEdit>
#include <QListView>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

PaletteEntry entry(const QString &text, const QString &note = {})
{
    PaletteEntry made;
    made.key = u"k:"_s + text;
    made.text = text;
    made.note = note;
    return made;
}

/// "[Section]" lines and entries, top to bottom.
QStringList shown(const PaletteModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row);
        const QString text = index.data().toString();
        lines.append(model.entryAt(index) == nullptr ? u'[' + text + u']' : text);
    }
    return lines;
}

std::vector<PaletteModel::Section> sections()
{
    return {{u"commands"_s,
             u"Commands"_s,
             u'>',
             {entry(u"Run"_s), entry(u"Run selected"_s), entry(u"Reset layout"_s)}},
            {u"cases"_s,
             u"Cases"_s,
             u'@',
             {entry(u"runs twice"_s), entry(u"layout of a run"_s), entry(u"stores"_s, u"run"_s)}}};
}

} // namespace

class TestPalette : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ranks_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("whole word first, shorter first, name before note")
            << u"run"_s << QStringList{u"[Commands]"_s, u"Run"_s,        u"Run selected"_s,
                                       u"[Cases]"_s,    u"runs twice"_s, u"layout of a run"_s,
                                       u"stores"_s};
        QTest::newRow("the section with the best match leads")
            << u"layout"_s
            << QStringList{u"[Cases]"_s, u"layout of a run"_s, u"[Commands]"_s, u"Reset layout"_s};
        QTest::newRow("starts of words")
            << u"rl"_s << QStringList{u"[Commands]"_s, u"Reset layout"_s, u"Run selected"_s};
        QTest::newRow("prefix") << u"@run"_s
                                << QStringList{u"[Cases]"_s, u"runs twice"_s, u"layout of a run"_s,
                                               u"stores"_s};
        QTest::newRow("nothing") << u"zzz"_s << QStringList();
    }
    void ranks()
    {
        QFETCH(const QString, pattern);
        PaletteModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSections(sections());
        model.setPattern(pattern);
        QTEST(shown(model), "expected");
    }

    void recentStandsOnTopAndCountsForMore()
    {
        PaletteModel model;
        model.setRecent({u"k:stores"_s, u"k:gone"_s});
        model.setSections(sections());
        QCOMPARE(shown(model).mid(0, 3),
                 (QStringList{u"[Recent]"_s, u"stores"_s, u"[Commands]"_s}));
        model.setRecent({u"k:Run selected"_s});
        model.setPattern(u"run"_s);
        QCOMPARE(shown(model).value(1), u"Run selected"_s);
    }

    void linesAboveSectionsCannotBeChosen()
    {
        PaletteModel model;
        model.setSections(sections());
        QVERIFY(model.entryAt(model.index(0)) == nullptr);
        QCOMPARE(model.nextEntry(0, 1), 1);
        QCOMPARE(model.nextEntry(4, 1), 5);
        QCOMPARE(model.nextEntry(4, -1), 3);
        QCOMPARE(model.nextEntry(0, -1), -1);
        QCOMPARE(model.flags(model.index(0)), Qt::NoItemFlags);
    }

    void hostileTextsHarmNothing()
    {
        PaletteModel model;
        model.setSections({{u"a"_s,
                            u"A"_s,
                            u'>',
                            {entry(QString(100'000, u'x')), entry(QString()),
                             entry(QString::fromUtf8("\xF0\x9F\x98\x80\n\t"))}}});
        model.setPattern(QString(5000, u'x'));
        QCOMPARE(model.rowCount(), 2);
        model.setPattern(u">"_s);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(fuzzyScore(u"a", u""), 0);
    }

    void byKeyboard()
    {
        const WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        bench.press(Qt::Key_K, Qt::ControlModifier);
        auto &palette = bench.find<CommandPalette>();
        QTRY_VERIFY(palette.isVisible());
        auto &search = bench.find<QLineEdit>(u"paletteSearch"_s);
        auto &list = bench.find<QListView>(u"paletteList"_s);
        QTest::keyClicks(&search, u"dark col"_s);
        QCOMPARE(list.currentIndex().data().toString(), u"Colours: Dark colours"_s);
        QTest::keyClick(&search, Qt::Key_Return);
        QTRY_VERIFY(!palette.isVisible());
        QVERIFY(bench.themes.theme().dark);
        QCOMPARE(bench.settings.value(u"window/theme"_s).toString(), u"dark"_s);

        bench.trigger(u"palette.open");
        QCOMPARE(list.currentIndex().data().toString(), u"Colours: Dark colours"_s); // recent
        QTest::keyClicks(&search, u"fails fast"_s);
        QTest::keyClick(&search, Qt::Key_Return);
        QCOMPARE(bench.window->context().selection.caseId(),
                 sampleCaseId(u"fails fast while open"_s));

        bench.trigger(u"palette.open");
        QTest::keyClicks(&search, u">run"_s);
        const int first = list.currentIndex().row();
        QCOMPARE(first, 1);
        QTest::keyClick(&search, Qt::Key_Down);
        QTest::keyClick(&search, Qt::Key_Down);
        QCOMPARE(list.currentIndex().row(), 3);
        QTest::keyClick(&search, Qt::Key_Up);
        QCOMPARE(list.currentIndex().row(), 2);
        QTest::keyClick(&search, Qt::Key_PageUp);
        QCOMPARE(list.currentIndex().row(), 1);
        QTest::keyClick(&search, Qt::Key_Escape);
        QTRY_VERIFY(!palette.isVisible());
    }

    void findsFilesSettingsAndHelp()
    {
        WindowBench bench;
        QTemporaryDir workspace;
        QFile file(workspace.filePath(u"breaker.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QTRY_VERIFY(bench.isIdle()); // one is opened after the other
        bench.controls->content.folder = workspace.path();
        bench.controller->openWorkspace(workspace.path());
        QTRY_COMPARE(bench.controller->folder(), workspace.path());
        QString opened;
        connect(&bench.window->shell(), &Shell::fileWanted, this,
                [&](const QString &path) { opened = path; });
        auto &palette = bench.find<CommandPalette>();
        auto &search = bench.find<QLineEdit>(u"paletteSearch"_s);
        palette.openWith(u"/breaker"_s);
        QTRY_COMPARE(palette.model().rowCount(), 2); // listed by a worker
        QTest::keyClick(&search, Qt::Key_Return);
        QCOMPARE(opened, workspace.filePath(u"breaker.yaml"_s));
        palette.openWith(u"=indentation"_s);
        QTest::keyClick(&search, Qt::Key_Return);
        QVERIFY(bench.window->pages().find(u"settings"_s) != nullptr);
        palette.openWith(u"?matchers"_s);
        QTest::keyClick(&search, Qt::Key_Return);
        QVERIFY(bench.window->pages().find(u"help"_s) != nullptr);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestPalette)
#include "tst_palette.moc"
