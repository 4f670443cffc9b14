// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_chips.h"
#include "ui/filter/filter_edit.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui {

namespace {

QStringList words(const FilterCompletion &completion)
{
    QStringList all;
    for (const FilterCompletion::Choice &choice : completion.choices)
        all.append(choice.word);
    return all;
}

} // namespace

/// How a filter is written: by chips, by keys, with completion.
class TestFilterEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void toggle_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const auto row = [](const QString &before, const QString &after) {
            QTest::newRow(qPrintable(before)) << before << after;
        };
        row(u""_s, u"status:failed"_s);
        row(u"tag:db"_s, u"status:failed tag:db"_s);
        row(u"status:failed"_s, u""_s);
        row(u"status:passed tag:db"_s, u"status:passed,failed tag:db"_s);
        row(u"status:passed,failed \"a b\""_s, u"status:passed \"a b\""_s);
        row(u"-status:failed"_s, u"status:failed -status:failed"_s);
    }

    void toggle()
    {
        QFETCH(const QString, before);
        QFETCH(const QString, after);
        QCOMPARE(toggleFilterStatus(before, Status::Failed), after);
    }

    void edits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("removed");
        QTest::addColumn<QString>("negated");
        QTest::newRow("one") << u"tag:db"_s << 0 << u""_s << u"-tag:db"_s;
        QTest::newRow("negated") << u"a -\"b c\" d"_s << 1 << u"a d"_s << u"a \"b c\" d"_s;
        QTest::newRow("none") << u"a b"_s << 2 << u"a b"_s << u"a b"_s;
        QTest::newRow("before") << u"a b"_s << -1 << u"a b"_s << u"a b"_s;
    }

    void edits()
    {
        QFETCH(const QString, text);
        QFETCH(const int, number);
        QFETCH(const QString, removed);
        QFETCH(const QString, negated);
        QCOMPARE(removeFilterTerm(text, number), removed);
        QCOMPARE(negateFilterTerm(text, number), negated);
    }

    void completes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("cursor");
        QTest::addColumn<QStringList>("choices");
        QTest::addColumn<QString>("replaced");
        const auto row = [](const QString &text, int cursor, const QStringList &choices,
                            const QString &replaced) {
            QTest::newRow(qPrintable(text + u'@' + QString::number(cursor)))
                << text << cursor << choices << replaced;
        };
        row(u"sl"_s, 2, {u"slow:"_s}, u"sl"_s);
        row(u"-st"_s, 3, {u"status:"_s}, u"st"_s);
        row(u"tag:"_s, 4, {u"db"_s, u"db-write"_s, u"\"two words\""_s}, u""_s);
        row(u"x tag:db y"_s, 8, {u"db"_s, u"db-write"_s}, u"db"_s);
        row(u"tag:db,tw"_s, 9, {u"\"two words\""_s}, u"tw"_s);
        row(u"suite:a"_s, 7, {u"api/a.yaml"_s}, u"a"_s);
        row(u"status:fa"_s, 9, {u"failed"_s}, u"fa"_s);
        row(u"changed:"_s, 8, {u"yes"_s, u"no"_s}, u""_s);
        row(u"nothing:"_s, 8, {}, u""_s);
        row(u"a::b"_s, 4, {}, u"a::b"_s);
    }

    void completes()
    {
        QFETCH(const QString, text);
        QFETCH(const int, cursor);
        QFETCH(const QStringList, choices);
        QFETCH(const QString, replaced);
        const FilterVocabulary vocabulary{{u"db"_s, u"db-write"_s, u"two words"_s},
                                          {u"api/a.yaml"_s, u"b.yaml"_s}};
        const FilterCompletion completion = completeFilter(text, cursor, vocabulary);
        QCOMPARE(words(completion), choices);
        QCOMPARE(text.mid(completion.begin, completion.length), replaced);
    }

    void chipsByMouseAndKeyboard()
    {
        FilterBar bar;
        bar.resize(300, 120);
        bar.show();
        QSignalSpy changed(&bar, &FilterBar::filterChanged);
        bar.setText(u"tag:db stats:x text"_s);
        QCOMPARE(changed.size(), 1);
        const auto chips = [&] {
            QStringList labels;
            for (const QPushButton *chip : bar.findChildren<QPushButton *>(u"termChip"_s)) {
                if (!chip->isHidden())
                    labels.append(chip->text());
            }
            return labels;
        };
        const auto chip = [&](int number) {
            return bar.findChildren<QPushButton *>(u"termChip"_s)[number];
        };
        QCOMPARE(chips(), QStringList({u"tag: db"_s, u"stats: x"_s, u"text"_s}));
        QCOMPARE(chip(1)->accessibleName(), u"Filter term stats: x, not understood"_s);
        QTest::mouseClick(chip(0), Qt::LeftButton, {}, QPoint(5, 5));
        QCOMPARE(bar.text(), u"-tag:db stats:x text"_s);
        QCOMPARE(chips().front(), u"not tag: db"_s);
        chip(0)->setFocus();
        QTest::keyClick(chip(0), Qt::Key_Space);
        QCOMPARE(bar.text(), u"tag:db stats:x text"_s);
        QTest::keyClick(chip(0), Qt::Key_Right);
        QVERIFY(chip(1)->hasFocus() || !bar.isActiveWindow());
        QTest::keyClick(chip(1), Qt::Key_Delete);
        QCOMPARE(bar.text(), u"tag:db text"_s);
        QTest::mouseClick(chip(0), Qt::LeftButton, {}, QPoint(chip(0)->width() - 5, 8));
        QCOMPARE(bar.text(), u"text"_s);
        QTest::mouseClick(chip(0), Qt::MiddleButton);
        QCOMPARE(bar.text(), QString());
        QCOMPARE(chips(), QStringList());
        QVERIFY(bar.filter().isEmpty());
    }

    void typesWithCompletion()
    {
        FilterBar bar;
        bar.setVocabulary({{u"smoke"_s}, {}});
        bar.show();
        QVERIFY(QTest::qWaitForWindowActive(&bar));
        bar.box().setFocus();
        QTest::keyClicks(&bar.box(), u"ta"_s);
        QWidget *popup = QApplication::activePopupWidget();
        QVERIFY(popup != nullptr);
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(bar.text(), u"tag:"_s);
        QTest::keyClick(&bar.box(), Qt::Key_Down); // asks for values
        popup = QApplication::activePopupWidget();
        QVERIFY(popup != nullptr);
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(bar.text(), u"tag:smoke"_s);
        QCOMPARE(bar.filter().terms().size(), std::size_t(1));
    }
};

} // namespace assay::ui

QTEST_MAIN(assay::ui::TestFilterEdit)
#include "tst_filter_edit.moc"
