// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"
#include "ui/settings/shortcuts_page.h"
#include "ui/window_bench.h"

#include <QComboBox>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

class TestSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesThatMakeNoSenseAreTheDefault()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        settings.setValue(u"editor/tabWidth"_s, 4000);
        settings.setValue(u"window/theme"_s, u"pink"_s);
        settings.setValue(u"run/parallel"_s, u"many"_s);
        Preferences preferences(settings);
        QCOMPARE(preferences.number(u"editor/tabWidth"), 2);
        QCOMPARE(preferences.text(u"window/theme"), u"system"_s);
        QCOMPARE(preferences.number(u"run/parallel"), 0);
        QSignalSpy changed(&preferences, &Preferences::changed);
        preferences.set(u"editor/tabWidth"_s, 99);
        QCOMPARE(changed.size(), 0);
        preferences.set(u"editor/tabWidth"_s, 4);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(settings.value(u"editor/tabWidth"_s).toInt(), 4);
        preferences.reset(u"editor/tabWidth"_s);
        QVERIFY(!settings.contains(u"editor/tabWidth"_s));
        QSet<QString> keys;
        for (const SettingSpec &spec : preferences.specs()) {
            QVERIFY2(!keys.contains(spec.key), qPrintable(spec.key));
            keys.insert(spec.key);
            QVERIFY2(!spec.title.isEmpty() && !spec.help.isEmpty(), qPrintable(spec.key));
        }
    }

    void appliesLiveFromBothSides()
    {
        WindowBench bench;
        bench.themes.setMode(ThemeMode::Light);
        bench.trigger(u"settings.open");
        auto &box = bench.find<QComboBox>(u"setting/window/theme"_s);
        box.setCurrentIndex(box.findData(u"dark"_s));
        Q_EMIT box.activated(box.currentIndex());
        QVERIFY(bench.themes.theme().dark);
        QVERIFY(bench.action(u"theme.dark").isChecked());
        bench.trigger(u"theme.light");
        QCOMPARE(box.currentData().toString(), u"light"_s);
        auto &parallel = bench.find<QSpinBox>(u"setting/run/parallel"_s);
        parallel.setValue(3);
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.controls->seenRequests().size(), std::size_t(1));
        QCOMPARE(bench.controls->seenRequests().at(0).parallel, std::optional<int>(3));
    }

    void searchHidesWhatDoesNotFit()
    {
        const WindowBench bench;
        bench.trigger(u"settings.open");
        auto &list = bench.find<QListWidget>(u"settingsList"_s);
        QTest::keyClicks(&bench.find<QLineEdit>(u"settingsSearch"_s), u"spaces draw"_s);
        QStringList left;
        for (int i = 0; i < list.count(); ++i) {
            if (!list.item(i)->isHidden())
                left.append(list.item(i)->text());
        }
        QCOMPARE(left, QStringList{u"Editor"_s});
        QCOMPARE(list.currentItem()->text(), u"Editor"_s);
        bench.find<QLineEdit>(u"settingsSearch"_s).setText(u"no such thing"_s);
        QCOMPARE(list.currentRow(), -1);
        bench.find<QLineEdit>(u"settingsSearch"_s).clear();
        QVERIFY(!list.item(0)->isHidden());
    }

    void shortcutsAreReboundWithTheirConflictsShown()
    {
        WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"help.shortcuts");
        auto &page = bench.find<ShortcutsPage>();
        page.choose(u"workspace.reload"_s);
        auto &keys = bench.find<QKeySequenceEdit>(u"shortcutKeys"_s);
        keys.setKeySequence(QKeySequence(u"F5"_s));
        QString told;
        for (const QLabel *label : page.findChildren<QLabel *>(u"problem"_s))
            told += label->text();
        QVERIFY2(told.contains(u"F5") && told.contains(u"Run"), qPrintable(told));
        bench.find<QPushButton>(u"shortcutSet"_s).click();
        QCOMPARE(bench.action(u"workspace.reload").shortcut(), QKeySequence(u"F5"_s));
        QCOMPARE(bench.action(u"run.all").shortcut(), QKeySequence());
        bench.start(); // the next window has them, too
        QCOMPARE(bench.action(u"workspace.reload").shortcut(), QKeySequence(u"F5"_s));
        QCOMPARE(bench.action(u"run.all").shortcut(), QKeySequence());
        QTRY_VERIFY(bench.isIdle());
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        QSignalSpy loaded(bench.controller.get(), &RunController::contentChanged);
        bench.press(Qt::Key_F5);
        QTRY_COMPARE(loaded.size(), 1);
        bench.trigger(u"help.shortcuts");
        bench.find<QPushButton>(u"shortcutResetAll"_s).click();
        QCOMPARE(bench.action(u"run.all").shortcut(), QKeySequence(u"F5"_s));
        QVERIFY(!bench.settings.contains(u"shortcuts/run.all"_s));
    }

    void aCommandOfTwoOwnersGoesToTheOneWithTheFocus()
    {
        QWidget window;
        CommandRegistry commands(window, commandSpecs());
        auto *left = new QLineEdit(&window);
        auto *right = new QLineEdit(&window);
        right->move(0, 60);
        QString who;
        commands.bind(u"console.copy", left, [&](bool) { who = u"left"_s; });
        commands.bind(u"console.copy", right, [&](bool) { who = u"right"_s; });
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        left->setFocus();
        commands.action(u"console.copy").trigger();
        QCOMPARE(who, u"left"_s);
        right->setFocus();
        commands.action(u"console.copy").trigger();
        QCOMPARE(who, u"right"_s);
        delete right;
        commands.action(u"console.copy").trigger();
        QCOMPARE(who, u"left"_s);
        delete left;
        who.clear();
        commands.action(u"console.copy").trigger();
        QCOMPARE(who, QString());
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestSettings)
#include "tst_settings.moc"
