// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/evaluation.h"

#include "base/suggest.h"
#include "expect/cached.h"
#include "expect/checking.h"
#include "expect/diff.h"
#include "expect/explain.h"
#include "expect/json_compare.h"
#include "expect/matchers/registry.h"

#include <QJsonArray>

#include <algorithm>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

MapForm mapForm(const Node &map)
{
    bool matchers = false;
    bool paths = false;
    bool names = false;
    for (const Node::Member &member : map.members()) {
        if (member.key.startsWith(u'$'))
            paths = true;
        else if (findMatcher(member.key) != nullptr)
            matchers = true;
        else
            names = true;
    }
    if (static_cast<int>(matchers) + static_cast<int>(paths) + static_cast<int>(names) > 1)
        return MapForm::Mixed;
    return matchers ? MapForm::Matchers : paths ? MapForm::Paths : MapForm::Literal;
}

bool speaksOfExistence(const Node &expected)
{
    if (!isMatcher(expected))
        return false;
    return std::ranges::any_of(expected.members(), [](const Node::Member &member) {
        if (member.key == u"exists")
            return true;
        if (member.key == u"not")
            return speaksOfExistence(member.value);
        return (member.key == u"all" || member.key == u"anyOf") &&
               std::ranges::any_of(member.value.items(), speaksOfExistence);
    });
}

void Evaluation::expect(const QJsonValue &actual, const Node &expected, const QString &path)
{
    if (expected.isMissing())
        return;
    if (m_depth >= kMaxDepth) {
        fail({path,
              u"the expectation is nested deeper than %1 levels"_s.arg(kMaxDepth),
              {},
              {},
              {}});
        return;
    }
    if (actual.isUndefined() && !speaksOfExistence(expected)) {
        const QString where =
            path.isEmpty() ? u"nothing is there"_s : u"nothing is at %1"_s.arg(path);
        fail({path, where, {}, m_quiet ? QString() : holdsPhrase(expected), u"nothing"_s});
        return;
    }
    ++m_depth;
    const MapForm form = expected.isMap() ? mapForm(expected) : MapForm::Literal;
    if (form == MapForm::Mixed)
        fail(
            {path,
             u"the expectation mixes matchers with other names: %1"_s.arg(shown(expected.toJson())),
             {},
             {},
             {}});
    else if (form == MapForm::Matchers)
        applyMatchers(actual, expected, path);
    else if (form == MapForm::Paths)
        applyPaths(actual, expected, path);
    else
        equals(actual, expected, path, false);
    --m_depth;
}

void Evaluation::applyMatchers(const QJsonValue &actual, const Node &expected, const QString &path)
{
    for (const Node::Member &member : expected.members()) {
        const MatcherKind &kind = *findMatcher(member.key);
        const MatcherCall call{kind, actual, member.value, path};
        if (const QString problem = argumentProblem(kind, member.value); !problem.isEmpty()) {
            malformed(call, problem);
        } else if (actual.isUndefined() && kind.name != u"exists" &&
                   !speaksOfExistence(Node::map({member}))) {
            fail(call, path.isEmpty() ? u"nothing is there"_s : u"nothing is at %1"_s.arg(path));
        } else {
            kind.match(*this, call);
        }
    }
}

void Evaluation::applyPaths(const QJsonValue &actual, const Node &expected, const QString &path)
{
    for (const Node::Member &member : expected.members()) {
        const QString where = path.isEmpty() ? member.key : path + member.key.sliced(1);
        const auto query = cachedJsonPath(member.key);
        if (!query) {
            fail({where, query.error().title, {}, {}, {}});
            continue;
        }
        const JsonPath::Selection selection = query->select(actual);
        if (!selection.complete) {
            fail({where,
                  u"%1 selects more than can be looked at"_s.arg(member.key.left(200)),
                  {},
                  {},
                  {}});
        } else if (query->isSingular()) {
            expect(selection.nodes.empty() ? QJsonValue(QJsonValue::Undefined)
                                           : selection.nodes.front().value,
                   member.value, where);
        } else {
            QJsonArray values;
            for (const JsonPath::Node &node : selection.nodes)
                values.append(node.value);
            expect(values, member.value, where);
        }
    }
}

void Evaluation::equals(const QJsonValue &actual, const Node &expected, const QString &path,
                        bool literal)
{
    const bool outermost = !m_inTree;
    const std::size_t before = m_mismatches.size();
    m_inTree = true;
    if (expected.isMap() && actual.isObject()) {
        equalsMap(actual.toObject(), expected, path, literal);
    } else if (expected.isList() && actual.isArray()) {
        equalsList(actual.toArray(), expected, path, literal);
    } else if (expected.isMap() || expected.isList() || !jsonEquals(actual, expected.value())) {
        if (m_quiet) {
            ++m_failures;
        } else {
            const QString wanted = shown(expected.toJson());
            QString message = u"%1 is not %2"_s.arg(shown(actual), wanted);
            if (!actual.isString() && expected.isText() &&
                expected.text() == shown(actual)) // 5 and "5" look alike in a table
                message += u" (it is %1, not text)"_s.arg(kindWord(actual));
            fail({path, message, {}, wanted, shown(actual)});
        }
    }
    if (outermost) {
        m_inTree = false;
        if (m_mismatches.size() > before) {
            const QJsonValue wanted = forDiff(actual, expected, literal, 0);
            const bool lines =
                actual.isString() && wanted.isString() &&
                (actual.toString().contains(u'\n') || wanted.toString().contains(u'\n'));
            if (expected.isMap() || expected.isList() || lines)
                m_mismatches[before].diff = structuralDiff(wanted, actual);
        }
    }
}

void Evaluation::equalsMap(const QJsonObject &actual, const Node &expected, const QString &path,
                           bool literal)
{
    if (m_depth >= kMaxDepth) {
        fail({path,
              u"the expectation is nested deeper than %1 levels"_s.arg(kMaxDepth),
              {},
              {},
              {}});
        return;
    }
    ++m_depth;
    for (const Node::Member &member : expected.members()) {
        const QJsonValue value = actual.value(member.key);
        const QString where = m_quiet ? QString() : memberPath(path, member.key);
        if (value.isUndefined() && (literal || !speaksOfExistence(member.value))) {
            QString message = u"nothing is at %1"_s.arg(where);
            const QString near = expected.members().size() == 1
                                     ? base::nearestWord(member.key, matcherNames())
                                     : QString();
            if (!near.isEmpty() && !literal)
                message += u" (did you mean the matcher \"%1\"?)"_s.arg(near);
            fail({where,
                  message,
                  {},
                  m_quiet ? QString() : holdsPhrase(member.value),
                  u"nothing"_s});
        } else if (literal) {
            equals(value, member.value, where, true);
        } else {
            expect(value, member.value, where);
        }
    }
    if (actual.size() > static_cast<qsizetype>(expected.members().size()) || failed()) {
        for (auto it = actual.begin(); it != actual.end(); ++it) {
            if (expected.contains(it.key()))
                continue;
            if (m_quiet) {
                ++m_failures;
                break;
            }
            fail({memberPath(path, it.key()),
                  u"%1 is there and is not expected"_s.arg(shown(it.value())),
                  {},
                  u"nothing"_s,
                  shown(it.value())});
        }
    }
    --m_depth;
}

void Evaluation::equalsList(const QJsonArray &actual, const Node &expected, const QString &path,
                            bool literal)
{
    if (m_depth >= kMaxDepth) {
        fail({path,
              u"the expectation is nested deeper than %1 levels"_s.arg(kMaxDepth),
              {},
              {},
              {}});
        return;
    }
    const std::vector<Node> &items = expected.items();
    if (static_cast<std::size_t>(actual.size()) != items.size()) {
        fail({path,
              u"%1 has %2 elements and not %3"_s.arg(m_quiet ? QString() : shown(actual))
                  .arg(actual.size())
                  .arg(items.size()),
              {},
              m_quiet ? QString() : shown(expected.toJson()),
              m_quiet ? QString() : shown(actual)});
        return;
    }
    ++m_depth;
    for (qsizetype i = 0; i < actual.size(); ++i) {
        const QString where = m_quiet ? QString() : elementPath(path, i);
        const Node &item = items[static_cast<std::size_t>(i)];
        if (literal)
            equals(actual.at(i), item, where, true);
        else
            expect(actual.at(i), item, where);
        if (m_quiet && failed())
            break;
    }
    --m_depth;
}

QJsonValue Evaluation::forDiff(const QJsonValue &actual, const Node &expected, bool literal,
                               int depth) const
{
    if (depth > kMaxDepth)
        return expected.toJson();
    if (!literal && expected.isMap() && mapForm(expected) != MapForm::Literal) {
        if (fits(actual, expected))
            return actual;
        return isMatcher(expected) ? QJsonValue(u"<%1>"_s.arg(holdsPhrase(expected)))
                                   : expected.toJson();
    }
    if (expected.isMap()) {
        QJsonObject object;
        for (const Node::Member &member : expected.members()) {
            const QJsonValue value =
                forDiff(actual.toObject().value(member.key), member.value, literal, depth + 1);
            if (!value.isUndefined())
                object.insert(member.key, value);
        }
        return object;
    }
    if (expected.isList()) {
        const QJsonArray values = actual.toArray();
        QJsonArray array;
        for (std::size_t i = 0; i < expected.items().size(); ++i) {
            array.append(forDiff(values.at(static_cast<qsizetype>(i)), expected.items()[i], literal,
                                 depth + 1));
        }
        return array;
    }
    return expected.value();
}

bool Evaluation::fits(const QJsonValue &actual, const Node &expected) const
{
    Evaluation inner(m_context, true, m_depth);
    inner.expect(actual, expected, {});
    return !inner.failed();
}

std::vector<Mismatch> Evaluation::tried(const QJsonValue &actual, const Node &expected,
                                        const QString &path) const
{
    Evaluation inner(m_context, m_quiet, m_depth);
    inner.expect(actual, expected, path);
    return inner.take();
}

void Evaluation::lacks(const MatcherCall &call, const QString &note)
{
    if (m_quiet) {
        ++m_failures;
        return;
    }
    const QString text = call.kind.lacks.contains(u"%1"_s)
                             ? call.kind.lacks.arg(describeArgument(call.kind, call.argument))
                             : call.kind.lacks;
    fail(call, shown(call.actual) + u' ' + text + note);
}

void Evaluation::fail(const MatcherCall &call, const QString &message, const QString &diff)
{
    if (m_quiet) {
        ++m_failures;
        return;
    }
    fail({call.path, message, diff, holdsPhrase(Node::map({{call.kind.name, call.argument, 0, 0}})),
          shown(call.actual)});
}

void Evaluation::fail(Mismatch mismatch)
{
    ++m_failures;
    if (!m_quiet && m_mismatches.size() < kMaxMismatches)
        m_mismatches.push_back(std::move(mismatch));
}

void Evaluation::malformed(const MatcherCall &call, const QString &what)
{
    fail({call.path,
          u"the matcher \"%1\" cannot be carried out: %2"_s.arg(call.kind.name, what),
          {},
          {},
          {}});
}

std::vector<Mismatch> Evaluation::take()
{
    if (!m_quiet && m_failures > m_mismatches.size())
        m_mismatches.push_back(
            {{}, u"... and %1 more"_s.arg(m_failures - m_mismatches.size()), {}, {}, {}});
    return std::move(m_mismatches);
}

} // namespace assay::expect
