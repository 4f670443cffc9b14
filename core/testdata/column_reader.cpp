// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/column_reader.h"

#include "base/units.h"
#include "suite/node_values.h"
#include "testdata/pattern_text.h"
#include "testdata/value_text.h"

#include <cmath>

namespace assay::testdata {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

constexpr base::ByteCount kLargestText{4LL * 1024 * 1024};

double number(const Node &node, double otherwise)
{
    return node.isMissing() ? otherwise : node.value().toDouble(otherwise);
}

Distribution distributionOf(const Node &node)
{
    Distribution found;
    using Kind = Distribution::Kind;
    const auto kindNamed = [](const QString &name) {
        return name == u"normal"        ? Kind::Normal
               : name == u"exponential" ? Kind::Exponential
               : name == u"zipf"        ? Kind::Zipf
                                        : Kind::Uniform;
    };
    if (node.isText()) {
        found.kind = kindNamed(node.text());
        return found;
    }
    for (const Node::Member &member : node.members()) {
        found.kind = kindNamed(member.key);
        if (member.value.contains(u"mean"))
            found.mean = number(member.value[u"mean"], 0);
        if (member.value.contains(u"deviation"))
            found.deviation = number(member.value[u"deviation"], 1);
        found.exponent = number(member.value[u"exponent"], 1.1);
    }
    return found;
}

/// Nothing when the text is no value of the type.
bool setEnd(ValueRange &range, bool isLow, const QString &text, ColumnType type)
{
    if (text.isEmpty())
        return true;
    std::optional<qint64> &whole = isLow ? range.low : range.high;
    bool ok = false;
    switch (type) {
    case ColumnType::Number:
        (isLow ? range.lowNumber : range.highNumber) = text.toDouble(&ok);
        return ok && std::isfinite(text.toDouble());
    case ColumnType::Date:
        if (const auto date = parseDate(text.toStdString())) {
            whole = date->days;
            return true;
        }
        return false;
    case ColumnType::Timestamp:
        if (const auto time = parseTimestamp(text.toStdString())) {
            whole = time->microseconds;
            return true;
        }
        return false;
    default:
        whole = text.toLongLong(&ok);
        return ok;
    }
}

} // namespace

void ColumnReader::refuse(const QString &title, const QString &fix, const Node &node)
{
    m_diagnostics.add(title, fix, node.position(m_file));
}

ValueRange ColumnReader::range(const Node &node, ColumnType type)
{
    ValueRange found;
    if (node.isMissing())
        return found;
    const QString text = node.isText() ? node.text() : node.value().toVariant().toString();
    const bool isRange = text.contains(u".."_s);
    const QString low = (isRange ? text.section(u".."_s, 0, 0) : text).trimmed();
    const QString high = (isRange ? text.section(u".."_s, 1) : text).trimmed();
    if (!setEnd(found, true, low, type) || !setEnd(found, false, high, type)) {
        refuse(u"\"%1\" is no range of the type %2"_s.arg(text, columnTypeName(type)),
               u"write smallest..largest"_s, node);
    } else if ((found.low && found.high && *found.low > *found.high) ||
               (found.lowNumber && found.highNumber && *found.lowNumber > *found.highNumber)) {
        refuse(u"the range \"%1\" is empty"_s.arg(text), u"write the smaller end first"_s, node);
    }
    return found;
}

void ColumnReader::readOneOf(ColumnSchema &column, const Node &node)
{
    double sum = 0;
    for (const Node &item : node.items()) {
        column.oneOf.emplace_back(item.toJson(), 1.0);
        sum += 1;
    }
    for (const Node::Member &member : node.members()) {
        const auto value = valueOfText(member.key.toStdString(), column.type);
        if (!value) {
            m_diagnostics.add(
                u"\"%1\" is no value of the type %2"_s.arg(member.key, columnTypeName(column.type)),
                {}, {m_file, member.line, member.column});
            continue;
        }
        column.oneOf.emplace_back(jsonOf(*value), number(member.value, 1));
        sum += column.oneOf.back().second;
    }
    if (!node.isMissing() && sum <= 0)
        refuse(u"no value of one_of has a weight"_s, u"give at least one a weight above 0"_s, node);
}

void ColumnReader::readVocabulary(ColumnSchema &column, const Node &node)
{
    if (node.isList()) {
        column.vocabulary = suite::textsOf(node);
        return;
    }
    if (node.isMissing())
        return;
    const auto folder = m_source.resolveFolder(node.text(), m_file);
    if (!folder) {
        m_diagnostics.add(base::Error(folder.error()).at(node.position(m_file)));
        return;
    }
    column.wholeTexts = true;
    const QStringList files = m_source.disk.filesBelow(*folder, u".txt"_s);
    for (const QString &path : files) {
        const auto text = m_source.disk.read(path, kLargestText);
        if (!text) {
            m_diagnostics.add(base::Error(text.error()).at(node.position(m_file)));
            continue;
        }
        // The first line is the title.
        const QString body = QString::fromUtf8(*text).section(u'\n', 1).simplified();
        if (!body.isEmpty())
            column.vocabulary.append(body);
    }
    if (column.vocabulary.isEmpty())
        refuse(u"the folder \"%1\" has no texts"_s.arg(node.text()),
               u"it needs files *.txt: the first line is the title, the rest the body"_s, node);
}

void ColumnReader::readNulls(ColumnSchema &column, const Node &node)
{
    column.nullable = node[u"nullable"].value().toBool() || node.contains(u"nulls") ||
                      node.contains(u"null_unless");
    const double usual = node[u"nullable"].value().toBool() ? 0.1 : 0;
    column.nulls = number(node[u"nulls"], usual);
    if (!node.contains(u"default"))
        return;
    column.defaultValue = node[u"default"].toJson();
    const bool isNow =
        column.type == ColumnType::Timestamp && column.defaultValue->toString() == u"now";
    if (isNow)
        column.defaultValue.reset(); // any time will do
    else
        column.defaultShare = number(node[u"default_share"], 0.5);
}

void ColumnReader::readRelations(ColumnSchema &column, const Node &node)
{
    column.referenceText = node[u"reference"].text();
    column.onDelete = node[u"on_delete"].text();
    column.perParent = range(node[u"per_parent"], ColumnType::Integer);
    constexpr qint64 kMostChildren = 1'000'000;
    if (column.perParent.high.value_or(0) > kMostChildren)
        refuse(u"a parent cannot have more than %1 rows"_s.arg(kMostChildren), {},
               node[u"per_parent"]);
    if (column.perParent.low && !column.perParent.high)
        refuse(u"per_parent needs a largest number"_s, u"write per_parent: 1..5"_s,
               node[u"per_parent"]);
    column.withColumn = node[u"with"].text();
    column.sequenceWithin = node[u"sequence_within"].text();
    column.equalsText = node[u"equals"].text();
    column.partOfText = node[u"part_of"].text();
    column.notBefore = node[u"not_before"].text();
    column.differsFrom = node[u"differs_from"].text();
    column.correlatedWith = node[u"correlated"][u"with"].text();
    column.correlation = number(node[u"correlated"][u"r"], 0);
    if (const auto within = suite::duration(node[u"within"]))
        column.withinMicroseconds =
            std::chrono::duration_cast<std::chrono::microseconds>(*within).count();
    if (const Node &unless = node[u"null_unless"]; !unless.isMissing()) {
        const auto condition = parseCondition(unless.text());
        if (condition)
            column.nullUnless = *condition;
        else
            m_diagnostics.add(base::Error(condition.error()).at(unless.position(m_file)));
    }
}

ColumnSchema ColumnReader::column(const QString &name, const Node &node)
{
    ColumnSchema column;
    column.name = name;
    column.line = node.line();
    column.columnNumber = node.column();
    const QString type = node[u"type"].text();
    column.isArray = type.endsWith(u"[]"_s);
    column.type = columnTypeNamed(column.isArray ? QStringView(type).chopped(2) : QStringView(type))
                      .value_or(ColumnType::Text);
    column.primaryKey = node.contains(u"key");
    column.unique = node[u"unique"].value().toBool() || column.primaryKey;
    column.generated = node[u"generated"].value().toBool();
    column.range = range(node[u"range"], column.type);
    column.decimals = suite::wholeNumber(node[u"decimals"]).value_or(3);
    column.length = range(node[u"length"], ColumnType::Integer);
    column.count = range(node[u"count"], ColumnType::Integer);
    column.bytes = range(node[u"bytes"], ColumnType::Integer);
    column.pattern = node[u"pattern"].text();
    column.form = node[u"form"].text();
    column.locale = node[u"locale"].text();
    column.placeholders = suite::textsOf(node[u"placeholders"]);
    column.hasDistribution = node.contains(u"distribution");
    column.distribution = distributionOf(node[u"distribution"]);
    readOneOf(column, node[u"one_of"]);
    readVocabulary(column, node[u"vocabulary"]);
    readNulls(column, node);
    readRelations(column, node);
    const Node &personal = node[u"personal"];
    if (personal.isText())
        column.personal = personal.text();
    else if (personal.value().toBool())
        column.personal = column.form.isEmpty() ? u"text"_s : column.form;
    column.dimensions = suite::wholeNumber(node[u"dimensions"]).value_or(0);
    column.clusters = suite::wholeNumber(node[u"clusters"]).value_or(8);
    column.spread = number(node[u"spread"], 0.2);
    if (node.contains(u"items")) {
        ColumnSchema items = this->column(name, node[u"items"]);
        if (!node[u"items"].contains(u"type"))
            items.type = column.type;
        column.items = std::make_shared<ColumnSchema>(std::move(items));
    }
    for (const Node::Member &field : node[u"fields"].members())
        column.fields.push_back(this->column(field.key, field.value));
    checkColumn(column, node);
    return column;
}

void ColumnReader::checkColumn(const ColumnSchema &column, const Node &node)
{
    if (column.type == ColumnType::Vector && column.dimensions == 0)
        refuse(u"the vector \"%1\" does not say its size"_s.arg(column.name),
               u"add dimensions: 384"_s, node);
    if (column.type != ColumnType::Text) {
        for (const QString &key :
             {u"pattern"_s, u"vocabulary"_s, u"form"_s, u"placeholders"_s, u"part_of"_s}) {
            if (node.contains(key))
                refuse(u"%1 is for texts, but \"%2\" is of the type %3"_s.arg(
                           key, column.name, columnTypeName(column.type)),
                       u"remove it, or write type: text"_s, node[key]);
        }
    }
    if (!column.pattern.isEmpty()) {
        if (const auto pattern = PatternText::parse(column.pattern); !pattern)
            m_diagnostics.add(base::Error(pattern.error()).at(node[u"pattern"].position(m_file)));
    }
    const bool isNumeric = column.type == ColumnType::Integer || column.type == ColumnType::Number;
    if (!column.correlatedWith.isEmpty() && !isNumeric)
        refuse(u"only numbers can be correlated"_s, u"remove it from \"%1\""_s.arg(column.name),
               node[u"correlated"]);
}

void ColumnReader::readFile(TableSchema &table, const Node &node)
{
    for (const QString &format : {u"csv"_s, u"jsonl"_s, u"sql"_s}) {
        const Node &file = node[format];
        if (file.isMissing())
            continue;
        table.dataFormat = format;
        if (const auto path = m_source.resolve(file.text(), m_file))
            table.dataFile = *path;
        else
            m_diagnostics.add(base::Error(path.error()).at(file.position(m_file)));
    }
}

TableSchema ColumnReader::table(const QString &name, const Node &node)
{
    TableSchema table;
    table.name = name;
    table.file = m_file;
    table.line = node.line();
    table.columnNumber = node.column();
    for (const Node::Member &member : node[u"columns"].members())
        table.columns.push_back(column(member.key, member.value));
    for (const Node &set : node[u"unique"].items())
        table.unique.push_back(suite::textsOf(set));
    if (node.contains(u"rows"))
        table.rows = node[u"rows"].value().toInteger();
    readFile(table, node);
    table.hasData = node.contains(u"data");
    for (const Node &row : node[u"data"].items())
        table.data.push_back(row.toJson().toObject());
    if (const Node &neighbours = node[u"neighbours"]; !neighbours.isMissing()) {
        NeighboursSchema nearest;
        nearest.ofText = neighbours[u"of"].text();
        if (neighbours.contains(u"queries"))
            nearest.queries = neighbours[u"queries"].value().toInteger();
        nearest.k = suite::wholeNumber(neighbours[u"k"]).value_or(nearest.k);
        table.neighbours = nearest;
        if (!table.columns.empty())
            refuse(u"the columns of neighbours are query, rank, neighbour and similarity"_s,
                   u"remove columns:"_s, node[u"columns"]);
    }
    if (table.columns.empty() && table.isGenerated())
        refuse(u"the table \"%1\" has no columns"_s.arg(name), u"describe them in columns:"_s,
               node);
    const Node &graph = node[u"graph"];
    if (!graph.isMissing()) {
        GraphSchema edges;
        const QString kind = graph[u"kind"].text();
        edges.kind = kind == u"tree"   ? GraphSchema::Kind::Tree
                     : kind == u"grid" ? GraphSchema::Kind::Grid
                                       : GraphSchema::Kind::ScaleFree;
        edges.source = graph[u"source"].text();
        edges.target = graph[u"target"].text();
        edges.edgesPerNode = suite::wholeNumber(graph[u"edges_per_node"]).value_or(2);
        edges.branches = suite::wholeNumber(graph[u"branches"]).value_or(0);
        edges.width = graph[u"width"].value().toInteger();
        table.graph = edges;
    }
    return table;
}

} // namespace assay::testdata
