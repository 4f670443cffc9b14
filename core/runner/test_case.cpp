// SPDX-License-Identifier: GPL-3.0-or-later
#include "runner/test_case.h"

#include "runner/test_suite.h"

namespace assay::runner {

using namespace Qt::StringLiterals;

Verdict Verdict::failed(const QString &message)
{
    return {model::Outcome::Failed, {events::Failure{.message = message}}};
}

Verdict Verdict::error(const QString &message)
{
    return {model::Outcome::Error, {events::Failure{.message = message}}};
}

std::shared_ptr<const model::Case> TestCase::describe(const QString &suiteFile) const
{
    auto info = std::make_shared<model::Case>();
    info->name = name();
    info->id = suiteFile + u"::"_s + info->name;
    if (timeout() > std::chrono::nanoseconds::zero())
        info->timeout = timeout();
    const QStringList names = dependencies();
    for (const QString &need : names) {
        const QString id = need.contains(u"::"_s) ? need : suiteFile + u"::"_s + need;
        info->needs.push_back({.caseId = id});
    }
    return info;
}

Verdict TestSuite::setup(TestContext &)
{
    return Verdict::passed();
}

Verdict TestSuite::tearDown(TestContext &)
{
    return Verdict::passed();
}

TestFixture *TestSuite::fixture(const QString &)
{
    return nullptr;
}

} // namespace assay::runner
