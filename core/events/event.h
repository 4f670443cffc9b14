// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "model/environment.h"
#include "model/exchange.h"
#include "model/need_on.h"
#include "model/outcome.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

namespace assay::events {

/// Everything that happens in a run is one of these (design 3). Plain values, any thread.
/// Cases are named by their index in RunPlanned::cases, which never changes during a run.
using CaseIndex = std::int32_t;

struct PlannedCase
{
    QString id; ///< stable: "suites/a.yaml::stores a text[de]"
    QString name;
    QString key;   ///< the data key; may be empty
    QString suite; ///< the suite's name
    QString phase; ///< may be empty
    base::SourcePosition position;
    QStringList tags;
    std::vector<CaseIndex> needs;
    /// On what each need waits, beside `needs`; empty when all of them wait for success.
    std::vector<model::NeedOn> needsOn;
    bool quarantined = false;
};

/// Copies share their elements: history, states and reports all hold the plan of a run.
using PlannedCases = QList<PlannedCase>;

/// The first event of every run.
struct RunPlanned
{
    QString runId;
    QString workspace;   ///< absolute folder
    QString title;       ///< of the plan, or what was selected
    QDateTime wallStart; ///< UTC; the anchor of all event times
    QString planHash;    ///< same plan, same hash, on every machine
    int shard = 0;       ///< 1-based; 0 when not sharded
    int shards = 0;
    QString resumedFrom; ///< run id; may be empty
    QString environment;
    QString version;   ///< of Assay
    QJsonObject facts; ///< branch, commit, host, ...: for search
    PlannedCases cases;
};

struct RunStarted
{
    int workers = 0;
};

/// The last event of a finished run; a run without one was interrupted.
struct RunFinished
{
    int exitCode = 0;
    QString reason; ///< "", "fail-fast", "max failures", "interrupted (SIGINT)", ...
};

struct EnvironmentChanged
{
    QString service; ///< "" for the environment as a whole
    model::ServiceState state = model::ServiceState::Waiting;
    QString provider;
    QString endpoint; ///< "127.0.0.1:43117"; may be empty
    QString detail;   ///< for people
};

struct CaseQueued
{
    CaseIndex index = 0;
};

struct CaseStarted
{
    CaseIndex index = 0;
    int worker = 0; ///< 1-based
};

struct AttemptStarted
{
    CaseIndex index = 0;
    int attempt = 1; ///< 1-based
};

/// One expectation that did not hold, or why a step could not be carried out.
struct Failure
{
    QString message; ///< one sentence
    QString path;    ///< where in the result: "json.items[0].id"; may be empty
    QString diff;    ///< several lines; may be empty
    QString expected;
    QString actual;
    base::SourcePosition position;
};

struct AttemptFinished
{
    CaseIndex index = 0;
    int attempt = 1;
    model::Outcome outcome = model::Outcome::Passed;
    base::Nanoseconds duration{};
    std::vector<Failure> failures; ///< of the steps that failed, in order
};

/// Steps of the case, its set-up and teardown; and of suites and fixtures (then index is -1).
struct StepStarted
{
    CaseIndex index = -1;
    int attempt = 1;
    QString
        path; ///< "setup.0", "steps.2", "steps.2.1": unique in the attempt, sorted in file order
    QString kind;
    QString title; ///< "POST /v1/texts", or the step's name
    QString suite; ///< file of the suite, for steps without a case
};

struct StepFinished
{
    CaseIndex index = -1;
    int attempt = 1;
    QString path;
    QString kind;
    QString title;
    QString suite;
    model::Outcome outcome = model::Outcome::Passed;
    base::Nanoseconds duration{};
    int tries = 1;      ///< of retry or eventually
    QString skipReason; ///< with Skipped
    std::vector<Failure> failures;
    base::SourcePosition position;
    std::shared_ptr<const model::Exchange> exchange; ///< may be null
};

struct CaseFinished
{
    CaseIndex index = 0;
    model::Outcome outcome = model::Outcome::Passed;
    bool flaky = false;
    bool quarantined = false; ///< bad, but does not count
    QString reason; ///< with Skipped: "filtered", "needs: stores a text failed", "condition: ${a >
                    ///< 1}", ...
    base::Nanoseconds duration{}; ///< all attempts
    int attempts = 0;
};

enum class LogLevel { Debug, Info, Warning, Error };
/// "debug", "info", "warning", "error".
[[nodiscard]] QString logLevelName(LogLevel level);

struct LogLine
{
    QString source; ///< a service's name, or "assay", or the case's id for a script's log
    LogLevel level = LogLevel::Info;
    QString text;         ///< one line, at most 16 KiB
    CaseIndex index = -1; ///< of the case it belongs to
};

struct Sample
{
    base::Nanoseconds at{}; ///< since the run's start
    double value = 0;
};

struct SampleBatch
{
    QString series; ///< "latency{step=\"POST /v1/texts\"}"
    QString unit;   ///< "ms", "1/s", "bytes"
    std::vector<Sample> samples;
    int merged = 0; ///< samples that were merged into these under pressure
};

struct FaultStarted
{
    QString id;
    QString edge; ///< "api -> llm"
    QString fault;
    QJsonObject settings;
};

struct FaultEnded
{
    QString id;
    qint64 hits = 0;
};

struct LoadStage
{
    QString load;
    QString stage;
    double rate = 0; ///< arrivals per second at its end
};

struct HealthChanged
{
    QString service;
    QString from;
    QString to;
    QString detail;
};

struct SnapshotTaken
{
    QString name;
    QString kind;
    qint64 bytes = 0;
    CaseIndex index = -1;
};

struct Attachment
{
    CaseIndex index = -1;
    QString name;
    QString contentType;
    QString file;       ///< absolute path; "" when the content is in `content`
    QByteArray content; ///< at most 1 MiB
};

using Payload = std::variant<RunPlanned, RunStarted, RunFinished, EnvironmentChanged, CaseQueued,
                             CaseStarted, AttemptStarted, AttemptFinished, StepStarted,
                             StepFinished, CaseFinished, LogLine, SampleBatch, FaultStarted,
                             FaultEnded, LoadStage, HealthChanged, SnapshotTaken, Attachment>;

struct Event
{
    std::uint64_t sequence = 0; ///< from 1, without gaps
    base::Nanoseconds at{};     ///< since the run's start, on the steady clock
    Payload payload;
};

/// Events are made once and shared.
using EventPointer = std::shared_ptr<const Event>;
using EventBatch = std::vector<EventPointer>;

/// "case finished" and so on: the `event` member of the JSON Lines form.
[[nodiscard]] QString payloadName(const Payload &payload);

/// `visit(event.payload, Overloaded{[](const CaseFinished &e) {...}, [](const auto &) {}})`
template <class... F>
struct Overloaded : F...
{
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

} // namespace assay::events
