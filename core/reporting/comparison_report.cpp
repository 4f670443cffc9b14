// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/comparison_report.h"

#include "reporting/json_writer.h"
#include "reporting/text.h"

#include <cmath>

namespace assay::reporting {

using namespace Qt::StringLiterals;
using history::CaseVerdict;
using history::ComparedCase;
using history::ComparedSide;
using history::RunComparison;

namespace {

constexpr int kMarkdownRows = 500;

QString counted(CaseVerdict verdict, int count)
{
    const bool plural = verdict == CaseVerdict::NewFailure && count != 1;
    return u"%1 %2%3"_s.arg(count).arg(history::caseVerdictName(verdict),
                                       plural ? u"s"_s : QString());
}

double milliseconds(base::Nanoseconds duration)
{
    return std::round(static_cast<double>(duration.count()) / 1e3) / 1e3;
}

void writeRun(JsonWriter &json, const char *name, const history::ComparedRun &run)
{
    json.begin(name, '{');
    json.member("id", run.id);
    json.some("title", run.title);
    json.member("started", run.started.toUTC().toString(Qt::ISODateWithMs));
    json.member("finished", run.finished);
    json.member("total", run.counts.total);
    json.member("passed", run.counts.passed);
    json.member("flaky", run.counts.flaky);
    json.member("bad", run.counts.bad());
    json.end('}');
}

void writeSide(JsonWriter &json, const char *name, const ComparedSide &side)
{
    if (!side.planned)
        return;
    json.begin(name, '{');
    if (side.finished)
        json.member("outcome", model::outcomeName(side.outcome));
    if (side.flaky)
        json.member("flaky", true);
    if (side.quarantined)
        json.member("quarantined", true);
    json.member("durationMs", QJsonValue(milliseconds(side.duration)));
    json.member("attempts", side.attempts);
    json.some("reason", side.reason);
    json.end('}');
}

/// `\n` and other controls in names would break the lines of a list.
QString oneLine(const QString &text)
{
    return plainText(cutText(text.simplified(), 300));
}

} // namespace

QString comparisonSummary(const RunComparison &comparison)
{
    QStringList parts;
    for (std::size_t i = 0; i < history::kCaseVerdicts; ++i) {
        const auto verdict = static_cast<CaseVerdict>(i);
        const int count = comparison.count(verdict);
        if (verdict != CaseVerdict::Unchanged && count > 0)
            parts += counted(verdict, count);
    }
    return parts.isEmpty() ? u"nothing changed"_s : parts.join(u", "_s);
}

QString comparedSideText(const ComparedSide &side)
{
    if (!side.planned)
        return {};
    if (!side.finished)
        return u"not reached"_s;
    if (side.outcome != model::Outcome::Passed)
        return model::outcomeName(side.outcome);
    return base::durationText(side.duration);
}

QString comparedChangeText(const ComparedCase &compared)
{
    const auto change = compared.change();
    if (!change)
        return {};
    if (*change >= 9)
        return u"×%1"_s.arg(std::round(*change + 1), 0, 'f', 0);
    const double percent = std::round(*change * 100);
    if (percent == 0)
        return u"0 %"_s;
    return u"%1%2 %"_s.arg(percent > 0 ? u"+"_s : u"−"_s).arg(std::abs(percent), 0, 'f', 0);
}

QString comparisonText(const RunComparison &comparison)
{
    QString text = u"%1 -> %2: %3\n"_s.arg(comparison.before.id, comparison.after.id,
                                           comparisonSummary(comparison));
    for (const history::ComparedRun *run : {&comparison.before, &comparison.after}) {
        if (!run->finished)
            text += u"run %1 did not finish\n"_s.arg(run->id);
    }
    for (const history::ComparedFact &fact : comparison.facts) {
        text += u"%1: %2 -> %3\n"_s.arg(fact.name,
                                        oneLine(fact.before.isEmpty() ? u"-"_s : fact.before),
                                        oneLine(fact.after.isEmpty() ? u"-"_s : fact.after));
    }
    for (const ComparedCase &one : comparison.cases) {
        if (one.verdict == CaseVerdict::Unchanged)
            continue;
        const QString before = comparedSideText(one.before);
        const QString after = comparedSideText(one.after);
        text += u"%1  %2  %3 -> %4  %5"_s.arg(
            history::caseVerdictName(one.verdict).leftJustified(13), oneLine(one.id),
            before.isEmpty() ? u"-"_s : before, after.isEmpty() ? u"-"_s : after,
            comparedChangeText(one));
        text = text.trimmed() + u'\n';
        if (one.verdict == CaseVerdict::NewFailure && !one.after.reason.isEmpty())
            text += QString(15, u' ') + oneLine(one.after.reason) + u'\n';
    }
    return text;
}

QByteArray comparisonJson(const RunComparison &comparison)
{
    JsonWriter json;
    json.begin('{');
    writeRun(json, "before", comparison.before);
    writeRun(json, "after", comparison.after);
    json.begin("counts", '{');
    for (std::size_t i = 0; i < history::kCaseVerdicts; ++i) {
        const auto verdict = static_cast<CaseVerdict>(i);
        json.member(history::caseVerdictName(verdict).toLatin1().constData(),
                    comparison.count(verdict));
    }
    json.end('}');
    json.member("medianRatio", QJsonValue(std::round(comparison.medianRatio * 1000) / 1000));
    json.begin("facts", '[');
    for (const history::ComparedFact &fact : comparison.facts) {
        json.begin('{');
        json.member("name", fact.name);
        json.member("before", fact.before);
        json.member("after", fact.after);
        json.end('}');
    }
    json.end(']');
    json.begin("cases", '[');
    for (const ComparedCase &one : comparison.cases) {
        json.begin('{');
        json.member("id", one.id);
        json.member("verdict", history::caseVerdictName(one.verdict));
        if (const auto change = one.change())
            json.member("change", QJsonValue(std::round(*change * 1000) / 1000));
        writeSide(json, "before", one.before);
        writeSide(json, "after", one.after);
        json.end('}');
    }
    json.end(']');
    json.end('}');
    return json.take() + '\n';
}

QByteArray comparisonMarkdown(const RunComparison &comparison)
{
    QByteArray text = "## " + markdownText(comparisonSummary(comparison)) + "\n\nRun " +
                      markdownText(comparison.before.id) + " → " +
                      markdownText(comparison.after.id) + '\n';
    for (const history::ComparedFact &fact : comparison.facts) {
        text += "\n- " + markdownText(fact.name) + ": " + markdownText(fact.before) + " → " +
                markdownText(fact.after);
    }
    if (!comparison.facts.empty())
        text += '\n';
    const int changed =
        static_cast<int>(comparison.cases.size()) - comparison.count(CaseVerdict::Unchanged);
    if (changed == 0)
        return text;
    text += "\n| Case | Verdict | Before | After | Change |\n|---|---|---:|---:|---:|\n";
    int rows = 0;
    for (const ComparedCase &one : comparison.cases) {
        if (one.verdict == CaseVerdict::Unchanged || ++rows > kMarkdownRows)
            continue;
        text += "| " + markdownText(one.id) + " | " +
                history::caseVerdictName(one.verdict).toUtf8() + " | " +
                comparedSideText(one.before).toUtf8() + " | " +
                comparedSideText(one.after).toUtf8() + " | " + comparedChangeText(one).toUtf8() +
                " |\n";
    }
    if (changed > kMarkdownRows)
        text += "\nand " + QByteArray::number(changed - kMarkdownRows) + " more\n";
    return text;
}

} // namespace assay::reporting
