// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filter/case_filter.h"
#include "workbench/workbench.h"

#include <QAbstractItemModel>
#include <QHash>

#include <array>
#include <memory>

namespace assay::ui {

/// Folders, suite files, cases and their data rows, with how each case ended last, as far as a
/// filter takes them. A folder's status is that of the case in it that needs attention first. Files
/// that do not load stand among the others with their first mistake.
///
/// A filter that looks at results is followed while they change. Another content or filter resets
/// the model: views keep what they have by KeyRole and indexOfKey(). Main thread.
class SuiteTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    using StatusCounts = std::array<int, kStatusCount>;
    /// Rows: a case with data, above a case for each row.
    enum class Kind { Root, Folder, Suite, Broken, Rows, Case };

    explicit SuiteTreeModel(QObject *parent = nullptr);
    ~SuiteTreeModel() override;

    /// A new tree; results of cases that are still there are kept, those of the others come from
    /// the record.
    void setContent(const workbench::WorkspaceContent &content,
                    const workbench::WorkspaceRecord &record = {});
    void setFilter(CaseFilter filter);
    /// Ids that are not in the tree are ignored. finishUpdate() tells the views, once a frame.
    void setResult(const QString &caseId, Status status, base::Nanoseconds duration);
    void finishUpdate();

    [[nodiscard]] const StatusCounts &counts() const; ///< of all cases, whatever the filter
    [[nodiscard]] int caseCount() const { return m_caseCount; }
    [[nodiscard]] int brokenCount() const; ///< files
    [[nodiscard]] Kind kindAt(const QModelIndex &index) const;
    /// Null when the node is no case.
    [[nodiscard]] const CaseFacts *factsAt(const QModelIndex &index) const;
    [[nodiscard]] const CaseFacts *factsOf(const QString &caseId) const; ///< also of hidden ones
    /// Where it is written; without a line for a file, invalid for a folder.
    [[nodiscard]] base::SourcePosition positionAt(const QModelIndex &index) const;
    [[nodiscard]] bool isQuarantined(const QModelIndex &index) const;
    /// Invalid when there is none, or when it is hidden.
    [[nodiscard]] QModelIndex indexOfKey(const QString &key) const;
    [[nodiscard]] QModelIndex indexOfCase(const QString &caseId) const;
    /// The ids of the shown cases at and below the indexes, in the order of the tree, each once.
    [[nodiscard]] QStringList casesBelow(const QModelIndexList &indexes) const;
    /// Of all cases, whatever the filter.
    [[nodiscard]] QStringList casesWith(bool (*wanted)(Status)) const;
    [[nodiscard]] QStringList changedCases() const;
    [[nodiscard]] QStringList caseIds() const;
    [[nodiscard]] QStringList shownCases() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Node;
    struct Builder;
    [[nodiscard]] Node *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const Node &node) const;
    [[nodiscard]] bool takes(const Node &node) const; ///< the filter, of a leaf
    bool showBelow(Node &node);
    void follow(Node &leaf);
    void tell(const std::vector<Node *> &nodes);
    template <class Wanted>
    [[nodiscard]] QStringList idsWhere(const Wanted &wanted) const;

    std::unique_ptr<Node> m_root;
    QHash<QString, Node *> m_nodes; ///< by key
    std::vector<Node *> m_cases;    ///< in the order of the tree
    int m_caseCount = 0;
    CaseFilter m_filter;
    std::vector<Node *> m_changed;
};

} // namespace assay::ui
