// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/generate.h"

#include "base/suggest.h"
#include "steps/kinds/data_parts.h"
#include "steps/kinds/step_parts.h"
#include "testdata/formats/registry.h"
#include "testdata/value_text.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Node;
using suite::Shape;

namespace {

using TableRows = std::vector<std::pair<QString, qint64>>;

base::Result<TableRows> writeFile(const testdata::DataSet &set, const Node &body,
                                  const model::Step &step, StepContext &context)
{
    const Node &file = body[u"file"];
    const QFileInfo name(file.text());
    const QString formatName =
        body.contains(u"format") ? body[u"format"].text() : name.suffix().toLower();
    const testdata::DataFormat *format = testdata::formatNamed(formatName);
    if (format == nullptr)
        return base::failure(u"\"%1\" is no format of data"_s.arg(formatName),
                             base::didYouMean(formatName, testdata::formatNamesOfData()),
                             file.position(step.file));
    const auto folder = context.run().resolveFolder(name.path(), step.file);
    if (!folder)
        return base::failure(base::Error(folder.error()).at(file.position(step.file)));
    const QString path = *folder + u'/' + name.fileName();
    // A link could lead out of the workspace.
    if (QFileInfo(path).isSymLink() || name.fileName().isEmpty() || name.fileName() == u"..")
        return base::failure(u"\"%1\" cannot be written"_s.arg(file.text()),
                             u"name a file of the workspace that is no link"_s,
                             file.position(step.file));
    return testdata::writeDataSet(set, *format, path, {.stop = context.stopToken()});
}

/// The rows as JSON, by table.
base::Result<TableRows> collect(const testdata::DataSet &set, StepContext &context,
                                QJsonObject &data)
{
    TableRows rows;
    qint64 total = 0;
    for (const testdata::TablePointer &table : set.tables) {
        const auto reader = table->open();
        if (!reader)
            return base::failure(reader.error());
        QJsonArray list;
        while (true) {
            if (context.stopToken().stop_requested())
                return base::failure(u"it was stopped"_s);
            const auto block = (*reader)->next();
            if (!block)
                return base::failure(block.error());
            if (block->rows() == 0)
                break;
            total += static_cast<qint64>(block->rows());
            if (total > context.limits().rows)
                return base::failure(
                    u"the data set has more than %1 rows"_s.arg(context.limits().rows),
                    u"write them to a file: file: data.csv"_s);
            for (std::size_t row = 0; row < block->rows(); ++row) {
                QJsonObject object;
                for (std::size_t column = 0; column < block->columns; ++column)
                    object.insert(table->head().columns[column].name,
                                  testdata::jsonOf(block->at(row, column)));
                list.append(object);
            }
        }
        rows.emplace_back(table->head().name, list.size());
        data.insert(table->head().name, list);
    }
    return rows;
}

} // namespace

suite::StepShape GenerateStep::shape() const
{
    std::vector<Shape::Key> keys = dataSetKeys();
    keys.front().required = true;
    keys.emplace_back(u"file"_s, Shape::text(), false,
                      u"where the rows go; else they are a field"_s);
    keys.emplace_back(u"format"_s, Shape::oneOfWords(testdata::formatNamesOfData()), false,
                      u"of the file; its suffix"_s);
    return {.kind = u"generate"_s,
            .body = Shape::map(std::move(keys)),
            .help = u"Makes the rows of a data set."_s,
            .expectKeys = {u"rows"_s, u"total"_s, u"data"_s, u"time"_s}};
}

QString GenerateStep::title(const model::Step &step) const
{
    return oneLine(u"Generate "_s + step.body[u"dataset"].text(), 60);
}

StepResult GenerateStep::run(const model::Step &step, StepContext &context) const
{
    const base::SteadyTime start = std::chrono::steady_clock::now();
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    const testdata::TestDataManager manager = dataManagerFor({}, step, context);
    const auto set = dataSetOf(*body, manager, false);
    if (!set)
        return StepResult::error(set.error());
    QJsonObject data;
    const bool isFile = body->contains(u"file");
    const auto rows = isFile ? writeFile(*set, *body, step, context) : collect(*set, context, data);
    if (!rows)
        return isStopped(context) ? StepResult::stopped(context, u"generating"_s)
                                  : StepResult::error(rows.error());
    StepResult result;
    setRows(result, *rows, start);
    result.fields.set(u"data"_s, isFile ? QJsonValue(QJsonValue::Null) : QJsonValue(data));
    if (!isFile)
        result.fields.setDefault(u"data"_s);
    result.title = oneLine(u"Generate "_s + set->name);
    return result;
}

} // namespace assay::steps
