// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/yaml_reader.h"

#include <charconv>
#include <cmath>

namespace assay::suite {

namespace {

bool isDigits(QByteArrayView text)
{
    for (const char c : text) {
        if (c < '0' || c > '9')
            return false;
    }
    return !text.isEmpty();
}

std::optional<QJsonValue> integerOfBase(QByteArrayView digits, int base)
{
    qint64 value = 0;
    const char *end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value, base);
    if (digits.isEmpty() || digits.front() == '-' || stop != end)
        return std::nullopt;
    return error == std::errc() ? QJsonValue(value) : QJsonValue(std::nan(""));
}

/// [0-9]+(\.[0-9]*)? | \.[0-9]+, then an exponent.
bool isFloat(QByteArrayView text)
{
    qsizetype i = 0;
    qsizetype digits = 0;
    const auto skipDigits = [&] {
        const qsizetype start = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9')
            ++i;
        return i - start;
    };
    digits += skipDigits();
    if (i < text.size() && text[i] == '.') {
        ++i;
        digits += skipDigits();
    }
    if (digits == 0)
        return false;
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-'))
            ++i;
        if (skipDigits() == 0)
            return false;
    }
    return i == text.size();
}

std::optional<QJsonValue> numberOf(QByteArrayView text)
{
    if (text.startsWith("0x"))
        return integerOfBase(text.sliced(2), 16);
    if (text.startsWith("0o"))
        return integerOfBase(text.sliced(2), 8);
    const bool negative = text.front() == '-';
    const bool hasSign = negative || text.front() == '+';
    const QByteArrayView unsignedText = hasSign ? text.sliced(1) : text;
    const QByteArrayView signedText = negative ? text : unsignedText;
    const char *end = signedText.data() + signedText.size();
    if (isDigits(unsignedText)) {
        qint64 value = 0;
        const auto result = std::from_chars(signedText.data(), end, value);
        // What does not fit is the caller's to refuse: a double would silently be another number.
        return result.ec == std::errc() ? QJsonValue(value) : QJsonValue(std::nan(""));
    }
    if (!isFloat(unsignedText))
        return std::nullopt;
    double value = 0;
    const auto result = std::from_chars(signedText.data(), end, value);
    return result.ec == std::errc() && std::isfinite(value) ? QJsonValue(value)
                                                            : QJsonValue(std::nan(""));
}

} // namespace

std::optional<QJsonValue> typedPlainScalar(QByteArrayView text)
{
    if (text.isEmpty())
        return QJsonValue(QJsonValue::Null);
    const char first = text.front();
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.')
        return numberOf(text);
    if (text.size() > 5)
        return std::nullopt;
    if (text == "true" || text == "True" || text == "TRUE")
        return QJsonValue(true);
    if (text == "false" || text == "False" || text == "FALSE")
        return QJsonValue(false);
    if (text == "~" || text == "null" || text == "Null" || text == "NULL")
        return QJsonValue(QJsonValue::Null);
    return std::nullopt;
}

} // namespace assay::suite
