// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filter/case_filter.h"
#include "workbench/workbench.h"

#include <QAbstractItemModel>
#include <QHash>

#include <array>
#include <memory>

namespace assay::ui {

/// Folders, suite files and cases of a workspace with how each case ended last. A folder's status
/// is that of the case in it that needs attention first. Main thread.
class SuiteTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    using StatusCounts = std::array<int, kStatusCount>;
    enum class Kind { Root, Folder, Suite, Broken, Case };

    explicit SuiteTreeModel(QObject *parent = nullptr);
    ~SuiteTreeModel() override;

    /// A new tree; results of cases that are still there are kept.
    void setContent(const workbench::WorkspaceContent &content);
    /// Ids that are not in the tree are ignored. finishUpdate() tells the views, once a frame.
    void setResult(const QString &caseId, Status status, base::Nanoseconds duration);
    void finishUpdate();

    [[nodiscard]] const StatusCounts &counts() const;
    [[nodiscard]] int caseCount() const { return static_cast<int>(m_cases.size()); }
    [[nodiscard]] Kind kindAt(const QModelIndex &index) const;
    /// Null when the node is no case.
    [[nodiscard]] const CaseFacts *factsAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOfCase(const QString &caseId) const;
    /// The ids of the cases at and below the indexes.
    [[nodiscard]] QStringList casesBelow(const QModelIndexList &indexes) const;
    [[nodiscard]] QStringList casesWith(bool (*wanted)(Status)) const;
    [[nodiscard]] QStringList caseIds() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Node;
    [[nodiscard]] Node *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const Node &node) const;
    Node &folderFor(const QString &file, qsizetype skip);
    Node &child(Node &parent, Kind kind, const QString &name, const QString &key);
    void addSuite(const model::Suite &suite, qsizetype skip,
                  const QHash<QString, CaseFacts> &known);
    static void collect(const Node &node, QStringList &ids);

    std::unique_ptr<Node> m_root;
    QHash<QString, Node *> m_cases;
    std::vector<Node *> m_changed;
};

} // namespace assay::ui
