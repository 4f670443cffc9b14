// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/pyramid.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay::ui::test {

using base::Nanoseconds;

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
using Points = std::vector<ChartPoint>;

QString textOf(const Points &points)
{
    QStringList texts;
    for (const ChartPoint &point : points) {
        const QString value = std::isnan(point.value) ? u"gap"_s : QString::number(point.value);
        // Where a gap stands is nobody's business, that it stands there is.
        texts.append(std::isnan(point.value) ? value : u"%1:%2"_s.arg(point.at.count()).arg(value));
    }
    return texts.join(u' ');
}

QString queried(const Pyramid &pyramid, std::int64_t from, std::int64_t to, int pixels)
{
    Points points{{1ns, 1}}; // what was in it is replaced
    pyramid.query({Nanoseconds(from), Nanoseconds(to)}, pixels, points);
    return textOf(points);
}

/// The same from first principles: every sample is asked for every pixel.
Points oracle(const Points &samples, const TimeRange &range, int pixels)
{
    Points result;
    bool broken = false;
    const auto add = [&](const ChartPoint &point) {
        if (broken && !result.empty())
            result.push_back({point.at, kGap});
        broken = false;
        result.push_back(point);
    };
    const ChartPoint *before = nullptr;
    const ChartPoint *after = nullptr;
    for (const ChartPoint &sample : samples) {
        if (sample.at < range.from)
            before = &sample;
        if (sample.at >= range.to && after == nullptr)
            after = &sample;
    }
    if (before != nullptr && !std::isnan(before->value))
        add(*before);
    for (int pixel = 0; pixel < pixels; ++pixel) {
        const auto edge = [&](int p) {
            const auto whole = static_cast<long double>(range.length().count()) * p / pixels;
            return range.from + Nanoseconds(static_cast<std::int64_t>(std::floor(whole)));
        };
        Points in;
        for (const ChartPoint &sample : samples) {
            if (edge(pixel) <= sample.at && sample.at < edge(pixel + 1))
                in.push_back(sample);
        }
        if (in.empty())
            continue;
        broken = broken || std::isnan(in.front().value);
        const bool endsInGap = std::isnan(in.back().value);
        std::erase_if(in, [](const ChartPoint &point) { return std::isnan(point.value); });
        const auto less = [](const ChartPoint &a, const ChartPoint &b) {
            return a.value < b.value;
        };
        if (!in.empty()) {
            const auto least = std::min_element(in.begin(), in.end(), less);
            const auto greatest = std::max_element(in.begin(), in.end(), less);
            add(*std::min(least, greatest));
            if (least != greatest)
                add(*std::max(least, greatest));
        }
        broken = broken || endsInGap;
    }
    if (after != nullptr && !std::isnan(after->value))
        add(*after);
    return result;
}

} // namespace

class TestPyramid : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingAndOne()
    {
        Pyramid pyramid;
        QCOMPARE(queried(pyramid, 0, 10, 5), QString());
        QCOMPARE(pyramid.lowerBound(3ns), 0U);
        QVERIFY(pyramid.append(5ns, 2));
        QCOMPARE(queried(pyramid, 0, 10, 5), u"5:2"_s);
        QCOMPARE(queried(pyramid, 6, 10, 5), u"5:2"_s); // its neighbour
        QCOMPARE(queried(pyramid, 0, 5, 5), u"5:2"_s);
        QCOMPARE(queried(pyramid, 0, 10, 0), QString());
        QCOMPARE(queried(pyramid, 7, 7, 5), QString());
        QCOMPARE(pyramid.lowerBound(5ns), 0U);
        QCOMPARE(pyramid.lowerBound(6ns), 1U);
        pyramid.clear();
        QVERIFY(pyramid.isEmpty());
        QCOMPARE(queried(pyramid, 0, 10, 5), QString());
    }
    void anyGuessLeadsToTheSamePlace()
    {
        std::mt19937 random(7);
        Pyramid pyramid;
        base::Nanoseconds at{};
        for (int i = 0; i < 5000; ++i) {
            at += base::Nanoseconds(random() % 4 == 0 ? 0 : random() % 1000);
            pyramid.append(at, 1);
        }
        for (int i = 0; i < 20'000; ++i) {
            const base::Nanoseconds wanted(
                static_cast<qint64>(random() % static_cast<unsigned>(at.count() + 10)));
            const std::uint32_t place = pyramid.lowerBound(wanted);
            const auto from = static_cast<std::uint32_t>(random() % (place + 1));
            const auto guess =
                from + static_cast<std::uint32_t>(random() % (pyramid.size() + 1 - from));
            QCOMPARE(pyramid.lowerBoundNear(wanted, from, guess), place);
        }
    }

    void theExtremesOfAPixelInTheirOrder()
    {
        Pyramid pyramid;
        int at = 0;
        for (const double value : {3, 9, 1, 4, 5, 5, 5, 5, 2, 7, 8, 6})
            QVERIFY(pyramid.append(Nanoseconds(at++), value));
        QCOMPARE(queried(pyramid, 0, 12, 3), u"1:9 2:1 4:5 8:2 10:8"_s);
        QCOMPARE(queried(pyramid, 4, 8, 1), u"3:4 4:5 8:2"_s);
    }
    void gapsStayGaps()
    {
        Pyramid pyramid;
        int at = 0;
        for (const double value : {1.0, 2.0, kGap, kGap, 3.0, kGap, 4.0, 5.0})
            QVERIFY(pyramid.append(Nanoseconds(at++), value));
        QCOMPARE(queried(pyramid, 0, 8, 8), u"0:1 1:2 gap 4:3 gap 6:4 7:5"_s);
        // Narrower than a pixel: within one there is nothing between its two points.
        QCOMPARE(queried(pyramid, 0, 8, 1), u"0:1 7:5"_s);
        QCOMPARE(queried(pyramid, 0, 8, 2), u"0:1 1:2 gap 4:3 7:5"_s);
        QCOMPARE(queried(pyramid, 3, 4, 4), u"4:3"_s); // the neighbour before is a gap
        Pyramid blank;
        QVERIFY(blank.append(1ns, std::numeric_limits<double>::infinity()));
        QVERIFY(blank.append(2ns, kGap));
        QCOMPARE(queried(blank, 0, 5, 5), QString());
    }
    void equalTimes()
    {
        Pyramid pyramid;
        for (int i = 0; i < 100; ++i)
            QVERIFY(pyramid.append(7ns, (i * 37) % 100));
        QCOMPARE(pyramid.lowerBound(7ns), 0U);
        QCOMPARE(pyramid.lowerBound(8ns), 100U);
        QCOMPARE(queried(pyramid, 0, 10, 10), u"7:0 7:99"_s);
    }
    void lateOnesAreSortedInWithinABound()
    {
        Pyramid pyramid;
        for (int i = 0; i < 1000; ++i)
            QVERIFY(pyramid.append(Nanoseconds(i * 10), 1));
        // Exactly kLate samples are newer, then one more.
        const int bound = 10 * (1000 - static_cast<int>(Pyramid::kLate));
        QVERIFY(pyramid.append(Nanoseconds(bound - 5), 50));
        QVERIFY(!pyramid.append(Nanoseconds(bound - 6), 60));
        QCOMPARE(pyramid.refused(), 1U);
        QCOMPARE(pyramid.size(), 1001U);
        QCOMPARE(
            queried(pyramid, bound - 20, bound, 1),
            u"%1:1 %2:1 %3:50 %4:1"_s.arg(bound - 30).arg(bound - 20).arg(bound - 5).arg(bound));
        Pyramid small;
        for (const int at : {5, 3, 1, 4, 2})
            QVERIFY(small.append(Nanoseconds(at), at));
        QCOMPARE(queried(small, 0, 6, 6), u"1:1 2:2 3:3 4:4 5:5"_s);
    }
    void aRangeOfAllTime()
    {
        Pyramid pyramid;
        const Nanoseconds end = Nanoseconds::max() - 1ns;
        QVERIFY(pyramid.append(0ns, 1));
        QVERIFY(pyramid.append(end / 2, 9));
        QVERIFY(pyramid.append(end - 1ns, 2));
        Points points;
        pyramid.query({0ns, end}, 4000, points);
        QCOMPARE(points.size(), 3U);
        QCOMPARE(points[1].value, 9.0);
    }
    void asTheOracleSays_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 24; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void asTheOracleSays()
    {
        QFETCH(const quint32, seed);
        QRandomGenerator random(seed);
        const int count = random.bounded(1, 5000);
        const int step = random.bounded(1, 50);
        const bool gaps = random.bounded(2) == 1;
        Pyramid pyramid;
        Points samples;
        std::int64_t at = 0;
        for (int i = 0; i < count; ++i) {
            at += random.bounded(step); // 0 too: equal times
            if (random.bounded(500) == 0)
                at += 5000;
            const bool late = random.bounded(20) == 0;
            const ChartPoint sample{Nanoseconds(late ? at - random.bounded(60) : at),
                                    gaps && random.bounded(9) == 0 ? kGap : random.bounded(40)};
            const auto newer =
                std::upper_bound(samples.begin(), samples.end(), sample.at,
                                 [](Nanoseconds t, const ChartPoint &p) { return t < p.at; });
            const bool fits = samples.end() - newer <= static_cast<int>(Pyramid::kLate);
            QCOMPARE(pyramid.append(sample.at, sample.value), fits);
            if (fits)
                samples.insert(newer, sample);
        }
        QCOMPARE(pyramid.size(), static_cast<std::uint32_t>(samples.size()));
        Points points;
        for (int round = 0; round < 6; ++round) {
            const auto from = random.bounded(static_cast<int>(at + 20)) - 10;
            const TimeRange range{
                Nanoseconds(from),
                Nanoseconds(from + 1 + random.bounded(static_cast<int>(at + 20)))};
            const int pixels = random.bounded(1, 60);
            pyramid.query(range, pixels, points);
            QCOMPARE(textOf(points), textOf(oracle(samples, range, pixels)));
            std::erase_if(points, [](const ChartPoint &p) { return std::isnan(p.value); });
            QVERIFY(points.size() <= static_cast<std::size_t>(2 * pixels + 2));
        }
    }
    void memoryIsAsDocumented()
    {
        Pyramid pyramid;
        for (int i = 0; i < 500'000; ++i)
            QVERIFY(pyramid.append(Nanoseconds(i), i));
        QVERIFY(static_cast<double>(pyramid.bytes()) < 20.0 * 500'000);
        QVERIFY(pyramid.bytes() > 18U * 500'000);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestPyramid)
#include "tst_pyramid.moc"
