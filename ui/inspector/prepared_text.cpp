// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/prepared_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kProbe = 8 * 1024;
/// Between two looks at the stop token.
constexpr qsizetype kSlice = 64 * 1024;
constexpr int kMaximumDepth = 512;
constexpr qsizetype kWidestCell = 48;

bool isSpaceOfJson(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Where the string that begins at `at` ends, after its quote; -1 when it does not.
template <class Text>
qsizetype endOfString(const Text &text, qsizetype at, qsizetype end)
{
    for (qsizetype i = at + 1; i < end; ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
    }
    return -1;
}

struct CharText ///< compares UTF-16 with characters
{
    QStringView view;
    char16_t operator[](qsizetype i) const { return view[i].unicode(); }
};

void colourJson(PreparedText &out, qsizetype from, qsizetype to)
{
    const QStringView text(out.text);
    const CharText chars{text};
    const auto add = [&](qsizetype start, qsizetype end, Role role) {
        out.spans.push_back({start, end - start, role});
    };
    for (qsizetype i = from; i < to;) {
        const QChar c = text[i];
        if (c == u'"') {
            qsizetype end = endOfString(chars, i, to);
            end = end < 0 ? to : end;
            qsizetype after = end;
            while (after < to && text[after] == u' ')
                ++after;
            const bool key = after < to && text[after] == u':';
            add(i, end, key ? Role::Accent : Role::Passed);
            i = end;
        } else if (c.isDigit() || c == u'-' || c.isLetter()) {
            qsizetype end = i + 1;
            while (end < to && (text[end].isLetterOrNumber() || text[end] == u'.' ||
                                text[end] == u'+' || text[end] == u'-'))
                ++end;
            const QStringView word = text.sliced(i, end - i);
            if (c.isDigit() || c == u'-' || word == u"true" || word == u"false" || word == u"null")
                add(i, end, Role::Flaky);
            i = end;
        } else {
            ++i;
        }
    }
}

void colourLine(PreparedText &out, const PreparedText::Line &line, TextForm form)
{
    const QStringView text = QStringView(out.text).sliced(line.start, line.length);
    const auto whole = [&](Role role) { out.spans.push_back({line.start, line.length, role}); };
    switch (form) {
    case TextForm::Plain:
        break;
    case TextForm::Json:
        colourJson(out, line.start, line.start + line.length);
        break;
    case TextForm::Diff: {
        const QStringView bare = text.trimmed();
        if (bare.startsWith(u'✕') || bare.startsWith(u"- "))
            whole(Role::Failed);
        else if (bare.startsWith(u"+ "))
            whole(Role::Passed);
        else if (bare.startsWith(u"at ") || bare.startsWith(u"@@") || bare.startsWith(u"... "))
            whole(Role::Muted);
        break;
    }
    case TextForm::Headers: {
        const qsizetype colon = text.indexOf(u": ");
        if (colon > 0 && !text.first(colon).contains(u' '))
            out.spans.push_back({line.start, colon, Role::Accent});
        break;
    }
    }
}

bool isWide(QChar c)
{
    return c.unicode() >= 0x1100;
}

} // namespace

PreparedText prepareText(const QString &text, TextForm form, const std::stop_token &stop)
{
    PreparedText out;
    out.text.reserve(text.size());
    PreparedText::Line line;
    const auto finish = [&] {
        line.length = out.text.size() - line.start;
        colourLine(out, line, form);
        out.lines.push_back(line);
        line = {};
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i % kSlice == 0 && stop.stop_requested())
            break;
        const QChar c = text[i];
        if (c == u'\n') {
            finish();
            out.text += c;
            line.start = out.text.size();
        } else if (c == u'\t') {
            out.text += u"    ";
        } else if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n') {
            continue;
        } else {
            const bool shown = c.isPrint() || c.isSurrogate();
            out.text += shown ? c : QChar(u'·');
            line.narrow = line.narrow && !(shown && isWide(c));
        }
    }
    finish();
    return out;
}

std::optional<QByteArray> indentedJson(QByteArrayView json, const std::stop_token &stop)
{
    QByteArray out;
    out.reserve(json.size() + json.size() / 4);
    QByteArray open; // the brackets
    const auto breakLine = [&] { out.append('\n').append(open.size() * 2, ' '); };
    bool any = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        if (i % kSlice == 0 && stop.stop_requested())
            return std::nullopt;
        const char c = json[i];
        if (isSpaceOfJson(c))
            continue;
        if (any && open.isEmpty())
            return std::nullopt; // more than one value
        switch (c) {
        case '"': {
            const qsizetype end = endOfString(json, i, json.size());
            if (end < 0)
                return std::nullopt;
            out.append(json.sliced(i, end - i));
            i = end - 1;
            break;
        }
        case '{':
        case '[': {
            if (open.size() >= kMaximumDepth)
                return std::nullopt;
            out += c;
            qsizetype next = i + 1;
            while (next < json.size() && isSpaceOfJson(json[next]))
                ++next;
            const char close = c == '{' ? '}' : ']';
            if (next < json.size() && json[next] == close) {
                out += close;
                i = next;
            } else {
                open += c;
                breakLine();
            }
            break;
        }
        case '}':
        case ']':
            if (open.isEmpty() || open.back() != (c == '}' ? '{' : '['))
                return std::nullopt;
            open.chop(1);
            breakLine();
            out += c;
            break;
        case ',':
            out += c;
            breakLine();
            break;
        case ':':
            out += ": ";
            break;
        default: {
            if (c != '-' && !(c >= '0' && c <= '9') && c != 't' && c != 'f' && c != 'n')
                return std::nullopt;
            qsizetype end = i;
            while (end < json.size() && !isSpaceOfJson(json[end]) && json[end] != ',' &&
                   json[end] != '}' && json[end] != ']')
                ++end;
            out.append(json.sliced(i, end - i));
            i = end - 1;
        }
        }
        any = true;
    }
    if (!any || !open.isEmpty())
        return std::nullopt;
    return out;
}

std::optional<QString> rowsTable(const QByteArray &json, const std::stop_token &stop)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isArray() || document.array().isEmpty())
        return std::nullopt;
    const QJsonArray rows = document.array();
    const QStringList columns = rows.first().toObject().keys();
    if (columns.isEmpty())
        return std::nullopt;
    std::vector<QStringList> cells{columns};
    std::vector<qsizetype> widths;
    for (const QString &column : columns)
        widths.push_back(column.size());
    for (const QJsonValue &row : rows) {
        if (!row.isObject() || stop.stop_requested())
            return std::nullopt;
        const QJsonObject object = row.toObject();
        QStringList line;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            const QJsonValue value = object[columns[i]];
            QString cell = value.isString() ? value.toString()
                           : value.isNull() || value.isUndefined()
                               ? u"NULL"_s
                               : QString::fromUtf8(QJsonDocument(QJsonArray{value})
                                                       .toJson(QJsonDocument::Compact)
                                                       .chopped(1)
                                                       .sliced(1));
            cell.replace(u'\n', u'↵');
            if (cell.size() > kWidestCell)
                cell = cell.first(kWidestCell - 1) + u'…';
            auto &width = widths[static_cast<std::size_t>(i)];
            width = std::max(width, cell.size());
            line.append(cell);
        }
        cells.push_back(line);
    }
    QString text;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        QString line;
        for (std::size_t i = 0; i < widths.size(); ++i)
            line += cells[row][qsizetype(i)].leftJustified(widths[i]) + u"  "_s;
        while (line.endsWith(u' '))
            line.chop(1);
        text += (row == 0 ? u""_s : u"\n"_s) + line;
        if (row == 0) {
            text += u'\n';
            for (std::size_t i = 0; i < widths.size(); ++i)
                text += QString(widths[i], u'─') + (i + 1 < widths.size() ? u"  "_s : u""_s);
        }
    }
    return text;
}

bool looksBinary(QByteArrayView bytes)
{
    const QByteArrayView probe = bytes.first(std::min(bytes.size(), kProbe));
    if (probe.contains('\0'))
        return true;
    qsizetype control = 0;
    for (const char c : probe) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\x1b')
            ++control;
    }
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(probe);
    const qsizetype broken = text.count(QChar(QChar::ReplacementCharacter));
    return (control + broken) * 10 > probe.size();
}

QString hexDump(QByteArrayView bytes, const std::stop_token &stop)
{
    constexpr qsizetype kPerLine = 8; // fits beside everything else
    constexpr char kDigits[] = "0123456789abcdef";
    QByteArray out;
    out.reserve((bytes.size() / kPerLine + 1) * 48);
    for (qsizetype at = 0; at < bytes.size(); at += kPerLine) {
        if (at % kSlice == 0 && stop.stop_requested())
            break;
        if (at > 0)
            out += '\n';
        for (int shift = 28; shift >= 0; shift -= 4)
            out += kDigits[(at >> shift) & 0xf];
        const QByteArrayView part = bytes.sliced(at, std::min(kPerLine, bytes.size() - at));
        for (qsizetype i = 0; i < kPerLine; ++i) {
            out.append(i == 0 ? "  " : " ");
            if (i < part.size()) {
                const auto byte = static_cast<unsigned char>(part[i]);
                out += kDigits[byte >> 4];
                out += kDigits[byte & 0xf];
            } else {
                out.append("  ");
            }
        }
        out.append("  |");
        for (const char c : part)
            out += c >= 0x20 && c < 0x7f ? c : '.';
        out += '|';
    }
    return QString::fromLatin1(out);
}

} // namespace assay::ui
