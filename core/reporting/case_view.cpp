// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/case_view.h"

#include <array>

namespace assay::reporting {

using namespace Qt::StringLiterals;
using events::RunState;
using model::Outcome;

namespace {

Verdict verdictOf(const RunState::CaseState &state)
{
    if (!state.isFinished()) {
        return state.status == RunState::CaseStatus::Running ? Verdict::Aborted : Verdict::NotRun;
    }
    if (state.quarantined && model::isBad(state.outcome))
        return Verdict::Quarantined;
    switch (state.outcome) {
    case Outcome::Passed:
        return state.flaky ? Verdict::Flaky : Verdict::Passed;
    case Outcome::Failed:
        return Verdict::Failed;
    case Outcome::Error:
        return Verdict::Error;
    case Outcome::TimedOut:
        return Verdict::TimedOut;
    case Outcome::Aborted:
        return Verdict::Aborted;
    case Outcome::Skipped:
        break;
    }
    return Verdict::Skipped;
}

CaseView viewOf(const RunState &state, events::CaseIndex index)
{
    const RunState::CaseState &c = state.caseAt(index);
    return {index, &state.planned(index), &c, verdictOf(c)};
}

} // namespace

QString verdictName(Verdict verdict)
{
    static const std::array<QString, kVerdicts> kNames{
        u"passed"_s,  u"flaky"_s,       u"failed"_s,  u"error"_s,  u"timed out"_s,
        u"aborted"_s, u"quarantined"_s, u"skipped"_s, u"not run"_s};
    return kNames.at(static_cast<std::size_t>(verdict));
}

QString verdictName(Verdict verdict, int count)
{
    return verdict == Verdict::Error && count != 1 ? u"errors"_s : verdictName(verdict);
}

QString CaseView::file() const
{
    const qsizetype at = planned->id.indexOf(u"::"_s);
    if (at > 0)
        return planned->id.first(at);
    return planned->suite.isEmpty() ? u"assay"_s : planned->suite;
}

QString CaseView::title() const
{
    const qsizetype at = planned->id.indexOf(u"::"_s);
    QString name = at < 0 ? planned->name : planned->id.sliced(at + 2);
    if (!name.isEmpty())
        return name;
    return u"case %1"_s.arg(index + 1);
}

QString CaseView::reason() const
{
    if (!state->reason.isEmpty())
        return state->reason;
    switch (verdict) {
    case Verdict::Aborted:
        return state->isFinished() ? u"aborted"_s : u"was running when the run ended"_s;
    case Verdict::Quarantined:
        return u"quarantined"_s;
    case Verdict::Skipped:
        return u"skipped"_s;
    case Verdict::NotRun:
        return u"not run: the run ended before"_s;
    default:
        return {};
    }
}

const std::vector<events::Failure> &CaseView::failures() const
{
    static const std::vector<events::Failure> kNone;
    for (auto it = state->attempts.rbegin(); it != state->attempts.rend(); ++it) {
        if (!it->failures.empty())
            return it->failures;
    }
    return kNone;
}

QString CaseView::message() const
{
    if (verdict == Verdict::Passed)
        return {};
    if (verdict == Verdict::Skipped || verdict == Verdict::NotRun)
        return reason();
    if (!failures().empty() && !failures().front().message.isEmpty())
        return failures().front().message;
    const QString why = reason();
    return why.isEmpty() ? verdictName(verdict) : why;
}

base::SourcePosition CaseView::position() const
{
    for (const events::Failure &failure : failures()) {
        if (failure.position.isValid())
            return failure.position;
    }
    return planned->position;
}

bool CaseView::isBad() const
{
    return verdict == Verdict::Failed || verdict == Verdict::Error ||
           verdict == Verdict::TimedOut || verdict == Verdict::Aborted;
}

int CaseView::attempts() const
{
    const auto held = static_cast<int>(state->attempts.size());
    return held == 0 && verdict == Verdict::Passed ? 1 : held;
}

std::vector<CaseView> caseViews(const RunState &state)
{
    std::vector<CaseView> views;
    views.reserve(state.cases().size());
    for (std::size_t i = 0; i < state.cases().size(); ++i)
        views.push_back(viewOf(state, static_cast<events::CaseIndex>(i)));
    return views;
}

std::vector<CaseView> worstFirst(const RunState &state)
{
    std::vector<CaseView> views;
    views.reserve(state.cases().size());
    for (const events::CaseIndex index : state.worstFirst())
        views.push_back(viewOf(state, index));
    return views;
}

QString runVerdict(const RunState &state)
{
    if (state.status() != RunState::Status::Finished)
        return state.status() == RunState::Status::Interrupted ? u"interrupted"_s
                                                               : u"not finished"_s;
    if (state.finished()->exitCode == 0)
        return u"passed"_s;
    return state.counts().bad() > 0 || state.finished()->reason.isEmpty() ? u"failed"_s
                                                                          : u"stopped"_s;
}

QString failureText(const events::Failure &failure)
{
    QString text = failure.position.toString();
    if (!text.isEmpty())
        text += u": "_s;
    text += failure.message;
    const auto line = [&](const QString &what, const QString &value) {
        if (!value.isEmpty())
            text += u"\n  "_s + what + value;
    };
    line(u"at "_s, failure.path);
    if (failure.diff.isEmpty()) {
        line(u"expected: "_s, failure.expected);
        line(u"actual:   "_s, failure.actual);
    } else {
        text += u'\n' + failure.diff;
    }
    return text;
}

QString attemptText(const RunState::AttemptState &attempt)
{
    QStringList texts;
    for (const events::Failure &failure : attempt.failures)
        texts += failureText(failure);
    return texts.isEmpty() ? model::outcomeName(attempt.outcome) : texts.join(u'\n');
}

} // namespace assay::reporting
