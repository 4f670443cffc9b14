// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/cursor.h"

#include <QTest>

using namespace semantic;
using namespace std::string_literals;

class CursorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWentIn()
    {
        for (const std::string key : {"17", "z/ä", "a name with spaces", "\"}"})
            QCOMPARE(fromCursor("tags", toCursor("tags", key)), std::optional(key));
    }

    void theLastPageHasNone()
    {
        QVERIFY(!toCursor("jobs", std::optional<long long>()));
        QCOMPARE(toCursor("jobs", std::optional(7LL)), std::optional(toCursor("jobs", "7"s)));
    }

    void doesNotFitAnotherList() { QVERIFY(!fromCursor("edges", toCursor("nodes", "17"s))); }

    void everyDamageIsSeen()
    {
        const std::string whole = toCursor("nodes", "1234567"s);
        for (std::size_t i = 0; i < whole.size(); ++i) {
            std::string damaged = whole;
            damaged[i] = damaged[i] == 'A' ? 'B' : 'A';
            // The last character carries bits that nothing is made of.
            const auto key = fromCursor("nodes", damaged);
            QVERIFY2(!key || (i + 1 == whole.size() && *key == "1234567"), damaged.c_str());
            QVERIFY(!fromCursor("nodes", whole.substr(0, i)));
        }
        for (const char *foreign : {"", "!!!", "bm90LW91cnM", "ä"})
            QVERIFY(!fromCursor("nodes", foreign));
    }
};

QTEST_APPLESS_MAIN(CursorTest)
#include "tst_cursor.moc"
