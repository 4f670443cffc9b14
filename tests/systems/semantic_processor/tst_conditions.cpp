// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/conditions.h"

#include <QTest>

using namespace semantic;

class ConditionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void revisions_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<bool>("withState");
        QTest::addColumn<int>("revision"); // that is asked for
        QTest::addColumn<bool>("accepted");
        const auto row = [](const char *header, bool withState, int revision, bool accepted) {
            QTest::addRow("%s at %d", header, revision)
                << QString::fromUtf8(header) << withState << revision << accepted;
        };
        row("", true, 3, true);
        row(" * ", true, 3, true);
        row("\"3-ready\"", true, 3, true);
        row("\"3-pending\"", true, 3, true);
        row("\"2-ready\"", true, 3, false);
        row("\"2-ready\", \"3-ready\"", true, 3, true);
        row("W/\"3-ready\"", true, 3, false);
        row("\"3\"", true, 3, false);
        row("\"3\"", false, 3, true);
        row("\"1\" , \"3\"", false, 3, true);
        row("\"3-ready\"", false, 3, false);
        for (const char *broken : {"3", "\"", "\"\"", "\"-\"", "\"x\"", "\"03x\"", "\"0\"", ","})
            row(broken, false, 3, false);
    }
    void revisions()
    {
        QFETCH(const QString, header);
        QFETCH(const bool, withState);
        QFETCH(const int, revision);
        QFETCH(const bool, accepted);
        const auto form = withState ? EtagForm::RevisionAndState : EtagForm::Revision;
        QCOMPARE(accepts(revisionsOf(header.toStdString(), form), revision), accepted);
    }

    void noneMatch()
    {
        QVERIFY(matchesNoneMatch("*", "\"1\""));
        QVERIFY(matchesNoneMatch("\"0\", W/\"1\"", "\"1\""));
        QVERIFY(!matchesNoneMatch("", "\"1\""));
        QVERIFY(!matchesNoneMatch("\"2\"", "\"1\""));
    }
};

QTEST_APPLESS_MAIN(ConditionsTest)
#include "tst_conditions.moc"
