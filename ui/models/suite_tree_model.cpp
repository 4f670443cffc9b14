// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/suite_tree_model.h"

#include "ui/models/roles.h"

#include <QFileInfo>
#include <QSet>

namespace assay::ui {

using namespace Qt::StringLiterals;

struct SuiteTreeModel::Node
{
    Kind kind = Kind::Folder;
    Node *parent = nullptr;
    int row = 0;
    QString name;
    QString key; ///< path, or the case's id
    QString hint;
    std::vector<std::unique_ptr<Node>> children;
    StatusCounts counts{};
    CaseFacts facts; ///< of a case; of a group only the duration, the sum of its cases'
    bool changed = false;

    [[nodiscard]] Status status() const
    {
        if (kind == Kind::Case)
            return facts.status;
        if (kind == Kind::Broken)
            return Status::Error;
        const auto has = [this](Status s) { return counts[static_cast<std::size_t>(s)] > 0; };
        for (const Status s : {Status::Running, Status::Error, Status::TimedOut, Status::Failed,
                               Status::Aborted, Status::Queued, Status::Flaky, Status::Passed,
                               Status::Quarantined, Status::Skipped}) {
            if (has(s))
                return s;
        }
        return Status::NotRun;
    }
};

namespace {

/// The folder that all files share: it says nothing in the tree.
qsizetype sharedFolder(const QStringList &files)
{
    if (files.isEmpty())
        return 0;
    QString shared = files.front().first(files.front().lastIndexOf(u'/') + 1);
    for (const QString &file : files) {
        while (!file.startsWith(shared))
            shared = shared.first(shared.chopped(1).lastIndexOf(u'/') + 1);
    }
    return shared.size();
}

QString caseLabel(const model::Case &c)
{
    return c.key.isEmpty() ? c.name : u"%1 [%2]"_s.arg(c.name, c.key);
}

} // namespace

SuiteTreeModel::SuiteTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
    m_root->kind = Kind::Root;
}

SuiteTreeModel::~SuiteTreeModel() = default;

void SuiteTreeModel::setContent(const workbench::WorkspaceContent &content)
{
    beginResetModel();
    QHash<QString, CaseFacts> known;
    for (auto it = m_cases.cbegin(); it != m_cases.cend(); ++it)
        known.insert(it.key(), it.value()->facts);
    m_changed.clear();
    m_cases.clear();
    m_root = std::make_unique<Node>();
    m_root->kind = Kind::Root;

    QStringList files;
    for (const model::Suite &suite : content.suites)
        files.append(suite.file);
    QHash<QString, QString> broken;
    QStringList brokenFiles;
    for (const suite::Diagnostic &diagnostic : content.diagnostics) {
        const QString &file = diagnostic.error.position.file;
        if (file.isEmpty() || files.contains(file) || broken.contains(file))
            continue;
        broken.insert(file, diagnostic.error.title);
        brokenFiles.append(file);
    }
    const qsizetype skip = sharedFolder(files + brokenFiles);
    for (const model::Suite &suite : content.suites)
        addSuite(suite, skip, known);
    for (const QString &file : std::as_const(brokenFiles)) {
        Node &node =
            child(folderFor(file, skip), Kind::Broken, QFileInfo(file).completeBaseName(), file);
        node.hint = tr("%1 does not load: %2").arg(file, broken.value(file));
    }
    endResetModel();
}

SuiteTreeModel::Node &SuiteTreeModel::child(Node &parent, Kind kind, const QString &name,
                                            const QString &key)
{
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->parent = &parent;
    node->row = static_cast<int>(parent.children.size());
    node->name = name;
    node->key = key;
    return *parent.children.emplace_back(std::move(node));
}

SuiteTreeModel::Node &SuiteTreeModel::folderFor(const QString &file, qsizetype skip)
{
    Node *node = m_root.get();
    const QString rest = file.sliced(skip);
    const QStringList parts = rest.split(u'/', Qt::SkipEmptyParts);
    QString key = file.first(skip);
    for (qsizetype i = 0; i + 1 < parts.size(); ++i) {
        key += parts[i] + u'/';
        Node *found = nullptr;
        for (const auto &existing : node->children) {
            if (existing->kind == Kind::Folder && existing->key == key)
                found = existing.get();
        }
        node = found != nullptr ? found : &child(*node, Kind::Folder, parts[i], key);
    }
    return *node;
}

void SuiteTreeModel::addSuite(const model::Suite &suite, qsizetype skip,
                              const QHash<QString, CaseFacts> &known)
{
    Node &node = child(folderFor(suite.file, skip), Kind::Suite,
                       QFileInfo(suite.file).completeBaseName(), suite.file);
    node.hint = suite.name.isEmpty() ? suite.file : u"%1\n%2"_s.arg(suite.name, suite.file);
    for (const model::Case &c : suite.cases) {
        Node &leaf = child(node, Kind::Case, caseLabel(c), c.id);
        leaf.hint = c.tags.isEmpty() ? c.id : u"%1\n%2"_s.arg(c.id, c.tags.join(u", "_s));
        const CaseFacts before = known.value(c.id);
        leaf.facts = {leaf.name, suite.name + u' ' + suite.file, c.tags, before.status,
                      before.duration};
        m_cases.insert(c.id, &leaf);
        for (Node *up = leaf.parent; up != nullptr; up = up->parent) {
            ++up->counts[static_cast<std::size_t>(leaf.facts.status)];
            up->facts.duration += leaf.facts.duration;
        }
    }
}

void SuiteTreeModel::setResult(const QString &caseId, Status status, base::Nanoseconds duration)
{
    Node *leaf = m_cases.value(caseId);
    if (leaf == nullptr || (leaf->facts.status == status && leaf->facts.duration == duration))
        return;
    const Status before = std::exchange(leaf->facts.status, status);
    const base::Nanoseconds change = duration - std::exchange(leaf->facts.duration, duration);
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
    for (Node *node : std::exchange(m_changed, {})) {
        node->changed = false;
        if (node == m_root.get())
            continue;
        const QModelIndex index = indexOf(*node);
        Q_EMIT dataChanged(index, index);
    }
}

const SuiteTreeModel::StatusCounts &SuiteTreeModel::counts() const
{
    return m_root->counts;
}

SuiteTreeModel::Node *SuiteTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex SuiteTreeModel::indexOf(const Node &node) const
{
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

QModelIndex SuiteTreeModel::indexOfCase(const QString &caseId) const
{
    const Node *node = m_cases.value(caseId);
    return node == nullptr ? QModelIndex() : indexOf(*node);
}

void SuiteTreeModel::collect(const Node &node, QStringList &ids)
{
    if (node.kind == Kind::Case)
        ids.append(node.key);
    for (const auto &c : node.children)
        collect(*c, ids);
}

QStringList SuiteTreeModel::casesBelow(const QModelIndexList &indexes) const
{
    QStringList ids;
    for (const QModelIndex &index : indexes)
        collect(*nodeAt(index), ids);
    ids.removeDuplicates();
    return ids;
}

QStringList SuiteTreeModel::caseIds() const
{
    QStringList ids;
    collect(*m_root, ids);
    return ids;
}

QStringList SuiteTreeModel::casesWith(bool (*wanted)(Status)) const
{
    QStringList ids;
    for (const QString &id : caseIds()) {
        if (wanted(m_cases.value(id)->facts.status))
            ids.append(id);
    }
    return ids;
}

QModelIndex SuiteTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeAt(parent);
    if (column != 0 || row < 0 || row >= static_cast<int>(node->children.size()))
        return {};
    return createIndex(row, 0, node->children[static_cast<std::size_t>(row)].get());
}

QModelIndex SuiteTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const Node *above = nodeAt(child)->parent;
    return above == nullptr || above == m_root.get() ? QModelIndex() : indexOf(*above);
}

int SuiteTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent)->children.size());
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
    case Qt::ToolTipRole:
        return node.hint.isEmpty() ? node.key : node.hint;
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(node.name, statusLabel(node.status()));
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
    default:
        return {};
    }
}

Qt::ItemFlags SuiteTreeModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace assay::ui
