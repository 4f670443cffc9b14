// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace assay::reporting {

using namespace Qt::StringLiterals;

namespace {

/// Calls `escape` with each code point; U+FFFD for lone surrogates.
template <class F>
QByteArray escaped(QStringView text, F escape)
{
    QString out;
    out.reserve(text.size() + text.size() / 8);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        if (unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            out += unit;
            out += text[++i];
        } else if (unit.isSurrogate()) {
            out += QChar::ReplacementCharacter;
        } else {
            escape(out, unit);
        }
    }
    return out.toUtf8();
}

bool appendEntity(QString &out, QChar unit)
{
    switch (unit.unicode()) {
    case u'&':
        out += "&amp;"_L1;
        return true;
    case u'<':
        out += "&lt;"_L1;
        return true;
    case u'>':
        out += "&gt;"_L1;
        return true;
    case u'"':
        out += "&quot;"_L1;
        return true;
    case u'\'':
        out += "&#39;"_L1;
        return true;
    default:
        return false;
    }
}

bool isLineOrTab(QChar unit)
{
    return unit == u'\n' || unit == u'\t' || unit == u'\r';
}

bool isForbidden(QChar unit)
{
    const char16_t code = unit.unicode();
    return (code < 0x20 && !isLineOrTab(unit)) || code == 0xFFFE || code == 0xFFFF;
}

/// Bidirectional controls: U+202A..202E, U+2066..2069, U+200E, U+200F, U+061C.
bool turnsText(QChar unit)
{
    const char16_t code = unit.unicode();
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0x200E || code == 0x200F || code == 0x061C;
}

/// "[U+202E]".
QString codeOf(QChar unit)
{
    return u"[U+%1]"_s.arg(int(unit.unicode()), 4, 16, QLatin1Char('0')).toUpper();
}

} // namespace

QByteArray xmlText(QStringView text)
{
    return escaped(text, [](QString &out, QChar unit) {
        if (unit == u'\r')
            out += "&#13;"_L1;
        else if (isForbidden(unit))
            out += QChar::ReplacementCharacter;
        else if (!appendEntity(out, unit))
            out += unit;
    });
}

QByteArray xmlAttribute(QStringView text)
{
    return escaped(text, [](QString &out, QChar unit) {
        if (isLineOrTab(unit))
            out += u"&#%1;"_s.arg(int(unit.unicode()));
        else if (isForbidden(unit))
            out += QChar::ReplacementCharacter;
        else if (!appendEntity(out, unit))
            out += unit;
    });
}

QByteArray htmlText(QStringView text)
{
    return escaped(text, [](QString &out, QChar unit) {
        if (turnsText(unit))
            out += codeOf(unit);
        else if (isForbidden(unit) || (unit.unicode() >= 0x7F && unit.unicode() < 0xA0))
            out += QChar::ReplacementCharacter;
        else if (!appendEntity(out, unit))
            out += unit;
    });
}

QString plainText(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar unit : text) {
        if (turnsText(unit))
            out += codeOf(unit);
        else if ((unit.unicode() < 0x20 && unit != u'\n' && unit != u'\t') ||
                 unit.unicode() == 0x7F)
            out += QChar::ReplacementCharacter;
        else
            out += unit;
    }
    return out;
}

QByteArray indentedJson(const QByteArray &text)
{
    constexpr int kDeepest = 100;
    const QByteArray trimmed = text.trimmed();
    if ((!trimmed.startsWith('{') && !trimmed.startsWith('[')) || trimmed.contains('\n'))
        return text;
    QByteArray out;
    int depth = 0;
    bool inText = false;
    const auto newLine = [&] { out += '\n' + QByteArray(2 * std::min(depth, kDeepest), ' '); };
    for (qsizetype i = 0; i < trimmed.size(); ++i) {
        const char c = trimmed[i];
        if (inText) {
            out += c;
            if (c == '\\' && i + 1 < trimmed.size())
                out += trimmed[++i];
            inText = c != '"';
        } else if (c == '{' || c == '[') {
            out += c;
            const bool empty = i + 1 < trimmed.size() && trimmed[i + 1] == (c == '{' ? '}' : ']');
            if (empty) {
                out += trimmed[++i];
            } else {
                ++depth;
                newLine();
            }
        } else if (c == '}' || c == ']') {
            depth = std::max(0, depth - 1);
            newLine();
            out += c;
        } else if (c == ',') {
            out += c;
            newLine();
        } else if (c == ':') {
            out += ": ";
        } else if (c != ' ' && c != '\t' && c != '\r') {
            out += c;
            inText = c == '"';
        }
    }
    return out;
}

QByteArray secondsText(base::Nanoseconds duration)
{
    const auto milliseconds =
        std::max<qint64>(0, std::chrono::round<std::chrono::milliseconds>(duration).count());
    QByteArray text = QByteArray::number(milliseconds / 1000);
    const auto rest = static_cast<int>(milliseconds % 1000);
    if (rest > 0) {
        std::array<char, 8> decimals{};
        std::snprintf(decimals.data(), decimals.size(), ".%03d", rest);
        text += decimals.data();
        while (text.endsWith('0'))
            text.chop(1);
    }
    return text;
}

QString cutText(const QString &text, qsizetype limit)
{
    if (text.size() <= limit)
        return text;
    if (limit > 0 && text[limit - 1].isHighSurrogate())
        --limit;
    return text.first(limit) + u'\u2026';
}

QByteArray markdownText(const QString &text)
{
    QString out;
    for (const QChar unit : plainText(cutText(text.simplified(), 500))) {
        if (unit == u'<') {
            out += u"&lt;"_s;
        } else if (unit == u'>') {
            out += u"&gt;"_s;
        } else if (unit == u'&') {
            out += u"&amp;"_s;
        } else {
            // "-", "." and the like mean something only at the start of a line.
            if (u"\\`*_[]|~@#"_s.contains(unit) || (out.isEmpty() && u"+-.!:"_s.contains(unit)))
                out += u'\\';
            out += unit;
        }
    }
    return out.toUtf8();
}

} // namespace assay::reporting
