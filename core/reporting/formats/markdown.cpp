// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/case_view.h"
#include "reporting/formats/formats.h"
#include "reporting/text.h"

#include <QHash>

#include <array>

namespace assay::reporting::formats {

using namespace Qt::StringLiterals;
using events::RunState;

namespace {

/// GitHub refuses a step summary over 1 MiB as a whole.
constexpr qsizetype kLimit = qsizetype(900) * 1024;
constexpr qsizetype kCaseText = 8 * 1024;

/// A fence is longer than any run of backticks in what it holds.
QByteArray fenced(const QString &text, const char *language)
{
    int longest = 2;
    int run = 0;
    for (const QChar unit : text) {
        run = unit == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QByteArray fence(longest + 1, '`');
    return fence + language + '\n' + plainText(text).toUtf8() + '\n' + fence + '\n';
}

QByteArray glyph(Verdict verdict)
{
    static const std::array<QByteArray, kVerdicts> kGlyphs{"✅",    "🔁", "❌",      "💥",     "⏰",
                                                           "🛑", "🔒", "⏭️", "⏸️"};
    return kGlyphs.at(static_cast<std::size_t>(verdict));
}

QByteArray countsLine(const RunState &state)
{
    std::array<int, kVerdicts> counts{};
    for (const CaseView &view : caseViews(state))
        ++counts.at(static_cast<std::size_t>(view.verdict));
    QByteArrayList parts;
    for (int i = 0; i < kVerdicts; ++i) {
        const auto verdict = static_cast<Verdict>(i);
        const int count = counts.at(static_cast<std::size_t>(i));
        if (count > 0) {
            parts += glyph(verdict) + " **" + QByteArray::number(count) + "** " +
                     verdictName(verdict, count).toUtf8();
        }
    }
    return parts.isEmpty() ? QByteArray("no case was selected") : parts.join(" · ");
}

QByteArray details(const CaseView &view)
{
    QByteArray text = "\n<details><summary>" + glyph(view.verdict) + " <b>" +
                      htmlText(view.title()) + "</b> — " + htmlText(cutText(view.message(), 200)) +
                      "</summary>\n\n";
    text +=
        markdownText(view.planned->id) + " · " + base::durationText(view.state->duration).toUtf8();
    if (view.attempts() > 1) {
        text += " · " + QByteArray::number(view.attempts()) + " attempts";
    }
    text += "\n\n";
    QStringList texts;
    for (const events::Failure &failure : view.failures())
        texts += failureText(failure);
    if (texts.isEmpty())
        texts += view.message();
    text += fenced(cutText(texts.join(u'\n'), kCaseText), "diff");
    return text + "\n</details>\n";
}

QByteArray suiteTable(const RunState &state)
{
    struct Row
    {
        int passed = 0;
        int bad = 0;
        int other = 0;
        base::Nanoseconds time{};
    };
    QStringList order;
    QHash<QString, Row> rows;
    for (const CaseView &view : caseViews(state)) {
        const QString suite = view.planned->suite.isEmpty() ? view.file() : view.planned->suite;
        if (!rows.contains(suite))
            order += suite;
        Row &row = rows[suite];
        row.time += view.state->duration;
        if (view.isBad())
            ++row.bad;
        else if (view.verdict == Verdict::Passed || view.verdict == Verdict::Flaky)
            ++row.passed;
        else
            ++row.other;
    }
    QByteArray text = "\n| Suite | Passed | Bad | Other | Time |\n|---|---:|---:|---:|---:|\n";
    constexpr qsizetype kRows = 200;
    for (const QString &suite : order.first(std::min(kRows, order.size()))) {
        const Row &row = rows[suite];
        text += "| " + markdownText(suite) + " | " + QByteArray::number(row.passed) + " | " +
                QByteArray::number(row.bad) + " | " + QByteArray::number(row.other) + " | " +
                base::durationText(row.time).toUtf8() + " |\n";
    }
    if (order.size() > kRows)
        text += "\nand " + QByteArray::number(order.size() - kRows) + " more suites\n";
    return text;
}

/// For $GITHUB_STEP_SUMMARY and comments.
class Markdown final : public ReportFormat
{
public:
    [[nodiscard]] QString name() const override { return u"markdown"_s; }
    [[nodiscard]] QString help() const override
    {
        return u"a summary for $GITHUB_STEP_SUMMARY or a comment, what failed first"_s;
    }
    [[nodiscard]] QString fileSuffix() const override { return u".md"_s; }
    [[nodiscard]] base::Result<> write(const ReportInput &input,
                                       const ReportOutput &out) const override
    {
        const RunState &state = input.state;
        const events::RunPlanned &plan = state.plan();
        QByteArray text = "## " + markdownText(plan.title.isEmpty() ? u"Assay"_s : plan.title) +
                          ": " + markdownText(runVerdict(state)) + "\n\n" + countsLine(state) +
                          "\n\nRun " + markdownText(plan.runId) + " · " +
                          base::durationText(state.now()).toUtf8();
        if (!plan.environment.isEmpty())
            text += " · environment " + markdownText(plan.environment);
        if (const auto finished = state.finished(); finished && !finished->reason.isEmpty())
            text += " · " + markdownText(finished->reason);
        text += '\n';
        for (const events::LogLine &problem : state.problems())
            text += "\n> ⚠️ " + markdownText(problem.text) + '\n';
        const QByteArray suites = suiteTable(state);
        int left = 0;
        for (const CaseView &view : worstFirst(state)) {
            if (!view.isBad() && view.verdict != Verdict::Flaky &&
                view.verdict != Verdict::Quarantined)
                continue;
            const QByteArray more = left > 0 ? QByteArray() : details(view);
            if (left > 0 || text.size() + more.size() + suites.size() > kLimit)
                ++left;
            else
                text += more;
        }
        if (left > 0)
            text += "\nand " + QByteArray::number(left) + " more: see the whole report\n";
        out(text + suites);
        return {};
    }
};

} // namespace

const ReportFormat &markdown()
{
    static const Markdown kFormat;
    return kFormat;
}

} // namespace assay::reporting::formats
