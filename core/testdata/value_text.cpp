// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/value_text.h"

#include "base/json_text.h"

#include <QJsonArray>
#include <QStringDecoder>

#include <charconv>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMicrosecondsOfDay = 24LL * 3600 * 1'000'000;

/// Hinnant's days_from_civil.
qint64 daysOf(int year, int month, int day)
{
    year -= month <= 2 ? 1 : 0;
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int yearOfEra = year - era * 400;
    const int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return qint64(era) * 146097 + dayOfEra - 719468;
}

struct Civil
{
    int year, month, day;
};

Civil civilOf(qint64 days)
{
    days += 719468;
    const qint64 era = (days >= 0 ? days : days - 146096) / 146097;
    const int dayOfEra = static_cast<int>(days - era * 146097);
    const int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const int m = (5 * dayOfYear + 2) / 153;
    const int day = dayOfYear - (153 * m + 2) / 5 + 1;
    const int month = m + (m < 10 ? 3 : -9);
    return {static_cast<int>(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, day};
}

std::optional<int> digits(std::string_view &text, std::size_t count)
{
    if (text.size() < count)
        return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view &text, char c)
{
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Date> takeDate(std::string_view &text)
{
    const auto year = digits(text, 4);
    if (!year || *year < 1 || !take(text, '-'))
        return std::nullopt;
    const auto month = digits(text, 2);
    if (!month || *month < 1 || *month > 12 || !take(text, '-'))
        return std::nullopt;
    const auto day = digits(text, 2);
    if (!day || *day < 1)
        return std::nullopt;
    const qint64 days = daysOf(*year, *month, *day);
    if (civilOf(days).day != *day)
        return std::nullopt; // the 30th of February
    return Date{static_cast<qint32>(days)};
}

void appendNumber(QByteArray &out, int value, int width)
{
    char digits[8];
    for (int i = width - 1; i >= 0; --i) {
        digits[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out.append(digits, width);
}

void appendDate(QByteArray &out, Date date)
{
    const Civil civil = civilOf(date.days);
    appendNumber(out, civil.year, 4);
    out.append('-');
    appendNumber(out, civil.month, 2);
    out.append('-');
    appendNumber(out, civil.day, 2);
}

void appendTimestamp(QByteArray &out, Timestamp time)
{
    qint64 days = time.microseconds / kMicrosecondsOfDay;
    qint64 rest = time.microseconds % kMicrosecondsOfDay;
    if (rest < 0) {
        rest += kMicrosecondsOfDay;
        --days;
    }
    appendDate(out, Date{static_cast<qint32>(days)});
    out.append('T');
    const auto seconds = static_cast<int>(rest / 1'000'000);
    appendNumber(out, seconds / 3600, 2);
    out.append(':');
    appendNumber(out, seconds / 60 % 60, 2);
    out.append(':');
    appendNumber(out, seconds % 60, 2);
    auto fraction = static_cast<int>(rest % 1'000'000);
    if (fraction != 0) {
        int width = 6;
        for (; fraction % 10 == 0; fraction /= 10)
            --width;
        out.append('.');
        appendNumber(out, fraction, width);
    }
    out.append('Z');
}

template <class Number>
void appendShortest(QByteArray &out, Number value)
{
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    out.append(buffer, end.ptr - buffer);
}

void appendUuid(QByteArray &out, const Uuid &uuid)
{
    static constexpr char kHex[] = "0123456789abcdef";
    char text[36];
    int at = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text[at++] = '-';
        text[at++] = kHex[uuid.bytes[i] >> 4];
        text[at++] = kHex[uuid.bytes[i] & 15];
    }
    out.append(text, at);
}

void appendQuoted(QByteArray &out, std::string_view text)
{
    out.append('"');
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (static_cast<unsigned char>(c) < 0x20) {
            static constexpr char kHex[] = "0123456789abcdef";
            if (c == '\n')
                out.append("\\n");
            else if (c == '\t')
                out.append("\\t");
            else if (c == '\r')
                out.append("\\r");
            else
                out.append("\\u00").append(kHex[c >> 4]).append(kHex[c & 15]);
        } else {
            out.append(c);
        }
    }
    out.append('"');
}

base::Error notOf(const QString &shown, ColumnType type)
{
    return {u"%1 is no value of the type %2"_s.arg(shown, columnTypeName(type)), {}};
}

template <class Number>
std::optional<Number> numberOf(std::string_view text)
{
    Number value{};
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
        return std::nullopt;
    return value;
}

} // namespace

std::optional<Date> parseDate(std::string_view text)
{
    const auto date = takeDate(text);
    return text.empty() ? date : std::nullopt;
}

std::optional<Timestamp> parseTimestamp(std::string_view text)
{
    const auto date = takeDate(text);
    if (!date)
        return std::nullopt;
    qint64 time = date->days * kMicrosecondsOfDay;
    if (text.empty())
        return Timestamp{time};
    if (!take(text, 'T') && !take(text, ' '))
        return std::nullopt;
    const auto hour = digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':'))
        return std::nullopt;
    const auto minute = digits(text, 2);
    if (!minute || *minute > 59)
        return std::nullopt;
    time += (*hour * 3600LL + *minute * 60LL) * 1'000'000;
    if (take(text, ':')) {
        const auto second = digits(text, 2);
        if (!second || *second > 59)
            return std::nullopt;
        time += *second * 1'000'000LL;
        if (take(text, '.')) {
            qint64 unit = 100'000;
            while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
                time += (text.front() - '0') * unit;
                unit /= 10;
                text.remove_prefix(1);
            }
        }
    }
    if (text.empty() || text == "Z")
        return Timestamp{time};
    const bool east = take(text, '+');
    if (!east && !take(text, '-'))
        return std::nullopt;
    const auto hours = digits(text, 2);
    if (!hours)
        return std::nullopt;
    take(text, ':');
    const auto minutes = text.empty() ? std::optional(0) : digits(text, 2);
    if (!minutes || !text.empty())
        return std::nullopt;
    const qint64 offset = (*hours * 3600LL + *minutes * 60LL) * 1'000'000;
    return Timestamp{time + (east ? -offset : offset)};
}

std::optional<Uuid> parseUuid(std::string_view text)
{
    Uuid uuid;
    std::size_t nibbles = 0;
    for (const char c : text) {
        if (c == '-')
            continue;
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0 || nibbles == 32)
            return std::nullopt;
        quint8 &byte = uuid.bytes[nibbles / 2];
        byte = static_cast<quint8>(byte << 4 | digit);
        ++nibbles;
    }
    return nibbles == 32 ? std::optional(uuid) : std::nullopt;
}

void appendText(QByteArray &out, const Value &value)
{
    if (const auto *text = value.as<std::string>())
        out.append(text->data(), static_cast<qsizetype>(text->size()));
    else if (const auto *date = value.as<Date>())
        appendDate(out, *date);
    else if (const auto *time = value.as<Timestamp>())
        appendTimestamp(out, *time);
    else if (const auto *uuid = value.as<Uuid>())
        appendUuid(out, *uuid);
    else if (const auto *bytes = value.as<Bytes>())
        out.append(QByteArray::fromRawData(bytes->bytes.data(),
                                           static_cast<qsizetype>(bytes->bytes.size()))
                       .toBase64());
    else if (!value.isNull())
        appendJson(out, value);
}

void appendJson(QByteArray &out, const Value &value)
{
    if (value.isNull()) {
        out.append("null");
    } else if (const auto *flag = value.as<bool>()) {
        out.append(*flag ? "true" : "false");
    } else if (const auto *whole = value.as<qint64>()) {
        appendShortest(out, *whole);
    } else if (const auto *number = value.as<double>()) {
        appendShortest(out, *number);
    } else if (const auto *text = value.as<std::string>()) {
        appendQuoted(out, *text);
    } else if (const auto *json = value.as<Json>()) {
        out.append(json->text.data(), static_cast<qsizetype>(json->text.size()));
    } else if (const auto *vector = value.as<Vector>()) {
        char before = '[';
        for (const float component : *vector) {
            out.append(before);
            appendShortest(out, component);
            before = ',';
        }
        out.append(vector->empty() ? "[]" : "]");
    } else if (const auto *list = value.as<Value::List>()) {
        out.append('[');
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (i > 0)
                out.append(',');
            appendJson(out, (*list)[i]);
        }
        out.append(']');
    } else {
        out.append('"');
        appendText(out, value);
        out.append('"');
    }
}

QJsonValue jsonOf(const Value &value)
{
    if (const auto *whole = value.as<qint64>())
        return *whole;
    if (const auto *text = value.as<std::string>())
        return QString::fromStdString(*text);
    QByteArray json;
    appendJson(json, value);
    return base::parseJson(json).value_or(QJsonValue(QJsonValue::Null));
}

base::Result<Value> valueOfText(std::string_view text, ColumnType type, bool isArray)
{
    const auto shown = [&] {
        return u'"' +
               QString::fromUtf8(text.data(),
                                 static_cast<qsizetype>(std::min<std::size_t>(text.size(), 60))) +
               u'"';
    };
    const auto asJson = [&]() -> base::Result<Value> {
        const auto json =
            base::parseJson(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
        if (!json)
            return base::failure(notOf(shown(), type).because(json.error()));
        return valueOfJson(*json, type, isArray);
    };
    if (isArray || type == ColumnType::Vector)
        return asJson();
    switch (type) {
    case ColumnType::Boolean:
        if (text == "true" || text == "t" || text == "1")
            return Value(true);
        if (text == "false" || text == "f" || text == "0")
            return Value(false);
        break;
    case ColumnType::Integer:
        if (const auto whole = numberOf<qint64>(text))
            return Value(*whole);
        break;
    case ColumnType::Number:
        if (const auto number = numberOf<double>(text))
            return Value(*number);
        break;
    case ColumnType::Text: {
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString decoded =
            decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
        if (decoder.hasError())
            return base::failure(u"the text is not UTF-8"_s);
        return Value(std::string(text));
    }
    case ColumnType::Uuid:
        if (const auto uuid = parseUuid(text))
            return Value(*uuid);
        break;
    case ColumnType::Date:
        if (const auto date = parseDate(text))
            return Value(*date);
        break;
    case ColumnType::Timestamp:
        if (const auto time = parseTimestamp(text))
            return Value(*time);
        break;
    case ColumnType::Json:
        if (base::parseJson(QByteArray(text.data(), static_cast<qsizetype>(text.size()))))
            return Value(Json{std::string(text)});
        break;
    case ColumnType::Bytes:
        if (const auto decoded = QByteArray::fromBase64Encoding(
                QByteArray(text.data(), static_cast<qsizetype>(text.size())),
                QByteArray::AbortOnBase64DecodingErrors))
            return Value(Bytes{(*decoded).toStdString()});
        break;
    case ColumnType::Vector:
        break;
    }
    return base::failure(notOf(shown(), type));
}

base::Result<Value> valueOfJson(const QJsonValue &json, ColumnType type, bool isArray)
{
    const auto refused = [&] { return base::failure(notOf(base::jsonForMessage(json, 60), type)); };
    if (json.isNull() || json.isUndefined())
        return Value();
    if (isArray) {
        if (!json.isArray())
            return refused();
        Value::List list;
        for (const QJsonValue &item : json.toArray()) {
            auto value = valueOfJson(item, type, false);
            if (!value)
                return value;
            list.push_back(std::move(*value));
        }
        return Value(std::move(list));
    }
    switch (type) {
    case ColumnType::Json:
        return Value(Json{base::compactJson(json).toStdString()});
    case ColumnType::Vector: {
        if (!json.isArray())
            return refused();
        Vector vector;
        for (const QJsonValue &component : json.toArray()) {
            if (!component.isDouble())
                return refused();
            vector.push_back(static_cast<float>(component.toDouble()));
        }
        return Value(std::move(vector));
    }
    case ColumnType::Boolean:
        if (json.isBool())
            return Value(json.toBool());
        break;
    case ColumnType::Integer:
        if (json.isDouble() && json.toInteger(-1) == json.toInteger(-2))
            return Value(json.toInteger());
        break;
    case ColumnType::Number:
        if (json.isDouble())
            return Value(json.toDouble());
        break;
    case ColumnType::Text:
        if (!json.isString())
            return valueOfText(base::compactJson(json).toStdString(), type);
        return Value(json.toString().toStdString());
    default:
        break;
    }
    if (json.isString())
        return valueOfText(json.toString().toStdString(), type);
    return refused();
}

qint64 characterCount(std::string_view text)
{
    qint64 count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

std::size_t byteOfCharacter(std::string_view text, qint64 character)
{
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
            continue;
        if (character-- == 0)
            return at;
    }
    return at;
}

} // namespace assay::testdata
