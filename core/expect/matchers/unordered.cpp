// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/assignment.h"
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/json_compare.h"
#include "expect/matchers/matcher_kind.h"

#include <QJsonArray>
#include <QMultiHash>
#include <QStringList>

#include <algorithm>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

bool hasMatchers(const Node &node)
{
    if (node.isMap() && mapForm(node) != MapForm::Literal)
        return true;
    return std::ranges::any_of(node.items(), hasMatchers) ||
           std::ranges::any_of(node.members(), [](const Node::Member &member) {
               return hasMatchers(member.value);
           });
}

QString cut(const QStringList &parts)
{
    constexpr qsizetype kMost = 5;
    const QString text = parts.first(std::min(kMost, parts.size())).join(u", "_s);
    return parts.size() > kMost ? text + u" and %1 more"_s.arg(parts.size() - kMost) : text;
}

} // namespace

const MatcherKind &unorderedMatcher()
{
    static const MatcherKind kKind = {
        .name = u"unordered"_s,
        .holds = u"has the elements %1 in any order"_s,
        .lacks = u"does not have the elements %1 in any order"_s,
        .summary = u"A list with the same elements in any order; each may be a matcher."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                if (!call.actual.isArray()) {
                    evaluation.fail(call, u"%1 is %2, not a list"_s.arg(shown(call.actual),
                                                                        kindWord(call.actual)));
                    return;
                }
                const QJsonArray array = call.actual.toArray();
                const std::vector<Node> &items = call.argument.items();
                // Equal literals are interchangeable, so they go first and cheaply; matchers share
                // what is left.
                QMultiHash<QByteArray, qsizetype> byText;
                for (qsizetype i = array.size(); i-- > 0;)
                    byText.insert(base::compactJson(array.at(i)), i);
                std::vector<bool> used(static_cast<std::size_t>(array.size()));
                std::vector<const Node *> rest;
                QStringList missing;
                for (const Node &item : items) {
                    if (hasMatchers(item)) {
                        rest.push_back(&item);
                        continue;
                    }
                    const auto found = byText.find(base::compactJson(item.toJson()));
                    if (found == byText.end()) {
                        missing.append(shown(item.toJson(), 60));
                        continue;
                    }
                    used[static_cast<std::size_t>(*found)] = true;
                    byText.erase(found);
                }
                std::vector<qsizetype> left;
                for (qsizetype i = 0; i < array.size(); ++i) {
                    if (!used[static_cast<std::size_t>(i)])
                        left.push_back(i);
                }
                if (rest.size() * left.size() > 1'000'000) {
                    evaluation.malformed(call,
                                         u"there are too many matchers and elements to pair"_s);
                    return;
                }
                const Assignment assignment =
                    assign(rest.size(), left.size(), [&](std::size_t wanted, std::size_t there) {
                        return evaluation.fits(array.at(left[there]), *rest[wanted]);
                    });
                for (const std::size_t index : assignment.unmatchedLeft)
                    missing.append(u"what "_s + holdsPhrase(*rest[index]).left(60));
                QStringList surplus;
                for (const std::size_t index : assignment.unmatchedRight)
                    surplus.append(shown(array.at(left[index]), 60));
                QStringList notes;
                if (!missing.isEmpty())
                    notes.append(u"missing: "_s + cut(missing));
                if (!surplus.isEmpty())
                    notes.append(u"not expected: "_s + cut(surplus));
                if (!notes.isEmpty())
                    evaluation.lacks(call, u" ("_s + notes.join(u"; "_s) + u')');
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (checking.needs(argument, Node::Kind::List))
                    checking.expectations(argument);
            },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, u"array"_s}};
        },

    };
    return kKind;
}

} // namespace assay::expect
