// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/binary_copy.h"

#include "testdata/value_text.h"

#include <QtEndian>

#include <bit>
#include <cstring>

namespace assay::testdata {

using namespace Qt::StringLiterals;
using Kind = WireType::Kind;

namespace {

// PostgreSQL counts from 2000-01-01.
constexpr qint32 kDaysTo2000 = 10957;
constexpr qint64 kMicrosecondsTo2000 = 10957LL * 24 * 3600 * 1'000'000;

/// A buffer that grows in steps and is written without further checks.
class Wire
{
public:
    explicit Wire(QByteArray &out)
        : m_out(out)
    {
    }
    template <class T>
    void number(T value)
    {
        const T big = qToBigEndian(value);
        m_out.append(reinterpret_cast<const char *>(&big), sizeof big);
    }
    void null() { number<qint32>(-1); }
    void bytes(const char *data, std::size_t size)
    {
        number(static_cast<qint32>(size));
        m_out.append(data, static_cast<qsizetype>(size));
    }
    void bytes(const std::string &text) { bytes(text.data(), text.size()); }
    /// Writes its length when it is over.
    [[nodiscard]] qsizetype begin()
    {
        number<qint32>(0);
        return m_out.size();
    }
    void end(qsizetype start)
    {
        qToBigEndian(static_cast<qint32>(m_out.size() - start), m_out.data() + start - 4);
    }
    /// One-dimensional float4[]: each with its length, as receive functions want it.
    void floats(const Vector &vector, quint32 type)
    {
        constexpr std::size_t kHead = 20;
        const std::size_t size = kHead + 8 * vector.size();
        number(static_cast<qint32>(size));
        number<qint32>(1);
        number<qint32>(0);
        number(type);
        number(static_cast<qint32>(vector.size()));
        number<qint32>(1);
        const qsizetype at = m_out.size();
        m_out.resize(at + static_cast<qsizetype>(8 * vector.size()));
        char *to = m_out.data() + at;
        const quint32 four = qToBigEndian<quint32>(4);
        for (std::size_t i = 0; i < vector.size(); ++i) {
            const quint32 bits = qToBigEndian(std::bit_cast<quint32>(vector[i]));
            std::memcpy(to + 8 * i, &four, 4);
            std::memcpy(to + 8 * i + 4, &bits, 4);
        }
    }
    QByteArray &out() { return m_out; }

private:
    QByteArray &m_out;
};

QString kindName(const Value &value)
{
    static constexpr const char *kNames[] = {"null",   "a boolean", "an integer",  "a number",
                                             "a text", "a date",    "a timestamp", "a uuid",
                                             "JSON",   "bytes",     "a vector",    "a list"};
    return QString::fromLatin1(kNames[value.content.index()]);
}

/// numeric: groups of four decimal digits.
void appendNumeric(Wire &wire, const QByteArray &text)
{
    QByteArray digits = text;
    const bool isNegative = digits.startsWith('-');
    if (isNegative)
        digits.remove(0, 1);
    int exponent = 0;
    if (const qsizetype e = digits.indexOf('e'); e >= 0) {
        exponent = digits.sliced(e + 1).toInt();
        digits.truncate(e);
    }
    qsizetype point = digits.indexOf('.');
    if (point < 0)
        point = digits.size();
    else
        digits.remove(point, 1);
    point += exponent;
    if (point < 0) {
        digits.prepend(-point, '0');
        point = 0;
    }
    if (point > digits.size())
        digits.append(point - digits.size(), '0');
    const auto scale = static_cast<qint16>(digits.size() - point);
    const qsizetype before = (4 - point % 4) % 4;
    digits.prepend(before, '0');
    point += before;
    digits.append((4 - digits.size() % 4) % 4, '0');
    std::vector<qint16> groups;
    for (qsizetype i = 0; i < digits.size(); i += 4)
        groups.push_back(static_cast<qint16>(digits.sliced(i, 4).toInt()));
    auto weight = static_cast<qint16>(point / 4 - 1);
    while (!groups.empty() && groups.front() == 0) {
        groups.erase(groups.begin());
        --weight;
    }
    while (!groups.empty() && groups.back() == 0)
        groups.pop_back();
    const qsizetype start = wire.begin();
    wire.number(static_cast<qint16>(groups.size()));
    wire.number(static_cast<qint16>(groups.empty() ? 0 : weight));
    wire.number(static_cast<quint16>(isNegative && !groups.empty() ? 0x4000 : 0));
    wire.number(scale);
    for (const qint16 group : groups)
        wire.number(group);
    wire.end(start);
}

template <class T>
bool appendWhole(Wire &wire, const Value &value)
{
    const auto *whole = value.as<qint64>();
    if (whole == nullptr || *whole < std::numeric_limits<T>::min() ||
        *whole > std::numeric_limits<T>::max())
        return false;
    wire.number(static_cast<qint32>(sizeof(T)));
    wire.number(static_cast<T>(*whole));
    return true;
}

bool appendFloating(Wire &wire, const Value &value, bool isDouble)
{
    const auto *number = value.as<double>();
    const auto *whole = value.as<qint64>();
    if (number == nullptr && whole == nullptr)
        return false;
    const double real = number != nullptr ? *number : static_cast<double>(*whole);
    if (isDouble) {
        wire.number<qint32>(8);
        wire.number(std::bit_cast<quint64>(real));
    } else {
        wire.number<qint32>(4);
        wire.number(std::bit_cast<quint32>(static_cast<float>(real)));
    }
    return true;
}

/// A text that the server takes: NUL cannot stand in one.
bool appendTextual(Wire &wire, const Value &value)
{
    if (const auto *text = value.as<std::string>()) {
        wire.bytes(*text);
        return text->find('\0') == std::string::npos;
    }
    QByteArray text;
    appendText(text, value);
    wire.bytes(text.constData(), static_cast<std::size_t>(text.size()));
    return true;
}

bool appendJsonText(Wire &wire, const Value &value, bool isBinary)
{
    QByteArray text;
    appendJson(text, value);
    const qsizetype start = wire.begin();
    if (isBinary)
        wire.out().append('\1'); // the version
    wire.out().append(text);
    wire.end(start);
    return !text.contains('\0');
}

bool appendVector(Wire &wire, const Value &value, const WireType &type)
{
    const auto *vector = value.as<Vector>();
    if (vector == nullptr)
        return false;
    if (type.isTextOnly) {
        QByteArray text;
        appendJson(text, value);
        wire.bytes(text.constData(), static_cast<std::size_t>(text.size()));
        return true;
    }
    const qsizetype start = wire.begin();
    wire.number(static_cast<quint16>(vector->size()));
    wire.number<quint16>(0);
    for (const float part : *vector)
        wire.number(std::bit_cast<quint32>(part));
    wire.end(start);
    return true;
}

/// False when the value does not fit; then what was written is thrown away with the block.
bool appendScalar(Wire &wire, const Value &value, const WireType &type)
{
    switch (type.kind) {
    case Kind::Boolean:
        if (const auto *flag = value.as<bool>()) {
            wire.number<qint32>(1);
            wire.out().append(*flag ? '\1' : '\0');
            return true;
        }
        return false;
    case Kind::Int2:
        return appendWhole<qint16>(wire, value);
    case Kind::Int4:
        return appendWhole<qint32>(wire, value);
    case Kind::Int8:
        return appendWhole<qint64>(wire, value);
    case Kind::Float4:
        return appendFloating(wire, value, false);
    case Kind::Float8:
        return appendFloating(wire, value, true);
    case Kind::Numeric: {
        if (value.as<double>() == nullptr && value.as<qint64>() == nullptr)
            return false;
        QByteArray text;
        appendText(text, value);
        appendNumeric(wire, text);
        return true;
    }
    case Kind::Text:
        return appendTextual(wire, value);
    case Kind::Uuid:
        if (const auto *uuid = value.as<Uuid>()) {
            wire.bytes(reinterpret_cast<const char *>(uuid->bytes.data()), uuid->bytes.size());
            return true;
        }
        return false;
    case Kind::Date:
        if (const auto *date = value.as<Date>()) {
            wire.number<qint32>(4);
            wire.number(date->days - kDaysTo2000);
            return true;
        }
        return false;
    case Kind::Timestamp:
        if (const auto *time = value.as<Timestamp>()) {
            wire.number<qint32>(8);
            wire.number(time->microseconds - kMicrosecondsTo2000);
            return true;
        }
        if (const auto *date = value.as<Date>()) {
            wire.number<qint32>(8);
            wire.number((date->days - kDaysTo2000) * (24LL * 3600 * 1'000'000));
            return true;
        }
        return false;
    case Kind::Json:
        return appendJsonText(wire, value, false);
    case Kind::Jsonb:
        return appendJsonText(wire, value, true);
    case Kind::Bytes:
        if (const auto *bytes = value.as<Bytes>()) {
            wire.bytes(bytes->bytes);
            return true;
        }
        return false;
    case Kind::Vector:
        return appendVector(wire, value, type);
    case Kind::Unknown:
        break;
    }
    return false;
}

/// What a text (of a file without types, say) means in the column.
std::optional<Value> reread(const Value &value, const WireType &type)
{
    const auto *text = value.as<std::string>();
    std::optional<ColumnType> wanted;
    switch (type.kind) {
    case Kind::Boolean:
        wanted = ColumnType::Boolean;
        break;
    case Kind::Int2:
    case Kind::Int4:
    case Kind::Int8:
        wanted = ColumnType::Integer;
        break;
    case Kind::Float4:
    case Kind::Float8:
    case Kind::Numeric:
        wanted = ColumnType::Number;
        break;
    case Kind::Uuid:
        wanted = ColumnType::Uuid;
        break;
    case Kind::Date:
        wanted = ColumnType::Date;
        break;
    case Kind::Timestamp:
        wanted = ColumnType::Timestamp;
        break;
    case Kind::Bytes:
        wanted = ColumnType::Bytes;
        break;
    case Kind::Vector:
        wanted = ColumnType::Vector;
        break;
    default:
        break;
    }
    if (text == nullptr || !wanted)
        return std::nullopt;
    const auto parsed = valueOfText(*text, *wanted);
    return parsed ? std::optional(*parsed) : std::nullopt;
}

bool appendArray(Wire &wire, const Value &value, const WireType &type)
{
    if (const auto *vector = value.as<Vector>(); vector != nullptr && type.kind == Kind::Float4) {
        wire.floats(*vector, type.elementType);
        return true;
    }
    Value::List numbers;
    if (const auto *vector = value.as<Vector>()) {
        for (const float part : *vector)
            numbers.push_back(static_cast<double>(part));
    }
    const auto *list = value.as<Vector>() != nullptr ? &numbers : value.as<Value::List>();
    if (list == nullptr)
        return false;
    WireType item = type;
    item.isArray = false;
    const qsizetype start = wire.begin();
    bool hasNull = false;
    for (const Value &one : *list)
        hasNull |= one.isNull();
    wire.number(static_cast<qint32>(list->empty() ? 0 : 1));
    wire.number(static_cast<qint32>(hasNull ? 1 : 0));
    wire.number(type.elementType);
    if (!list->empty()) {
        wire.number(static_cast<qint32>(list->size()));
        wire.number<qint32>(1);
    }
    for (const Value &one : *list) {
        if (one.isNull())
            wire.null();
        else if (!appendScalar(wire, one, item))
            return false;
    }
    wire.end(start);
    return true;
}

bool appendValue(Wire &wire, const Value &value, const WireType &type)
{
    if (type.isArray)
        return appendArray(wire, value, type);
    if (type.kind == Kind::Text || type.kind == Kind::Json || type.kind == Kind::Jsonb ||
        value.as<std::string>() == nullptr)
        return appendScalar(wire, value, type);
    const auto other = reread(value, type);
    return other && appendScalar(wire, *other, type);
}

} // namespace

QByteArray BinaryCopy::header()
{
    return QByteArray("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
}

QByteArray BinaryCopy::trailer()
{
    return QByteArray("\377\377", 2);
}

base::Result<QByteArray> BinaryCopy::rows(const Block &block) const
{
    QByteArray out;
    qsizetype guess = 0;
    for (const DataColumn &column : m_head.columns)
        guess += column.type == ColumnType::Vector ? 24 + 8 * column.dimensions : 40;
    out.reserve(guess * static_cast<qsizetype>(block.rows()));
    Wire wire(out);
    for (std::size_t row = 0; row < block.rows(); ++row) {
        wire.number(static_cast<qint16>(block.columns));
        for (std::size_t column = 0; column < block.columns; ++column) {
            const Value &value = block.at(row, column);
            if (value.isNull()) {
                wire.null();
                continue;
            }
            if (appendValue(wire, value, m_types[column]))
                continue;
            QByteArray shown;
            appendJson(shown, value);
            return base::failure(
                u"row %1 of \"%2\": %3 (%4) cannot be stored in \"%5\", which is %6"_s
                    .arg(block.firstRow + static_cast<qint64>(row) + 1)
                    .arg(m_head.name, kindName(value), QString::fromUtf8(shown.left(60)),
                         m_head.columns[column].name, m_types[column].name),
                u"change the column's type or its range in the schema"_s);
        }
    }
    return out;
}

} // namespace assay::testdata
