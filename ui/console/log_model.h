// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/console/log_finder.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QThreadPool>
#include <QTimer>

namespace assay::ui {

/// A line as a row shows it.
struct LogRow
{
    StoredLine line; ///< without its text
    QString time;    ///< "10.021"; empty for a further line of a text
    QString text;    ///< at most LogModel::kShown characters
    bool cut = false;
};

/// The lines of a run behind a filter, and where a text stands in them. Filters and searches run on
/// workers, are cancelled by the next one, and their lines come in as they are found. Rows are read
/// from the store when they are asked for. Main thread.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, SourceColumn, TextColumn, ColumnCount };
    static constexpr qsizetype kShown = 2000; ///< characters of a line that are shown

    explicit LogModel(QObject *parent = nullptr, const QString &folder = LogStore::defaultFolder(),
                      const LogLimits &limits = {});
    ~LogModel() override;

    void append(std::vector<ConsoleLine> lines); ///< rows come later, when they are written
    void clear();

    /// Which lines are rows.
    void setFilter(const LogFilter &filter);
    [[nodiscard]] const LogFilter &filter() const { return m_filter; }
    /// What is searched among the rows; nothing with an empty text.
    void setSearch(const LogText &text);
    [[nodiscard]] const LogText &search() const { return m_search; }
    /// Lines with the searched text, in order.
    [[nodiscard]] const std::vector<LineNumber> &hits() const { return m_hits.lines(); }
    /// The first hit at or after the line, or the last at or before it; the other end goes on from
    /// there. Nothing without hits.
    [[nodiscard]] std::optional<LineNumber> hitFrom(LineNumber line, bool forward) const;
    /// Which of the hits the line is, from 1; 0 when it is none.
    [[nodiscard]] std::size_t hitNumber(LineNumber line) const;

    /// Lines wait to be written, or a filter or search has not seen them all.
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] double progress() const; ///< of filter and search, 0 to 1

    [[nodiscard]] quint64 lineCount() const { return m_extent.count(); }
    [[nodiscard]] quint64 dropped() const { return m_store->dropped(); }
    [[nodiscard]] QString problem() const { return m_store->problem(); }
    [[nodiscard]] QStringList sources() const { return m_store->sources(); }
    [[nodiscard]] std::shared_ptr<const LogStore> store() const { return m_store; }

    [[nodiscard]] LineNumber lineOf(int row) const; ///< 0 <= row < rowCount()
    /// The row of the line, or of the first after it; rowCount() when there is none.
    [[nodiscard]] int rowOf(LineNumber line) const;
    /// The first row that is not before the moment; rowCount() when all are.
    [[nodiscard]] int rowAt(base::Nanoseconds at) const;
    /// Stands until the next call.
    [[nodiscard]] const LogRow &row(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void searched(); ///< hits, progress, problems or the number of lines may have changed

private:
    void begin();
    void tick();
    void restartRows();
    void restartHits();
    [[nodiscard]] bool filters() const { return m_rows.isActive(); }
    void takeExtent(const LogExtent &extent);
    void fetch(LineNumber line) const;
    void fetched(LineNumber line);

    QString m_folder;
    LogLimits m_limits;
    mutable QThreadPool m_pool;
    std::shared_ptr<LogStore> m_store;
    LogExtent m_extent; ///< that the rows are of
    LogFilter m_filter;
    LogText m_search;
    LogFinder m_rows; ///< active when not every line is a row
    LogFinder m_hits;
    mutable QCache<LineNumber, LogRow> m_cache;
    mutable LogRow m_seam; ///< says something else with every line that falls out
    QTimer m_frame;
};

} // namespace assay::ui
