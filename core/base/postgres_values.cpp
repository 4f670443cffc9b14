// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/postgres_values.h"

#include "base/json_text.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace assay::base::postgres {

using namespace Qt::StringLiterals;

namespace {

// Numbers of pg_type.dat, which never change.
enum : TypeId {
    kBool = 16,
    kBytea = 17,
    kInt8 = 20,
    kInt2 = 21,
    kInt4 = 23,
    kOid = 26,
    kJson = 114,
    kFloat4 = 700,
    kFloat8 = 701,
    kTimestamp = 1114,
    kTimestampTz = 1184,
    kNumeric = 1700,
    kJsonb = 3802,
};

struct Type
{
    TypeId id;
    TypeId array;
    const char *name;
};

constexpr std::array kTypes = {
    Type{kBool, 1000, "bool"},
    Type{kBytea, 1001, "bytea"},
    Type{18, 1002, "char"},
    Type{19, 1003, "name"},
    Type{kInt8, 1016, "int8"},
    Type{kInt2, 1005, "int2"},
    Type{kInt4, 1007, "int4"},
    Type{25, 1009, "text"},
    Type{kOid, 1028, "oid"},
    Type{kJson, 199, "json"},
    Type{142, 143, "xml"},
    Type{kFloat4, 1021, "float4"},
    Type{kFloat8, 1022, "float8"},
    Type{650, 651, "cidr"},
    Type{869, 1041, "inet"},
    Type{1042, 1014, "bpchar"},
    Type{1043, 1015, "varchar"},
    Type{1082, 1182, "date"},
    Type{1083, 1183, "time"},
    Type{kTimestamp, 1115, "timestamp"},
    Type{kTimestampTz, 1185, "timestamptz"},
    Type{1186, 1187, "interval"},
    Type{1266, 1270, "timetz"},
    Type{kNumeric, 1231, "numeric"},
    Type{2950, 2951, "uuid"},
    Type{2278, 0, "void"},
    Type{2249, 2287, "record"},
    Type{3614, 3643, "tsvector"},
    Type{3615, 3645, "tsquery"},
    Type{kJsonb, 3807, "jsonb"},
};

const Type *typeOf(TypeId id)
{
    const auto it =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const Type &type) { return type.id == id; });
    return it == kTypes.end() ? nullptr : &*it;
}

const Type *typeOfArray(TypeId id)
{
    if (id == 0)
        return nullptr;
    const auto it = std::find_if(kTypes.begin(), kTypes.end(),
                                 [&](const Type &type) { return type.array == id; });
    return it == kTypes.end() ? nullptr : &*it;
}

QJsonValue floatOf(const QByteArray &text)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    if (!ok || !std::isfinite(number)) // NaN, Infinity: JSON has none
        return QString::fromLatin1(text);
    return number;
}

QJsonValue integerOf(const QByteArray &text)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    return ok ? QJsonValue(number) : QJsonValue(QString::fromLatin1(text));
}

QJsonValue numericOf(const QByteArray &text)
{
    if (!text.contains('.') && text.size() <= 18)
        return integerOf(text);
    // 15 decimal digits survive a double and back.
    constexpr std::ptrdiff_t kDigits = 15;
    if (std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >
        kDigits)
        return QString::fromLatin1(text);
    return floatOf(text);
}

QJsonValue bytesOf(const QByteArray &text)
{
    if (!text.startsWith("\\x"))
        return QString::fromUtf8(text);
    return QString::fromLatin1(QByteArray::fromHex(text.sliced(2)).toBase64());
}

/// "2024-05-06 07:08:09.5+00" -> "2024-05-06T07:08:09.5Z".
QJsonValue timeOf(QByteArray text)
{
    const qsizetype space = text.indexOf(' ');
    if (space < 0 || text.endsWith("BC")) // infinity
        return QString::fromLatin1(text);
    text[space] = 'T';
    const qsizetype sign = text.lastIndexOf('+');
    const qsizetype zone = sign > space ? sign : text.indexOf('-', space);
    if (zone > 0 && text.sliced(zone) == "+00")
        text.replace(zone, 3, "Z");
    else if (zone > 0 && text.size() - zone == 3)
        text += ":00";
    return QString::fromLatin1(text);
}

class ArrayReader
{
public:
    ArrayReader(const QByteArray &text, TypeId element)
        : m_text(text)
        , m_element(element)
    {
    }

    QJsonValue read()
    {
        // "[0:2]={...}" when the bounds do not start at 1.
        if (m_text.startsWith('['))
            m_at = m_text.indexOf('=') + 1;
        QJsonArray list;
        if (!readList(list, 0) || m_at != m_text.size())
            return QJsonValue::Null;
        return list;
    }

private:
    [[nodiscard]] char here() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool readList(QJsonArray &list, int depth)
    {
        constexpr int kDeepest = 6; // PostgreSQL's MAXDIM
        if (here() != '{' || depth >= kDeepest)
            return false;
        ++m_at;
        if (here() == '}') {
            ++m_at;
            return true;
        }
        while (true) {
            if (here() == '{') {
                QJsonArray inner;
                if (!readList(inner, depth + 1))
                    return false;
                list.append(inner);
            } else {
                list.append(readItem());
            }
            const char next = here();
            ++m_at;
            if (next == '}')
                return true;
            if (next != ',')
                return false;
        }
    }

    QJsonValue readItem()
    {
        QByteArray item;
        if (here() == '"') {
            for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
                if (m_text[m_at] == '\\' && m_at + 1 < m_text.size())
                    ++m_at;
                item += m_text[m_at];
            }
            ++m_at;
            return valueOfText(item, m_element);
        }
        while (m_at < m_text.size() && m_text[m_at] != ',' && m_text[m_at] != '}')
            item += m_text[m_at++];
        return item == "NULL" ? QJsonValue(QJsonValue::Null) : valueOfText(item, m_element);
    }

    const QByteArray &m_text;
    TypeId m_element;
    qsizetype m_at = 0;
};

/// [1, "a", null] -> {"1","a",NULL}.
QByteArray arrayText(const QJsonArray &list)
{
    QByteArray text = "{";
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (i > 0)
            text += ',';
        const QJsonValue value = list.at(i);
        if (value.isArray()) {
            text += arrayText(value.toArray());
            continue;
        }
        const std::optional<QByteArray> item = parameterText(value, 0);
        if (!item) {
            text += "NULL";
            continue;
        }
        text += '"';
        for (const char c : *item) {
            if (c == '"' || c == '\\')
                text += '\\';
            text += c;
        }
        text += '"';
    }
    return text + '}';
}

} // namespace

QString typeName(TypeId type)
{
    if (const Type *known = typeOf(type))
        return QString::fromLatin1(known->name);
    if (const Type *element = typeOfArray(type))
        return QString::fromLatin1(element->name) + u"[]"_s;
    return {};
}

TypeId elementType(TypeId type)
{
    const Type *element = typeOfArray(type);
    return element == nullptr ? 0 : element->id;
}

QJsonValue valueOfText(const QByteArray &text, TypeId type)
{
    switch (type) {
    case kBool:
        return text == "t";
    case kInt2:
    case kInt4:
    case kInt8:
    case kOid:
        return integerOf(text);
    case kFloat4:
    case kFloat8:
        return floatOf(text);
    case kNumeric:
        return numericOf(text);
    case kJson:
    case kJsonb:
        return parseJson(text).value_or(QString::fromUtf8(text));
    case kBytea:
        return bytesOf(text);
    case kTimestamp:
    case kTimestampTz:
        return timeOf(text);
    default:
        break;
    }
    if (const TypeId element = elementType(type)) {
        QJsonValue list = valueOfArray(text, element);
        if (!list.isNull())
            return list;
    }
    return QString::fromUtf8(text);
}

QJsonValue valueOfArray(const QByteArray &text, TypeId element)
{
    return ArrayReader(text, element).read();
}

std::optional<QByteArray> parameterText(const QJsonValue &value, TypeId type)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return std::nullopt;
    case QJsonValue::String:
        return value.toString().toUtf8();
    case QJsonValue::Array:
        return type == kJson || type == kJsonb ? compactJson(value) : arrayText(value.toArray());
    default:
        return compactJson(value);
    }
}

} // namespace assay::base::postgres
