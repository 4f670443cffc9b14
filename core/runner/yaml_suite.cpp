// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/yaml_suite.h"

#include <algorithm>

namespace assay::runner {

using namespace Qt::StringLiterals;
using model::Outcome;

namespace {

constexpr base::Nanoseconds kTeardownTime = std::chrono::seconds(30);

/// Teardown runs whatever stopped the case, in its own time.
Outcome runTeardown(const std::vector<model::Step> &steps, TestContext &context)
{
    if (steps.empty())
        return Outcome::Passed;
    const base::SteadyTime deadline = context.run().host.clock.steadyNow() + kTeardownTime;
    base::StopScope scope(context.run().timer, {}, deadline);
    TestContext teardown(context.run(), context.worker(), context.owner(), context.scope(),
                         scope.token(), deadline, {});
    Outcome all = Outcome::Passed;
    // Every step of a teardown runs, also after one that failed.
    for (std::size_t i = 0; i < steps.size(); ++i) {
        TestContext one(context.run(), context.worker(), context.owner(), context.scope(),
                        scope.token(), deadline, u"teardown."_s + QString::number(i));
        const Outcome outcome = TestContext::runStep(steps[i], one);
        if (outcome != Outcome::Skipped)
            all = model::worse(all, outcome);
    }
    return all;
}

base::Result<> setVars(const model::Node &vars, const QString &file, TestContext &context)
{
    for (const model::Node::Member &member : vars.members()) {
        const auto value = context.worker().expressions.resolve(member.value, file, context.scope(),
                                                                context.stopToken());
        if (!value)
            return base::failure(value.error());
        context.scope().set(member.key, value->toJson());
    }
    return {};
}

/// Steps that would take away what other suites have in a shared environment.
bool changesAll(const std::vector<model::Step> &steps)
{
    return std::any_of(steps.begin(), steps.end(), [](const model::Step &step) {
        return step.kind == u"reset" || step.kind == u"snapshot" || step.kind == u"restore" ||
               changesAll(step.children) || changesAll(step.otherChildren);
    });
}

bool wantsItsOwn(const model::Suite &suite)
{
    return changesAll(suite.setup) || changesAll(suite.teardown) ||
           std::any_of(suite.cases.begin(), suite.cases.end(), [](const model::Case &one) {
               return one.isolation != model::Isolation::None ||
                      one.onFailure == model::OnFailure::Keep || changesAll(*one.setup) ||
                      changesAll(*one.steps) || changesAll(*one.teardown);
           });
}

} // namespace

class YamlSuite::YamlCase final : public TestCase
{
public:
    explicit YamlCase(std::shared_ptr<const model::Case> source)
        : m_source(std::move(source))
    {
    }

    [[nodiscard]] QString name() const override { return m_source->name; }
    [[nodiscard]] std::chrono::nanoseconds timeout() const override
    {
        return m_source->timeout.value_or(base::Nanoseconds::zero());
    }
    [[nodiscard]] std::shared_ptr<const model::Case> describe(const QString &) const override
    {
        return m_source;
    }
    [[nodiscard]] Verdict execute(TestContext &context) override
    {
        Outcome outcome = context.runChildren(*m_source->setup, u"setup"_s);
        if (outcome == Outcome::Passed)
            outcome = context.runChildren(*m_source->steps, u"steps"_s);
        // Before the teardown: it takes away what there is to be looked at.
        if (model::isBad(outcome) && m_source->onFailure == model::OnFailure::Keep &&
            context.run().environments != nullptr)
            context.run().environments->keepWorld(context.owner().suiteFile, context.owner().index,
                                                  m_source->name, context.owner().attempt);
        outcome = model::worse(outcome, runTeardown(*m_source->teardown, context));
        return {outcome, {}};
    }

private:
    std::shared_ptr<const model::Case> m_source; ///< keeps the suite that it is part of
};

class YamlSuite::YamlFixture final : public TestFixture
{
public:
    YamlFixture(const model::Fixture &source, const model::Suite &suite)
        : m_source(source)
        , m_suite(suite)
    {
    }

    [[nodiscard]] Verdict setup(TestContext &context) override
    {
        if (auto set = setVars(m_suite.vars, m_suite.file, context); !set)
            return Verdict::error(set.error().toString());
        return {context.runChildren(m_source.setup), {}};
    }
    [[nodiscard]] Verdict tearDown(TestContext &context) override
    {
        return {context.runChildren(m_source.teardown), {}};
    }

private:
    const model::Fixture &m_source; ///< Not owned: the suite's.
    const model::Suite &m_suite;
};

YamlSuite::YamlSuite(model::Suite suite)
{
    static const auto kNoSteps = std::make_shared<const std::vector<model::Step>>();
    for (model::Case &one : suite.cases) {
        for (auto *steps : {&one.setup, &one.steps, &one.teardown}) {
            if (!*steps)
                *steps = kNoSteps;
        }
    }
    m_suite = std::make_shared<const model::Suite>(std::move(suite));
    m_cases.reserve(m_suite->cases.size());
    for (const model::Case &one : m_suite->cases)
        m_cases.emplace_back(std::shared_ptr<const model::Case>(m_suite, &one));
    for (const model::Fixture &one : m_suite->fixtures)
        m_fixtures.push_back(std::make_unique<YamlFixture>(one, *m_suite));
}

YamlSuite::~YamlSuite() = default;

SuiteConfig YamlSuite::config() const
{
    SuiteConfig config;
    config.file = m_suite->file;
    config.name = m_suite->name;
    config.environment = m_suite->environment;
    config.isolated = wantsItsOwn(*m_suite);
    config.parallel = m_suite->parallel;
    config.resources = m_suite->resources;
    for (const model::Fixture &one : m_suite->fixtures)
        config.fixtures.append(one.name);
    return config;
}

std::vector<TestCase *> YamlSuite::tests()
{
    std::vector<TestCase *> all;
    all.reserve(m_cases.size());
    for (YamlCase &one : m_cases)
        all.push_back(&one);
    return all;
}

bool YamlSuite::hasSetup() const
{
    return !m_suite->setup.empty() || !m_suite->teardown.empty() ||
           !m_suite->vars.members().empty();
}

Verdict YamlSuite::setup(TestContext &context)
{
    if (auto set = setVars(m_suite->vars, m_suite->file, context); !set)
        return Verdict::error(set.error().toString());
    return {context.runChildren(m_suite->setup), {}};
}

Verdict YamlSuite::tearDown(TestContext &context)
{
    Outcome all = Outcome::Passed;
    for (std::size_t i = 0; i < m_suite->teardown.size(); ++i) {
        TestContext one(context.run(), context.worker(), context.owner(), context.scope(),
                        context.stopToken(), context.deadline(),
                        context.path() + u'.' + QString::number(i));
        const Outcome outcome = TestContext::runStep(m_suite->teardown[i], one);
        if (outcome != Outcome::Skipped)
            all = model::worse(all, outcome);
    }
    return {all, {}};
}

TestFixture *YamlSuite::fixture(const QString &name)
{
    for (std::size_t i = 0; i < m_fixtures.size(); ++i) {
        if (m_suite->fixtures[i].name == name)
            return m_fixtures[i].get();
    }
    return nullptr;
}

} // namespace assay::runner
