// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/progress.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui {

/// Words for how far a run is.
class TestProgress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void progressWords()
    {
        events::RunState::Counts counts;
        counts.total = 97;
        counts.finished = 2;
        QVERIFY(!timeLeft(counts, 10s));
        counts.finished = 50;
        QCOMPARE(timeLeft(counts, 50s).value(), base::Nanoseconds(47s));
        counts.finished = 97;
        QVERIFY(!timeLeft(counts, 50s));
        QCOMPARE(countText(7), u"7"_s);
        QCOMPARE(countText(12884), u"12\u2009884"_s);
        QCOMPARE(countText(1000000), u"1\u2009000\u2009000"_s);
    }
};

} // namespace assay::ui

QTEST_APPLESS_MAIN(assay::ui::TestProgress)
#include "tst_progress.moc"
