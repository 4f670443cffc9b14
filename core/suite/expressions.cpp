// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/expressions.h"

#include "base/json_text.h"
#include "base/suggest.h"
#include "suite/expression_engine.h"
#include "suite/template_text.h"

#include <QJsonArray>
#include <QJsonObject>

namespace assay::suite {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

/// One member of a path: .name, ["name"] or [0].
struct PathStep
{
    QString name;
    qsizetype index = -1;
};

bool isWordStart(QChar c)
{
    return c == u'_' || c == u'$' || (c.unicode() < 128 && c.isLetter());
}

QString takeWord(QStringView text, qsizetype &at)
{
    const qsizetype start = at;
    if (at >= text.size() || !isWordStart(text[at]))
        return {};
    while (at < text.size() && (isWordStart(text[at]) || (text[at] >= u'0' && text[at] <= u'9')))
        ++at;
    return text.sliced(start, at - start).toString();
}

/// The path when the expression is one; anything else needs JavaScript.
std::optional<std::vector<PathStep>> pathOf(QStringView text)
{
    std::vector<PathStep> path;
    qsizetype at = 0;
    path.push_back({takeWord(text, at)});
    if (path.front().name.isEmpty() || !isVariableName(path.front().name))
        return std::nullopt; // true, this, ...
    while (at < text.size()) {
        if (text[at] == u'.') {
            ++at;
            path.push_back({takeWord(text, at)});
            if (path.back().name.isEmpty())
                return std::nullopt;
            continue;
        }
        const qsizetype end = text[at] == u'[' ? text.indexOf(u']', at) : -1;
        if (end < 0)
            return std::nullopt;
        const QStringView inner = text.sliced(at + 1, end - at - 1).trimmed();
        bool isNumber = false;
        const int index = inner.toInt(&isNumber);
        const bool isQuoted = inner.size() >= 2 &&
                              (inner.front() == u'\'' || inner.front() == u'"') &&
                              inner.back() == inner.front() && !inner.contains(u'\\') &&
                              inner.sliced(1, inner.size() - 2).indexOf(inner.front()) < 0;
        if (isNumber && index >= 0)
            path.push_back({QString(), index});
        else if (isQuoted)
            path.push_back({inner.sliced(1, inner.size() - 2).toString()});
        else
            return std::nullopt;
        at = end + 1;
    }
    return path;
}

base::Result<QJsonValue> member(const QJsonValue &value, const PathStep &step, const QString &so)
{
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        if (step.index >= 0 && step.index < array.size())
            return array.at(step.index);
        if (step.index >= 0) {
            return base::failure(
                u"%1 has %2 items, so there is no [%3]"_s.arg(so).arg(array.size()).arg(step.index),
                u"the first is [0]"_s);
        }
        if (step.name == u"length")
            return array.size();
        return base::failure(u"%1 is a list, so it has no member \"%2\""_s.arg(so, step.name),
                             u"name an item: %1[0]"_s.arg(so));
    }
    const QString name = step.index >= 0 ? QString::number(step.index) : step.name;
    if (value.isString() && step.name == u"length")
        return value.toString().size();
    if (!value.isObject()) {
        return base::failure(u"%1 is %2, so it has no member \"%3\""_s.arg(
            so, base::jsonForMessage(value, 60), name));
    }
    const QJsonObject object = value.toObject();
    const auto found = object.constFind(name);
    if (found == object.constEnd())
        return base::failure(u"%1 has no member \"%2\""_s.arg(so, name),
                             base::didYouMean(name, object.keys()));
    return QJsonValue(found.value());
}

base::Result<QJsonValue> lookUp(const std::vector<PathStep> &path, const Scope &scope)
{
    const QString &root = path.front().name;
    std::optional<QJsonValue> found = scope.find(root);
    if (!found) {
        return base::failure(u"nothing is called \"%1\" in ${%1}"_s.arg(root),
                             base::didYouMean(root, scope.names()));
    }
    QString so = root;
    QJsonValue value = *found;
    for (std::size_t i = 1; i < path.size(); ++i) {
        auto next = member(value, path[i], so);
        if (!next)
            return next;
        value = *next;
        so +=
            path[i].index >= 0 ? u'[' + QString::number(path[i].index) + u']' : u'.' + path[i].name;
    }
    return value;
}

QString textOf(const QJsonValue &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(base::compactJson(value));
}

bool isBuiltIn(const QString &name)
{
    static const QStringList kNames = {u"Math"_s, u"Number"_s, u"Date"_s, u"JSON"_s,
                                       u"globalThis"_s};
    return kNames.contains(name);
}

/// Whether resolving changed nothing: collections share their children, scalars have no template.
bool isSame(const Node &before, const Node &after)
{
    if (before.isText())
        return !hasTemplate(before.text());
    if (before.isList())
        return &before.items() == &after.items();
    return !before.isMap() || &before.members() == &after.members();
}

base::Error stopped()
{
    return base::Error{u"the evaluation was stopped"_s, {}};
}

} // namespace

Expressions::Expressions(ExpressionLimits limits)
    : m_limits(limits)
{
}

Expressions::~Expressions() = default;

Expressions::Engine &Expressions::engine()
{
    if (!m_engine || m_engine->isSpent()) {
        m_engine.reset();
        m_engine = std::make_unique<Engine>(m_limits);
    }
    return *m_engine;
}

base::Result<QJsonValue> Expressions::evaluateExpression(const QString &javaScript,
                                                         const Scope &scope,
                                                         const std::stop_token &stop)
{
    if (stop.stop_requested())
        return base::failure(stopped());
    const QString text = javaScript.trimmed();
    if (const auto path = pathOf(text)) {
        // Math.PI and the like belong to JavaScript; whatever else is not in scope is a mistake.
        if (scope.contains(path->front().name) || !isBuiltIn(path->front().name))
            return lookUp(*path, scope);
    }
    constexpr qsizetype kShown = 60;
    const QString shown = text.simplified();
    const Engine::Script script{
        u"return (\n"_s + text + u"\n);"_s,
        u"${"_s + (shown.size() <= kShown ? shown : shown.first(kShown) + u'…') + u'}'};
    return engine().run(script, scope, stop);
}

base::Result<QJsonValue> Expressions::evaluateText(const QString &text, const Scope &scope,
                                                   const std::stop_token &stop)
{
    if (!hasTemplate(text))
        return QJsonValue(text);
    const auto parts = splitTemplate(text);
    if (!parts)
        return base::failure(parts.error());
    if (parts->size() == 1 && parts->front().isExpression)
        return evaluateExpression(parts->front().text, scope, stop);
    QString result;
    for (const TemplatePart &part : *parts) {
        if (!part.isExpression) {
            result += part.text;
            continue;
        }
        const auto value = evaluateExpression(part.text, scope, stop);
        if (!value)
            return value;
        result += textOf(*value);
    }
    return QJsonValue(result);
}

base::Result<Node> Expressions::resolve(const Node &node, const QString &file, const Scope &scope,
                                        const std::stop_token &stop)
{
    if (node.isText()) {
        if (!hasTemplate(node.text()))
            return node;
        const auto value = evaluateText(node.text(), scope, stop);
        if (!value)
            return base::failure(value.error().at(node.position(file)));
        return Node::fromJson(*value, node.line(), node.column());
    }
    if (node.isList()) {
        std::optional<std::vector<Node>> items;
        for (std::size_t i = 0; i < node.items().size(); ++i) {
            const Node &before = node.items()[i];
            auto item = resolve(before, file, scope, stop);
            if (!item)
                return item;
            if (!items && !isSame(before, *item))
                items = node.items();
            if (items)
                (*items)[i] = std::move(*item);
        }
        return items ? Node::list(std::move(*items), node.line(), node.column()) : node;
    }
    if (!node.isMap())
        return node;
    std::optional<std::vector<Node::Member>> members;
    for (std::size_t i = 0; i < node.members().size(); ++i) {
        const Node &before = node.members()[i].value;
        auto value = resolve(before, file, scope, stop);
        if (!value)
            return value;
        if (!members && !isSame(before, *value))
            members = node.members();
        if (members)
            (*members)[i].value = std::move(*value);
    }
    return members ? Node::map(std::move(*members), node.line(), node.column()) : node;
}

base::Result<QJsonValue> Expressions::runScript(const QString &javaScript, Scope &scope,
                                                const std::stop_token &stop,
                                                const std::function<void(QString)> &log)
{
    constexpr int kMostLines = 10'000;
    if (stop.stop_requested())
        return base::failure(stopped());
    QJsonObject vars;
    const QStringList named = membersInCode(javaScript, u"vars"_s);
    for (const QString &name : named) {
        if (const auto value = scope.find(name); value && !isReservedName(name))
            vars.insert(name, *value);
    }
    const QJsonObject before = vars;
    Engine &engine = this->engine();
    int lines = 0;
    engine.helpers().log = [&](const QString &line) {
        if (log && lines++ < kMostLines)
            log(line);
    };
    const Engine::Script script{javaScript, u"the script"_s, &vars, true};
    auto result = engine.run(script, scope, stop);
    engine.helpers().log = nullptr;
    if (!result)
        return result;
    for (auto it = vars.begin(); it != vars.end(); ++it) {
        if (before.contains(it.key()) && before.value(it.key()) == it.value())
            continue;
        if (!isVariableName(it.key()) || isReservedName(it.key())) {
            return base::failure(
                u"the script assigns vars.%1, which cannot be a variable"_s.arg(it.key()),
                u"use letters, digits and _, and no name that has a meaning"_s);
        }
        scope.set(it.key(), it.value());
    }
    return result;
}

} // namespace assay::suite
