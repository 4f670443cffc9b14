// SPDX-License-Identifier: GPL-3.0-or-later
// What suites say with expressions and paths, through the real program.
#include "sandbox.h"

#include <QTest>

using namespace assay::test;
using namespace Qt::StringLiterals;

class TstExpressionsInRuns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCaseSeesWhatItShould();
};

void TstExpressionsInRuns::everyCaseSeesWhatItShould()
{
    Sandbox box;
    box.write(u"data/rows.csv"_s, "name,text\nraw,${1 + 1}\n");
    box.write(u"a.yaml"_s, R"y(suite: A
vars: { three: 3 }
cases:
  - case: rows are evaluated
    each:
      - { name: plain, title: "${'x'.repeat(three)}", deep: { list: ["${three + 1}"] } }
    steps:
      - script: return [row.title, row.deep.list[0]]
        expect: [xxx, 4]
  - case: matrix values are evaluated
    matrix: { n: ["${three * 2}"] }
    steps:
      - script: return row.n
        expect: 6
  - case: files are data
    each: { csv: data/rows.csv }
    steps:
      - script: return row.text
        expect: { equals: "$${1 + 1}" }
  - case: a script may hold an apostrophe
    vars: { a: 7 }
    steps:
      - script: |
          // it's a comment
          return /don't/.test("don't") ? vars.a : 0
        expect: 7
  - case: runs in a folder
    steps:
      - exec: { shell: "ls", cwd: data }
        expect: { lines: [rows.csv] }
)y");
    const Sandbox::Result ran = box.run({u"."_s});
    QVERIFY2(ran.code == 0, ran.describe());
    QVERIFY2(ran.out.contains(u"5 passed"_s), ran.describe());
}

QTEST_GUILESS_MAIN(TstExpressionsInRuns)
#include "tst_expressions.moc"
