// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bugs.h"
#include "base/text.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace semantic;
using namespace Qt::StringLiterals;

class BugsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBugHasANameAndALine()
    {
        const QRegularExpression shape(u"^[a-z0-9]+(-[a-z0-9]+)+$"_s);
        QSet<QString> names;
        for (const BugEntry &entry : allBugs()) {
            QVERIFY2(shape.match(toQt(entry.name)).hasMatch(), qPrintable(toQt(entry.name)));
            QVERIFY2(entry.wrong.size() > 10, qPrintable(toQt(entry.name)));
            QVERIFY2(entry.wrong.find_first_of("\t\n") == std::string_view::npos,
                     qPrintable(toQt(entry.name)));
            names.insert(toQt(entry.name));
        }
        QCOMPARE(names.size(), static_cast<qsizetype>(kBugCount));
        QVERIFY(names.size() >= 45);
    }

    void areFoundByName()
    {
        for (const BugEntry &entry : allBugs())
            QVERIFY(bugNamed(entry.name) == entry.bug);
        QVERIFY(!bugNamed("no-such-bug"));
        QVERIFY(bugLike("chunk-tail-lots") == "chunk-tail-lost");
        QVERIFY(!bugLike("elephant"));
    }

    void areOffUnlessAskedFor()
    {
        for (const BugEntry &entry : allBugs())
            QVERIFY2(!bugged(entry.bug), qPrintable(toQt(entry.name)));
        switchOn(Bug::CosineSign);
        QVERIFY(bugged(Bug::CosineSign));
        QVERIFY(!bugged(Bug::LostUpdate));
    }
};

QTEST_APPLESS_MAIN(BugsTest)
#include "tst_bugs.moc"
