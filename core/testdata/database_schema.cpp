// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/database_schema.h"

#include "base/json_text.h"
#include "testdata/mask.h"

#include <QRegularExpression>

namespace assay::testdata {

using namespace Qt::StringLiterals;
using Kind = WireType::Kind;

namespace {

QString quoted(const QString &text)
{
    return QString::fromUtf8(base::compactJson(text));
}

/// Smallest and largest whole number that a check allows for the column.
struct CheckedRange
{
    QString low, high;
};

CheckedRange rangeOf(const CatalogTable &table, const QString &column)
{
    CheckedRange range;
    for (const QString &check : table.checks) {
        const QRegularExpression bound(
            u"\\(\"?%1\"?(?:\\)?::\\w+)? (>=|>|<=|<) \\(?'?(-?\\d+)(?:\\.0+)?'?\\)?(?:::\\w+)?\\)"_s
                .arg(QRegularExpression::escape(column)));
        // Of an OR only one side needs to hold: it says nothing.
        if (check.contains(u" OR "_s))
            continue;
        auto found = bound.globalMatch(check);
        while (found.hasNext()) {
            const auto match = found.next();
            const QString op = match.captured(1);
            const qint64 value = match.captured(2).toLongLong();
            if (op == u">=" || op == u">")
                range.low = QString::number(op == u">" ? value + 1 : value);
            else
                range.high = QString::number(op == u"<" ? value - 1 : value);
        }
    }
    return range;
}

QStringList valuesOf(const CatalogTable &table, const CatalogColumn &column)
{
    if (!column.labels.isEmpty())
        return column.labels;
    static const QRegularExpression kText(u"'((?:[^']|'')*)'::"_s);
    for (const QString &check : table.checks) {
        const QRegularExpression list(
            u"^\\(+\"?%1\"?\\)?(?:::\\w+)? = ANY \\(+ARRAY\\[(.*)\\]"_s.arg(
                QRegularExpression::escape(column.name)));
        const auto match = list.match(check);
        if (!match.hasMatch())
            continue;
        QStringList values;
        auto texts = kText.globalMatch(match.captured(1));
        while (texts.hasNext())
            values.append(texts.next().captured(1).replace(u"''"_s, u"'"_s));
        return values;
    }
    return {};
}

bool isKeyAlone(const CatalogTable &table, const QString &column, bool primary)
{
    for (const CatalogKey &key : table.keys) {
        if (key.columns == QStringList{column} && key.isPrimary == primary)
            return true;
    }
    return false;
}

class ColumnText
{
public:
    ColumnText(const Catalog &catalog, const CatalogTable &table, const CatalogColumn &column)
        : m_catalog(catalog)
        , m_table(table)
        , m_column(column)
    {
    }

    QString text(ColumnType type, bool isArray)
    {
        const QString typeName = columnTypeName(type) + (isArray ? u"[]"_s : QString());
        add(u"type"_s, isArray ? quoted(typeName) : typeName);
        const bool isPrimary = isKeyAlone(m_table, m_column.name, true);
        if (isPrimary)
            add(u"key"_s, u"primary"_s);
        else if (isKeyAlone(m_table, m_column.name, false))
            add(u"unique"_s, u"true"_s);
        if (!m_column.notNull)
            add(u"nullable"_s, u"true"_s);
        const bool refers = addReference();
        if (!refers && (m_column.isIdentity ||
                        (m_column.hasDefault && isPrimary && type == ColumnType::Integer)))
            add(u"generated"_s, u"true"_s);
        if (!refers && !isArray)
            addValues(type);
        if (type == ColumnType::Vector)
            add(u"dimensions"_s, QString::number(m_column.length > 0 ? m_column.length : 384));
        return u"{ "_s + m_parts.join(u", "_s) + u" }"_s;
    }

private:
    void add(const QString &key, const QString &value) { m_parts.append(key + u": "_s + value); }

    bool addReference()
    {
        for (const CatalogReference &reference : m_table.references) {
            const qsizetype place = reference.columns.indexOf(m_column.name);
            if (place < 0 || m_catalog.table(reference.parent) == nullptr)
                continue;
            add(u"reference"_s, quoted(reference.parent + u'.' + reference.parentColumns[place]));
            if (place > 0) // of a key of several columns: the same parent's
                add(u"with"_s, quoted(reference.columns.front()));
            if (!reference.onDelete.isEmpty())
                add(u"on_delete"_s, quoted(reference.onDelete));
            return true;
        }
        return false;
    }

    void addValues(ColumnType type)
    {
        if (const QStringList values = valuesOf(m_table, m_column);
            !values.isEmpty() && type == ColumnType::Text) {
            QStringList items;
            for (const QString &value : values)
                items.append(quoted(value));
            add(u"one_of"_s, u'[' + items.join(u", "_s) + u']');
            return;
        }
        const QString form = personalForm(m_column.name);
        if (type == ColumnType::Text) {
            if (!form.isEmpty() && form != u"text" && form != u"date")
                add(u"form"_s, form);
            if (m_column.length > 0)
                add(u"length"_s, u"0..%1"_s.arg(std::min(m_column.length, 200)));
        }
        if (!form.isEmpty())
            add(u"personal"_s, u"true"_s);
        if (type != ColumnType::Integer && type != ColumnType::Number)
            return;
        CheckedRange range = rangeOf(m_table, m_column.name);
        if (m_column.type.kind == Kind::Int2 && range.high.isEmpty())
            range.high = u"32767"_s;
        if (!range.low.isEmpty() || !range.high.isEmpty())
            add(u"range"_s, range.low + u".."_s + range.high);
    }

    const Catalog &m_catalog;
    const CatalogTable &m_table;
    const CatalogColumn &m_column;
    QStringList m_parts;
};

} // namespace

std::optional<std::pair<ColumnType, bool>> columnTypeOf(const WireType &type)
{
    const auto plain = [&]() -> std::optional<ColumnType> {
        switch (type.kind) {
        case Kind::Boolean:
            return ColumnType::Boolean;
        case Kind::Int2:
        case Kind::Int4:
        case Kind::Int8:
            return ColumnType::Integer;
        case Kind::Float4:
        case Kind::Float8:
        case Kind::Numeric:
            return ColumnType::Number;
        case Kind::Text:
            return ColumnType::Text;
        case Kind::Uuid:
            return ColumnType::Uuid;
        case Kind::Date:
            return ColumnType::Date;
        case Kind::Timestamp:
            return ColumnType::Timestamp;
        case Kind::Json:
        case Kind::Jsonb:
            return ColumnType::Json;
        case Kind::Bytes:
            return ColumnType::Bytes;
        case Kind::Vector:
            return ColumnType::Vector;
        case Kind::Unknown:
            break;
        }
        return std::nullopt;
    }();
    if (!plain)
        return std::nullopt;
    return std::pair(*plain, type.isArray);
}

QByteArray schemaFileOf(const Catalog &catalog, const QString &dataSet)
{
    QString out = u"# Read from a database. Say how many rows there are, and how they are spread.\n"
                  "dataset: %1\ntables:\n"_s.arg(quoted(dataSet));
    for (const CatalogTable &table : catalog.tables) {
        QString columns;
        for (const CatalogColumn &column : table.columns) {
            const auto type = columnTypeOf(column.type);
            if (column.isComputed || !type) {
                columns += u"      # %1 is %2: %3\n"_s.arg(
                    column.name, column.type.name,
                    column.isComputed ? u"the database computes it"_s
                                      : u"this type cannot be generated"_s);
                continue;
            }
            columns += u"      %1: %2\n"_s.arg(
                quoted(column.name),
                ColumnText(catalog, table, column).text(type->first, type->second));
        }
        if (!columns.contains(u": {"_s))
            continue;
        out += u"  %1:\n    columns:\n%2"_s.arg(quoted(table.name), columns);
        QStringList sets;
        for (const CatalogKey &key : table.keys) {
            QStringList names;
            for (const QString &name : key.columns)
                names.append(quoted(name));
            if (names.size() > 1)
                sets.append(u'[' + names.join(u", "_s) + u']');
        }
        if (!sets.isEmpty())
            out += u"    unique: [%1]\n"_s.arg(sets.join(u", "_s));
        for (const QString &check : table.checks)
            out += u"    # check %1\n"_s.arg(QString(check).replace(u'\n', u' '));
    }
    return out.toUtf8();
}

} // namespace assay::testdata
