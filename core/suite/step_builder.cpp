// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/step_builder.h"

#include "suite/node_values.h"
#include "suite/parameters.h"

namespace assay::suite {

using namespace Qt::StringLiterals;
using model::Node;
using model::Step;

namespace {

constexpr int kDeepestUse = 16;
constexpr int kMostUsedSteps = 100'000;

double numberOr(const Node &node, double otherwise)
{
    return node.kind() == Node::Kind::Number ? node.value().toDouble() : otherwise;
}

model::RetryPolicy retryOf(const Node &node)
{
    model::RetryPolicy policy;
    if (const auto times = wholeNumber(node)) {
        policy.times = *times;
        return policy;
    }
    policy.times = wholeNumber(node[u"times"]).value_or(policy.times);
    policy.delay = duration(node[u"delay"]).value_or(policy.delay);
    policy.factor = numberOr(node[u"factor"], policy.factor);
    policy.jitter = numberOr(node[u"jitter"], policy.jitter);
    return policy;
}

std::optional<model::EventuallyPolicy> eventuallyOf(const Node &node)
{
    if (node.isMissing())
        return std::nullopt;
    model::EventuallyPolicy policy;
    if (!node.isMap()) {
        policy.within = duration(node).value_or(policy.within);
        return policy;
    }
    policy.within = duration(node[u"within"]).value_or(policy.within);
    policy.every = duration(node[u"every"]).value_or(policy.every);
    policy.factor = numberOr(node[u"factor"], policy.factor);
    policy.jitter = numberOr(node[u"jitter"], policy.jitter);
    return policy;
}

} // namespace

StepBuilder::StepBuilder(LoadContext &context, const QHash<QString, Block> &blocks)
    : m_context(context)
    , m_blocks(blocks)
{
}

std::vector<Step> StepBuilder::build(const Node &list, const QString &file)
{
    std::vector<Step> steps;
    steps.reserve(list.items().size());
    for (const Node &item : list.items())
        append(item, file, steps);
    return steps;
}

const StepShape *StepBuilder::shapeOf(const Node &node) const
{
    const StepShape *shape = nullptr;
    for (const Node::Member &member : node.members()) {
        const StepShape *found = m_context.format.step(member.key);
        // `if` is the kind only when no other is there.
        if (found != nullptr && (shape == nullptr || shape->kind == u"if"))
            shape = found;
    }
    return shape;
}

void StepBuilder::append(const Node &node, const QString &file, std::vector<Step> &steps)
{
    if (!node[u"use"].isMissing()) {
        appendBlock(node, file, steps);
        return;
    }
    const StepShape *shape = shapeOf(node);
    if (shape == nullptr)
        return;
    Step step;
    step.kind = shape->kind;
    step.file = file;
    step.line = node.line();
    step.column = node.column();
    for (const Node::Member &member : node.members()) {
        const QString &key = member.key;
        if (key == shape->kind)
            step.body = member.value;
        else if (key == u"name")
            step.name = member.value.text();
        else if (key == u"expect")
            step.expect = member.value;
        else if (key == u"capture")
            step.capture = member.value;
        else if (key == u"if")
            step.condition = conditionOf(member.value);
        else if (key == u"timeout")
            step.timeout = duration(member.value);
        else if (key == u"retry")
            step.retry = retryOf(member.value);
        else if (key == u"eventually")
            step.eventually = eventuallyOf(member.value);
        else if (key == u"continueOnFailure")
            step.continueOnFailure = member.value.value().toBool();
    }
    addChildren(*shape, shape->childKeys, node, file, step.children);
    addChildren(*shape, shape->otherChildKeys, node, file, step.otherChildren);
    steps.push_back(std::move(step));
}

void StepBuilder::addChildren(const StepShape &shape, const QStringList &keys, const Node &node,
                              const QString &file, std::vector<Step> &children)
{
    for (const QString &key : keys) {
        const Node &body = node[shape.kind];
        const Node &list = key.isEmpty()          ? body
                           : key.startsWith(u'.') ? body[QStringView(key).sliced(1)]
                                                  : node[key];
        for (Step &child : build(list, file))
            children.push_back(std::move(child));
    }
}

void StepBuilder::appendBlock(const Node &node, const QString &file, std::vector<Step> &steps)
{
    const Node &use = node[u"use"];
    const Node &nameNode = use.isMap() ? use[u"block"] : use;
    const QString name = nameNode.text();
    const auto block = m_blocks.constFind(name);
    if (block == m_blocks.cend()) {
        QStringList known = m_blocks.keys();
        known.sort();
        if (known.isEmpty()) {
            m_context.diagnostics.add(u"no block is called \"%1\""_s.arg(name),
                                      u"blocks stand under \"blocks:\" of an included file"_s,
                                      nameNode.position(file));
        } else {
            m_context.diagnostics.addUnknown(u"no block is called \"%1\""_s.arg(name), name, known,
                                             nameNode.position(file));
        }
        return;
    }
    if (m_open.contains(name)) {
        m_context.diagnostics.add(
            u"blocks use each other in a circle: %1"_s.arg(
                (m_open.sliced(m_open.indexOf(name)) << name).join(u" -> "_s)),
            u"take one of them out"_s, nameNode.position(file));
        return;
    }
    m_used += static_cast<int>(block->steps.items().size()) + 1;
    if (m_open.size() >= kDeepestUse || m_used > kMostUsedSteps) {
        if (std::exchange(m_tooMany, true))
            return;
        m_context.diagnostics.add(
            m_open.size() >= kDeepestUse
                ? u"blocks are nested more than %1 deep"_s.arg(kDeepestUse)
                : u"blocks expand to more than %1 steps"_s.arg(kMostUsedSteps),
            u"use \"repeat\", or fewer blocks of blocks"_s, nameNode.position(file));
        return;
    }
    Parameters parameters;
    for (const Node::Member &member : use[u"with"].members())
        parameters.insert(member.key, member.value);
    const qsizetype before = m_context.diagnostics.count();
    const Node replaced =
        withParameters(block->steps, block->file, parameters, false, m_context.diagnostics);
    ShapeChecker(m_context.format, block->file, m_context.diagnostics)
        .check(replaced, Shape::steps(), u"the block"_s);
    if (m_context.diagnostics.count() != before)
        return;
    m_open.append(name);
    std::vector<Step> inner = build(replaced, block->file);
    m_open.removeLast();
    for (Step &step : inner)
        steps.push_back(std::move(step));
}

} // namespace assay::suite
