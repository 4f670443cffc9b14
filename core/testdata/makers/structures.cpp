// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/makers/makers.h"
#include "testdata/permutation.h"
#include "testdata/phrases.h"
#include "testdata/value_text.h"

#include <algorithm>
#include <array>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

/// The row number that an item draws from: items of one row are independent of each other.
qint64 itemRow(quint64 key, qint64 row, qint64 item)
{
    return static_cast<qint64>(
        combined(combined(key, static_cast<quint64>(row)), static_cast<quint64>(item)) >> 1);
}

class ArrayMaker final : public ColumnMaker
{
public:
    ArrayMaker(const MakerContext &context, MakerPointer items, qint64 low, qint64 high)
        : m_cells(context.cells)
        , m_key(context.key)
        , m_items(std::move(items))
        , m_target(context.column.items ? context.column.items->reference : ColumnId{})
        , m_low(low)
        , m_high(high)
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        Value::List list;
        qint64 count = Draws(m_key, row).between(m_low, m_high);
        if (m_target.isValid()) {
            // Other rows of the parent for each item: a list says nothing twice.
            const qint64 parents = m_cells.rows(m_target.table);
            const Permutation order(combined(m_key, static_cast<quint64>(row)),
                                    static_cast<quint64>(parents));
            for (qint64 i = 0; i < std::min(count, parents); ++i)
                list.push_back(m_cells.value(
                    m_target, static_cast<qint64>(order.at(static_cast<quint64>(i)))));
            return list;
        }
        for (qint64 i = 0; i < count; ++i)
            list.push_back(m_items->make(itemRow(m_key, row, i)));
        return list;
    }

private:
    const Cells &m_cells;
    quint64 m_key;
    MakerPointer m_items; ///< null for references
    ColumnId m_target;
    qint64 m_low;
    qint64 m_high;
};

/// An object of the given fields; without any, of some words.
class JsonMaker final : public ColumnMaker
{
public:
    JsonMaker(const MakerContext &context, std::vector<std::pair<std::string, MakerPointer>> fields)
        : m_key(context.key)
        , m_words(context.words)
        , m_fields(std::move(fields))
        , m_most(context.column.bytes.high.value_or(std::numeric_limits<qint64>::max()))
    {
    }
    [[nodiscard]] Value make(qint64 row) const override
    {
        QByteArray text = "{";
        const auto name = [&](const std::string &key) {
            if (text.size() > 1)
                text += ',';
            appendJson(text, Value(key));
            text += ':';
        };
        for (const auto &[key, maker] : m_fields) {
            name(key);
            appendJson(text, maker->make(row));
        }
        if (m_fields.empty()) {
            Draws draws(m_key, row);
            static constexpr std::array kKeys = {"colour", "note", "origin", "size"};
            for (const char *key : kKeys) {
                if ((draws.bits() & 1) == 0)
                    continue;
                name(key);
                if ((draws.bits() & 1) == 0)
                    appendJson(text, Value(pick(draws, m_words.words)));
                else
                    appendJson(text, Value(draws.between(1, 100)));
            }
        }
        text += '}';
        return Json{text.size() > m_most ? "{}" : text.toStdString()};
    }

private:
    quint64 m_key;
    const WordList &m_words;
    std::vector<std::pair<std::string, MakerPointer>> m_fields;
    qint64 m_most;
};

base::Result<MakerPointer> nested(const MakerContext &context, const ColumnSchema &column,
                                  quint64 key)
{
    if (column.unique)
        return base::failure(
            context.error(u"a part of \"%1\" cannot be unique"_s.arg(context.columnName()), {}));
    const WordList *words = column.locale.isEmpty() ? nullptr : wordList(column.locale);
    return makerFor({context.cells, context.id, column, key, context.rows,
                     words == nullptr ? context.words : *words});
}

} // namespace

base::Result<MakerPointer> arrayMaker(const MakerContext &context)
{
    const qint64 low = std::max<qint64>(0, context.column.count.low.value_or(0));
    const qint64 high = context.column.count.high.value_or(std::max<qint64>(low, 5));
    constexpr qint64 kMostItems = 100'000;
    if (high > kMostItems)
        return base::failure(context.error(
            u"\"%1\" can have more than %2 items"_s.arg(context.columnName()).arg(kMostItems),
            u"make its count smaller"_s));
    constexpr qint64 kMostCharacters = 16'000'000;
    const qint64 longest =
        context.column.items ? context.column.items->length.high.value_or(120) : 120;
    if (context.column.type == ColumnType::Text &&
        longest > kMostCharacters / std::max<qint64>(1, high))
        return base::failure(context.error(
            u"a list of \"%1\" can have more than %2 characters"_s.arg(context.columnName())
                .arg(kMostCharacters),
            u"make its count or its items shorter"_s));
    if (context.column.unique)
        return base::failure(
            context.error(u"the list \"%1\" cannot be unique"_s.arg(context.columnName()), {}));
    if (context.column.items && context.column.items->reference.isValid())
        return std::make_unique<ArrayMaker>(context, nullptr, low, high);
    ColumnSchema items;
    items.type = context.column.type;
    items.line = context.column.line;
    items.columnNumber = context.column.columnNumber;
    if (context.column.items)
        items = *context.column.items;
    else if (items.type == ColumnType::Text)
        items.form = u"word"_s;
    auto maker = nested(context, items, combined(context.key, 3));
    if (!maker)
        return maker;
    return std::make_unique<ArrayMaker>(context, std::move(*maker), low, high);
}

base::Result<MakerPointer> jsonMaker(const MakerContext &context)
{
    if (context.column.unique)
        return base::failure(
            context.error(u"the JSON of \"%1\" cannot be unique"_s.arg(context.columnName()), {}));
    std::vector<std::pair<std::string, MakerPointer>> fields;
    for (const ColumnSchema &field : context.column.fields) {
        const std::string name = field.name.toStdString();
        auto maker = nested(context, field, combined(context.key, hashOf(name)));
        if (!maker)
            return maker;
        fields.emplace_back(name, std::move(*maker));
    }
    // In the order that every reader of JSON gives back.
    std::sort(fields.begin(), fields.end(),
              [](const auto &a, const auto &b) { return a.first < b.first; });
    return std::make_unique<JsonMaker>(context, std::move(fields));
}

} // namespace assay::testdata
