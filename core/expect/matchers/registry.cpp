// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/matchers/registry.h"

#include "expect/explain.h"

#include <QHash>

namespace assay::expect {

const MatcherKind &equalsMatcher();
const MatcherKind &notMatcher();
const MatcherKind &greaterMatcher();
const MatcherKind &greaterOrEqualMatcher();
const MatcherKind &lessMatcher();
const MatcherKind &lessOrEqualMatcher();
const MatcherKind &betweenMatcher();
const MatcherKind &closeToMatcher();
const MatcherKind &matchesMatcher();
const MatcherKind &startsWithMatcher();
const MatcherKind &endsWithMatcher();
const MatcherKind &caseInsensitiveMatcher();
const MatcherKind &containsMatcher();
const MatcherKind &typeMatcher();
const MatcherKind &lengthMatcher();
const MatcherKind &isEmptyMatcher();
const MatcherKind &existsMatcher();
const MatcherKind &inMatcher();
const MatcherKind &allMatcher();
const MatcherKind &anyOfMatcher();
const MatcherKind &eachMatcher();
const MatcherKind &anyMatcher();
const MatcherKind &noneMatcher();
const MatcherKind &unorderedMatcher();
const MatcherKind &uniqueMatcher();
const MatcherKind &keysMatcher();
const MatcherKind &jsonMatcher();
const MatcherKind &schemaMatcher();
const MatcherKind &xpathMatcher();
const MatcherKind &snapshotMatcher();

const std::vector<const MatcherKind *> &allMatchers()
{
    static const std::vector<const MatcherKind *> kAll = {
        &equalsMatcher(),   &notMatcher(),         &greaterMatcher(),  &greaterOrEqualMatcher(),
        &lessMatcher(),     &lessOrEqualMatcher(), &betweenMatcher(),  &closeToMatcher(),
        &matchesMatcher(),  &startsWithMatcher(),  &endsWithMatcher(), &caseInsensitiveMatcher(),
        &containsMatcher(), &typeMatcher(),        &lengthMatcher(),   &isEmptyMatcher(),
        &existsMatcher(),   &inMatcher(),          &allMatcher(),      &anyOfMatcher(),
        &eachMatcher(),     &anyMatcher(),         &noneMatcher(),     &unorderedMatcher(),
        &uniqueMatcher(),   &keysMatcher(),        &jsonMatcher(),     &schemaMatcher(),
        &xpathMatcher(),    &snapshotMatcher(),
    };
    return kAll;
}

const MatcherKind *findMatcher(const QString &name)
{
    static const QHash<QString, const MatcherKind *> kByName = [] {
        QHash<QString, const MatcherKind *> byName;
        for (const MatcherKind *kind : allMatchers())
            byName.insert(kind->name, kind);
        return byName;
    }();
    return kByName.value(name, nullptr);
}

QString describeArgument(const MatcherKind &kind, const model::Node &argument)
{
    const QString text =
        kind.describe != nullptr ? kind.describe(argument) : shown(argument.toJson());
    return text.size() > 240 ? text.first(240) + QStringLiteral("...") : text;
}

} // namespace assay::expect
