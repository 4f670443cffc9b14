// SPDX-License-Identifier: GPL-3.0-or-later
// The filter beyond what tst_case_filter says: places, chips, completion, the headless twin.
#include "suite/selection.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_chips.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui {

namespace {

CaseFacts facts()
{
    return {u"stores a text"_s,
            u"Texts suites/api/texts.yaml"_s,
            {u"db"_s, u"smoke"_s},
            Status::Flaky,
            3s,
            true,
            false};
}

QStringList words(const FilterCompletion &completion)
{
    QStringList all;
    for (const FilterCompletion::Choice &choice : completion.choices)
        all.append(choice.word);
    return all;
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newKeys_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        QTest::addColumn<QString>("problem");
        const auto row = [](const QString &text, bool matches, const QString &problem = {}) {
            QTest::newRow(qPrintable(text)) << text << matches << problem;
        };
        row(u"flaky:yes"_s, true);
        row(u"flaky:no"_s, false);
        row(u"-flaky:yes"_s, false);
        row(u"changed:yes"_s, false);
        row(u"changed:no"_s, true);
        row(u"changed:ye"_s, true); // still being typed
        row(u"changed:maybe"_s, true, u"\"maybe\" is neither yes nor no"_s);
        row(u"tag:sm*"_s, true);
        row(u"tag:*x*"_s, false);
        row(u"tag:d.*"_s, false);
        row(u"chnged:yes"_s, true, u"\"chnged\" is no filter word (did you mean \"changed\"?)"_s);
        row(u"\"stores a"_s, true); // a quote that is still open
        row(u"status:flaky tag:db slow:>2s suite:api flaky:yes -tag:wip \"a text\""_s, true);
    }
    void newKeys()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, matches);
        QFETCH(const QString, problem);
        const CaseFilter filter = CaseFilter::parse(text);
        QCOMPARE(filter.matches(facts()), matches);
        QCOMPARE(filter.problem(), problem);
    }

    void termsAndProblemsHaveTheirPlace()
    {
        const QString text = u"  -tag:\"a b\"  stats:x  \"free text\" slow:>x"_s;
        const CaseFilter filter = CaseFilter::parse(text);
        QCOMPARE(filter.terms().size(), std::size_t(4));
        QStringList cut;
        for (const FilterTerm &term : filter.terms())
            cut.append(text.mid(term.begin, term.length));
        QCOMPARE(cut,
                 QStringList({u"-tag:\"a b\""_s, u"stats:x"_s, u"\"free text\""_s, u"slow:>x"_s}));
        QCOMPARE(filter.problems().size(), std::size_t(2));
        QCOMPARE(text.mid(filter.problems()[0].begin, filter.problems()[0].length), u"stats:x"_s);
        QCOMPARE(text.mid(filter.problems()[1].begin, filter.problems()[1].length), u"slow:>x"_s);
        QVERIFY(filter.looksAtResults());
        QVERIFY(!CaseFilter::parse(u"tag:db x"_s).looksAtResults());
    }

    void garbageIsNoTrouble()
    {
        QRandomGenerator random(7);
        const QString letters = u"\"-: ,*<>ab\\()\u0000ä:status:tag:slow"_s;
        for (int round = 0; round < 2000; ++round) {
            QString text;
            for (int i = random.bounded(40); i > 0; --i)
                text += letters[random.bounded(letters.size())];
            const CaseFilter filter = CaseFilter::parse(text);
            static_cast<void>(filter.matches(facts()));
            for (const FilterTerm &term : filter.terms()) {
                QVERIFY(term.begin >= 0 && term.length > 0);
                QVERIFY(term.begin + term.length <= text.size());
                QVERIFY(!filterTermLabel(text, term).isNull());
            }
            for (qsizetype at = 0; at <= text.size(); ++at) {
                const FilterCompletion completion = completeFilter(text, at, {});
                QVERIFY(completion.begin >= 0 && completion.length >= 0);
                QVERIFY(completion.begin + completion.length <= text.size());
            }
            static_cast<void>(headlessCommand(text, {}));
        }
        QVERIFY(!CaseFilter::parse(QString(1'000'000, u'x')).matches(facts()));
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

    void headless_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("command");
        const auto row = [](const QString &text, const QString &command) {
            QTest::newRow(qPrintable(text)) << text << command;
        };
        row({}, u"assay --batch"_s);
        row(u"tag:db -tag:wip"_s, u"assay --batch --tag 'db and not wip'"_s);
        row(u"tag:a,b tag:c*"_s, u"assay --batch --tag '(a or b) and c*'"_s);
        row(u"suite:api text"_s, u"assay --batch -k 'api and text'"_s);
        row(u"\"it's a not\""_s, u"assay --batch -k '\"it'\\''s a not\"'"_s);
        row(u"and"_s, u"assay --batch -k '\"and\"'"_s);
        row(u"status:failed,error,timedout"_s, u"assay --batch --last-failed"_s);
        row(u"status:flaky tag:db"_s, u"assay --batch --case a.yaml::x --case 'a.yaml::y z'"_s);
    }
    void headless()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, command);
        QCOMPARE(headlessCommand(text, {u"a.yaml::x"_s, u"a.yaml::y z"_s}), command);
    }

    /// What the window shows for tags and text is what --tag and -k take.
    void headlessSaysTheSame()
    {
        const QStringList tagSets{u"db"_s, u"db,wip"_s, u"smoke"_s, u""_s, u"DB-write"_s};
        const QStringList texts{u"tag:db"_s,
                                u"-tag:wip"_s,
                                u"tag:db* -tag:wip"_s,
                                u"store"_s,
                                u"-\"a text\" tag:smoke,db"_s,
                                u"suite:api"_s};
        for (const QString &text : texts) {
            const HeadlessFilter headless = headlessFilter(text);
            QVERIFY(headless.rest.isEmpty());
            for (const QString &tags : tagSets) {
                for (const QString &name : {u"stores a text"_s, u"finds"_s}) {
                    model::Case one;
                    one.name = name;
                    one.id = u"api/x.yaml::"_s + name;
                    one.tags = tags.split(u',', Qt::SkipEmptyParts);
                    CaseFacts seen;
                    seen.name = name;
                    seen.suite = u"api/x.yaml"_s;
                    seen.tags = one.tags;
                    bool taken = true;
                    if (!headless.tags.isEmpty())
                        taken = suite::parseTagExpression(headless.tags)->matches(one);
                    if (!headless.keyword.isEmpty())
                        taken =
                            taken && suite::parseKeywordExpression(headless.keyword)->matches(one);
                    QVERIFY2(CaseFilter::parse(text).matches(seen) == taken,
                             qPrintable(text + u" / "_s + tags + u" / "_s + name));
                }
            }
        }
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

QTEST_MAIN(assay::ui::TestFilter)
#include "tst_filter.moc"
