// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/checking.h"

#include "base/suggest.h"
#include "expect/cached.h"
#include "expect/evaluation.h"
#include "expect/matchers/registry.h"

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

bool Checking::isLater(const Node &node)
{
    return node.isText() && node.text().contains(u"${"_s);
}

void Checking::problem(const Node &where, const QString &title, const QString &fix)
{
    m_errors.push_back(base::Error{title, fix, where.position(m_file)});
}

bool Checking::needs(const Node &argument, Node::Kind kind)
{
    if (argument.kind() == kind)
        return true;
    problem(argument,
            u"expected %1 and not %2"_s.arg(Node::kindName(kind), Node::kindName(argument.kind())));
    return false;
}

void Checking::expectations(const Node &list)
{
    for (const Node &item : list.items())
        expectation(item);
}

void Checking::expectation(const Node &expected)
{
    if (m_shallow)
        return;
    if (m_depth >= Evaluation::kMaxDepth) {
        problem(expected,
                u"the expectation is nested deeper than %1 levels"_s.arg(Evaluation::kMaxDepth));
        return;
    }
    ++m_depth;
    if (expected.isMap())
        members(expected);
    else
        expectations(expected);
    --m_depth;
}

void Checking::members(const Node &map)
{
    const MapForm form = mapForm(map);
    for (const Node::Member &member : map.members()) {
        const auto position = base::SourcePosition{m_file, member.line, member.column};
        const MatcherKind *kind = findMatcher(member.key);
        if (form == MapForm::Mixed && kind == nullptr) {
            const QString near = base::nearestWord(member.key, matcherNames());
            const QString hint = near.isEmpty() ? QString() : u"did you mean \"%1\"? "_s.arg(near);
            m_errors.push_back(
                {u"\"%1\" is not a matcher and stands among matchers"_s.arg(member.key),
                 hint + u"write equals: {...} to compare with a map literally, or "
                        u"$.name: for one member"_s,
                 position});
            continue;
        }
        if (form == MapForm::Matchers || (form == MapForm::Mixed && kind != nullptr)) {
            if (kind->check != nullptr && !isLater(member.value))
                kind->check(*this, member.value);
            continue;
        }
        if (form == MapForm::Paths && !member.key.contains(u"${"_s)) {
            if (const auto path = cachedJsonPath(member.key); !path) {
                m_errors.push_back({path.error().title,
                                    u"write equals: {...} to compare with a map literally"_s,
                                    position});
            }
        }
        expectation(member.value);
    }
}

QString argumentProblem(const MatcherKind &kind, const Node &argument)
{
    if (kind.check == nullptr)
        return {};
    Checking checking({}, true);
    kind.check(checking, argument);
    return checking.errors().empty() ? QString() : checking.errors().front().title;
}

} // namespace assay::expect
