// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/guarded.h"
#include "base/host.h"
#include "base/units.h"
#include "events/event_bus.h"
#include "expect/matcher.h"
#include "model/step.h"
#include "steps/environment_access.h"
#include "steps/secrets.h"
#include "suite/expressions.h"

#include <any>
#include <memory>
#include <typeindex>
#include <unordered_map>

namespace assay::steps {

/// What a step may take in, whatever it talks to.
struct StepLimits
{
    base::ByteCount body{
        16 * 1024 *
        1024}; ///< of a response body, an output, a message; the rest is dropped and said
    base::ByteCount line{1024 * 1024}; ///< of an endless line
    int rows = 100'000;                ///< of a query's result
};

/// What all steps of a run share. Outlives every context. Any thread.
struct RunContext
{
    base::Host &host;
    base::DeadlineTimer &timer;
    events::EventBus &bus;
    SecretMasker &secrets;
    QString workspaceFolder; ///< absolute
    /// A path of a suite file, made absolute; an error when it leaves the workspace.
    std::function<base::Result<QString>(const QString &path, const QString &fromFile)> resolvePath;
    /// The same for a folder.
    std::function<base::Result<QString>(const QString &path, const QString &fromFile)>
        resolveFolder;
    /// Golden files of a suite; may be empty in tests.
    std::function<std::unique_ptr<expect::Snapshots>(const QString &suiteFile)> snapshots;
    StepLimits limits = {};
    EnvironmentAccess *environments = nullptr; ///< null: the run has none
};

/// Things a worker keeps between steps: connections, handles. One of each type, made at first use.
/// Confined to one thread.
class Locals
{
public:
    template <class T>
    T &get()
    {
        auto &slot = m_values[std::type_index(typeid(T))];
        if (!slot.has_value())
            slot = std::make_shared<T>();
        return *std::any_cast<std::shared_ptr<T> &>(slot);
    }

private:
    std::unordered_map<std::type_index, std::any> m_values;
};

/// What belongs to one thread that runs steps. Confined to it.
struct Worker
{
    int number = 1; ///< 1-based, as shown
    suite::Expressions expressions{suite::ExpressionLimits{}};
    Locals locals;
};

/// Where one step runs: names in scope, the stop token, the way to run children.
/// Confined to the thread of its worker.
class StepContext
{
public:
    /// Where the step belongs, for its events: a case's attempt, or a suite (index -1).
    struct Owner
    {
        events::CaseIndex index = -1;
        int attempt = 1;
        QString suiteFile;
        base::Guarded<std::vector<events::Failure>> *failures =
            nullptr; ///< collects those of bad steps
    };

    StepContext(RunContext &run, Worker &worker, Owner owner, suite::Scope &scope,
                std::stop_token stop, base::SteadyTime deadline, QString path);

    [[nodiscard]] RunContext &run() { return m_run; }
    [[nodiscard]] Worker &worker() { return m_worker; }
    [[nodiscard]] const Owner &owner() const { return m_owner; }
    [[nodiscard]] const StepLimits &limits() const { return m_run.limits; }
    [[nodiscard]] suite::Scope &scope() { return m_scope; }
    [[nodiscard]] const std::stop_token &stopToken() const { return m_stop; }
    /// The step's own or its case's, whichever is first; SteadyTime::max() when there is none.
    [[nodiscard]] base::SteadyTime deadline() const { return m_deadline; }
    /// What is left to the deadline, at most `most`; never negative.
    [[nodiscard]] base::Nanoseconds timeLeft(base::Nanoseconds most = std::chrono::hours(24)) const;
    /// Stopped because the deadline passed, not because somebody aborted.
    [[nodiscard]] bool timedOut() const;
    [[nodiscard]] const QString &path() const { return m_path; } ///< "steps.2.1"

    /// `${...}` evaluated, deep. The error stands at the node's position.
    [[nodiscard]] base::Result<model::Node> resolve(const model::Node &node,
                                                    const model::Step &step);
    /// A `services.NAME.PROPERTY`, for keys like `on: database`. Unknown names: did you mean.
    [[nodiscard]] base::Result<QJsonObject> service(const QString &name) const;

    /// Runs steps one after another as children of this one ("steps.2" -> "steps.2.0", ...); stops
    /// at the first bad one unless it says continueOnFailure. Captures go into scope().
    [[nodiscard]] model::Outcome runChildren(const std::vector<model::Step> &steps,
                                             const QString &pathSuffix = {});
    /// As runChildren for a single step in a given context: `parallel` makes one context a thread,
    /// with a Worker and a Scope of its own, `path` unique among the siblings.
    [[nodiscard]] static model::Outcome runStep(const model::Step &step, StepContext &context);

    void log(events::LogLevel level, const QString &text);
    void attach(const QString &name, const QString &contentType, const QByteArray &content);

private:
    RunContext &m_run;
    Worker &m_worker;
    Owner m_owner;
    suite::Scope &m_scope;
    std::stop_token m_stop;
    base::SteadyTime m_deadline;
    QString m_path;
};

} // namespace assay::steps
