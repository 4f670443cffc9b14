// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/named_patterns.h"

#include "expect/cached.h"

#include <QDate>

#include <algorithm>
#include <vector>

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

struct NamedPattern
{
    QString name;
    QRegularExpression regex;
};

const std::vector<NamedPattern> &named()
{
    static const std::vector<NamedPattern> kNamed = [] {
        const auto whole = [](const QString &pattern) {
            return QRegularExpression(u"\\A(?:"_s + pattern + u")\\z"_s);
        };
        const QString number = u"(?:0|[1-9][0-9]*)"_s;
        const QString part = u"(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"_s;
        const QString label = u"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"_s;
        return std::vector<NamedPattern>{
            {u"uuid"_s, whole(u"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"_s)},
            {u"iso8601"_s,
             whole(u"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ](?:[01][0-9]|2[0-4]):[0-5][0-9]"
                   "(?::(?:[0-5][0-9]|60)(?:[.,][0-9]+)?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"_s)},
            {u"email"_s, whole(u"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@%1(?:\\.%1)*"_s.arg(label))},
            {u"url"_s, whole(u"[A-Za-z][A-Za-z0-9+.-]*://[^\\s/?#]+[^\\s]*"_s)},
            {u"integer"_s, whole(u"[+-]?[0-9]+"_s)},
            {u"semver"_s,
             whole(u"%1\\.%1\\.%1(?:-%2(?:\\.%2)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?"_s
                       .arg(number, part))},
            {u"base64"_s,
             whole(u"(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"_s)},
            {u"jwt"_s, whole(u"[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"_s)},
        };
    }();
    return kNamed;
}

} // namespace

const QStringList &patternNames()
{
    static const QStringList kNames = [] {
        QStringList names;
        for (const NamedPattern &one : named())
            names.append(one.name);
        return names;
    }();
    return kNames;
}

bool isPatternName(const QString &pattern)
{
    return patternNames().contains(pattern);
}

QString patternProblem(const QString &pattern)
{
    if (isPatternName(pattern))
        return {};
    const QRegularExpression regex = cachedRegex(pattern);
    if (regex.isValid())
        return {};
    return u"not a regular expression: %1 at column %2"_s.arg(regex.errorString())
        .arg(regex.patternErrorOffset() + 1);
}

PatternOutcome matchPattern(const QString &pattern, const QString &text)
{
    if (text.size() > kMaxRegexSubject)
        return PatternOutcome::TooLong;
    const auto name = std::ranges::find(named(), pattern, &NamedPattern::name);
    const auto match =
        name != named().end() ? name->regex.match(text) : cachedRegex(pattern).match(text);
    if (!match.isValid())
        return PatternOutcome::TooHard;
    if (!match.hasMatch())
        return PatternOutcome::Differs;
    if (pattern == u"iso8601" && !QDate::fromString(text.first(10), Qt::ISODate).isValid())
        return PatternOutcome::Differs;
    return PatternOutcome::Matches;
}

} // namespace assay::expect
