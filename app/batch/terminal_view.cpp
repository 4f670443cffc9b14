// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/terminal_view.h"

#include "base/cancellation.h"
#include "reporting/text.h"

#include <algorithm>

namespace assay::app {

using namespace Qt::StringLiterals;
using events::CaseIndex;
using events::RunState;
using model::Outcome;
using reporting::plainText; // what a service says must not steer the terminal

namespace {

constexpr const char *kGreen = "32";
constexpr const char *kRed = "31";
constexpr const char *kYellow = "33";
constexpr const char *kBlue = "34";
constexpr const char *kGray = "90";
constexpr const char *kBold = "1";

struct Look
{
    QChar glyph;
    QString word;
    const char *color;
};

Look lookOf(const RunState::CaseState &state)
{
    if (state.quarantined)
        return {u'–', u"quarantined"_s, kYellow};
    if (state.flaky)
        return {u'≈', u"flaky"_s, kYellow};
    switch (state.outcome) {
    case Outcome::Passed:
        return {u'✓', u"passed"_s, kGreen};
    case Outcome::Failed:
        return {u'✕', u"failed"_s, kRed};
    case Outcome::Error:
        return {u'!', u"error"_s, kRed};
    case Outcome::TimedOut:
        return {u'⧗', u"timed out"_s, kRed};
    case Outcome::Skipped:
        return {u'–', u"skipped"_s, kGray};
    case Outcome::Aborted:
        return {u'■', u"aborted"_s, kYellow};
    }
    return {u'?', {}, kGray};
}

QString indent(const QString &text, int by)
{
    const QString space(by, u' ');
    QStringList lines = text.split(u'\n');
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return space + lines.join(u'\n' + space) + u'\n';
}

/// "POST http://127.0.0.1:4311/orders → 500 Internal Server Error", and below it the start of what
/// came back.
QString exchangeLines(const model::Exchange &exchange)
{
    constexpr qsizetype kLongest = 160;
    const auto oneLine = [](const QString &text) {
        const QString line = text.left(10 * kLongest).simplified();
        return plainText(line.size() > kLongest ? line.first(kLongest) + u'…' : line);
    };
    QString lines = oneLine(exchange.request.summary);
    if (!exchange.response.summary.isEmpty())
        lines += u" → "_s + oneLine(exchange.response.summary);
    const QByteArray &body = exchange.response.body;
    if (!body.isEmpty() && body.isValidUtf8())
        lines += u'\n' + oneLine(QString::fromUtf8(body));
    return lines;
}

QString cut(const QString &text, int columns)
{
    return text.size() <= columns ? text : text.first(std::max(0, columns - 1)) + u'…';
}

} // namespace

TerminalView::TerminalView(Console &console, Settings settings)
    : m_console(console)
    , m_settings(std::move(settings))
{
    m_shown.with([](Shown &shown) { shown.lastSaid = std::chrono::steady_clock::now(); });
    m_ticker = std::jthread([this](const std::stop_token &stop) { tick(stop); });
}

TerminalView::~TerminalView() = default;

void TerminalView::consume(const events::EventBatch &batch)
{
    m_shown.with([&](Shown &shown) {
        QString lines;
        for (const events::EventPointer &event : batch) {
            shown.state.apply(*event);
            lines += linesOf(*event, shown);
        }
        if (!lines.isEmpty())
            redraw(shown, lines);
    });
}

void TerminalView::finish()
{
    m_ticker.request_stop();
    m_ticker.join();
    m_shown.with([&](Shown &shown) {
        if (shown.rows > 0)
            m_console.out(u"\x1b[%1A\x1b[J"_s.arg(shown.rows));
        shown.rows = 0;
    });
    m_console.out(summary());
}

void TerminalView::tick(const std::stop_token &stop)
{
    using namespace std::chrono_literals;
    while (base::waitFor(m_console.isLive() ? 200ms : 1000ms, stop)) {
        m_shown.with([&](Shown &shown) {
            if (shown.state.status() != RunState::Status::Running)
                return;
            if (m_console.isLive()) {
                redraw(shown, {});
                return;
            }
            const auto now = std::chrono::steady_clock::now();
            if (now - shown.lastSaid < m_settings.heartbeat)
                return;
            shown.lastSaid = now;
            const RunState::Counts &counts = shown.state.counts();
            m_console.out(u"... %1 of %2 done, %3 running, %4 bad\n"_s.arg(counts.finished)
                              .arg(counts.total)
                              .arg(counts.running)
                              .arg(counts.bad()));
        });
    }
}

void TerminalView::redraw(Shown &shown, const QString &lines)
{
    shown.lastSaid = std::chrono::steady_clock::now();
    QString text;
    if (shown.rows > 0)
        text += u"\x1b[%1A\x1b[J"_s.arg(shown.rows);
    text += lines;
    shown.rows = 0;
    if (m_console.isLive() && shown.state.status() == RunState::Status::Running) {
        const QString rows = liveRows(shown.state);
        shown.rows = static_cast<int>(rows.count(u'\n'));
        text += rows;
    }
    m_console.out(text);
}

QString TerminalView::linesOf(const events::Event &event, Shown &shown) const
{
    const RunState &state = shown.state;
    if (const auto *finished = std::get_if<events::CaseFinished>(&event.payload)) {
        const bool bad = state.caseAt(finished->index).countsAsBad();
        const auto exchange = shown.exchanges.extract(finished->index);
        if (m_settings.quiet && !bad)
            return {};
        QString lines = caseLine(state, finished->index);
        if (bad)
            lines += failureLines(state, finished->index);
        if (bad && !exchange.empty()) {
            for (const QString &line : exchange.mapped().split(u'\n'))
                lines += u"    "_s + paint(line, kGray) + u'\n';
        }
        return lines;
    }
    if (const auto *attempt = std::get_if<events::AttemptStarted>(&event.payload))
        shown.exchanges.erase(attempt->index);
    if (const auto *step = std::get_if<events::StepFinished>(&event.payload)) {
        if (step->index >= 0 && model::isBad(step->outcome) && step->exchange)
            shown.exchanges.try_emplace(step->index, exchangeLines(*step->exchange));
        return {};
    }
    if (const auto *changed = std::get_if<events::EnvironmentChanged>(&event.payload)) {
        const bool told = changed->state == model::ServiceState::Ready ||
                          changed->state == model::ServiceState::Failed;
        if (!told || changed->service.isEmpty() || m_settings.quiet)
            return {};
        const bool ready = changed->state == model::ServiceState::Ready;
        return u"%1 %2 %3 %4\n"_s
            .arg(paint(ready ? u"●"_s : u"✕"_s, ready ? kGreen : kRed), changed->service,
                 model::serviceStateName(changed->state), paint(changed->endpoint, kGray))
            .replace(u" \n"_s, u"\n"_s);
    }
    if (const auto *line = std::get_if<events::LogLine>(&event.payload)) {
        const bool ours = line->source == u"assay" && line->level >= events::LogLevel::Warning;
        if (ours) {
            const QString level =
                line->level == events::LogLevel::Error ? u"error: "_s : u"warning: "_s;
            m_console.err((line->text.startsWith(level) ? QString() : level) +
                          plainText(line->text) +
                          (line->text.endsWith(u'\n') ? QString() : u"\n"_s));
        } else if (m_settings.verbose)
            return paint(line->source, kGray) + u' ' + plainText(line->text) + u'\n';
    }
    return {};
}

QString TerminalView::caseLine(const RunState &state, CaseIndex index) const
{
    const RunState::CaseState &one = state.caseAt(index);
    const Look look = lookOf(one);
    QString line = paint(look.glyph, look.color) + u' ' + plainText(state.planned(index).id);
    if (one.outcome != Outcome::Skipped)
        line += u"  "_s + paint(base::durationText(one.duration), kGray);
    if (one.outcome != Outcome::Passed || one.flaky)
        line += u"  "_s + paint(look.word, look.color);
    if (one.flaky)
        line += u" (%1 attempts)"_s.arg(one.attempts.size());
    const QString reason = plainText(one.reason);
    if (one.quarantined) // the reason begins with the word that stands there
        line +=
            (reason.startsWith(look.word) ? reason.sliced(look.word.size()) : u": "_s + reason) +
            u" (%1)"_s.arg(model::outcomeName(one.outcome));
    else if (one.outcome == Outcome::Skipped)
        line += u": "_s + reason;
    return line + u'\n';
}

QString TerminalView::badLine(const RunState &state, CaseIndex index) const
{
    const RunState::CaseState &one = state.caseAt(index);
    const QString line = u"  "_s + caseLine(state, index).chopped(1);
    if (one.attempts.empty() || one.attempts.back().failures.empty())
        return line + u'\n';
    const QString why = plainText(one.attempts.back().failures.front().message.simplified());
    return line + paint(u": "_s + cut(why, 100), kGray) + u'\n';
}

QString TerminalView::failureLines(const RunState &state, CaseIndex index) const
{
    const RunState::CaseState &one = state.caseAt(index);
    if (one.attempts.empty())
        return {};
    constexpr std::size_t kShown = 8;
    QString lines;
    const auto &failures = one.attempts.back().failures;
    for (std::size_t i = 0; i < std::min(kShown, failures.size()); ++i) {
        lines += u"    "_s + paint(plainText(failures[i].message), kRed) + u'\n';
        if (failures[i].position.isValid())
            lines += u"    "_s + paint(u"at "_s + failures[i].position.toString(), kGray) + u'\n';
        if (!failures[i].diff.isEmpty())
            lines += indent(plainText(failures[i].diff), 6);
    }
    if (failures.size() > kShown)
        lines += u"    and %1 more\n"_s.arg(failures.size() - kShown);
    return lines;
}

QString TerminalView::liveRows(const RunState &state) const
{
    constexpr int kMostRows = 6;
    const int columns = m_console.columns();
    QString rows;
    int shown = 0;
    for (std::size_t i = 0; i < state.cases().size() && shown < kMostRows; ++i) {
        const RunState::CaseState &one = state.cases()[i];
        if (one.status != RunState::CaseStatus::Running)
            continue;
        ++shown;
        const QString text =
            cut(u"◐ "_s + plainText(state.planned(static_cast<CaseIndex>(i)).id), columns);
        rows += paint(text, kBlue) + u'\n';
    }
    const RunState::Counts &counts = state.counts();
    const int width = std::clamp(columns / 3, 10, 40);
    const int done = counts.total > 0 ? width * counts.finished / counts.total : 0;
    rows += paint(QString(done, u'━'), counts.bad() > 0 ? kRed : kGreen) +
            paint(QString(width - done, u'─'), kGray) +
            u" %1 of %2 · %3 bad · %4\n"_s.arg(counts.finished)
                .arg(counts.total)
                .arg(counts.bad())
                .arg(base::durationText(state.now()));
    return rows;
}

QString TerminalView::summary() const
{
    return m_shown.with([&](const Shown &shown) {
        const RunState &state = shown.state;
        const RunState::Counts &counts = state.counts();
        QString text = u"\n"_s;
        if (!m_settings.quiet && counts.bad() > 0) {
            text += paint(u"Bad cases:"_s, kBold) + u'\n';
            for (const CaseIndex index : state.worstFirst()) {
                if (state.caseAt(index).countsAsBad())
                    text += badLine(state, index);
            }
            text += u'\n';
        }
        QStringList parts;
        const auto add = [&](int count, const QString &word, const char *color) {
            if (count > 0)
                parts.append(paint(u"%1 %2"_s.arg(count).arg(word), color));
        };
        add(counts.failed, u"failed"_s, kRed);
        add(counts.error, counts.error == 1 ? u"error"_s : u"errors"_s, kRed);
        add(counts.timedOut, u"timed out"_s, kRed);
        add(counts.aborted, u"aborted"_s, kYellow);
        parts.append(paint(u"%1 passed"_s.arg(counts.passed), counts.passed > 0 ? kGreen : kGray));
        add(counts.flaky, u"of them flaky"_s, kYellow);
        add(counts.quarantined, u"quarantined"_s, kYellow);
        add(counts.skipped, u"skipped"_s, kGray);
        text += parts.join(u", "_s);
        text += u" in %1 · run %2\n"_s.arg(base::durationText(state.now()), state.plan().runId);
        const auto finished = state.finished();
        if (finished && !finished->reason.isEmpty())
            text += u"Stopped early: %1\n"_s.arg(finished->reason);
        if (counts.bad() > 0 && !m_settings.rerun.isEmpty())
            text += paint(u"Run the bad ones again: %1"_s.arg(m_settings.rerun), kGray) + u'\n';
        return text;
    });
}

QString TerminalView::paint(const QString &text, const char *color) const
{
    if (!m_console.hasColor() || text.isEmpty())
        return text;
    return u"\x1b[%1m%2\x1b[0m"_s.arg(QLatin1StringView(color), text);
}

} // namespace assay::app
