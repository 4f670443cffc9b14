// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/seed.h"

#include "steps/kinds/data_parts.h"
#include "steps/kinds/step_parts.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using suite::Shape;

suite::StepShape SeedStep::shape() const
{
    std::vector<Shape::Key> keys = dataSetKeys();
    keys.front().required = true;
    keys.emplace_back(u"on"_s, Shape::text(), false, u"a service of the environment"_s);
    keys.emplace_back(u"url"_s, Shape::text(), false, u"postgres://... or redis://..."_s);
    keys.emplace_back(
        u"mode"_s, Shape::oneOfWords({u"insert"_s, u"replace"_s, u"update"_s}), false,
        u"replace empties the tables before; update writes over rows of the same key"_s);
    keys.emplace_back(u"references"_s, Shape::boolean(), false,
                      u"also the tables that these refer to"_s);
    return {.kind = u"seed"_s,
            .body = Shape::map(std::move(keys)).exactlyOneOf({u"on"_s, u"url"_s}),
            .help = u"Writes a data set into a database."_s,
            .expectKeys = {u"rows"_s, u"total"_s, u"time"_s}};
}

QString SeedStep::title(const model::Step &step) const
{
    return oneLine(u"Seed "_s + step.body[u"dataset"].text(), 60);
}

StepResult SeedStep::run(const model::Step &step, StepContext &context) const
{
    const base::SteadyTime start = std::chrono::steady_clock::now();
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    const auto url = addressOf(*body, context);
    if (!url)
        return StepResult::error(url.error());
    const testdata::TestDataManager manager = dataManagerFor(*url, step, context);
    const auto set = dataSetOf(*body, manager, (*body)[u"references"].value().toBool());
    if (!set)
        return StepResult::error(set.error());
    using Mode = testdata::SeedOptions::Mode;
    const QString mode = (*body)[u"mode"].text();
    const auto report = manager.seedDatabase(*set, mode == u"replace"  ? Mode::Replace
                                                   : mode == u"update" ? Mode::Update
                                                                       : Mode::Insert);
    if (!report)
        return isStopped(context) ? StepResult::stopped(context, u"the seeding"_s)
                                  : StepResult::error(report.error());
    StepResult result;
    setRows(result, report->tables, start);
    result.title = oneLine(u"Seed %1: %2 rows"_s.arg(set->name).arg(report->rows()));
    return result;
}

} // namespace assay::steps
