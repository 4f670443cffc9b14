// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/comparison_report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using history::CaseVerdict;
using history::ComparedCase;
using history::RunComparison;
using model::Outcome;

namespace {

history::ComparedSide side(Outcome outcome, std::chrono::milliseconds duration)
{
    history::ComparedSide made;
    made.planned = made.finished = true;
    made.hasResult = outcome == Outcome::Passed || model::isBad(outcome);
    made.outcome = outcome;
    made.duration = duration;
    made.attempts = 1;
    return made;
}

RunComparison made()
{
    RunComparison comparison;
    comparison.before = {u"aa11"_s, u"nightly"_s, {}, {}, true};
    comparison.after = {u"bb22"_s, u"nightly"_s, {}, {}, false};
    comparison.facts = {{u"branch"_s, u"main"_s, u"fix|it"_s}};
    const auto add = [&](const QString &id, CaseVerdict verdict, const auto &before,
                         const auto &after) {
        ComparedCase one;
        one.id = id;
        one.verdict = verdict;
        one.before = before;
        one.after = after;
        ++comparison.counts[static_cast<std::size_t>(verdict)];
        comparison.cases.push_back(one);
    };
    auto failed = side(Outcome::Failed, 10ms);
    failed.reason = u"200 is not 201"_s;
    add(u"a.yaml::one | <b>\n"_s, CaseVerdict::NewFailure, side(Outcome::Passed, 212ms), failed);
    add(u"a.yaml::two"_s, CaseVerdict::NewFailure, history::ComparedSide(), failed);
    add(u"a.yaml::slow"_s, CaseVerdict::Slower, side(Outcome::Passed, 200ms),
        side(Outcome::Passed, 298ms));
    add(u"a.yaml::left"_s, CaseVerdict::Gone, side(Outcome::Passed, 1ms),
        side(Outcome::Skipped, 0ms));
    add(u"a.yaml::same"_s, CaseVerdict::Unchanged, side(Outcome::Passed, 10ms),
        side(Outcome::Passed, 10ms));
    return comparison;
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void summary()
    {
        QCOMPARE(reporting::comparisonSummary(made()), u"2 new failures, 1 slower, 1 gone"_s);
        QCOMPARE(reporting::comparisonSummary({}), u"nothing changed"_s);
    }
    void changes()
    {
        const auto text = [](std::chrono::milliseconds before, std::chrono::milliseconds after) {
            ComparedCase one;
            one.before = side(Outcome::Passed, before);
            one.after = side(Outcome::Passed, after);
            return reporting::comparedChangeText(one);
        };
        QCOMPARE(text(200ms, 298ms), u"+49 %"_s);
        QCOMPARE(text(100ms, 72ms), u"−28 %"_s);
        QCOMPARE(text(1000ms, 1001ms), u"0 %"_s);
        QCOMPARE(text(212ms, 3010ms), u"×14"_s);
        QCOMPARE(text(0ms, 10ms), QString());
    }
    void asText()
    {
        QCOMPARE(reporting::comparisonText(made()),
                 u"aa11 -> bb22: 2 new failures, 1 slower, 1 gone\n"
                 "run bb22 did not finish\n"
                 "branch: main -> fix|it\n"
                 "new failure    a.yaml::one | <b>  212 ms -> failed\n"
                 "               200 is not 201\n"
                 "new failure    a.yaml::two  - -> failed\n"
                 "               200 is not 201\n"
                 "slower         a.yaml::slow  200 ms -> 298 ms  +49 %\n"
                 "gone           a.yaml::left  1 ms -> skipped\n"_s);
    }
    void asMarkdown()
    {
        const QString text = QString::fromUtf8(reporting::comparisonMarkdown(made()));
        QVERIFY2(
            text.contains(u"| a.yaml::one \\| &lt;b&gt; | new failure | 212 ms | failed |  |"_s),
            qPrintable(text));
        QVERIFY(text.contains(u"- branch: main → fix\\|it"_s));
        QVERIFY(!text.contains(u"same"_s));
    }
    void asJson()
    {
        QJsonParseError error;
        const QJsonObject json =
            QJsonDocument::fromJson(reporting::comparisonJson(made()), &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(json[u"counts"][u"new failure"].toInt(), 2);
        const QJsonArray cases = json[u"cases"].toArray();
        QCOMPARE(cases.size(), 5);
        QCOMPARE(cases[0][u"after"][u"reason"].toString(), u"200 is not 201"_s);
        QVERIFY(!cases[1].toObject().contains(u"before"_s)); // it was not there
        QCOMPARE(cases[2][u"change"].toDouble(), 0.49);
        QCOMPARE(cases[2][u"after"][u"durationMs"].toDouble(), 298.0);
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
