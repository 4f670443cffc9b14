// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event_bus.h"
#include "events/run_state.h"
#include "workbench/run_request.h"

#include <QStringList>

#include <memory>

namespace assay::workbench {

/// One run, on threads of its own: environment up, plan carried out, environment down.
///
///     auto session = bench.start(std::move(prepared), {&mySink});   // returns at once
///     session->abort(u"interrupted (SIGINT)"_s, ExitCode::Interrupted);   // any thread
///     const ExitCode code = session->wait();
///
/// The sinks get every event, each on a thread of its own, and are finished before wait() returns;
/// they outlive the session. What they are shown is already in history. Destroying a session that
/// runs aborts it and waits.
class RunSession
{
public:
    virtual ~RunSession() = default;
    [[nodiscard]] virtual QString id() const = 0;
    /// Cancels what runs; teardown still runs. The first call decides the exit code. Any thread.
    virtual void abort(const QString &reason, ExitCode code) = 0;
    /// Nothing more starts; what runs ends by itself. Any thread.
    virtual void stopScheduling(const QString &reason) = 0;
    [[nodiscard]] virtual bool isFinished() const = 0;
    /// Blocks until everything is over. Not from a sink.
    virtual ExitCode wait() = 0;
    /// The run as it ended, with what reports need; after wait().
    [[nodiscard]] virtual const events::RunState &state() const = 0;
    /// What history or the events file could not keep and what was noticed too late to be said in
    /// the run's own log; after wait().
    [[nodiscard]] virtual QStringList problems() const { return {}; }
    /// True when history has every event of this run; after wait().
    [[nodiscard]] virtual bool isKept() const { return false; }
};

} // namespace assay::workbench
