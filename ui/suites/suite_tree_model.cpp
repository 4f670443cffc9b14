// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suites/suite_tree_model.h"

#include "ui/models/roles.h"
#include "ui/suites/suite_tree_builder.h"

#include <QSet>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// More lines that come or go at once are a new tree for the views: they would move each one.
constexpr std::size_t kMostMoves = 64;

} // namespace

SuiteTreeModel::SuiteTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
    m_root->kind = Kind::Root;
}

SuiteTreeModel::~SuiteTreeModel() = default;

void SuiteTreeModel::setContent(const workbench::WorkspaceContent &content,
                                const workbench::WorkspaceRecord &record)
{
    QHash<QString, CaseFacts> known;
    for (const Node *node : m_cases) {
        if (node->facts.status != Status::NotRun)
            known.insert(node->key, node->facts);
    }
    Builder builder(content, record, known);
    builder.build();
    beginResetModel();
    m_changed.clear();
    m_root = std::move(builder.root);
    m_nodes = std::move(builder.nodes);
    m_cases = std::move(builder.cases);
    m_caseCount = static_cast<int>(m_cases.size());
    showBelow(*m_root);
    endResetModel();
}

void SuiteTreeModel::setFilter(CaseFilter filter)
{
    beginResetModel();
    m_filter = std::move(filter);
    showBelow(*m_root);
    endResetModel();
}

bool SuiteTreeModel::takes(const Node &node) const
{
    if (m_filter.isEmpty())
        return true;
    if (node.kind == Kind::Case)
        return m_filter.matches(node.facts);
    if (node.broken == 0 || (node.kind != Kind::Broken && node.kind != Kind::Suite))
        return false; // it is shown for the cases below it
    CaseFacts facts;
    facts.name = node.name;
    facts.suite = node.key;
    facts.status = Status::Error;
    return m_filter.matches(facts);
}

/// What is shown at and below the node; false when nothing is.
bool SuiteTreeModel::showBelow(Node &node)
{
    node.shown.clear();
    for (const auto &child : node.children) {
        const bool shown = showBelow(*child);
        child->row = shown ? static_cast<int>(node.shown.size()) : -1;
        if (shown)
            node.shown.push_back(child.get());
    }
    return !node.shown.empty() || takes(node);
}

void SuiteTreeModel::setResult(const QString &caseId, Status status, base::Nanoseconds duration)
{
    Node *leaf = m_nodes.value(caseId);
    if (leaf == nullptr || leaf->kind != Kind::Case ||
        (leaf->facts.status == status && leaf->facts.duration == duration))
        return;
    const Status before = std::exchange(leaf->facts.status, status);
    const base::Nanoseconds change = duration - std::exchange(leaf->facts.duration, duration);
    if (status != Status::Queued && status != Status::Running && status != Status::NotRun)
        leaf->facts.flaky = status == Status::Flaky;
    for (Node *node = leaf; node != nullptr; node = node->parent) {
        if (node != leaf) {
            --node->counts[static_cast<std::size_t>(before)];
            ++node->counts[static_cast<std::size_t>(status)];
            node->facts.duration += change;
        }
        if (!std::exchange(node->changed, true))
            m_changed.push_back(node);
    }
}

void SuiteTreeModel::finishUpdate()
{
    const std::vector<Node *> changed = std::exchange(m_changed, {});
    std::vector<Node *> moved;
    for (Node *node : changed) {
        node->changed = false;
        if (node->kind == Kind::Case && m_filter.looksAtResults() &&
            takes(*node) != (node->row >= 0))
            moved.push_back(node);
    }
    if (moved.size() > kMostMoves) {
        beginResetModel();
        showBelow(*m_root);
        endResetModel();
        return;
    }
    for (Node *node : moved)
        follow(*node);
    tell(changed);
}

/// Shows or hides a case whose result has changed, and the groups that are there for it.
void SuiteTreeModel::follow(Node &leaf)
{
    Node *top = &leaf; // the highest that comes or goes with it
    if (leaf.row >= 0) {
        while (top->parent != m_root.get() && top->parent->shown.size() == 1 &&
               !takes(*top->parent))
            top = top->parent;
        Node &parent = *top->parent;
        beginRemoveRows(indexOf(parent), top->row, top->row);
        parent.shown.erase(parent.shown.begin() + top->row);
        for (Node *node = &leaf; node != &parent; node = node->parent) {
            node->row = -1;
            if (node != top)
                node->parent->shown.clear();
        }
        for (std::size_t row = 0; row < parent.shown.size(); ++row)
            parent.shown[row]->row = static_cast<int>(row);
        endRemoveRows();
        return;
    }
    while (top->parent != m_root.get() && top->parent->row < 0) {
        top->row = 0;
        top->parent->shown = {top};
        top = top->parent;
    }
    Node &parent = *top->parent;
    const auto before =
        std::lower_bound(parent.shown.begin(), parent.shown.end(), top->place,
                         [](const Node *shown, int place) { return shown->place < place; });
    const auto row = static_cast<int>(before - parent.shown.begin());
    beginInsertRows(indexOf(parent), row, row);
    parent.shown.insert(before, top);
    for (std::size_t i = 0; i < parent.shown.size(); ++i)
        parent.shown[i]->row = static_cast<int>(i);
    endInsertRows();
}

/// One signal for what changed below one parent: a run may queue 10 000 cases in one frame.
void SuiteTreeModel::tell(const std::vector<Node *> &nodes)
{
    QHash<const Node *, std::pair<int, int>> ranges;
    for (const Node *node : nodes) {
        if (node == m_root.get() || node->row < 0)
            continue;
        auto range = ranges.find(node->parent);
        if (range == ranges.end())
            range = ranges.insert(node->parent, {node->row, node->row});
        range->first = std::min(range->first, node->row);
        range->second = std::max(range->second, node->row);
    }
    for (auto it = ranges.cbegin(); it != ranges.cend(); ++it) {
        const auto &shown = it.key()->shown;
        Q_EMIT dataChanged(indexOf(*shown[static_cast<std::size_t>(it->first)]),
                           indexOf(*shown[static_cast<std::size_t>(it->second)]));
    }
}

const SuiteTreeModel::StatusCounts &SuiteTreeModel::counts() const
{
    return m_root->counts;
}

int SuiteTreeModel::brokenCount() const
{
    return m_root->broken;
}

SuiteTreeModel::Node *SuiteTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex SuiteTreeModel::indexOf(const Node &node) const
{
    if (&node == m_root.get() || node.row < 0)
        return {};
    return createIndex(node.row, 0, const_cast<Node *>(&node)); // Qt keeps it as void *
}

SuiteTreeModel::Kind SuiteTreeModel::kindAt(const QModelIndex &index) const
{
    return nodeAt(index)->kind;
}

const CaseFacts *SuiteTreeModel::factsAt(const QModelIndex &index) const
{
    const Node *node = nodeAt(index);
    return node->kind == Kind::Case ? &node->facts : nullptr;
}

const CaseFacts *SuiteTreeModel::factsOf(const QString &caseId) const
{
    const Node *node = m_nodes.value(caseId);
    return node != nullptr && node->kind == Kind::Case ? &node->facts : nullptr;
}

base::SourcePosition SuiteTreeModel::positionAt(const QModelIndex &index) const
{
    return nodeAt(index)->position;
}

bool SuiteTreeModel::isQuarantined(const QModelIndex &index) const
{
    return nodeAt(index)->quarantined;
}

QModelIndex SuiteTreeModel::indexOfKey(const QString &key) const
{
    const Node *node = m_nodes.value(key);
    return node == nullptr ? QModelIndex() : indexOf(*node);
}

QModelIndex SuiteTreeModel::indexOfCase(const QString &caseId) const
{
    const QModelIndex index = indexOfKey(caseId);
    return kindAt(index) == Kind::Case ? index : QModelIndex();
}

QStringList SuiteTreeModel::casesBelow(const QModelIndexList &indexes) const
{
    if (indexes.size() == 1)
        return [&] {
            QStringList ids;
            nodeAt(indexes.front())->collect(ids);
            return ids;
        }();
    QStringList below;
    for (const QModelIndex &index : indexes)
        nodeAt(index)->collect(below);
    const QSet<QString> wanted(below.begin(), below.end());
    return idsWhere([&](const Node &node) { return wanted.contains(node.key); });
}

template <class Wanted>
QStringList SuiteTreeModel::idsWhere(const Wanted &wanted) const
{
    QStringList ids;
    for (const Node *node : m_cases) {
        if (wanted(*node))
            ids.append(node->key);
    }
    return ids;
}

QStringList SuiteTreeModel::casesWith(bool (*wanted)(Status)) const
{
    return idsWhere([&](const Node &node) { return wanted(node.facts.status); });
}

QStringList SuiteTreeModel::changedCases() const
{
    return idsWhere([](const Node &node) { return node.facts.changed; });
}

QStringList SuiteTreeModel::caseIds() const
{
    return idsWhere([](const Node &) { return true; });
}

QStringList SuiteTreeModel::shownCases() const
{
    QStringList ids;
    m_root->collect(ids);
    return ids;
}

QModelIndex SuiteTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeAt(parent);
    if (column != 0 || row < 0 || row >= static_cast<int>(node->shown.size()))
        return {};
    return createIndex(row, 0, node->shown[static_cast<std::size_t>(row)]);
}

QModelIndex SuiteTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(*nodeAt(child)->parent) : QModelIndex();
}

int SuiteTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent)->shown.size());
}

int SuiteTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant SuiteTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *nodeAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return node.name;
    case Qt::ToolTipRole: {
        QStringList lines{node.hint.isEmpty() ? node.key : node.hint};
        if (!node.facts.tags.isEmpty())
            lines.append(node.facts.tags.join(u", "_s));
        if (node.quarantined)
            lines.append(tr("quarantined: it runs, but its failure does not count"));
        if (node.facts.changed)
            lines.append(tr("edited since all of its suite last ran"));
        return lines.join(u'\n');
    }
    case Qt::AccessibleTextRole: {
        QStringList words{node.name, statusLabel(node.status())};
        if (node.quarantined)
            words.append(tr("quarantined"));
        return words.join(u", "_s);
    }
    case StatusRole:
        return static_cast<int>(node.status());
    case NoteRole:
        return node.facts.duration.count() > 0 ? base::durationText(node.facts.duration)
                                               : QString();
    case CaseIdRole:
        return node.kind == Kind::Case ? node.key : QString();
    case KeyRole:
        return node.key;
    case StrongRole:
        return node.kind == Kind::Folder;
    case TagsRole: {
        QStringList own = node.facts.tags; // those of the suite stand there
        for (const Node *up = node.parent; up != nullptr; up = up->parent) {
            for (const QString &tag : up->facts.tags)
                own.removeAll(tag);
        }
        return own;
    }
    case QuarantineRole:
        return node.quarantined;
    case ChangedRole:
        return node.facts.changed && node.kind == Kind::Suite;
    default:
        return {};
    }
}

Qt::ItemFlags SuiteTreeModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace assay::ui
