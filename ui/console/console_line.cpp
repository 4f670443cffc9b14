// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_line.h"

#include "ui/theme/status.h"

#include <QCoreApplication>

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::LogLevel;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("assay::ui", text);
}

QString caseName(const events::RunState &state, events::CaseIndex index)
{
    if (index < 0 || static_cast<std::size_t>(index) >= state.cases().size())
        return {};
    return state.planned(index).name;
}

ConsoleLine lineOf(const events::Event &event, LogKind kind, const QString &source, LogLevel level,
                   Role role, const QString &text)
{
    ConsoleLine line;
    line.at = event.at;
    line.level = level;
    line.kind = kind;
    line.role = role;
    line.source = source;
    line.text = text;
    return line;
}

Role roleOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
    case LogLevel::Info:
        return Role::Muted;
    case LogLevel::Warning:
        return Role::Flaky;
    case LogLevel::Error:
        return Role::Failed;
    }
    return Role::Muted;
}

LogLevel levelOf(Status status)
{
    if (isBad(status))
        return LogLevel::Error;
    return status == Status::Flaky || status == Status::Aborted ? LogLevel::Warning
                                                                : LogLevel::Info;
}

std::optional<ConsoleLine> stepLine(const events::Event &event, const events::StepFinished &e,
                                    const events::RunState &state)
{
    const QString owner = e.index < 0 ? e.suite : caseName(state, e.index);
    const Status status = statusOf(e.outcome);
    QString text = u"%1 › %2"_s.arg(owner, e.title);
    if (isBad(status) && !e.failures.empty())
        text += u": "_s + e.failures.front().message;
    else if (status == Status::Skipped && !e.skipReason.isEmpty())
        text += u": "_s + e.skipReason;
    else
        text += u"  "_s + base::durationText(e.duration);
    const Role role = isBad(status) ? Role::Failed : Role::Text;
    return lineOf(event, LogKind::Step, u"step"_s,
                  isBad(status) ? LogLevel::Error : LogLevel::Debug, role,
                  isBad(status) ? u"%1 %2"_s.arg(statusGlyph(status)).arg(text) : text);
}

std::optional<ConsoleLine> caseLine(const events::Event &event, const events::CaseFinished &e,
                                    const events::RunState &state)
{
    Status status = statusOf(e.outcome);
    if (e.quarantined && isBad(status))
        status = Status::Quarantined;
    else if (e.flaky)
        status = Status::Flaky;
    QString text =
        u"%1 %2 %3"_s.arg(statusGlyph(status)).arg(caseName(state, e.index), statusLabel(status));
    if (e.duration.count() > 0)
        text += u" · "_s + base::durationText(e.duration);
    if (e.attempts > 1)
        text += u" · "_s + tr("%1 attempts").arg(e.attempts);
    if (!e.reason.isEmpty())
        text += u" · "_s + e.reason;
    return lineOf(event, LogKind::Case, u"case"_s, levelOf(status), statusRole(status), text);
}

std::optional<ConsoleLine> serviceLine(const events::Event &event,
                                       const events::EnvironmentChanged &e)
{
    const bool whole = e.service.isEmpty();
    const bool bad = e.state == model::ServiceState::Failed;
    QString text = model::serviceStateName(e.state);
    if (!e.endpoint.isEmpty())
        text += u" at "_s + e.endpoint;
    if (!e.detail.isEmpty())
        text += u": "_s + e.detail;
    return lineOf(event, LogKind::Service, whole ? u"env"_s : e.service,
                  bad ? LogLevel::Error : LogLevel::Info,
                  bad ? Role::Failed
                      : (e.state == model::ServiceState::Ready ? Role::Passed : Role::Muted),
                  text);
}

/// The case and the step that a line is about, as far as it is about one.
void setSubject(ConsoleLine &line, const events::Payload &payload)
{
    std::visit(events::Overloaded{[&](const events::StepFinished &e) {
                                      line.caseIndex = e.index;
                                      line.attempt = e.attempt;
                                      line.stepPath = e.path;
                                  },
                                  [&](const events::CaseFinished &e) { line.caseIndex = e.index; },
                                  [&](const events::AttemptStarted &e) {
                                      line.caseIndex = e.index;
                                      line.attempt = e.attempt;
                                  },
                                  [&](const events::LogLine &e) { line.caseIndex = e.index; },
                                  [&](const events::SnapshotTaken &e) { line.caseIndex = e.index; },
                                  [](const auto &) {}},
               payload);
}

std::optional<ConsoleLine> wordsOf(const events::Event &event, const events::RunState &state)
{
    using Line = std::optional<ConsoleLine>;
    return std::visit(
        events::Overloaded{
            [&](const events::RunPlanned &e) -> Line {
                return lineOf(event, LogKind::Assay, u"run"_s, LogLevel::Info, Role::Accent,
                              tr("run %1 planned: %2 cases").arg(e.runId).arg(e.cases.size()));
            },
            [&](const events::RunFinished &e) -> Line {
                const QString why = e.reason.isEmpty() ? QString() : u" · "_s + e.reason;
                return lineOf(event, LogKind::Assay, u"run"_s,
                              e.exitCode == 0 ? LogLevel::Info : LogLevel::Warning,
                              e.exitCode == 0 ? Role::Passed : Role::Failed,
                              tr("run finished, exit code %1").arg(e.exitCode) + why);
            },
            [&](const events::EnvironmentChanged &e) -> Line { return serviceLine(event, e); },
            [&](const events::AttemptStarted &e) -> Line {
                if (e.attempt < 2)
                    return std::nullopt;
                return lineOf(event, LogKind::Case, u"case"_s, LogLevel::Warning, Role::Flaky,
                              tr("↻ %1: attempt %2").arg(caseName(state, e.index)).arg(e.attempt));
            },
            [&](const events::StepFinished &e) -> Line { return stepLine(event, e, state); },
            [&](const events::CaseFinished &e) -> Line { return caseLine(event, e, state); },
            [&](const events::LogLine &e) -> Line {
                const bool ours = e.source == u"assay";
                const LogKind kind =
                    ours ? LogKind::Assay : (e.index >= 0 ? LogKind::Step : LogKind::Service);
                const QString source = e.index >= 0 && !ours ? u"script"_s : e.source;
                return lineOf(event, kind, source, e.level, roleOf(e.level), e.text);
            },
            [&](const events::FaultStarted &e) -> Line {
                return lineOf(event, LogKind::Health, u"fault"_s, LogLevel::Warning, Role::Fault,
                              u"%1 %2"_s.arg(e.edge, e.fault));
            },
            [&](const events::FaultEnded &e) -> Line {
                return lineOf(event, LogKind::Health, u"fault"_s, LogLevel::Info, Role::Fault,
                              tr("%1 ended after %2 hits").arg(e.id).arg(e.hits));
            },
            [&](const events::HealthChanged &e) -> Line {
                QString text = u"%1 %2 → %3"_s.arg(e.service, e.from, e.to);
                if (!e.detail.isEmpty())
                    text += u" (%1)"_s.arg(e.detail);
                return lineOf(event, LogKind::Health, u"health"_s, LogLevel::Warning, Role::Flaky,
                              text);
            },
            [&](const events::SnapshotTaken &e) -> Line {
                return lineOf(
                    event, LogKind::Data, u"data"_s, LogLevel::Info, Role::Accent,
                    tr("kept snapshot %1 (%2)").arg(e.name, base::byteCountText({e.bytes})));
            },
            [](const auto &) -> Line { return std::nullopt; }},
        event.payload);
}

} // namespace

std::optional<ConsoleLine> consoleLine(const events::Event &event, const events::RunState &state)
{
    std::optional<ConsoleLine> line = wordsOf(event, state);
    if (line) {
        line->event = event.sequence;
        setSubject(*line, event.payload);
    }
    return line;
}

} // namespace assay::ui
