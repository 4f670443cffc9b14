// SPDX-License-Identifier: GPL-3.0-or-later
#include "orchestrator/selection.h"

#include "base/suggest.h"
#include "suite/selection.h"

#include <QCryptographicHash>

#include <algorithm>
#include <numeric>
#include <random>

namespace assay::orchestrator {

using namespace Qt::StringLiterals;
using runner::RunGraph;

namespace {

/// "a.yaml", "a.yaml:14", "folder", all relative to the workspace.
struct Place
{
    QString path;
    int line = 0;
};

Place parsePlace(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool isNumber = false;
    const int line = colon > 0 ? text.sliced(colon + 1).toInt(&isNumber) : 0;
    return isNumber ? Place{text.first(colon), line} : Place{text, 0};
}

/// The case that stands at the line: the last one of its file that starts at it or before.
bool standsAt(const RunGraph &graph, const RunGraph::Node &node, const Place &place)
{
    if (place.line == 0)
        return true;
    if (node.info->position.line > place.line)
        return false;
    return std::none_of(graph.nodes.begin(), graph.nodes.end(), [&](const RunGraph::Node &other) {
        return other.suite == node.suite && other.info->position.line > node.info->position.line &&
               other.info->position.line <= place.line;
    });
}

bool isAt(const RunGraph &graph, const RunGraph::Node &node, const Place &place)
{
    const QString &file = graph.configs[static_cast<std::size_t>(node.suite)].file;
    if (file == place.path)
        return standsAt(graph, node, place);
    QString folder = place.path;
    if (!folder.endsWith(u'/'))
        folder += u'/';
    return place.path == u"." || file.startsWith(folder);
}

QStringList idsOf(const RunGraph &graph)
{
    QStringList ids;
    for (const RunGraph::Node &node : graph.nodes)
        ids << node.info->id << node.info->name;
    ids.removeDuplicates();
    return ids;
}

base::Result<std::vector<bool>> matches(const RunGraph &graph, const Selection &selection)
{
    std::vector<bool> keep(graph.nodes.size(), true);
    const auto narrow = [&](const auto &predicate) {
        for (std::size_t i = 0; i < keep.size(); ++i)
            keep[i] = keep[i] && predicate(graph.nodes[i]);
    };
    if (!selection.places.isEmpty()) {
        std::vector<bool> any(graph.nodes.size(), false);
        for (const QString &text : selection.places) {
            const Place place = parsePlace(text);
            bool found = false;
            for (std::size_t i = 0; i < keep.size(); ++i) {
                if (isAt(graph, graph.nodes[i], place))
                    any[i] = found = true;
            }
            if (!found) {
                QStringList files;
                for (const runner::SuiteConfig &config : graph.configs)
                    files.append(config.file);
                return base::failure(u"no case is at \"%1\""_s.arg(text),
                                     base::didYouMean(place.path, files));
            }
        }
        keep = std::move(any);
    }
    if (!selection.tags.isEmpty()) {
        const auto selector = suite::parseTagExpression(selection.tags);
        if (!selector)
            return base::failure(selector.error());
        narrow([&](const RunGraph::Node &node) { return selector->matches(*node.info); });
    }
    if (!selection.keyword.isEmpty()) {
        const auto selector = suite::parseKeywordExpression(selection.keyword);
        if (!selector)
            return base::failure(selector.error());
        narrow([&](const RunGraph::Node &node) { return selector->matches(*node.info); });
    }
    if (!selection.cases.isEmpty()) {
        for (const QString &wanted : selection.cases) {
            const bool known = std::any_of(
                graph.nodes.begin(), graph.nodes.end(), [&](const RunGraph::Node &node) {
                    return node.info->id == wanted || node.info->name == wanted ||
                           node.info->explicitId == wanted;
                });
            if (!known) {
                return base::failure(u"no case is called \"%1\""_s.arg(wanted),
                                     base::didYouMean(wanted, idsOf(graph)));
            }
        }
        narrow([&](const RunGraph::Node &node) {
            return selection.cases.contains(node.info->id) ||
                   selection.cases.contains(node.info->name) ||
                   selection.cases.contains(node.info->explicitId);
        });
    }
    if (selection.only)
        narrow([&](const RunGraph::Node &node) { return selection.only->contains(node.info->id); });
    return keep;
}

void pullNeeds(const RunGraph &graph, std::vector<bool> &keep)
{
    std::vector<int> open;
    for (std::size_t i = 0; i < keep.size(); ++i) {
        if (keep[i])
            open.push_back(static_cast<int>(i));
    }
    while (!open.empty()) {
        const int at = open.back();
        open.pop_back();
        for (const RunGraph::Edge &edge : graph.nodes[static_cast<std::size_t>(at)].needs) {
            if (!keep[static_cast<std::size_t>(edge.node)]) {
                keep[static_cast<std::size_t>(edge.node)] = true;
                open.push_back(edge.node);
            }
        }
    }
}

/// Cases that are joined by needs stay together; groups go to the shard that has least to do, the
/// longest first. Pure: every machine computes the same.
void takeShard(const RunGraph &graph, std::vector<bool> &keep, int shard, int shards)
{
    std::vector<int> group(graph.nodes.size());
    std::iota(group.begin(), group.end(), 0);
    const auto find = [&](int node) {
        while (group[static_cast<std::size_t>(node)] != node)
            node = group[static_cast<std::size_t>(node)] =
                group[static_cast<std::size_t>(group[static_cast<std::size_t>(node)])];
        return node;
    };
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        for (const RunGraph::Edge &edge : graph.nodes[i].needs) {
            if (keep[i] && keep[static_cast<std::size_t>(edge.node)])
                group[static_cast<std::size_t>(find(static_cast<int>(i)))] = find(edge.node);
        }
    }
    struct Group
    {
        base::Nanoseconds time{};
        QString first; ///< the smallest id: order must not depend on the files' order
        std::vector<std::size_t> nodes;
    };
    std::map<int, Group> groups;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (!keep[i])
            continue;
        Group &one = groups[find(static_cast<int>(i))];
        one.time += graph.nodes[i].expected;
        if (one.first.isEmpty() || graph.nodes[i].info->id < one.first)
            one.first = graph.nodes[i].info->id;
        one.nodes.push_back(i);
    }
    std::vector<const Group *> order;
    for (const auto &[root, one] : groups)
        order.push_back(&one);
    std::sort(order.begin(), order.end(), [](const Group *a, const Group *b) {
        return a->time != b->time ? a->time > b->time : a->first < b->first;
    });
    std::vector<base::Nanoseconds> load(static_cast<std::size_t>(shards));
    for (const Group *one : order) {
        const auto least = std::min_element(load.begin(), load.end());
        *least += one->time;
        if (least - load.begin() != shard - 1) {
            for (const std::size_t node : one->nodes)
                keep[node] = false;
        }
    }
}

RunGraph repeated(const RunGraph &graph, int times)
{
    RunGraph all = graph;
    const int count = static_cast<int>(graph.nodes.size());
    for (int round = 2; round <= times; ++round) {
        const int offset = (round - 1) * count;
        for (RunGraph::Node node : graph.nodes) {
            const QString mark = u" #%1"_s.arg(round);
            auto marked = std::make_shared<model::Case>(*node.info);
            marked->id += mark;
            marked->name += mark;
            node.info = std::move(marked);
            for (RunGraph::Edge &edge : node.needs)
                edge.node += offset;
            all.nodes.push_back(std::move(node));
        }
    }
    static_cast<void>(runner::computePaths(all).has_value());
    return all;
}

/// Shuffling is a matter of who goes first: paths become random, needs still hold.
void shuffle(RunGraph &graph, quint64 seed)
{
    std::mt19937_64 random(seed);
    for (RunGraph::Node &node : graph.nodes)
        node.path = base::Nanoseconds(static_cast<qint64>(random() >> 20));
}

} // namespace

base::Result<RunGraph> select(const RunGraph &graph, const Selection &selection)
{
    if (selection.shards < 0 || selection.shard < 0 || selection.shard > selection.shards ||
        (selection.shards > 0 && selection.shard == 0)) {
        return base::failure(
            u"there is no shard %1 of %2"_s.arg(selection.shard).arg(selection.shards),
            u"write --shard i/n with i from 1 to n"_s);
    }
    auto keep = matches(graph, selection);
    if (!keep)
        return base::failure(keep.error());
    if (selection.pullNeeds)
        pullNeeds(graph, *keep);
    if (selection.shards > 1)
        takeShard(graph, *keep, selection.shard, selection.shards);
    RunGraph part = runner::subgraph(graph, *keep);
    if (selection.repeat > 1)
        part = repeated(part, selection.repeat);
    if (selection.shuffleSeed)
        shuffle(part, *selection.shuffleSeed);
    return part;
}

QString planHash(const RunGraph &graph)
{
    QStringList lines;
    for (const RunGraph::Node &node : graph.nodes) {
        QStringList needs;
        for (const RunGraph::Edge &edge : node.needs) {
            needs.append(graph.nodes[static_cast<std::size_t>(edge.node)].info->id + u'=' +
                         model::needOnName(edge.on));
        }
        needs.sort();
        const QString phase =
            node.phase >= 0 ? graph.phases[static_cast<std::size_t>(node.phase)].name : QString();
        lines.append(node.info->id + u'\t' + phase + u'\t' + needs.join(u','));
    }
    lines.sort();
    const QByteArray all = lines.join(u'\n').toUtf8();
    return QString::fromLatin1(
        QCryptographicHash::hash(all, QCryptographicHash::Sha256).toHex().first(16));
}

} // namespace assay::orchestrator
