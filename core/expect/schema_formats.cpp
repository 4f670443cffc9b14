// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/schema_formats.h"

#include "expect/cached.h"
#include "expect/named_patterns.h"

#include <QDate>

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

bool isDate(const QString &text)
{
    static const QRegularExpression kDate(u"\\A[0-9]{4}-[0-9]{2}-[0-9]{2}\\z"_s);
    return regexMatches(kDate, text) && QDate::fromString(text, Qt::ISODate).isValid();
}

bool isTime(const QString &text)
{
    static const QRegularExpression kTime(
        u"\\A(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?"
        "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])\\z"_s);
    return regexMatches(kTime, text);
}

} // namespace

bool schemaFormatHolds(const QString &format, const QString &text)
{
    if (format == u"date")
        return isDate(text);
    if (format == u"time")
        return isTime(text);
    if (format == u"date-time") {
        return text.size() > 11 && (text[10] == u'T' || text[10] == u't') &&
               isDate(text.first(10)) && isTime(text.sliced(11));
    }
    if (format == u"email" || format == u"uuid")
        return matchPattern(format, text) == PatternOutcome::Matches;
    if (format == u"uri") {
        static const QRegularExpression kUri(
            u"\\A[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]*\\z"_s);
        return regexMatches(kUri, text);
    }
    return true;
}

} // namespace assay::expect
