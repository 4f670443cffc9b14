// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/formats/formats.h"
#include "reporting/formats/html_parts.h"
#include "reporting/text.h"

#include <QCryptographicHash>

#include <array>

namespace assay::reporting::formats {

using namespace Qt::StringLiterals;
using events::RunState;

namespace {

/// What is told of passed cases when there are many, and of all when the file has grown to kBudget.
constexpr std::size_t kManyCases = 2000;
constexpr qsizetype kBudget = qsizetype(24) * 1024 * 1024;
constexpr qsizetype kPiece = qsizetype(256) * 1024;
constexpr int kOpenAtFirst = 5;

using Counts = std::array<int, kVerdicts>;

Counts countsOf(const std::vector<CaseView> &views)
{
    Counts counts{};
    for (const CaseView &view : views)
        ++counts.at(static_cast<std::size_t>(view.verdict));
    return counts;
}

QByteArray fact(const char *name, const QString &value)
{
    if (value.isEmpty())
        return {};
    return QByteArray("<div><dt>") + name + "</dt><dd>" + htmlText(cutText(value, 500)) +
           "</dd></div>\n";
}

QByteArray factsHtml(const RunState &state)
{
    const events::RunPlanned &plan = state.plan();
    QByteArray html = "<dl class=\"facts\">\n" + fact("run", plan.runId);
    if (plan.wallStart.isValid())
        html += fact("started", plan.wallStart.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s));
    html += fact("took", base::durationText(state.now()));
    if (state.workers() > 0)
        html += fact("workers", QString::number(state.workers()));
    html += fact("environment", plan.environment);
    if (const auto finished = state.finished()) {
        html += fact("exit code", QString::number(finished->exitCode));
        html += fact("ended by", finished->reason);
    }
    if (plan.shards > 0)
        html += fact("shard", u"%1 of %2"_s.arg(plan.shard).arg(plan.shards));
    html += fact("resumes", plan.resumedFrom) + fact("workspace", plan.workspace) +
            fact("Assay", plan.version);
    for (auto it = plan.facts.begin(); it != plan.facts.end(); ++it) {
        const QString value = it.value().toVariant().toString();
        if (!value.isEmpty())
            html += "<div><dt>" + htmlText(cutText(it.key(), 100)) + "</dt><dd>" +
                    htmlText(cutText(value, 500)) + "</dd></div>\n";
    }
    return html + "</dl>\n";
}

QByteArray countsHtml(const Counts &counts, std::size_t total)
{
    QByteArray bar;
    QByteArray list;
    double left = 0;
    for (int i = 0; i < kVerdicts; ++i) {
        const int count = counts.at(static_cast<std::size_t>(i));
        if (count == 0)
            continue;
        const auto verdict = static_cast<Verdict>(i);
        const double width = 100.0 * count / static_cast<double>(total);
        bar += "<rect class=\"" + verdictClass(verdict) + "\" x=\"" +
               QByteArray::number(left, 'f', 3) + "%\" width=\"" +
               QByteArray::number(width, 'f', 3) + "%\" height=\"8\"/>";
        left += width;
        list += "<li class=\"" + verdictClass(verdict) + "\"><span aria-hidden=\"true\">" +
                verdictGlyph(verdict) + "</span> <b>" + QByteArray::number(count) + "</b> " +
                verdictName(verdict, count).toUtf8() + "</li>\n";
    }
    if (list.isEmpty())
        return "<p class=\"muted\">No case was selected.</p>\n";
    return "<svg class=\"bar\" aria-hidden=\"true\">" + bar + "</svg>\n<ul class=\"counts\">\n" +
           list + "</ul>\n";
}

QByteArray headerHtml(const RunState &state, const Counts &counts)
{
    const QString verdict = runVerdict(state);
    const char *const style = verdict == u"passed"         ? "passed"
                              : verdict == u"not finished" ? "skipped"
                                                           : "failed";
    const QString title = state.plan().title.isEmpty() ? u"Test run"_s : state.plan().title;
    return "<header>\n<div class=\"head\"><h1>" + htmlText(cutText(title, 300)) +
           "</h1><span class=\"badge " + style + "\">" + verdict.toUtf8() + "</span></div>\n" +
           countsHtml(counts, state.cases().size()) +
           "</header>\n<section>\n"
           "<h2>Run</h2>\n" +
           factsHtml(state) + "</section>\n";
}

QByteArray servicesHtml(const RunState &state)
{
    if (state.services().empty())
        return {};
    QByteArray html = "<section><h2>Environment<small>" + htmlText(state.plan().environment) +
                      "</small></h2>\n<table><thead><tr><th scope=\"col\">service</th><th "
                      "scope=\"col\">provider</th>"
                      "<th scope=\"col\">endpoint</th><th scope=\"col\">state</th><th "
                      "scope=\"col\">detail</th></tr>"
                      "</thead><tbody>\n";
    for (const RunState::ServiceStatus &service : state.services()) {
        const bool bad = service.state == model::ServiceState::Failed;
        if (service.name.isEmpty() && !bad)
            continue; // the environment itself, which the heading names
        html += "<tr><td>" + htmlText(service.name.isEmpty() ? u"(all)"_s : service.name) +
                "</td><td>" + htmlText(service.provider) + "</td><td class=\"mono\">" +
                htmlText(service.endpoint) + "</td><td class=\"" + (bad ? "failed" : "") + "\">" +
                model::serviceStateName(service.state).toUtf8() +
                (service.health.isEmpty() ? QByteArray() : " · " + htmlText(service.health)) +
                "</td><td>" + htmlText(cutText(service.detail, 1000)) + "</td></tr>\n";
    }
    return html + "</tbody></table></section>\n";
}

QByteArray problemsHtml(const RunState &state)
{
    QByteArray html;
    for (const events::LogLine &problem : state.problems()) {
        html += "<li class=\"" +
                QByteArray(problem.level == events::LogLevel::Error ? "failed" : "flaky") + "\">" +
                events::logLevelName(problem.level).toUtf8() + ": " +
                htmlText(cutText(problem.text, 2000)) + "</li>\n";
    }
    if (!html.isEmpty())
        html = "<section><h2>Problems</h2>\n<ul>\n" + html + "</ul></section>\n";
    QByteArray steps;
    for (const RunState::SuiteStep &step : state.suiteSteps()) {
        if (!step.step.running && model::isBad(step.step.outcome))
            steps += htmlSuiteStep(step);
    }
    if (!steps.isEmpty())
        html += "<section><h2>Set-up and teardown that failed</h2>\n" + steps + "</section>\n";
    return html;
}

QByteArray filterHtml(const Counts &counts)
{
    QByteArray html =
        "<div class=\"filter\"><input id=\"filter\" type=\"search\" aria-label=\"Filter cases\" "
        "placeholder=\"Filter cases   /\">";
    for (int i = 0; i < kVerdicts; ++i) {
        const auto verdict = static_cast<Verdict>(i);
        const int count = counts.at(static_cast<std::size_t>(i));
        if (count == 0)
            continue;
        html += "<button type=\"button\" class=\"chip " + verdictClass(verdict) +
                "\" aria-pressed=\"true\" data-verdict=\"" + verdictClass(verdict) + "\">" +
                verdictGlyph(verdict) + ' ' + QByteArray::number(count) + ' ' +
                verdictName(verdict, count).toUtf8() + "</button>";
    }
    return html + "<span id=\"shown\" class=\"muted\" role=\"status\"></span></div>\n";
}

/// Only our own script may run, whatever a run's texts hold; nothing is fetched.
QByteArray policyFor(QByteArrayView page)
{
    const QByteArrayView open("<script>");
    const qsizetype start = page.indexOf(open) + open.size();
    const QByteArrayView script =
        page.sliced(start, page.indexOf(QByteArrayView("</script>")) - start);
    return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" +
           QCryptographicHash::hash(script.toByteArray(), QCryptographicHash::Sha256).toBase64() +
           "'";
}

CaseDetail detailOf(const CaseView &view, bool manyCases, qsizetype written)
{
    if (written > kBudget)
        return CaseDetail::Line;
    if (view.verdict == Verdict::Passed)
        return manyCases ? CaseDetail::Line : CaseDetail::Steps;
    return CaseDetail::Everything;
}

/// One file that works offline, without scripts, in print and for screen readers.
class Html final : public ReportFormat
{
public:
    [[nodiscard]] QString name() const override { return u"html"_s; }
    [[nodiscard]] QString help() const override
    {
        return u"one page that works offline: timeline, failures, exchanges"_s;
    }
    [[nodiscard]] QString fileSuffix() const override { return u".html"_s; }
    [[nodiscard]] base::Result<> write(const ReportInput &input,
                                       const ReportOutput &out) const override
    {
        const RunState &state = input.state;
        const QByteArrayView page = htmlTemplate();
        const QByteArrayView slot("{{body}}");
        const qsizetype body = page.indexOf(slot);
        const QString title = u"%1: %2"_s.arg(runVerdict(state), state.plan().title);
        QByteArray html = page.first(body).toByteArray();
        html.replace("{{policy}}", policyFor(page)).replace("{{title}}", htmlText(title));

        const std::vector<CaseView> views = worstFirst(state);
        const Counts counts = countsOf(views);
        html += headerHtml(state, counts) + problemsHtml(state) + htmlTimeline(state, views) +
                servicesHtml(state);
        html += "<section class=\"cases\"><h2>Cases<small>" +
                QByteArray::number(static_cast<int>(views.size())) +
                ", what failed first</small></h2>\n" + filterHtml(counts);
        qsizetype written = 0;
        int opened = 0;
        for (const CaseView &view : views) {
            const CaseDetail detail =
                detailOf(view, views.size() > kManyCases, written + html.size());
            html += htmlCase(view, detail, view.isBad() && opened++ < kOpenAtFirst);
            if (html.size() > kPiece) {
                written += html.size();
                if (!out(html))
                    return {};
                html.resize(0);
            }
        }
        html += "</section>\n";
        if (written > kBudget)
            html += "<footer>Details of the later cases were left out to keep this page "
                    "usable.</footer>\n";
        html += page.sliced(body + slot.size());
        out(html);
        return {};
    }
};

} // namespace

const ReportFormat &html()
{
    static const Html kFormat;
    return kFormat;
}

} // namespace assay::reporting::formats
