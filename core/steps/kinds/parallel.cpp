// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/parallel.h"

#include "steps/kinds/children.h"

#include <algorithm>
#include <atomic>
#include <list>
#include <thread>

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Outcome;
using suite::Shape;

namespace {

constexpr int kMostThreads = 64;

} // namespace

suite::StepShape ParallelStep::shape() const
{
    return {.kind = u"parallel"_s,
            .body = Shape::anyOf(
                {Shape::steps(), Shape::map({{u"limit"_s, Shape::integer(1, kMostThreads).fixed(),
                                              false, u"how many run at once"_s},
                                             {u"steps"_s, Shape::steps(), true}})}),
            .help = u"Runs steps at the same time."_s,
            .childKeys = {QString(), u".steps"_s},
            .expectAllowed = false};
}

StepResult ParallelStep::run(const model::Step &step, StepContext &context) const
{
    const std::size_t count = step.children.size();
    const auto limit = static_cast<std::size_t>(
        std::clamp(step.body[u"limit"].value().toInt(kMostThreads), 1, kMostThreads));
    // A list: scopes are named by reference and do not move.
    std::list<suite::Scope> scopes;
    std::vector<suite::Scope *> scopeOf;
    for (std::size_t i = 0; i < count; ++i) {
        scopes.emplace_back(&context.scope());
        scopeOf.push_back(&scopes.back());
    }
    std::vector<Outcome> outcomes(count, Outcome::Skipped);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        Worker worker;
        worker.number = context.worker().number;
        for (std::size_t i = next++; i < count; i = next++) {
            StepContext child(context.run(), worker, context.owner(), *scopeOf[i],
                              context.stopToken(), context.deadline(),
                              context.path() + u'.' + QString::number(i));
            outcomes[i] = StepContext::runStep(step.children[i], child);
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < std::min(limit, count); ++i)
            threads.emplace_back(work);
    }
    Outcome worst = Outcome::Passed;
    std::size_t bad = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const QHash<QString, QJsonValue> &own = scopeOf[i]->own();
        for (auto it = own.begin(); it != own.end(); ++it)
            context.scope().set(it.key(), it.value());
        if (outcomes[i] == Outcome::Passed || outcomes[i] == Outcome::Skipped)
            continue;
        worst = model::worse(worst, outcomes[i]);
        ++bad;
    }
    return resultOfChildren(worst, u"%1 of %2 parallel steps: the worst"_s.arg(bad).arg(count));
}

} // namespace assay::steps
