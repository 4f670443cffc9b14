// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event_json.h"
#include "events/run_state.h"
#include "reporting/registry.h"
#include "reporting/report.h"

#include <QFile>

namespace assay::tests {

using namespace Qt::StringLiterals;

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QString reportingFile(const QString &name)
{
    return QStringLiteral(ASSAY_SOURCE_DIR "/tests/reporting/") + name;
}

/// tests/reporting/recorded_run.jsonl: every outcome, retries, quarantine, hostile characters.
inline QByteArrayList recordedLines()
{
    QByteArrayList lines = contentOf(reportingFile(u"recorded_run.jsonl"_s)).split('\n');
    lines.removeAll({});
    return lines;
}

inline events::RunState
recordedRun(events::RunState::Detail detail = events::RunState::Detail::Everything)
{
    events::RunState state(detail);
    for (const QByteArray &line : recordedLines()) {
        const auto event = events::parseEventLine(line);
        if (!event)
            qFatal("%s", qPrintable(event.error().toString()));
        state.apply(*event);
    }
    return state;
}

inline QByteArray report(const QString &format, const events::RunState &state)
{
    reporting::ReportInput input{state};
    input.events = [](const reporting::ReportInput::TakeLine &take) -> base::Result<> {
        for (const QByteArray &line : recordedLines()) {
            if (!take(line + '\n'))
                break;
        }
        return {};
    };
    const auto found = reporting::findReportFormat(format);
    if (!found)
        qFatal("%s", qPrintable(found.error().toString()));
    const auto bytes = reporting::reportBytes(**found, input);
    if (!bytes)
        qFatal("%s", qPrintable(bytes.error().toString()));
    return *bytes;
}

/// A run of many cases: every `badEvery`-th failed.
inline events::RunState largeRun(int cases, int badEvery)
{
    using namespace events;
    RunState state;
    Event event;
    const auto apply = [&](Payload payload) {
        ++event.sequence;
        event.at += std::chrono::microseconds(100);
        event.payload = std::move(payload);
        state.apply(event);
    };
    RunPlanned plan;
    plan.runId = u"r"_s;
    plan.title = u"large"_s;
    for (int i = 0; i < cases; ++i) {
        PlannedCase planned;
        planned.name = u"case %1"_s.arg(i);
        planned.suite = u"suite %1"_s.arg(i % 500);
        planned.id = u"suites/%1.yaml::case %2"_s.arg(i % 500).arg(i);
        plan.cases.push_back(planned);
    }
    apply(plan);
    apply(RunStarted{4});
    for (int i = 0; i < cases; ++i) {
        apply(CaseStarted{i, 1 + i % 4});
        apply(AttemptStarted{i, 1});
        const bool bad = badEvery > 0 && i % badEvery == 0;
        StepFinished step;
        step.index = i;
        step.path = u"steps.0"_s;
        step.kind = u"http"_s;
        step.title = u"GET /%1"_s.arg(i);
        step.outcome = bad ? model::Outcome::Failed : model::Outcome::Passed;
        auto exchange = std::make_shared<model::Exchange>();
        exchange->protocol = u"http"_s;
        exchange->response.body = QByteArray(20'000, '<');
        step.exchange = exchange;
        apply(step);
        AttemptFinished attempt;
        attempt.index = i;
        attempt.outcome = step.outcome;
        if (bad) {
            Failure failure;
            failure.message = u"it is not "_s + QString(3000, u'<');
            attempt.failures.push_back(failure);
        }
        apply(attempt);
        CaseFinished finished;
        finished.index = i;
        finished.outcome = step.outcome;
        finished.duration = std::chrono::microseconds(300);
        finished.attempts = 1;
        apply(finished);
    }
    RunFinished finished;
    finished.exitCode = 1;
    apply(finished);
    return state;
}

} // namespace assay::tests
