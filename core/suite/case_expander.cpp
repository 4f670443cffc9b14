// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/case_expander.h"

#include "base/json_text.h"
#include "suite/csv.h"
#include "suite/template_text.h"

#include <QCryptographicHash>
#include <QHash>
#include <QJsonArray>

#include <algorithm>

namespace assay::suite {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

constexpr qsizetype kMostCombinations = 10'000;
constexpr qsizetype kMostRows = 100'000;
constexpr qsizetype kLongestKey = 60;

/// What a value looks like in a key: its text, on one line.
QString keyText(const QJsonValue &value)
{
    return (value.isString() ? value.toString() : QString::fromUtf8(base::compactJson(value)))
        .simplified();
}

bool isScalar(const QJsonValue &value)
{
    return value.isString() || value.isDouble() || value.isBool();
}

/// Long keys end in a hash, so that they stay apart and stable.
QString shortened(const QString &key)
{
    if (key.size() <= kLongestKey)
        return key;
    const QByteArray hash =
        QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex().first(8);
    return key.first(kLongestKey - 9) + u'~' + QString::fromLatin1(hash);
}

QString keyOf(const QJsonObject &row, const QStringList &columns)
{
    static const QStringList kNames = {u"name"_s, u"case"_s, u"id"_s, u"key"_s};
    for (const QString &name : kNames) {
        if (isScalar(row.value(name)) && !keyText(row.value(name)).isEmpty())
            return keyText(row.value(name));
    }
    QStringList texts;
    for (const QString &column : columns) {
        if (isScalar(row.value(column)))
            texts.append(keyText(row.value(column)));
    }
    return texts.join(u',');
}

bool holdsTemplate(const Node &node)
{
    if (node.isText())
        return hasTemplate(node.text());
    const auto &items = node.items();
    const auto &members = node.members();
    return std::any_of(items.begin(), items.end(), holdsTemplate) ||
           std::any_of(members.begin(), members.end(),
                       [](const Node::Member &member) { return holdsTemplate(member.value); });
}

/// "a", "a#2", "a#3" for rows that would be called the same; "1", "2" where a row has nothing to
/// name it.
void makeUnique(std::vector<CaseRow> &rows)
{
    QHash<QString, int> seen;
    int number = 0;
    for (CaseRow &row : rows) {
        ++number;
        if (row.key.isEmpty())
            row.key = QString::number(number);
        const QString plain = row.key;
        int &count = seen[plain];
        if (++count == 1)
            continue;
        // A row may really be called "a#2".
        do {
            row.key = u"%1#%2"_s.arg(plain).arg(count++);
        } while (seen.contains(row.key));
        --count;
        seen.insert(row.key, 1);
    }
}

class Expander
{
public:
    Expander(const QString &file, LoadContext &context)
        : m_file(file)
        , m_context(context)
    {
    }

    std::vector<CaseRow> rowsOf(const Node &each)
    {
        if (each.isList())
            return fromNodes(each);
        m_keyColumn = each[u"key"].text();
        m_keyPosition = each[u"key"].position(m_file);
        std::vector<CaseRow> rows;
        if (each.contains(u"csv"))
            rows = fromCsv(each[u"csv"]);
        else if (each.contains(u"json"))
            rows = fromJson(each[u"json"]);
        else
            rows = fromNodes(each[u"rows"]);
        return rows;
    }

private:
    void add(std::vector<CaseRow> &rows, const QJsonObject &row, const QStringList &columns,
             const base::SourcePosition &position)
    {
        if (m_keyColumn.isEmpty()) {
            rows.push_back({shortened(keyOf(row, columns)), row});
            return;
        }
        const QJsonValue key = row.value(m_keyColumn);
        if (!isScalar(key) && !m_keyReported) {
            m_keyReported = true; // one message is enough for a whole table
            m_context.diagnostics.addUnknown(
                u"the row at %1 has no column \"%2\" for its key"_s.arg(position.toString(),
                                                                        m_keyColumn),
                m_keyColumn, row.keys(), m_keyPosition);
        }
        rows.push_back({shortened(keyText(key)), row});
    }

    std::vector<CaseRow> fromNodes(const Node &list)
    {
        std::vector<CaseRow> rows;
        for (const Node &item : list.items()) {
            QStringList columns;
            for (const Node::Member &member : item.members())
                columns.append(member.key);
            add(rows, item.toJson().toObject(), columns, item.position(m_file));
            for (const Node::Member &member : item.members()) {
                if (holdsTemplate(member.value))
                    rows.back().templates.append(member.key);
            }
        }
        return rows;
    }

    std::vector<CaseRow> fromCsv(const Node &name)
    {
        const auto content = m_context.contentOf(name, m_file);
        if (!content)
            return {};
        const auto table = parseCsv(content->bytes, content->file);
        if (!table) {
            m_context.diagnostics.addSource(content->file, content->bytes);
            m_context.diagnostics.add(table.error());
            return {};
        }
        std::vector<CaseRow> rows;
        for (std::size_t i = 0; i < table->rows.size(); ++i)
            add(rows, table->rows[i], table->columns, {content->file, table->lines[i], 1});
        return rows;
    }

    std::vector<CaseRow> fromJson(const Node &name)
    {
        const auto content = m_context.contentOf(name, m_file);
        if (!content)
            return {};
        const auto value = base::parseJson(content->bytes);
        if (!value) {
            base::SourcePosition position = value.error().position;
            position.file = content->file;
            m_context.diagnostics.addSource(content->file, content->bytes);
            m_context.diagnostics.add(value.error().at(position));
            return {};
        }
        std::vector<CaseRow> rows;
        const QJsonArray array = value->toArray();
        for (const QJsonValue &item : array) {
            if (!item.isObject())
                break;
            const QJsonObject row = item.toObject();
            add(rows, row, row.keys(), {content->file, 0, 0});
        }
        if (static_cast<qsizetype>(rows.size()) != array.size() || !value->isArray()) {
            m_context.diagnostics.add(u"%1 is not a list of objects"_s.arg(content->file),
                                      u"write [{\"column\": value, ...}, ...]"_s,
                                      name.position(m_file));
            return {};
        }
        return rows;
    }

    const QString &m_file;
    LoadContext &m_context;
    QString m_keyColumn;
    base::SourcePosition m_keyPosition;
    bool m_keyReported = false;
};

/// Each row with each combination of the matrix, the last key changing fastest.
std::vector<CaseRow> withMatrix(std::vector<CaseRow> rows, const Node &matrix)
{
    for (const Node::Member &axis : matrix.members()) {
        std::vector<CaseRow> product;
        product.reserve(rows.size() * axis.value.items().size());
        for (const CaseRow &row : rows) {
            for (const Node &value : axis.value.items()) {
                CaseRow next = row;
                next.row.insert(axis.key, value.toJson());
                if (holdsTemplate(value))
                    next.templates.append(axis.key);
                const QString text = keyText(value.toJson());
                next.key = next.key.isEmpty() ? text : next.key + u',' + text;
                product.push_back(std::move(next));
            }
        }
        rows = std::move(product);
    }
    return rows;
}

} // namespace

std::vector<CaseRow> expandCase(const Node &written, const QString &file, LoadContext &context)
{
    const Node &each = written[u"each"];
    const Node &matrix = written[u"matrix"];
    std::vector<CaseRow> rows = {CaseRow{}};
    if (each.isMissing() && matrix.isMissing())
        return rows;
    if (!each.isMissing()) {
        const qsizetype before = context.diagnostics.count();
        rows = Expander(file, context).rowsOf(each);
        if (rows.empty() && context.diagnostics.count() == before) {
            context.diagnostics.add(u"\"each\" gives no rows"_s,
                                    u"give at least one, or remove the case"_s,
                                    each.position(file));
        }
    }
    qsizetype combinations = 1;
    for (const Node::Member &axis : matrix.members()) {
        combinations *= static_cast<qsizetype>(axis.value.items().size());
        if (combinations > kMostCombinations) {
            context.diagnostics.add(
                u"the matrix has more than %1 combinations"_s.arg(kMostCombinations),
                u"give it fewer values"_s, matrix.position(file));
            return {};
        }
    }
    if (combinations * static_cast<qsizetype>(rows.size()) > kMostRows) {
        context.diagnostics.add(u"\"each\" and \"matrix\" give more than %1 cases"_s.arg(kMostRows),
                                u"give them fewer rows or values"_s, matrix.position(file));
        return {};
    }
    rows = withMatrix(std::move(rows), matrix);
    for (CaseRow &row : rows)
        row.key = shortened(row.key);
    makeUnique(rows);
    return rows;
}

} // namespace assay::suite
