// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"

#include <concepts>
#include <type_traits>

namespace assay::events {

/// The members of each event in the JSON Lines form, once for writing and reading, in the order in
/// which they are written. An archive is called with a name and a member: `archive("case",
/// e.index)` always writes it, `archive.sparse(...)` leaves out what is equal to the struct's
/// default (empty, zero, false). Internal to this folder; the form itself is
/// resources/schemas/events.schema.json.
template <class T, class Of>
concept Either = std::same_as<std::remove_const_t<T>, Of>;

template <class A>
void describe(A &a, Either<base::SourcePosition> auto &v)
{
    a.sparse("file", v.file);
    a.sparse("line", v.line);
    a.sparse("column", v.column);
}

template <class A>
void describe(A &a, Either<PlannedCase> auto &v)
{
    a("id", v.id);
    a("name", v.name);
    a.sparse("key", v.key);
    a.sparse("suite", v.suite);
    a.sparse("phase", v.phase);
    a.sparse("position", v.position);
    a.sparse("tags", v.tags);
    a.sparse("needs", v.needs);
    a.sparse("needsOn", v.needsOn);
    a.sparse("quarantined", v.quarantined);
}

template <class A>
void describe(A &a, Either<RunPlanned> auto &v)
{
    a("run", v.runId);
    a.sparse("workspace", v.workspace);
    a.sparse("title", v.title);
    a.sparse("wallStart", v.wallStart);
    a.sparse("planHash", v.planHash);
    a.sparse("shard", v.shard);
    a.sparse("shards", v.shards);
    a.sparse("resumedFrom", v.resumedFrom);
    a.sparse("environment", v.environment);
    a.sparse("version", v.version);
    a.sparse("facts", v.facts);
    a("cases", v.cases);
}

template <class A>
void describe(A &a, Either<RunStarted> auto &v)
{
    a("workers", v.workers);
}

template <class A>
void describe(A &a, Either<RunFinished> auto &v)
{
    a("exitCode", v.exitCode);
    a.sparse("reason", v.reason);
}

template <class A>
void describe(A &a, Either<EnvironmentChanged> auto &v)
{
    a("service", v.service);
    a("state", v.state);
    a.sparse("provider", v.provider);
    a.sparse("endpoint", v.endpoint);
    a.sparse("detail", v.detail);
}

template <class A>
void describe(A &a, Either<CaseQueued> auto &v)
{
    a("case", v.index);
}

template <class A>
void describe(A &a, Either<CaseStarted> auto &v)
{
    a("case", v.index);
    a("worker", v.worker);
}

template <class A>
void describe(A &a, Either<AttemptStarted> auto &v)
{
    a("case", v.index);
    a("attempt", v.attempt);
}

template <class A>
void describe(A &a, Either<Failure> auto &v)
{
    a("message", v.message);
    a.sparse("path", v.path);
    a.sparse("diff", v.diff);
    a.sparse("expected", v.expected);
    a.sparse("actual", v.actual);
    a.sparse("position", v.position);
}

template <class A>
void describe(A &a, Either<AttemptFinished> auto &v)
{
    a("case", v.index);
    a("attempt", v.attempt);
    a("outcome", v.outcome);
    a("duration", v.duration);
    a.sparse("failures", v.failures);
}

template <class A>
void describe(A &a, Either<StepStarted> auto &v)
{
    a("case", v.index);
    a("attempt", v.attempt);
    a("path", v.path);
    a("kind", v.kind);
    a.sparse("title", v.title);
    a.sparse("suite", v.suite);
}

template <class A>
void describe(A &a, Either<model::Exchange::Part> auto &v)
{
    a.sparse("summary", v.summary);
    a.sparse("headers", v.headers);
    a.bytes("body", v.body);
    a.sparse("bodySize", v.bodySize);
    a.sparse("contentType", v.contentType);
}

template <class A>
void describe(A &a, Either<model::Exchange::Timing> auto &v)
{
    a("phase", v.phase);
    a("duration", v.duration);
}

template <class A>
void describe(A &a, Either<model::Exchange> auto &v)
{
    a("protocol", v.protocol);
    a("request", v.request);
    a("response", v.response);
    a.sparse("timings", v.timings);
}

template <class A>
void describe(A &a, Either<StepFinished> auto &v)
{
    a("case", v.index);
    a("attempt", v.attempt);
    a("path", v.path);
    a("kind", v.kind);
    a.sparse("title", v.title);
    a.sparse("suite", v.suite);
    a("outcome", v.outcome);
    a("duration", v.duration);
    a("tries", v.tries);
    a.sparse("skipReason", v.skipReason);
    a.sparse("failures", v.failures);
    a.sparse("position", v.position);
    a.sparse("exchange", v.exchange);
}

template <class A>
void describe(A &a, Either<CaseFinished> auto &v)
{
    a("case", v.index);
    a("outcome", v.outcome);
    a.sparse("flaky", v.flaky);
    a.sparse("quarantined", v.quarantined);
    a.sparse("reason", v.reason);
    a("duration", v.duration);
    a("attempts", v.attempts);
}

template <class A>
void describe(A &a, Either<LogLine> auto &v)
{
    a("case", v.index);
    a("source", v.source);
    a("level", v.level);
    a("text", v.text);
}

template <class A>
void describe(A &a, Either<Sample> auto &v)
{
    a("at", v.at);
    a("value", v.value);
}

template <class A>
void describe(A &a, Either<SampleBatch> auto &v)
{
    a("series", v.series);
    a.sparse("unit", v.unit);
    a("samples", v.samples);
    a.sparse("merged", v.merged);
}

template <class A>
void describe(A &a, Either<FaultStarted> auto &v)
{
    a("id", v.id);
    a("edge", v.edge);
    a("fault", v.fault);
    a.sparse("settings", v.settings);
}

template <class A>
void describe(A &a, Either<FaultEnded> auto &v)
{
    a("id", v.id);
    a("hits", v.hits);
}

template <class A>
void describe(A &a, Either<LoadStage> auto &v)
{
    a("load", v.load);
    a("stage", v.stage);
    a("rate", v.rate);
}

template <class A>
void describe(A &a, Either<HealthChanged> auto &v)
{
    a("service", v.service);
    a("from", v.from);
    a("to", v.to);
    a.sparse("detail", v.detail);
}

template <class A>
void describe(A &a, Either<SnapshotTaken> auto &v)
{
    a("case", v.index);
    a("name", v.name);
    a.sparse("kind", v.kind);
    a("bytes", v.bytes);
}

template <class A>
void describe(A &a, Either<Attachment> auto &v)
{
    a("case", v.index);
    a("name", v.name);
    a.sparse("contentType", v.contentType);
    a.sparse("file", v.file);
    a.bytes("content", v.content);
}

} // namespace assay::events
