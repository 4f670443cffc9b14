// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runner/test_case.h"

#include <memory>
#include <optional>
#include <vector>

namespace assay::runner {

/// What holds for a suite as a whole (seed 2.1: SuiteConfig).
struct SuiteConfig
{
    QString file; ///< the first part of its cases' ids; a name will do for suites in C++
    QString name;
    QString environment;           ///< "" needs none
    bool isolated = false;         ///< it wants one of its own: see isolation.h
    std::optional<int> parallel;   ///< at most so many of its cases at once
    QHash<QString, int> resources; ///< capacities of named locks
    QStringList fixtures; ///< names of once-per-run set-ups that it uses; see TestSuite::fixture
};

/// Set-up that runs once in a run; whoever comes first with the name provides it.
class TestFixture
{
public:
    virtual ~TestFixture() = default;
    [[nodiscard]] virtual Verdict setup(TestContext &context) = 0;
    [[nodiscard]] virtual Verdict tearDown(TestContext &context) = 0;
};

/// A suite (seed 2.1: TestSuite). setup() runs before its first case, tearDown() after its last
/// one, always, on worker threads; what setup() sets in context.scope() is seen by all its cases.
class TestSuite
{
public:
    virtual ~TestSuite() = default;
    [[nodiscard]] virtual SuiteConfig config() const = 0;
    /// In order; owned by the suite, and the same objects at every call.
    [[nodiscard]] virtual std::vector<TestCase *> tests() = 0;
    /// Whether there is anything to set up or tear down: without, the cases start at once.
    [[nodiscard]] virtual bool hasSetup() const { return true; }
    [[nodiscard]] virtual Verdict setup(TestContext &context);
    [[nodiscard]] virtual Verdict tearDown(TestContext &context);
    /// One of config().fixtures; null when this suite does not provide it. Owned by the suite.
    [[nodiscard]] virtual TestFixture *fixture(const QString &name);
};

} // namespace assay::runner
