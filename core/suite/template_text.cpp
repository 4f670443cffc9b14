// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/template_text.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>
#include <QVarLengthArray>

namespace assay::suite {

using namespace Qt::StringLiterals;

namespace {

/// The index after the string that starts at `at`, or the text's size when it is not closed.
qsizetype skipString(QStringView text, qsizetype at)
{
    const QChar quote = text[at++];
    while (at < text.size()) {
        if (text[at] == quote)
            return at + 1;
        at += text[at] == u'\\' ? 2 : 1;
    }
    return text.size();
}

/// The index of the "}" that closes the brace before `at`; -1 when there is none. Keeps its own
/// stack: braces and template literals in each other may be deeper than the thread's.
qsizetype closingBrace(QStringView text, qsizetype at)
{
    QVarLengthArray<QChar, 32> open = {u'{'};
    while (at < text.size()) {
        const QChar c = text[at];
        const QChar next = at + 1 < text.size() ? text[at + 1] : QChar();
        if (open.back() == u'`') {
            if (c == u'`')
                open.pop_back();
            else if (c == u'$' && next == u'{')
                open.push_back(u'{');
            at += c == u'\\' || (c == u'$' && next == u'{') ? 2 : 1;
            continue;
        }
        if (c == u'"' || c == u'\'') {
            at = skipString(text, at);
            continue;
        }
        if (c == u'/' && next == u'*') {
            const qsizetype end = text.indexOf(u"*/", at + 2);
            at = end < 0 ? text.size() : end + 2;
            continue;
        }
        if (c == u'{' || c == u'`')
            open.push_back(c);
        else if (c == u'}')
            open.pop_back();
        if (open.isEmpty())
            return at;
        ++at;
    }
    return -1;
}

} // namespace

bool hasTemplate(QStringView text)
{
    return text.contains(u"${");
}

base::Result<std::vector<TemplatePart>> splitTemplate(QStringView text)
{
    std::vector<TemplatePart> parts;
    QString literal;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype dollar = text.indexOf(u"${", at);
        if (dollar < 0)
            break;
        if (dollar > at && text[dollar - 1] == u'$') {
            literal += text.sliced(at, dollar - 1 - at);
            literal += u"${"_s;
            at = dollar + 2;
            continue;
        }
        literal += text.sliced(at, dollar - at);
        const qsizetype end = closingBrace(text, dollar + 2);
        if (end < 0) {
            return base::failure(u"\"${\" is not closed"_s,
                                 u"close it with \"}\", or write $${ for the two characters"_s);
        }
        const QStringView expression = text.sliced(dollar + 2, end - dollar - 2).trimmed();
        if (expression.isEmpty()) {
            return base::failure(u"\"${}\" is empty"_s,
                                 u"write an expression between the braces"_s);
        }
        if (!literal.isEmpty())
            parts.push_back({std::exchange(literal, {}), false});
        parts.push_back({expression.toString(), true});
        at = end + 1;
    }
    literal += text.sliced(std::min(at, text.size()));
    if (!literal.isEmpty() || parts.empty())
        parts.push_back({literal, false});
    return parts;
}

bool isVariableName(QStringView word)
{
    static const QSet<QString> kKeywords = {
        u"break"_s,      u"case"_s,       u"catch"_s,     u"class"_s,     u"const"_s,
        u"continue"_s,   u"debugger"_s,   u"default"_s,   u"delete"_s,    u"do"_s,
        u"else"_s,       u"enum"_s,       u"export"_s,    u"extends"_s,   u"false"_s,
        u"finally"_s,    u"for"_s,        u"function"_s,  u"if"_s,        u"import"_s,
        u"in"_s,         u"instanceof"_s, u"new"_s,       u"null"_s,      u"return"_s,
        u"super"_s,      u"switch"_s,     u"this"_s,      u"throw"_s,     u"true"_s,
        u"try"_s,        u"typeof"_s,     u"var"_s,       u"void"_s,      u"while"_s,
        u"with"_s,       u"yield"_s,      u"let"_s,       u"static"_s,    u"await"_s,
        u"implements"_s, u"interface"_s,  u"package"_s,   u"private"_s,   u"protected"_s,
        u"public"_s,     u"eval"_s,       u"arguments"_s, u"undefined"_s, u"NaN"_s,
        u"Infinity"_s};
    if (word.isEmpty() || word.front().isDigit())
        return false;
    for (const QChar c : word) {
        const bool ok = c == u'_' || (c.unicode() < 128 && c.isLetterOrNumber());
        if (!ok)
            return false;
    }
    return !kKeywords.contains(word.toString());
}

bool isReservedName(QStringView word)
{
    static const QSet<QString> kReserved = {u"services"_s, u"env"_s,   u"secret"_s, u"row"_s,
                                            u"run"_s,      u"param"_s, u"vars"_s};
    return kReserved.contains(word.toString());
}

QStringList membersInCode(const QString &code, const QString &root)
{
    if (!code.contains(root))
        return {};
    const QRegularExpression pattern(
        u"(?<![\\w.$])%1\\s*(?:\\.\\s*([A-Za-z_]\\w*)|\\[\\s*(['\"])([^'\"]+)\\2\\s*\\])"_s.arg(
            root));
    QSet<QString> names;
    auto matches = pattern.globalMatch(code);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        names.insert(match.captured(1).isEmpty() ? match.captured(3) : match.captured(1));
    }
    QStringList sorted(names.cbegin(), names.cend());
    sorted.sort();
    return sorted;
}

QStringList membersNamed(QStringView text, const QString &root)
{
    if (!hasTemplate(text) || !text.contains(root))
        return {};
    const auto parts = splitTemplate(text);
    if (!parts)
        return {};
    QStringList names;
    for (const TemplatePart &part : *parts) {
        if (part.isExpression)
            names += membersInCode(part.text, root);
    }
    names.sort();
    names.removeDuplicates();
    return names;
}

} // namespace assay::suite
