// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/node_values.h"

#include <QHash>

namespace assay::suite {

using namespace Qt::StringLiterals;
using model::Node;

std::optional<int> wholeNumber(const Node &node)
{
    if (node.kind() != Node::Kind::Number)
        return std::nullopt;
    return node.value().toInt();
}

std::optional<base::Nanoseconds> duration(const Node &node)
{
    if (node.kind() == Node::Kind::Number)
        return base::Nanoseconds::zero(); // the only number that is a duration
    if (!node.isText())
        return std::nullopt;
    const auto parsed = base::parseDuration(node.text());
    return parsed ? std::optional(*parsed) : std::nullopt;
}

std::optional<model::Isolation> isolationOf(const Node &node)
{
    if (node.text() == u"none")
        return model::Isolation::None;
    if (node.text() == u"suite")
        return model::Isolation::Suite;
    if (node.text() == u"case")
        return model::Isolation::Case;
    return std::nullopt;
}

QString conditionOf(const Node &node)
{
    if (node.kind() == Node::Kind::Bool)
        return node.value().toBool() ? u"${true}"_s : u"${false}"_s;
    return node.text();
}

QStringList textsOf(const Node &node)
{
    QStringList texts;
    for (const Node *item : itemsOrSelf(node)) {
        if (item->isText() && !texts.contains(item->text()))
            texts.append(item->text());
    }
    return texts;
}

std::vector<const Node *> itemsOrSelf(const Node &node)
{
    std::vector<const Node *> found;
    if (node.isList()) {
        for (const Node &item : node.items())
            found.push_back(&item);
    } else if (!node.isMissing()) {
        found.push_back(&node);
    }
    return found;
}

QHash<QString, int> capacitiesOf(const Node &node)
{
    QHash<QString, int> capacities;
    for (const Node::Member &member : node.members())
        capacities.insert(member.key, wholeNumber(member.value).value_or(1));
    return capacities;
}

} // namespace assay::suite
