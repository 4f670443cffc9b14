// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/clean.h"

#include "steps/kinds/data_parts.h"
#include "steps/kinds/step_parts.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Node;
using suite::Shape;

suite::StepShape CleanStep::shape() const
{
    std::vector<Shape::Key> keys = dataSetKeys();
    keys.emplace_back(u"on"_s, Shape::text(), false, u"a service of the environment"_s);
    keys.emplace_back(u"url"_s, Shape::text(), false, u"postgres://... or redis://..."_s);
    keys.emplace_back(u"pattern"_s, Shape::anyOf({Shape::text(), Shape::list(Shape::text(), 1)}),
                      false, u"a table such as it_*, or texts.title like 'it-%'"_s);
    return {.kind = u"clean"_s,
            .body = Shape::map(std::move(keys))
                        .exactlyOneOf({u"on"_s, u"url"_s})
                        .exactlyOneOf({u"pattern"_s, u"dataset"_s}),
            .help = u"Removes rows of a database, and what refers to them."_s,
            .expectKeys = {u"rows"_s, u"total"_s, u"time"_s}};
}

QString CleanStep::title(const model::Step &step) const
{
    const Node &pattern = step.body[u"pattern"];
    const QString what = pattern.isList() && !pattern.items().empty()
                             ? pattern.items().front().text()
                             : pattern.text();
    return oneLine(u"Clean "_s + (what.isEmpty() ? step.body[u"dataset"].text() : what), 60);
}

StepResult CleanStep::run(const model::Step &step, StepContext &context) const
{
    const base::SteadyTime start = std::chrono::steady_clock::now();
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    const auto url = addressOf(*body, context);
    if (!url)
        return StepResult::error(url.error());
    const testdata::TestDataManager manager = dataManagerFor(*url, step, context);
    std::vector<std::pair<QString, qint64>> tables;
    const auto add = [&](const base::Result<testdata::CleanReport> &report) -> base::Result<> {
        if (!report)
            return base::failure(report.error());
        tables.insert(tables.end(), report->tables.begin(), report->tables.end());
        return {};
    };
    base::Result<> cleaned;
    if (body->contains(u"dataset")) {
        const auto set = dataSetOf(*body, manager, false);
        if (!set)
            return StepResult::error(set.error());
        cleaned = add(manager.cleanData(*set));
    }
    const Node &pattern = (*body)[u"pattern"];
    if (pattern.isText())
        cleaned = add(manager.cleanData(pattern.text()));
    for (const Node &one : pattern.items()) {
        if (cleaned)
            cleaned = add(manager.cleanData(one.text()));
    }
    if (!cleaned)
        return isStopped(context) ? StepResult::stopped(context, u"the cleaning"_s)
                                  : StepResult::error(cleaned.error());
    StepResult result;
    setRows(result, tables, start);
    return result;
}

} // namespace assay::steps
