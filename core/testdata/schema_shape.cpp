// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/schema_shape.h"

#include "testdata/data_schema.h"
#include "testdata/word_lists.h"

namespace assay::testdata {

using namespace Qt::StringLiterals;
using suite::Shape;

namespace {

constexpr qint64 kMostRows = 1'000'000'000;

Shape name()
{
    return Shape::text().fixed().matching(u"[\\s\\S]*\\S[\\s\\S]*"_s,
                                          u"a text that is not empty"_s);
}

Shape names()
{
    return Shape::list(name(), 1);
}

Shape range()
{
    return Shape::anyOf(
        {Shape::text().fixed().matching(u"[^.\\s]*(\\.[0-9]+)?\\s*\\.\\.\\s*[^.\\s]*(\\.[0-9]+)?"_s,
                                        u"a range such as 1..50, 0.. or 2024-01-01..2024-12-31"_s),
         Shape::number().fixed()});
}

Shape share()
{
    return Shape::number(0, 1).fixed();
}

Shape flag()
{
    return Shape::boolean().fixed();
}

Shape distribution()
{
    const Shape normal = Shape::map(
        {{u"mean"_s, Shape::number().fixed()}, {u"deviation"_s, Shape::number(0).fixed()}});
    const Shape zipf = Shape::map({{u"exponent"_s, Shape::number(0.01, 20).fixed()}});
    const Shape exponential = Shape::map({{u"mean"_s, Shape::number(0).fixed(), true}});
    return Shape::anyOf(
        {Shape::oneOfWords({u"uniform"_s, u"normal"_s, u"exponential"_s, u"zipf"_s}).fixed(),
         Shape::map({{u"normal"_s, normal}, {u"zipf"_s, zipf}, {u"exponential"_s, exponential}})
             .exactlyOneOf({u"normal"_s, u"zipf"_s, u"exponential"_s})});
}

QStringList typeWords()
{
    QStringList words = columnTypeNames();
    for (const QString &type : columnTypeNames()) {
        if (type != u"vector")
            words.append(type + u"[]"_s);
    }
    return words;
}

/// What the values of any column, of the items of a list and of the fields of an object can be.
std::vector<Shape::Key> valueKeys()
{
    return {
        {u"range"_s, range(), false, u"smallest..largest value"_s},
        {u"decimals"_s, Shape::integer(0, 15).fixed(), false, u"of a number; 3"_s},
        {u"length"_s, range(), false, u"of a text, in characters"_s},
        {u"bytes"_s, range(), false, u"of JSON or bytes"_s},
        {u"one_of"_s,
         Shape::anyOf(
             {Shape::mapOf(Shape::number(0).fixed()), Shape::list(Shape::expression(), 1)}),
         false, u"only these, with their weights"_s},
        {u"pattern"_s, name(), false, u"a regular expression for the whole value"_s},
        {u"vocabulary"_s, Shape::anyOf({names(), name()}), false, u"words, or a folder of texts"_s},
        {u"form"_s, Shape::oneOfWords(formNames()).fixed(), false, u"name, email, city ..."_s},
        {u"locale"_s, Shape::oneOfWords(wordListLocales()).fixed()},
        {u"placeholders"_s, names(), false, u"variables that a template's body names"_s},
        {u"reference"_s,
         Shape::text().fixed().matching(u"[^.\\s]+\\.[^.\\s]+"_s, u"a table's column: texts.id"_s),
         false, u"the value stands there too"_s},
        {u"distribution"_s, distribution(), false, u"of the value, or of the parent's row"_s},
    };
}

Shape itemShape()
{
    std::vector<Shape::Key> keys = valueKeys();
    keys.emplace_back(u"type"_s, Shape::oneOfWords(columnTypeNames()).fixed());
    return Shape::map(std::move(keys));
}

Shape columnShape()
{
    std::vector<Shape::Key> keys = valueKeys();
    const std::vector<Shape::Key> more = {
        {u"type"_s, Shape::oneOfWords(typeWords()).fixed(), true},
        {u"key"_s, Shape::oneOfWords({u"primary"_s}).fixed()},
        {u"unique"_s, flag()},
        {u"nullable"_s, flag()},
        {u"nulls"_s, share(), false, u"the share of rows without a value; 0.1"_s},
        {u"generated"_s, flag(), false, u"the database makes it"_s},
        {u"default"_s, Shape::any()},
        {u"default_share"_s, share(), false, u"the share of rows that have the default; 0.5"_s},
        {u"on_delete"_s, name()},
        {u"per_parent"_s, range(), false, u"how many rows each parent has"_s},
        {u"with"_s, name(), false, u"the same parent row as this column's"_s},
        {u"count"_s, range(), false, u"of items"_s},
        {u"items"_s, itemShape()},
        {u"fields"_s, Shape::mapOf(itemShape()), false, u"of a JSON object"_s},
        {u"sequence_within"_s, name(), false,
         u"counts up among the rows with the same value there"_s},
        {u"null_unless"_s, name(), false, u"a condition: status = 'failed'"_s},
        {u"equals"_s, name()},
        {u"part_of"_s, name()},
        {u"not_before"_s, name()},
        {u"within"_s, Shape::duration().fixed(), false, u"with not_before; 30d"_s},
        {u"differs_from"_s, name()},
        {u"correlated"_s,
         Shape::map({{u"with"_s, name(), true}, {u"r"_s, Shape::number(-1, 1).fixed(), true}})},
        {u"personal"_s, Shape::anyOf({flag(), Shape::oneOfWords(formNames()).fixed()}), false,
         u"a sample masks it"_s},
        {u"dimensions"_s, Shape::integer(1, 16000).fixed()},
        {u"norm"_s, Shape::integer(1, 1).fixed(), false, u"vectors have the length 1"_s},
        {u"clusters"_s, Shape::integer(1, 4096).fixed()},
        {u"spread"_s, Shape::number(0, 100).fixed(), false, u"how far from the cluster's centre"_s},
    };
    keys.insert(keys.end(), more.begin(), more.end());
    return Shape::map(std::move(keys));
}

std::vector<Shape::Key> tableKeys()
{
    const Shape graph = Shape::map(
        {{u"kind"_s, Shape::oneOfWords({u"scale-free"_s, u"tree"_s, u"grid"_s}).fixed(), true},
         {u"source"_s, name(), true},
         {u"target"_s, name(), true},
         {u"edges_per_node"_s, Shape::integer(1, 64).fixed(), false, u"of scale-free"_s},
         {u"branches"_s, Shape::integer(1, 1000).fixed(), false, u"of tree"_s},
         {u"width"_s, Shape::integer(1).fixed(), false, u"of grid"_s}});
    const Shape neighbours = Shape::map({{u"of"_s, name(), true, u"a column of vectors"_s},
                                         {u"queries"_s, Shape::integer(1, 1'000'000).fixed()},
                                         {u"k"_s, Shape::integer(1, 1000).fixed()}});
    return {
        {u"columns"_s, Shape::mapOf(columnShape())},
        {u"unique"_s, Shape::list(names()), false, u"columns that together stand once"_s},
        {u"rows"_s, Shape::integer(0, kMostRows).fixed(), false, u"how many are generated; 100"_s},
        {u"neighbours"_s, neighbours, false, u"the rows are the nearest vectors of some"_s},
        {u"graph"_s, graph, false, u"the rows are the edges of a graph"_s},
        {u"data"_s, Shape::list(Shape::mapOf(Shape::any())), false, u"the rows themselves"_s},
        {u"csv"_s, name(), false, u"a file with the rows"_s},
        {u"jsonl"_s, name(), false, u"a file with an object a line"_s},
        {u"sql"_s, name(), false, u"a file of insert statements"_s},
    };
}

Shape tableShape()
{
    return Shape::map(tableKeys())
        .atMostOneOf(
            {u"rows"_s, u"data"_s, u"csv"_s, u"jsonl"_s, u"sql"_s, u"graph"_s, u"neighbours"_s});
}

} // namespace

QStringList formNames()
{
    return {u"city"_s,       u"company"_s, u"country"_s,   u"email"_s,
            u"first_name"_s, u"job"_s,     u"last_name"_s, u"name"_s,
            u"paragraph"_s,  u"phone"_s,   u"postcode"_s,  u"sentence"_s,
            u"street"_s,     u"url"_s,     u"user_name"_s, u"word"_s};
}

Shape schemaShape()
{
    std::vector<Shape::Key> keys = {
        {u"dataset"_s, name(), true, u"the name"_s},
        {u"seed"_s, Shape::integer(0).fixed(), false, u"another seed gives other data; 1"_s},
        {u"locale"_s, Shape::oneOfWords(wordListLocales()).fixed(), false, u"en"_s},
        {u"include"_s, names(), false, u"files with tables that these refer to"_s},
        {u"table"_s, name(), false, u"where it is stored"_s},
        {u"tables"_s, Shape::anyOf({Shape::mapOf(tableShape()), names()}), false,
         u"several tables, or the files that describe them"_s},
    };
    for (Shape::Key &key : tableKeys())
        keys.push_back(std::move(key));
    return Shape::map(std::move(keys))
        .exactlyOneOf({u"table"_s, u"tables"_s})
        .atMostOneOf(
            {u"rows"_s, u"data"_s, u"csv"_s, u"jsonl"_s, u"sql"_s, u"graph"_s, u"neighbours"_s});
}

} // namespace assay::testdata
