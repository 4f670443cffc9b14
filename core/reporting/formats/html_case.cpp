// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/formats/html_parts.h"
#include "reporting/text.h"

#include <array>

namespace assay::reporting::formats {

using namespace Qt::StringLiterals;
using events::RunState;
using model::Outcome;

namespace {

constexpr qsizetype kBody = 4 * 1024;
constexpr qsizetype kText = 16 * 1024;
constexpr std::size_t kFailures = 50;
constexpr std::size_t kSteps = 500;
constexpr std::size_t kHeaders = 100;

Verdict verdictOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return Verdict::Passed;
    case Outcome::Failed:
        return Verdict::Failed;
    case Outcome::Error:
        return Verdict::Error;
    case Outcome::TimedOut:
        return Verdict::TimedOut;
    case Outcome::Skipped:
        return Verdict::Skipped;
    case Outcome::Aborted:
        break;
    }
    return Verdict::Aborted;
}

QByteArray status(Verdict verdict)
{
    return "<span class=\"" + verdictClass(verdict) + "\"><span aria-hidden=\"true\">" +
           verdictGlyph(verdict) + "</span> " + verdictName(verdict).toUtf8() + "</span>";
}

QByteArray glyphOnly(Verdict verdict)
{
    const QByteArray word = verdictName(verdict).toUtf8();
    return "<span class=\"" + verdictClass(verdict) + "\" role=\"img\" aria-label=\"" + word +
           "\" title=\"" + word + "\">" + verdictGlyph(verdict) + "</span>";
}

QByteArray durationHtml(base::Nanoseconds duration)
{
    return htmlText(base::durationText(duration));
}

QByteArray diffHtml(const QString &diff)
{
    QByteArray html;
    for (const QString &line : cutText(diff, kText).split(u'\n')) {
        const char *style = line.startsWith(u'+') ? "add" : line.startsWith(u'-') ? "del" : nullptr;
        if (style != nullptr)
            html += QByteArray("<span class=\"") + style + "\">" + htmlText(line) + "</span>\n";
        else
            html += htmlText(line) + '\n';
    }
    return html;
}

QByteArray failureHtml(const events::Failure &failure)
{
    QByteArray html = "<div class=\"box bad\"><pre>";
    const QString position = failure.position.toString();
    if (!position.isEmpty())
        html += "<span class=\"at\">" + htmlText(position) + "</span>\n";
    html += "<span class=\"said\">" + htmlText(cutText(failure.message, kText)) + "</span>\n";
    const auto line = [&](const char *what, const QString &value) {
        if (!value.isEmpty())
            html += "<span class=\"at\">" + QByteArray(what) + "</span>" +
                    htmlText(cutText(value, kText)) + '\n';
    };
    line("at       ", failure.path);
    line("expected ", failure.expected);
    line("actual   ", failure.actual);
    if (!failure.diff.isEmpty())
        html += diffHtml(failure.diff);
    return html + "</pre></div>\n";
}

QByteArray failuresHtml(const std::vector<events::Failure> &failures)
{
    QByteArray html;
    for (std::size_t i = 0; i < std::min(failures.size(), kFailures); ++i)
        html += failureHtml(failures[i]);
    if (failures.size() > kFailures) {
        html += "<p class=\"muted\">and " +
                QByteArray::number(static_cast<int>(failures.size() - kFailures)) + " more</p>\n";
    }
    return html;
}

QByteArray phasesHtml(const std::vector<model::Exchange::Timing> &timings)
{
    base::Nanoseconds sum{};
    for (const auto &timing : timings)
        sum += timing.duration;
    if (sum <= sum.zero())
        return {};
    QByteArray svg;
    QByteArray words;
    double left = 0;
    int index = 0;
    for (const auto &timing : timings) {
        const int colour = index++ % 6;
        if (timing.duration <= timing.duration.zero())
            continue; // no TLS, a connection that was kept
        const double width =
            100 * static_cast<double>(timing.duration.count()) / static_cast<double>(sum.count());
        svg += "<rect class=\"p" + QByteArray::number(colour) + "\" x=\"" +
               QByteArray::number(left, 'f', 2) + "%\" width=\"" +
               QByteArray::number(width, 'f', 2) + "%\" height=\"10\"><title>" +
               htmlText(timing.phase) + "</title></rect>";
        left += width;
        words += (words.isEmpty() ? "" : " · ") + htmlText(timing.phase) + ' ' +
                 durationHtml(timing.duration);
    }
    return "<svg class=\"phases\" aria-hidden=\"true\">" + svg + "</svg><div class=\"muted\">" +
           words + "</div>\n";
}

QByteArray bodyHtml(const model::Exchange::Part &part)
{
    if (part.body.isEmpty())
        return part.bodySize > 0 ? QByteArray("<p class=\"muted\">a body that was not kept</p>")
                                 : QByteArray();
    const QByteArray size =
        htmlText(base::byteCountText({std::max<qint64>(part.bodySize, part.body.size())}));
    if (!part.body.isValidUtf8())
        return "<p class=\"muted\">" + size + " of binary data</p>";
    const QByteArray shown = indentedJson(part.body.first(std::min(part.body.size(), kBody)));
    QByteArray html =
        "<div class=\"box\"><pre>" + htmlText(QString::fromUtf8(shown)) + "</pre></div>";
    if (part.body.size() > kBody || part.bodySize > part.body.size())
        html += "<p class=\"muted\">cut; the whole body has " + size + "</p>";
    return html;
}

QByteArray partHtml(const char *title, const model::Exchange::Part &part)
{
    QByteArray html = QByteArray("<div><h3>") + title + "</h3><pre>" +
                      htmlText(cutText(part.summary, kText)) + "</pre>\n";
    if (!part.headers.empty()) {
        html += "<table class=\"mono\">";
        for (std::size_t i = 0; i < std::min(part.headers.size(), kHeaders); ++i) {
            html += "<tr><td class=\"muted\">" + htmlText(cutText(part.headers[i].first, kText)) +
                    "</td><td>" + htmlText(cutText(part.headers[i].second, kText)) + "</td></tr>";
        }
        html += "</table>\n";
    }
    return html + bodyHtml(part) + "</div>\n";
}

QByteArray exchangeHtml(const model::Exchange &exchange, bool open)
{
    return QByteArray("<details class=\"exchange\"") + (open ? " open" : "") +
           "><summary>Exchange (" + htmlText(exchange.protocol) + ")</summary>\n" +
           phasesHtml(exchange.timings) + "<div class=\"two\">" +
           partHtml("Request", exchange.request) + partHtml("Response", exchange.response) +
           "</div></details>\n";
}

QByteArray stepHtml(const RunState::StepState &step, bool withFailures)
{
    const Verdict verdict = step.running ? Verdict::Aborted : verdictOf(step.outcome);
    QString title = step.title.isEmpty() ? step.path : step.title;
    if (!step.skipReason.isEmpty())
        title += u" (%1)"_s.arg(step.skipReason);
    if (step.tries > 1)
        title += u" (%1 tries)"_s.arg(step.tries);
    QByteArray html = "<li><div class=\"step\">" + glyphOnly(verdict) + "<span class=\"kind\">" +
                      htmlText(step.kind) + "</span><span class=\"name\">" +
                      htmlText(cutText(title, 500)) + "</span><span class=\"time\">" +
                      durationHtml(step.duration) + "</span></div>";
    if (withFailures && !step.failures.empty())
        html += failuresHtml(step.failures);
    if (step.exchange && verdict != Verdict::Passed && verdict != Verdict::Skipped)
        html += exchangeHtml(*step.exchange, true);
    return html + "</li>\n";
}

QByteArray attemptHtml(const CaseView &view, const RunState::AttemptState &attempt)
{
    QByteArray html;
    const auto attempts = view.state->attempts.size();
    if (attempts > 1) {
        html += "<h3>Attempt " + QByteArray::number(attempt.number) + " of " +
                QByteArray::number(static_cast<int>(attempts)) + " " +
                status(attempt.running ? Verdict::Aborted : verdictOf(attempt.outcome)) + " " +
                durationHtml(attempt.duration) + "</h3>\n";
    }
    html += failuresHtml(attempt.failures);
    if (attempt.steps.empty())
        return html;
    html += "<ul class=\"steps\" aria-label=\"steps\">\n";
    for (std::size_t i = 0; i < std::min(attempt.steps.size(), kSteps); ++i)
        html += stepHtml(attempt.steps[i], attempt.failures.empty());
    html += "</ul>\n";
    if (attempt.steps.size() > kSteps) {
        html += "<p class=\"muted\">and " +
                QByteArray::number(static_cast<int>(attempt.steps.size() - kSteps)) +
                " more steps</p>\n";
    }
    return html;
}

QByteArray attachmentsHtml(const CaseView &view)
{
    if (view.state->attachments.empty())
        return {};
    QByteArray html = "<h3>Attachments</h3><ul>";
    for (const events::Attachment &attachment : view.state->attachments) {
        html += "<li>" + htmlText(attachment.name);
        if (!attachment.file.isEmpty())
            html += " <code>" + htmlText(attachment.file) + "</code>";
        html += "</li>";
    }
    return html + "</ul>\n";
}

QByteArray metaHtml(const CaseView &view)
{
    QStringList words{view.planned->id};
    const QString position = view.planned->position.toString();
    if (!position.isEmpty())
        words += position;
    if (view.state->worker > 0)
        words += u"worker %1"_s.arg(view.state->worker);
    if (!view.planned->tags.isEmpty())
        words += u"tags %1"_s.arg(view.planned->tags.join(u", "_s));
    return "<p class=\"muted mono\">" + htmlText(cutText(words.join(u" · "_s), 2000)) + "</p>\n";
}

} // namespace

QByteArray verdictClass(Verdict verdict)
{
    return verdictName(verdict).remove(u' ').toUtf8();
}

QByteArray verdictGlyph(Verdict verdict)
{
    static const std::array<QByteArray, kVerdicts> kGlyphs{"✓", "≈", "✕", "!", "⧗",
                                                           "■", "⊘", "–", "○"};
    return kGlyphs.at(static_cast<std::size_t>(verdict));
}

QByteArray htmlCase(const CaseView &view, CaseDetail detail, bool open)
{
    QByteArray html = "<details class=\"case\" id=\"c" + QByteArray::number(view.index) +
                      "\" data-verdict=\"" + verdictClass(view.verdict) + '"' +
                      (open ? " open" : "") + "><summary>" + status(view.verdict) +
                      "<span class=\"name\">" + htmlText(cutText(view.title(), 500));
    const QString why = view.message();
    if (!why.isEmpty())
        html += "<span class=\"why\">" + htmlText(cutText(why, 300)) + "</span>";
    html += "</span><span class=\"of\">" + htmlText(cutText(view.planned->suite, 200)) +
            "</span><span class=\"time\">" +
            (view.state->worker > 0 ? durationHtml(view.state->duration) : QByteArray()) +
            "</span></summary>\n<div class=\"inside\">\n" + metaHtml(view);
    if (detail == CaseDetail::Line)
        return html + "</div></details>\n";
    const QString reason = view.reason();
    if (!reason.isEmpty() && reason != why)
        html += "<p>" + htmlText(cutText(reason, kText)) + "</p>\n";
    for (const RunState::AttemptState &attempt : view.state->attempts) {
        if (detail == CaseDetail::Everything || !attempt.steps.empty())
            html += attemptHtml(view, attempt);
    }
    return html + attachmentsHtml(view) + "</div></details>\n";
}

QByteArray htmlSuiteStep(const RunState::SuiteStep &step)
{
    return "<h3>" + htmlText(step.suite) + "</h3><ul class=\"steps\">\n" +
           stepHtml(step.step, true) + "</ul>\n";
}

} // namespace assay::reporting::formats
