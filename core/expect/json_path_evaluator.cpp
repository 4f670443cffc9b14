// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/json_path_evaluator.h"

#include "expect/json_compare.h"
#include "expect/json_path_functions.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

using Nodes = std::vector<JsonPath::Node>;

void appendName(QString &path, const QString &name)
{
    path += u"['"_s;
    for (const QChar character : name) {
        const char16_t unit = character.unicode();
        switch (unit) {
        case u'\'':
        case u'\\':
            path += u'\\';
            path += character;
            break;
        case u'\b':
            path += u"\\b"_s;
            break;
        case u'\f':
            path += u"\\f"_s;
            break;
        case u'\n':
            path += u"\\n"_s;
            break;
        case u'\r':
            path += u"\\r"_s;
            break;
        case u'\t':
            path += u"\\t"_s;
            break;
        default:
            if (unit < 0x20)
                path += u"\\u%1"_s.arg(unit, 4, 16, QLatin1Char('0'));
            else
                path += character;
        }
    }
    path += u"']"_s;
}

class Evaluator
{
public:
    explicit Evaluator(const QJsonValue &root)
        : m_root(root)
    {
    }

    /// Paths are only written for the outermost query: filters do not need them.
    Nodes run(const PathQuery &query, const QJsonValue &current, bool withPaths)
    {
        Nodes nodes;
        nodes.push_back({query.relative ? current : m_root, withPaths ? u"$"_s : QString()});
        for (const PathSegment &segment : query.segments) {
            Nodes next;
            for (const JsonPath::Node &node : nodes) {
                if (segment.descendant)
                    descend(segment, node, withPaths, next);
                else
                    select(segment, node, withPaths, next);
            }
            nodes = std::move(next);
        }
        return nodes;
    }

    [[nodiscard]] bool complete() const { return m_complete; }

private:
    bool visit()
    {
        if (--m_visitsLeft > 0)
            return true;
        m_complete = false;
        return false;
    }

    void add(Nodes &out, QJsonValue value, QString path)
    {
        if (static_cast<qsizetype>(out.size()) >= JsonPath::kMaxNodes)
            m_complete = false;
        else if (visit())
            out.push_back({std::move(value), std::move(path)});
    }

    static QString childPath(const QString &path, const QString &name, bool withPaths)
    {
        if (!withPaths)
            return {};
        QString child = path;
        appendName(child, name);
        return child;
    }

    static QString childPath(const QString &path, qint64 index, bool withPaths)
    {
        return withPaths ? path + u'[' + QString::number(index) + u']' : QString();
    }

    Nodes children(const JsonPath::Node &node, bool withPaths)
    {
        Nodes all;
        if (node.value.isArray()) {
            const QJsonArray array = node.value.toArray();
            for (qsizetype i = 0; i < array.size() && m_complete; ++i)
                add(all, array.at(i), childPath(node.path, i, withPaths));
        } else if (node.value.isObject()) {
            const QJsonObject object = node.value.toObject();
            for (auto it = object.begin(); it != object.end() && m_complete; ++it)
                add(all, it.value(), childPath(node.path, it.key(), withPaths));
        }
        return all;
    }

    /// Depth first without recursion: documents can be nested deeper than the stack allows.
    void descend(const PathSegment &segment, const JsonPath::Node &start, bool withPaths,
                 Nodes &out)
    {
        struct Pending
        {
            JsonPath::Node node;
            int depth;
        };
        std::vector<Pending> stack;
        stack.push_back({start, 0});
        while (!stack.empty() && m_complete) {
            const Pending pending = std::move(stack.back());
            stack.pop_back();
            if (!pending.node.value.isArray() && !pending.node.value.isObject())
                continue;
            select(segment, pending.node, withPaths, out);
            if (pending.depth >= JsonPath::kMaxDepth) {
                m_complete = false;
                return;
            }
            Nodes below = children(pending.node, withPaths);
            for (auto it = below.rbegin(); it != below.rend(); ++it)
                stack.push_back({std::move(*it), pending.depth + 1});
        }
    }

    void select(const PathSegment &segment, const JsonPath::Node &node, bool withPaths, Nodes &out)
    {
        for (const PathSelector &selector : segment.selectors) {
            std::visit([&](const auto &one) { apply(one, node, withPaths, out); }, selector);
        }
    }

    void apply(const NameSelector &selector, const JsonPath::Node &node, bool withPaths, Nodes &out)
    {
        if (!node.value.isObject())
            return;
        const QJsonValue value = node.value.toObject().value(selector.name);
        if (!value.isUndefined())
            add(out, value, childPath(node.path, selector.name, withPaths));
    }

    void apply(const WildcardSelector &, const JsonPath::Node &node, bool withPaths, Nodes &out)
    {
        for (JsonPath::Node &child : children(node, withPaths))
            add(out, std::move(child.value), std::move(child.path));
    }

    void apply(const IndexSelector &selector, const JsonPath::Node &node, bool withPaths,
               Nodes &out)
    {
        if (!node.value.isArray())
            return;
        const QJsonArray array = node.value.toArray();
        const qint64 index = selector.index < 0 ? array.size() + selector.index : selector.index;
        if (index >= 0 && index < array.size())
            add(out, array.at(index), childPath(node.path, index, withPaths));
    }

    void apply(const SliceSelector &slice, const JsonPath::Node &node, bool withPaths, Nodes &out)
    {
        if (!node.value.isArray() || slice.step == 0)
            return;
        const QJsonArray array = node.value.toArray();
        const qint64 length = array.size();
        const auto normal = [length](qint64 index) { return index < 0 ? length + index : index; };
        if (slice.step > 0) {
            const qint64 start = std::clamp<qint64>(normal(slice.start.value_or(0)), 0, length);
            const qint64 end = std::clamp<qint64>(normal(slice.end.value_or(length)), 0, length);
            for (qint64 i = start; i < end && m_complete; i += slice.step)
                add(out, array.at(i), childPath(node.path, i, withPaths));
            return;
        }
        const qint64 start =
            std::clamp<qint64>(normal(slice.start.value_or(length - 1)), -1, length - 1);
        const qint64 end = std::clamp<qint64>(slice.end ? normal(*slice.end) : -1, -1, length - 1);
        for (qint64 i = start; i > end && m_complete; i += slice.step)
            add(out, array.at(i), childPath(node.path, i, withPaths));
    }

    void apply(const FilterSelector &filter, const JsonPath::Node &node, bool withPaths, Nodes &out)
    {
        for (JsonPath::Node &child : children(node, withPaths)) {
            if (m_complete && holds(*filter.condition, child.value))
                add(out, std::move(child.value), std::move(child.path));
        }
    }

    bool holds(const PathCondition &condition, const QJsonValue &current)
    {
        using Kind = PathCondition::Kind;
        const auto part = [&](const PathCondition &one) { return holds(one, current); };
        switch (condition.kind) {
        case Kind::Or:
            return std::ranges::any_of(condition.parts, part);
        case Kind::And:
            return std::ranges::all_of(condition.parts, part);
        case Kind::Not:
            return !part(condition.parts.front());
        case Kind::Exists:
            return !run(std::get<PathQuery>(condition.left), current, false).empty();
        case Kind::Call: {
            const PathCall &call = *std::get<std::shared_ptr<const PathCall>>(condition.left);
            return pathMatches(call, value(call.arguments.at(0), current),
                               value(call.arguments.at(1), current));
        }
        case Kind::Compare:
            return compare(condition.comparison, value(condition.left, current),
                           value(condition.right, current));
        }
        return false;
    }

    /// Undefined is the RFC's Nothing.
    QJsonValue value(const PathOperand &operand, const QJsonValue &current)
    {
        if (const auto *literal = std::get_if<QJsonValue>(&operand))
            return *literal;
        if (const auto *query = std::get_if<PathQuery>(&operand)) {
            const Nodes nodes = run(*query, current, false);
            return nodes.empty() ? QJsonValue(QJsonValue::Undefined) : nodes.front().value;
        }
        const PathCall &call = *std::get<std::shared_ptr<const PathCall>>(operand);
        if (call.function == PathFunction::Length)
            return pathLength(value(call.arguments.front(), current));
        const Nodes nodes = run(std::get<PathQuery>(call.arguments.front()), current, false);
        if (call.function == PathFunction::Count)
            return static_cast<qint64>(nodes.size());
        return nodes.size() == 1 ? nodes.front().value : QJsonValue(QJsonValue::Undefined);
    }

    static bool less(const QJsonValue &a, const QJsonValue &b)
    {
        if (a.isDouble() && b.isDouble())
            return compareNumbers(a, b) == std::partial_ordering::less;
        if (!a.isString() || !b.isString())
            return false;
        // By Unicode scalar values; UTF-16 order differs beyond the basic plane.
        const QList<uint> x = a.toString().toUcs4();
        const QList<uint> y = b.toString().toUcs4();
        return std::ranges::lexicographical_compare(x, y);
    }

    static bool compare(PathComparison comparison, const QJsonValue &a, const QJsonValue &b)
    {
        switch (comparison) {
        case PathComparison::Equal:
            return jsonEquals(a, b);
        case PathComparison::NotEqual:
            return !jsonEquals(a, b);
        case PathComparison::Less:
            return less(a, b);
        case PathComparison::LessOrEqual:
            return less(a, b) || jsonEquals(a, b);
        case PathComparison::Greater:
            return less(b, a);
        case PathComparison::GreaterOrEqual:
            return less(b, a) || jsonEquals(a, b);
        }
        return false;
    }

    const QJsonValue &m_root;
    qint64 m_visitsLeft = JsonPath::kMaxVisits;
    bool m_complete = true;
};

} // namespace

JsonPath::Selection evaluateJsonPath(const PathQuery &query, const QJsonValue &root)
{
    Evaluator evaluator(root);
    JsonPath::Selection selection;
    selection.nodes = evaluator.run(query, root, true);
    selection.complete = evaluator.complete();
    return selection;
}

} // namespace assay::expect
