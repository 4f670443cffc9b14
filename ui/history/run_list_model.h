// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/history_access.h"

#include <QAbstractTableModel>
#include <QSet>

#include <optional>
#include <vector>

namespace assay::ui {

/// The runs that a filter takes, newest first, of any number: a page of them is read when a view
/// first shows it. Follows what other processes write; a row keeps its run while rows come before
/// it. Main thread.
class RunListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        RunColumn, ///< id with its status
        StartedColumn,
        TitleColumn,
        OutcomeColumn, ///< the strip: CountsRole
        ResultColumn,  ///< "95 passed, 2 failed"
        DurationColumn,
        EnvironmentColumn,
        TagsColumn, ///< branch, commit and the facts that were given
        ColumnCount
    };
    enum ExtraRole {
        RunIdRole = Qt::UserRole + 100, ///< QString; empty while the row is read
        LiveRole,                       ///< bool: its process lives
        CountsRole,                     ///< events::RunState::Counts
    };
    static constexpr int kPage = 200;

    explicit RunListModel(HistoryAccess &access, QObject *parent = nullptr);

    void setTerms(std::vector<history::RunTerm> terms);
    /// Reads what is shown anew.
    void refresh();
    /// Null while the row is read.
    [[nodiscard]] const history::RunInfo *runAt(int row) const;
    [[nodiscard]] int rowOf(const QString &runId) const; ///< -1: not there, or not read yet
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] bool isLoading() const { return m_loading; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

Q_SIGNALS:
    /// The number, the problem, or isLoading() changed.
    void stateChanged();

private:
    struct Page
    {
        int total = 0;
        std::vector<history::RunInfo> runs;
    };
    [[nodiscard]] HistoryTask read(int page, bool withTotal,
                                   std::function<void(base::Result<Page>)> answer);
    void onFirst(base::Result<Page> page);
    void clear();
    void place(int first, std::vector<history::RunInfo> runs);
    void want(int row) const;
    void readWanted();
    [[nodiscard]] QVariant display(const history::RunInfo &run, int column) const;

    HistoryAccess &m_access;
    std::vector<history::RunTerm> m_terms;
    std::vector<std::optional<history::RunInfo>> m_rows;
    QString m_problem;
    HistoryTask m_first;
    std::vector<std::pair<int, HistoryTask>> m_pages; ///< being read
    mutable QSet<int> m_wanted;
    bool m_loading = false;
    bool m_again = false; ///< something changed while the first page was read
};

} // namespace assay::ui

Q_DECLARE_METATYPE(assay::events::RunState::Counts)
