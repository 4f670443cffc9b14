// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutants/table.h"

#include <QTest>

using namespace assay::mutants;
using namespace Qt::StringLiterals;

namespace {

const QStringList kSuites{u"api/text_api.yaml"_s, u"load.yaml"_s};

std::vector<BugResult> someResults()
{
    return {{{u"cosine-sign"_s, u"wrong | way"_s},
             {{u"api/text_api.yaml"_s, {9, 3, 1, u"lists"_s}},
              {u"load.yaml"_s, {5, 2, 2, u"a `quoted` | case"_s}}},
             {},
             u"load.yaml"_s},
            {{u"leak"_s, u"it leaks"_s},
             {{u"load.yaml"_s, {5, 2, 0, u"memory"_s}}},
             {},
             u"load.yaml"_s},
            {{u"quiet"_s, u"nothing to see"_s}, {{u"load.yaml"_s, {5, 0, 0, {}}}}, {}, {}}};
}

} // namespace

class TstTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void table()
    {
        QCOMPARE(markdown(someResults(), kSuites),
                 u"| bug | what is wrong | text api | load | caught first by |\n"
                 "| --- | --- | :-: | :-: | --- |\n"
                 "| `cosine-sign` | wrong \\| way | ✕ | ✕ | `load.yaml` a `quoted` \\| case |\n"
                 "| `leak` | it leaks |   | ✕ | `load.yaml` memory |\n"
                 "| `quiet` | nothing to see |   |   | **not caught** |\n"
                 "| **caught** | 2 of 3 | 1 | 2 |   |\n"_s);
    }

    void clearestFirst()
    {
        const auto results = someResults();
        QCOMPARE(results[0].candidates(), QStringList({u"load.yaml"_s, u"api/text_api.yaml"_s}));
        QCOMPARE(results[1].candidates(), QStringList{u"load.yaml"_s});
        QCOMPARE(results[2].candidates(), QStringList());
    }

    void verdictsName()
    {
        auto results = someResults();
        results[1].troubles.append(u"api/text_api.yaml: the run was stopped early"_s);
        QCOMPARE(
            verdicts(results, kSuites),
            QStringList({u"leak: api/text_api.yaml: the run was stopped early"_s,
                         u"quiet: no suite catches it"_s,
                         u"api/text_api.yaml: catches 1 of the bugs, at least 2 are wanted"_s}));
        results.resize(1);
        QCOMPARE(verdicts(results, {}), QStringList());
    }

    void goesIntoThePageAndComesBack()
    {
        const QString page =
            u"# Page\n<!-- mutants: begin -->\nold\n<!-- mutants: end -->\nend\n"_s;
        const QString changed = withTable(page, markdown(someResults(), kSuites));
        QVERIFY(changed.startsWith(u"# Page\n<!-- mutants: begin -->\n| bug"_s));
        QVERIFY(changed.endsWith(u"|\n<!-- mutants: end -->\nend\n"_s));
        QVERIFY(!changed.contains(u"old"_s));
        QCOMPARE(withTable(changed, markdown(someResults(), kSuites)), changed);
        const QMap<QString, QString> expected{{u"cosine-sign"_s, u"load.yaml"_s},
                                              {u"leak"_s, u"load.yaml"_s}};
        QCOMPARE(catchersIn(changed), expected);
    }

    void pageWithoutMarks()
    {
        QVERIFY(withTable(u"# Page\n"_s, u"x"_s).isNull());
        QVERIFY(withTable(u"<!-- mutants: end --><!-- mutants: begin -->"_s, u"x"_s).isNull());
        QVERIFY(catchersIn(u"| `a` | b | `c` |"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstTable)
#include "tst_table.moc"
