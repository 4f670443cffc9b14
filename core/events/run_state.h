// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"

#include <QHash>

#include <map>
#include <optional>

namespace assay::events {

/// A run reduced from its events: what window, console, reports and history all show (design 3).
///
///     RunState state;
///     for (const EventPointer &event : batch) state.apply(*event);
///     state.counts().failed
///
/// The only reducer. A past run is opened by replaying its events; replay up to t gives the run at
/// t. Confined to one thread; a copy is a snapshot. Events must come in order of their sequence.
class RunState
{
public:
    enum class Status { Planned, Running, Finished, Interrupted };
    enum class CaseStatus { Waiting, Queued, Running, Finished };

    struct StepState
    {
        QString path;
        QString kind;
        QString title;
        bool running = false;
        model::Outcome outcome = model::Outcome::Passed;
        base::Nanoseconds start{};
        base::Nanoseconds duration{};
        int tries = 1;
        QString skipReason;
        std::vector<Failure> failures;
        base::SourcePosition position;
        std::shared_ptr<const model::Exchange> exchange; ///< see Detail
    };
    struct AttemptState
    {
        int number = 1;
        bool running = false;
        model::Outcome outcome = model::Outcome::Passed;
        base::Nanoseconds start{};
        base::Nanoseconds duration{};
        std::vector<StepState> steps; ///< see Detail
        std::vector<Failure> failures;
    };
    struct CaseState
    {
        CaseStatus status = CaseStatus::Waiting;
        model::Outcome outcome = model::Outcome::Passed; ///< when finished
        bool flaky = false;
        bool quarantined = false;
        QString reason;
        int worker = 0;
        base::Nanoseconds start{};
        base::Nanoseconds duration{};
        std::vector<AttemptState> attempts;
        std::vector<Attachment> attachments;

        [[nodiscard]] bool isFinished() const { return status == CaseStatus::Finished; }
        /// Finished, bad, and not quarantined.
        [[nodiscard]] bool countsAsBad() const;
    };
    struct ServiceStatus
    {
        QString name;
        QString provider;
        model::ServiceState state = model::ServiceState::Waiting;
        QString endpoint;
        QString detail;
        QString health;
        base::Nanoseconds since{};
    };
    struct Counts
    {
        int total = 0;
        int finished = 0;
        int running = 0;
        int passed = 0; ///< flaky ones included
        int failed = 0;
        int error = 0;
        int timedOut = 0;
        int skipped = 0;
        int aborted = 0;
        int flaky = 0;
        int quarantined = 0; ///< bad ones that do not count; not in failed, error, timedOut

        [[nodiscard]] int bad() const { return failed + error + timedOut; }
    };
    struct SuiteStep ///< set-up and teardown of suites and fixtures
    {
        QString suite;
        StepState step;
    };

    /// How much of each step is held: a run of 10 000 cases must fit in 60 MB.
    enum class Detail {
        Everything, ///< for the window on one run
        Failures,   ///< steps of every case, exchanges of failed steps only
        Results,    ///< steps and exchanges of bad cases only
    };
    explicit RunState(Detail detail = Detail::Everything)
        : m_detail(detail)
    {
    }

    void apply(const Event &event);
    /// The events ended without RunFinished: the process died.
    void markInterrupted();

    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] const RunPlanned &plan() const { return m_plan; }
    [[nodiscard]] const std::vector<CaseState> &cases() const { return m_cases; }
    [[nodiscard]] const CaseState &caseAt(CaseIndex index) const;
    [[nodiscard]] const PlannedCase &planned(CaseIndex index) const;
    [[nodiscard]] const Counts &counts() const { return m_counts; }
    [[nodiscard]] const std::vector<ServiceStatus> &services() const { return m_services; }
    [[nodiscard]] const std::vector<SuiteStep> &suiteSteps() const { return m_suiteSteps; }
    [[nodiscard]] const std::vector<Attachment> &attachments() const { return m_attachments; }
    [[nodiscard]] int workers() const { return m_workers; }
    [[nodiscard]] base::Nanoseconds now() const { return m_now; } ///< of the last event
    [[nodiscard]] std::uint64_t lastSequence() const { return m_lastSequence; }
    [[nodiscard]] std::optional<RunFinished> finished() const { return m_finished; }
    /// Warnings and errors that Assay itself logged, at most 200: shown in every report.
    [[nodiscard]] const std::vector<LogLine> &problems() const { return m_problems; }
    /// Bad cases first, then flaky, then by plan order: the order of every report and list.
    [[nodiscard]] std::vector<CaseIndex> worstFirst() const;

private:
    void onPlanned(const RunPlanned &plan);
    void onCaseFinished(const CaseFinished &event);
    void onStepStarted(const StepStarted &event);
    void onStepFinished(const StepFinished &event);
    void onEnvironment(const EnvironmentChanged &event);
    [[nodiscard]] CaseState *find(CaseIndex index);
    [[nodiscard]] AttemptState *findAttempt(CaseIndex index, int attempt);
    void count(const CaseState &state, int by);

    Detail m_detail;
    Status m_status = Status::Planned;
    RunPlanned m_plan;
    std::vector<CaseState> m_cases;
    Counts m_counts;
    std::vector<ServiceStatus> m_services;
    std::vector<SuiteStep> m_suiteSteps;
    std::vector<Attachment> m_attachments;
    std::vector<LogLine> m_problems;
    std::optional<RunFinished> m_finished;
    base::Nanoseconds m_now{};
    std::uint64_t m_lastSequence = 0;
    int m_workers = 0;
};

} // namespace assay::events
