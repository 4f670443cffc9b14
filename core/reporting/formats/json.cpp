// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/case_view.h"
#include "reporting/formats/formats.h"
#include "reporting/json_writer.h"

namespace assay::reporting::formats {

using namespace Qt::StringLiterals;
using events::RunState;

namespace {

constexpr qsizetype kPiece = qsizetype(256) * 1024;

qint64 nanoseconds(base::Nanoseconds duration)
{
    return static_cast<qint64>(duration.count());
}

void writePosition(JsonWriter &json, const base::SourcePosition &position)
{
    json.some("file", position.file);
    if (position.line > 0)
        json.member("line", position.line);
    if (position.column > 0)
        json.member("column", position.column);
}

void writeFailures(JsonWriter &json, const std::vector<events::Failure> &failures)
{
    if (failures.empty())
        return;
    json.begin("failures", '[');
    for (const events::Failure &failure : failures) {
        json.begin('{');
        json.member("message", failure.message);
        json.some("path", failure.path);
        json.some("expected", failure.expected);
        json.some("actual", failure.actual);
        json.some("diff", failure.diff);
        writePosition(json, failure.position);
        json.end('}');
    }
    json.end(']');
}

void writeStep(JsonWriter &json, const RunState::StepState &step)
{
    json.member("path", step.path);
    json.member("kind", step.kind);
    json.some("title", step.title);
    json.member("outcome", step.running ? u"running"_s : model::outcomeName(step.outcome));
    json.member("startNs", nanoseconds(step.start));
    json.member("durationNs", nanoseconds(step.duration));
    if (step.tries > 1)
        json.member("tries", step.tries);
    json.some("skipReason", step.skipReason);
    writeFailures(json, step.failures);
}

void writeAttempt(JsonWriter &json, const RunState::AttemptState &attempt)
{
    json.begin('{');
    json.member("attempt", attempt.number);
    json.member("outcome", attempt.running ? u"running"_s : model::outcomeName(attempt.outcome));
    json.member("startNs", nanoseconds(attempt.start));
    json.member("durationNs", nanoseconds(attempt.duration));
    writeFailures(json, attempt.failures);
    if (!attempt.steps.empty()) {
        json.begin("steps", '[');
        for (const RunState::StepState &step : attempt.steps) {
            json.begin('{');
            writeStep(json, step);
            json.end('}');
        }
        json.end(']');
    }
    json.end('}');
}

void writeCase(JsonWriter &json, const CaseView &view)
{
    const RunState::CaseState &state = *view.state;
    json.begin('{');
    json.member("id", view.planned->id);
    json.member("name", view.planned->name);
    json.some("key", view.planned->key);
    json.some("suite", view.planned->suite);
    json.some("phase", view.planned->phase);
    writePosition(json, view.planned->position);
    if (!view.planned->tags.isEmpty()) {
        json.begin("tags", '[');
        for (const QString &tag : view.planned->tags)
            json.value(tag);
        json.end(']');
    }
    json.member("verdict", verdictName(view.verdict));
    if (state.isFinished())
        json.member("outcome", model::outcomeName(state.outcome));
    json.member("flaky", state.flaky);
    json.member("quarantined", state.quarantined);
    json.some("reason", view.reason());
    json.member("worker", state.worker);
    json.member("startNs", nanoseconds(state.start));
    json.member("durationNs", nanoseconds(state.duration));
    if (!state.attempts.empty()) {
        json.begin("attempts", '[');
        for (const RunState::AttemptState &attempt : state.attempts)
            writeAttempt(json, attempt);
        json.end(']');
    }
    if (!state.attachments.empty()) {
        json.begin("attachments", '[');
        for (const events::Attachment &attachment : state.attachments) {
            json.begin('{');
            json.member("name", attachment.name);
            json.some("contentType", attachment.contentType);
            json.some("file", attachment.file);
            json.end('}');
        }
        json.end(']');
    }
    json.end('}');
}

void writeRun(JsonWriter &json, const RunState &state)
{
    const events::RunPlanned &plan = state.plan();
    json.begin("run", '{');
    json.member("id", plan.runId);
    json.some("title", plan.title);
    json.member("verdict", runVerdict(state));
    if (const auto finished = state.finished()) {
        json.member("exitCode", finished->exitCode);
        json.some("reason", finished->reason);
    }
    if (plan.wallStart.isValid())
        json.member("started", plan.wallStart.toUTC().toString(Qt::ISODateWithMs));
    json.member("durationNs", nanoseconds(state.now()));
    json.member("workers", state.workers());
    json.some("workspace", plan.workspace);
    json.some("environment", plan.environment);
    json.some("planHash", plan.planHash);
    if (plan.shards > 0) {
        json.member("shard", plan.shard);
        json.member("shards", plan.shards);
    }
    json.some("resumedFrom", plan.resumedFrom);
    json.some("version", plan.version);
    json.member("facts", QJsonValue(plan.facts));
    json.end('}');
}

void writeCounts(JsonWriter &json, const RunState::Counts &counts)
{
    json.begin("counts", '{');
    json.member("total", counts.total);
    json.member("finished", counts.finished);
    json.member("passed", counts.passed);
    json.member("flaky", counts.flaky);
    json.member("failed", counts.failed);
    json.member("error", counts.error);
    json.member("timedOut", counts.timedOut);
    json.member("skipped", counts.skipped);
    json.member("aborted", counts.aborted);
    json.member("quarantined", counts.quarantined);
    json.end('}');
}

void writeServices(JsonWriter &json, const std::vector<RunState::ServiceStatus> &services)
{
    json.begin("services", '[');
    for (const RunState::ServiceStatus &service : services) {
        json.begin('{');
        json.member("name", service.name);
        json.some("provider", service.provider);
        json.member("state", model::serviceStateName(service.state));
        json.some("endpoint", service.endpoint);
        json.some("detail", service.detail);
        json.some("health", service.health);
        json.end('}');
    }
    json.end(']');
}

/// The run as one object: facts, counts, services, cases in plan order with attempts and steps.
class Json final : public ReportFormat
{
public:
    [[nodiscard]] QString name() const override { return u"json"_s; }
    [[nodiscard]] QString help() const override
    {
        return u"the whole run as one JSON object: cases, attempts, steps, failures"_s;
    }
    [[nodiscard]] QString fileSuffix() const override { return u".json"_s; }
    [[nodiscard]] base::Result<> write(const ReportInput &input,
                                       const ReportOutput &out) const override
    {
        const RunState &state = input.state;
        JsonWriter json;
        json.begin('{');
        writeRun(json, state);
        writeCounts(json, state.counts());
        writeServices(json, state.services());
        json.begin("cases", '[');
        for (const CaseView &view : caseViews(state)) {
            writeCase(json, view);
            if (json.size() > kPiece && !out(json.take()))
                return {};
        }
        json.end(']');
        json.begin("suiteSteps", '[');
        for (const RunState::SuiteStep &one : state.suiteSteps()) {
            json.begin('{');
            json.member("suite", one.suite);
            writeStep(json, one.step);
            json.end('}');
        }
        json.end(']');
        json.begin("problems", '[');
        for (const events::LogLine &problem : state.problems()) {
            json.begin('{');
            json.member("level", events::logLevelName(problem.level));
            json.member("text", problem.text);
            json.end('}');
        }
        json.end(']');
        json.end('}');
        out(json.take() + '\n');
        return {};
    }
};

} // namespace

const ReportFormat &json()
{
    static const Json kFormat;
    return kFormat;
}

} // namespace assay::reporting::formats
