// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/formats/html_parts.h"
#include "reporting/text.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace assay::reporting::formats {

using namespace Qt::StringLiterals;

namespace {

/// Narrower than this, in percent of the width, bars of one verdict flow together.
constexpr double kNarrow = 0.08;
constexpr int kMaxLanes = 64;

QByteArray percent(double value)
{
    QByteArray text = QByteArray::number(value, 'f', 3);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text + '%';
}

base::Nanoseconds endOf(const CaseView &view, base::Nanoseconds now)
{
    return view.state->isFinished() ? view.state->start + view.state->duration
                                    : std::max(now, view.state->start);
}

/// 1, 2 or 5 times a power of ten, so that at most eight steps fit.
double niceStep(double whole)
{
    const double rough = whole / 8;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (factor * power >= rough)
            return factor * power;
    }
    return 10 * power;
}

QByteArray axis(base::Nanoseconds whole)
{
    const auto nanoseconds = static_cast<double>(whole.count());
    const double step = niceStep(nanoseconds);
    QByteArray svg = "<span></span><svg class=\"axis\" aria-hidden=\"true\">";
    for (double at = 0; at <= nanoseconds * 0.96; at += step) {
        const QByteArray x = percent(100 * at / nanoseconds);
        svg += "<line x1=\"" + x + "\" x2=\"" + x + "\" y1=\"0\" y2=\"16\"/><text x=\"" + x +
               "\" dx=\"3\" y=\"12\">";
        const auto time = base::Nanoseconds(static_cast<qint64>(at));
        svg += (at == 0 ? QByteArray("0") : htmlText(base::durationText(time))) + "</text>";
    }
    return svg + "</svg>\n";
}

QByteArray bar(const CaseView &view, double left, double width)
{
    QString label = u"%1: %2"_s.arg(view.title(), verdictName(view.verdict));
    if (view.verdict != Verdict::Skipped)
        label += u", "_s + base::durationText(view.state->duration);
    const QByteArray x = percent(left);
    QByteArray svg = "<a href=\"#c" + QByteArray::number(view.index) + "\"><rect class=\"" +
                     verdictClass(view.verdict) + "\" x=\"" + x + "\" width=\"" +
                     percent(std::max(width, 0.1)) + "\" height=\"18\" rx=\"2\"><title>" +
                     htmlText(cutText(label, 200)) + "</title></rect>";
    // About 0.6 % of the width a letter.
    const auto letters = static_cast<qsizetype>(width / 0.62) - 2;
    if (letters >= 4) {
        svg += "<text x=\"" + x + "\" dx=\"5\" y=\"13\">" +
               htmlText(cutText(view.title(), letters)) + "</text>";
    }
    return svg + "</a>";
}

} // namespace

QByteArray htmlTimeline(const events::RunState &state, const std::vector<CaseView> &views)
{
    std::map<int, std::vector<const CaseView *>> lanes;
    base::Nanoseconds whole = state.now();
    for (const CaseView &view : views) {
        if (view.state->worker <= 0)
            continue;
        lanes[view.state->worker].push_back(&view);
        whole = std::max(whole, endOf(view, state.now()));
    }
    if (lanes.empty() || whole <= whole.zero())
        return {};
    QByteArray html = "<section><h2 id=\"timeline\">Timeline<small>cases by worker</small></h2>\n"
                      "<div class=\"lanes\" role=\"group\" aria-labelledby=\"timeline\">\n" +
                      axis(whole);
    const auto width = static_cast<double>(whole.count());
    int shown = 0;
    for (auto &[worker, cases] : lanes) {
        if (++shown > kMaxLanes)
            break;
        std::stable_sort(cases.begin(), cases.end(), [](const CaseView *a, const CaseView *b) {
            return a->state->start < b->state->start;
        });
        html += "<span>worker " + QByteArray::number(worker) +
                "</span><svg role=\"group\" aria-label=\"" +
                QByteArray::number(static_cast<int>(cases.size())) + " cases on worker " +
                QByteArray::number(worker) + "\">";
        double drawnUntil = -1;
        Verdict last = Verdict::NotRun;
        for (const CaseView *view : cases) {
            const double left = 100 * static_cast<double>(view->state->start.count()) / width;
            const double right =
                100 * static_cast<double>(endOf(*view, state.now()).count()) / width;
            if (right - drawnUntil < kNarrow && view->verdict == last)
                continue;
            html += bar(*view, left, right - left);
            drawnUntil = right;
            last = view->verdict;
        }
        html += "</svg>\n";
    }
    html += "</div>";
    if (shown > kMaxLanes) {
        html += "<p class=\"muted\">and " +
                QByteArray::number(static_cast<int>(lanes.size()) - kMaxLanes) +
                " more workers</p>";
    }
    return html + "</section>\n";
}

} // namespace assay::reporting::formats
