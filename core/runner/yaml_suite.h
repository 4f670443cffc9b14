// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/suite.h"
#include "runner/test_suite.h"

namespace assay::runner {

/// A suite file as the runner sees it. Owns the loaded suite. Steps run through the step registry.
class YamlSuite final : public TestSuite
{
public:
    explicit YamlSuite(model::Suite suite);
    ~YamlSuite() override;

    [[nodiscard]] const model::Suite &source() const { return *m_suite; }
    [[nodiscard]] SuiteConfig config() const override;
    [[nodiscard]] std::vector<TestCase *> tests() override;
    [[nodiscard]] bool hasSetup() const override;
    [[nodiscard]] Verdict setup(TestContext &context) override;
    [[nodiscard]] Verdict tearDown(TestContext &context) override;
    [[nodiscard]] TestFixture *fixture(const QString &name) override;

private:
    class YamlCase;
    class YamlFixture;
    std::shared_ptr<const model::Suite> m_suite; ///< shared with the graphs of its cases
    std::vector<YamlCase> m_cases;
    std::vector<std::unique_ptr<YamlFixture>> m_fixtures;
};

} // namespace assay::runner
