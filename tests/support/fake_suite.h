// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runner/test_suite.h"

#include <functional>

namespace assay::test {

/// A case in C++ from a function, for tests of runner and orchestrator.
class FakeCase final : public runner::TestCase
{
public:
    using Body = std::function<runner::Verdict(runner::TestContext &)>;

    FakeCase(QString name, Body body)
        : m_body(std::move(body))
    {
        info.name = std::move(name);
    }

    [[nodiscard]] QString name() const override { return info.name; }
    [[nodiscard]] runner::Verdict execute(runner::TestContext &context) override
    {
        return m_body ? m_body(context) : runner::Verdict::passed();
    }
    [[nodiscard]] std::shared_ptr<const model::Case>
    describe(const QString &suiteFile) const override
    {
        auto made = std::make_shared<model::Case>(info);
        made->id = suiteFile + QStringLiteral("::") + info.name;
        for (model::Need &need : made->needs) {
            if (!need.caseId.contains(QStringLiteral("::")))
                need.caseId = suiteFile + QStringLiteral("::") + need.caseId;
        }
        return made;
    }

    model::Case info; ///< needs by name
private:
    Body m_body;
};

/// A suite of FakeCases with hooks.
class FakeSuite final : public runner::TestSuite
{
public:
    explicit FakeSuite(QString file) { settings.file = settings.name = std::move(file); }

    FakeCase &add(const QString &name, FakeCase::Body body = {}, const QStringList &needs = {})
    {
        cases.push_back(std::make_unique<FakeCase>(name, std::move(body)));
        for (const QString &need : needs)
            cases.back()->info.needs.push_back({.caseId = need});
        return *cases.back();
    }
    [[nodiscard]] runner::SuiteConfig config() const override { return settings; }
    [[nodiscard]] std::vector<runner::TestCase *> tests() override
    {
        std::vector<runner::TestCase *> all;
        for (const auto &one : cases)
            all.push_back(one.get());
        return all;
    }
    [[nodiscard]] bool hasSetup() const override { return onSetup || onTearDown; }
    [[nodiscard]] runner::Verdict setup(runner::TestContext &context) override
    {
        return onSetup ? onSetup(context) : runner::Verdict::passed();
    }
    [[nodiscard]] runner::Verdict tearDown(runner::TestContext &context) override
    {
        return onTearDown ? onTearDown(context) : runner::Verdict::passed();
    }
    [[nodiscard]] runner::TestFixture *fixture(const QString &name) override
    {
        const auto it = fixtures.find(name);
        return it == fixtures.end() ? nullptr : it->second.get();
    }

    runner::SuiteConfig settings;
    std::vector<std::unique_ptr<FakeCase>> cases;
    FakeCase::Body onSetup;
    FakeCase::Body onTearDown;
    std::map<QString, std::unique_ptr<runner::TestFixture>> fixtures;
};

class FakeFixture final : public runner::TestFixture
{
public:
    FakeFixture(FakeCase::Body up, FakeCase::Body down)
        : m_up(std::move(up))
        , m_down(std::move(down))
    {
    }
    [[nodiscard]] runner::Verdict setup(runner::TestContext &context) override
    {
        return m_up(context);
    }
    [[nodiscard]] runner::Verdict tearDown(runner::TestContext &context) override
    {
        return m_down(context);
    }

private:
    FakeCase::Body m_up;
    FakeCase::Body m_down;
};

} // namespace assay::test
