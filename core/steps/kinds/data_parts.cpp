// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/data_parts.h"

#include "steps/kinds/step_parts.h"
#include "steps/step_kind.h"

#include <QJsonObject>

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Node;
using suite::Shape;

std::vector<Shape::Key> dataSetKeys()
{
    constexpr qint64 kMostRows = 1'000'000'000;
    return {
        {u"dataset"_s, Shape::text(), false, u"a data set's name or file"_s},
        {u"rows"_s,
         Shape::anyOf({Shape::integer(0, kMostRows), Shape::mapOf(Shape::integer(0, kMostRows))}),
         false, u"of every table that does not say, or by table"_s},
        {u"seed"_s, Shape::integer(0), false, u"another seed gives other data"_s}};
}

testdata::TestDataManager dataManagerFor(const QString &database, const model::Step &step,
                                         StepContext &context)
{
    return testdata::TestDataManager(
        {.source = {context.run().host.files, context.run().resolvePath,
                    context.run().resolveFolder},
         .fromFile = step.file,
         .database = database,
         .work = {.stop = context.stopToken()},
         .deadline = context.deadline()});
}

base::Result<testdata::DataSet>
dataSetOf(const Node &body, const testdata::TestDataManager &manager, bool withReferences)
{
    testdata::GenerateOptions options;
    const Node &rows = body[u"rows"];
    if (rows.kind() == Node::Kind::Number)
        options.rows = rows.value().toInteger();
    for (const Node::Member &member : rows.members())
        options.tableRows.insert(member.key, member.value.value().toInteger());
    if (body.contains(u"seed"))
        options.seed = static_cast<quint64>(body[u"seed"].value().toInteger());
    return manager.loadDataSet(body[u"dataset"].text(), options, withReferences);
}

void setRows(StepResult &result, const std::vector<std::pair<QString, qint64>> &tables,
             base::SteadyTime start)
{
    QJsonObject rows;
    qint64 total = 0;
    for (const auto &[name, count] : tables) {
        rows.insert(name, rows[name].toInteger() + count);
        total += count;
    }
    result.fields.set(u"rows"_s, rows);
    result.fields.set(u"total"_s, total);
    result.fields.set(u"time"_s, millisecondsSince(start));
    result.fields.setDefault(u"rows"_s);
}

} // namespace assay::steps
