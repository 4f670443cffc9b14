// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <charconv>
#include <cmath>

namespace assay::base {

using namespace Qt::StringLiterals;

namespace {

void appendEscape(QByteArray &out, char16_t unit)
{
    constexpr const char *kHex = "0123456789abcdef";
    switch (unit) {
    case u'"':
        out += "\\\"";
        return;
    case u'\\':
        out += "\\\\";
        return;
    case u'\n':
        out += "\\n";
        return;
    case u'\r':
        out += "\\r";
        return;
    case u'\t':
        out += "\\t";
        return;
    default:
        out += "\\u00";
        out += kHex[(unit >> 4) & 0xf];
        out += kHex[unit & 0xf];
    }
}

void appendNumber(QByteArray &out, const QJsonValue &value)
{
    std::array<char, 32> buffer{};
    const double number = value.toDouble();
    const qint64 integer = value.toInteger();
    std::to_chars_result end{};
    if (value.isDouble() && static_cast<double>(integer) == number)
        end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), integer);
    else if (std::isfinite(number))
        end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    else {
        out += "null";
        return;
    }
    out.append(buffer.data(), end.ptr - buffer.data());
}

} // namespace

void appendJsonString(QByteArray &out, QStringView text)
{
    out += '"';
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (QChar::isSurrogate(unit)) {
            const bool isPair = QChar::isHighSurrogate(unit) && i + 1 < text.size()
                && text[i + 1].isLowSurrogate();
            if (isPair) {
                ++i;
                continue;
            }
            out += text.sliced(start, i - start).toUtf8();
            out += "\xef\xbf\xbd"; // toUtf8() would write a question mark
            start = i + 1;
            continue;
        }
        if (unit >= 0x20 && unit != u'"' && unit != u'\\')
            continue;
        out += text.sliced(start, i - start).toUtf8();
        appendEscape(out, unit);
        start = i + 1;
    }
    out += text.sliced(start).toUtf8();
    out += '"';
}

void appendJson(QByteArray &out, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        out += "null";
        return;
    case QJsonValue::Bool:
        out += value.toBool() ? "true" : "false";
        return;
    case QJsonValue::Double:
        appendNumber(out, value);
        return;
    case QJsonValue::String:
        appendJsonString(out, value.toString());
        return;
    case QJsonValue::Array: {
        out += '[';
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            if (i > 0)
                out += ',';
            appendJson(out, array.at(i));
        }
        out += ']';
        return;
    }
    case QJsonValue::Object: {
        out += '{';
        const QJsonObject object = value.toObject();
        bool first = true;
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!first)
                out += ',';
            first = false;
            appendJsonString(out, it.key());
            out += ':';
            appendJson(out, it.value());
        }
        out += '}';
        return;
    }
    }
}

QByteArray compactJson(const QJsonValue &value)
{
    QByteArray out;
    appendJson(out, value);
    return out;
}

QString jsonForMessage(const QJsonValue &value, qsizetype limit)
{
    if (value.isUndefined())
        return u"nothing"_s;
    QString text = QString::fromUtf8(compactJson(value));
    if (text.size() > limit)
        text = text.first(limit) + u"..."_s;
    return text;
}

Result<QJsonValue> parseJson(const QByteArray &text)
{
    // QJsonDocument takes only arrays and objects at the top, so wrap the text in an array.
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + text + ']', &error);
    if (error.error != QJsonParseError::NoError || document.array().size() != 1) {
        const auto offset = std::min<qsizetype>(std::max(0, error.offset - 1), text.size());
        const QByteArray before = text.first(offset);
        const auto line = static_cast<int>(before.count('\n')) + 1;
        const auto column = static_cast<int>(offset - (before.lastIndexOf('\n') + 1)) + 1;
        const QString reason = error.error == QJsonParseError::NoError
            ? (text.trimmed().isEmpty() ? u"it is empty"_s : u"there is more than one value"_s)
            : error.errorString();
        return failure(u"not valid JSON: %1"_s.arg(reason), {}, SourcePosition{{}, line, column});
    }
    return document.array().at(0);
}

} // namespace assay::base
