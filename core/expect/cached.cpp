// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/cached.h"

#include <QHash>

#include <utility>

namespace assay::expect {

namespace {

constexpr qsizetype kMaxEntries = 256;

} // namespace

base::Result<JsonPath> cachedJsonPath(const QString &text)
{
    thread_local QHash<QString, JsonPath> cache;
    if (const auto found = cache.constFind(text); found != cache.constEnd())
        return *found;
    auto parsed = JsonPath::parse(text);
    if (parsed) {
        if (cache.size() >= kMaxEntries)
            cache.clear();
        cache.insert(text, *parsed);
    }
    return parsed;
}

QRegularExpression cachedRegex(const QString &pattern, QRegularExpression::PatternOptions options)
{
    thread_local QHash<std::pair<QString, int>, QRegularExpression> cache;
    const std::pair key(pattern, static_cast<int>(options.toInt()));
    if (const auto found = cache.constFind(key); found != cache.constEnd())
        return *found;
    if (cache.size() >= kMaxEntries)
        cache.clear();
    return *cache.insert(key, QRegularExpression(pattern, options));
}

bool regexMatches(const QRegularExpression &regex, const QString &text)
{
    if (!regex.isValid() || text.size() > kMaxRegexSubject)
        return false;
    return regex.match(text).hasMatch();
}

} // namespace assay::expect
