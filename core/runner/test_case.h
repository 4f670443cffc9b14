// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"
#include "model/case.h"
#include "steps/step_context.h"

#include <chrono>
#include <memory>

namespace assay::runner {

/// What one attempt of a case gave.
struct Verdict
{
    model::Outcome outcome = model::Outcome::Passed;
    std::vector<events::Failure> failures; ///< in order; empty when passed

    static Verdict passed() { return {}; }
    static Verdict failed(const QString &message);
    static Verdict error(const QString &message);
};

/// Where a case runs: names in scope, the stop token, logs, attachments, steps of any kind.
using TestContext = steps::StepContext;

/// One case (seed 2.1: TestCase). Suites in YAML and suites in C++ come to the runner through it.
///
///     class Stores : public TestCase {
///         QString name() const override { return u"stores a text"_s; }
///         Verdict execute(TestContext &context) override {
///             return store() ? Verdict::passed() : Verdict::failed(u"it was not stored"_s);
///         }
///     };
///
/// execute() is called on a worker thread, once an attempt, never twice at once for one case. It
/// may block, and every wait in it should end when context.stopToken() is triggered. An exception
/// that leaves it is an Error of this case; nothing else is harmed.
class TestCase
{
public:
    virtual ~TestCase() = default;
    [[nodiscard]] virtual QString name() const = 0;
    [[nodiscard]] virtual Verdict execute(TestContext &context) = 0;
    /// Of one attempt; zero takes the runner's default.
    [[nodiscard]] virtual std::chrono::nanoseconds timeout() const { return {}; }
    /// Names of cases of the same suite, or full ids, that must pass before.
    [[nodiscard]] virtual QStringList dependencies() const { return {}; }
    /// Everything else there is to say of a case: id, tags, retries, resources. The default is made
    /// from the functions above; `suiteFile` is the first part of the id. Never null, and shared:
    /// every graph that the case stands in refers to it.
    [[nodiscard]] virtual std::shared_ptr<const model::Case>
    describe(const QString &suiteFile) const;
};

} // namespace assay::runner
