// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/fuzzy.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui {

/// Which command is meant by a few letters.
class TestFuzzy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fuzzyOrder_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        const auto row = [](const QString &pattern, const QString &better, const QString &worse) {
            QTest::newRow(qPrintable(pattern)) << pattern << better << worse;
        };
        row(u"run"_s, u"Run selected"_s, u"Prune older runs"_s);
        row(u"rs"_s, u"Run selected"_s, u"Abort session"_s);
        row(u"cc"_s, u"Clear console"_s, u"music recorder"_s);
        row(u"abort"_s, u"Abort"_s, u"about the port"_s);
        row(u"abort"_s, u"Abort"_s, u"Abort the whole run and wait for its end"_s);
    }

    void fuzzyOrder()
    {
        QFETCH(const QString, pattern);
        QFETCH(const QString, better);
        QFETCH(const QString, worse);
        QVERIFY(fuzzyScore(pattern, better) > fuzzyScore(pattern, worse));
    }

    void fuzzyTakesNothingThatDoesNotFit()
    {
        QCOMPARE(fuzzyScore(u"xyz", u"Run selected"), 0);
        QCOMPARE(fuzzyScore(u"nur", u"Run"), 0);
        QCOMPARE(fuzzyScore(u"", u"Run"), 1);
        QVERIFY(fuzzyScore(u"r s", u"Run selected") > 0);
    }
};

} // namespace assay::ui

QTEST_APPLESS_MAIN(assay::ui::TestFuzzy)
#include "tst_fuzzy.moc"
