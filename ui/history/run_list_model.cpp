// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/run_list_model.h"

#include "ui/history/run_words.h"
#include "ui/models/roles.h"

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;
using history::RunInfo;

RunListModel::RunListModel(HistoryAccess &access, QObject *parent)
    : QAbstractTableModel(parent)
    , m_access(access)
{
    connect(&access, &HistoryAccess::opened, this, [this] {
        clear();
        refresh();
    });
    connect(&access, &HistoryAccess::changed, this, &RunListModel::refresh);
    refresh();
}

void RunListModel::setTerms(std::vector<history::RunTerm> terms)
{
    m_terms = std::move(terms);
    m_first.cancel();
    m_loading = false;
    clear();
    refresh();
}

void RunListModel::clear()
{
    m_pages.clear();
    m_wanted.clear();
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

HistoryTask RunListModel::read(int page, bool withTotal,
                               std::function<void(base::Result<Page>)> answer)
{
    history::RunQuery query;
    query.terms = m_terms;
    query.limit = kPage;
    query.offset = page * kPage;
    return m_access.ask<Page>(
        this,
        [query, withTotal](workbench::Workbench &, history::HistoryStore &store,
                           const std::stop_token &) -> base::Result<Page> {
            Page read;
            if (withTotal) {
                const auto total = store.count(query);
                if (!total)
                    return base::failure(total.error());
                read.total = *total;
            }
            auto runs = store.runs(query);
            if (!runs)
                return base::failure(runs.error());
            read.runs = std::move(*runs);
            return read;
        },
        std::move(answer));
}

void RunListModel::refresh()
{
    if (m_loading) {
        m_again = true;
        return;
    }
    m_again = false;
    m_loading = m_access.isOpen();
    if (!m_access.isOpen()) {
        m_problem.clear();
        Q_EMIT stateChanged();
        return;
    }
    m_first = read(0, true, [this](base::Result<Page> page) { onFirst(std::move(page)); });
    Q_EMIT stateChanged();
}

void RunListModel::onFirst(base::Result<Page> page)
{
    m_loading = false;
    if (!page) {
        // What was read stays: it was true, and may be again when a lock is gone.
        m_problem = page.error().toString();
        Q_EMIT stateChanged();
        return;
    }
    m_problem.clear();
    const auto total =
        static_cast<std::size_t>(std::max(page->total, static_cast<int>(page->runs.size())));
    // Runs mostly come at the top: those that were there keep their rows, and views their
    // selection.
    std::size_t grown = 0;
    bool known = m_rows.empty() && total == 0;
    if (!m_rows.empty() && m_rows.front() && total >= m_rows.size()) {
        grown = total - m_rows.size();
        known = grown < page->runs.size() && page->runs[grown].id == m_rows.front()->id;
    }
    if (!known) {
        m_pages.clear();
        m_wanted.clear();
        beginResetModel();
        m_rows.assign(total, std::nullopt);
        for (std::size_t i = 0; i < page->runs.size(); ++i)
            m_rows[i] = std::move(page->runs[i]);
        endResetModel();
    } else {
        if (grown > 0) {
            m_pages.clear(); // their rows have moved
            beginInsertRows({}, 0, static_cast<int>(grown) - 1);
            m_rows.insert(m_rows.begin(), grown, std::nullopt);
            endInsertRows();
        }
        place(0, std::move(page->runs));
        for (std::size_t i = kPage; i < m_rows.size(); ++i) {
            if (m_rows[i] && m_rows[i]->status == RunInfo::Status::Running)
                m_wanted.insert(static_cast<int>(i) / kPage);
        }
    }
    readWanted();
    Q_EMIT stateChanged();
    if (m_again)
        refresh();
}

void RunListModel::place(int first, std::vector<RunInfo> runs)
{
    const int last =
        std::min(first + static_cast<int>(runs.size()), static_cast<int>(m_rows.size())) - 1;
    for (int row = first; row <= last; ++row)
        m_rows[static_cast<std::size_t>(row)] =
            std::move(runs[static_cast<std::size_t>(row - first)]);
    if (last >= first)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

void RunListModel::want(int row) const
{
    const int page = row / kPage;
    if (m_wanted.contains(page) ||
        std::any_of(m_pages.begin(), m_pages.end(),
                    [page](const auto &reading) { return reading.first == page; }))
        return;
    m_wanted.insert(page);
    auto *self = const_cast<RunListModel *>(this); // asked while painting: done after it
    QMetaObject::invokeMethod(
        self, [self] { self->readWanted(); }, Qt::QueuedConnection);
}

void RunListModel::readWanted()
{
    for (const int page : std::exchange(m_wanted, {})) {
        m_pages.emplace_back(page, read(page, false, [this, page](base::Result<Page> answer) {
                                 std::erase_if(m_pages, [page](const auto &reading) {
                                     return reading.first == page;
                                 });
                                 if (answer)
                                     place(page * kPage, std::move(answer->runs));
                                 else
                                     m_problem = answer.error().toString();
                                 Q_EMIT stateChanged();
                             }));
    }
}

const RunInfo *RunListModel::runAt(int row) const
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_rows.size())
        return nullptr;
    const auto &run = m_rows[static_cast<std::size_t>(row)];
    return run ? &*run : nullptr;
}

int RunListModel::rowOf(const QString &runId) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&](const auto &run) { return run && run->id == runId; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

int RunListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RunListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunListModel::display(const RunInfo &run, int column) const
{
    switch (column) {
    case RunColumn:
        return shortRunId(run.id);
    case StartedColumn:
        return runTime(run.started, QDateTime::currentDateTime());
    case TitleColumn:
        return run.title;
    case ResultColumn:
        return runResult(run);
    case DurationColumn:
        return run.finished.isValid() ? base::durationText(std::chrono::milliseconds(
                                            run.started.msecsTo(run.finished)))
                                      : QString();
    case EnvironmentColumn:
        return run.environment;
    case TagsColumn:
        return runTags(run);
    default:
        return {};
    }
}

QVariant RunListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const RunInfo *run = runAt(index.row());
    const int column = index.column();
    if (run == nullptr) {
        if (role == Qt::DisplayRole) {
            want(index.row());
            return column == TitleColumn ? tr("reading…") : QString();
        }
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return display(*run, column);
    case Qt::AccessibleTextRole:
        return column == OutcomeColumn ? runResult(*run)
               : column == RunColumn   ? u"%1, %2"_s.arg(run->id, statusLabel(statusOfRun(*run)))
                                       : display(*run, column).toString();
    case Qt::ToolTipRole:
        return runToolTip(*run);
    case Qt::TextAlignmentRole:
        return int((column == DurationColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case FiguresRole:
        return column == DurationColumn;
    case StatusRole:
        return column == RunColumn ? QVariant(int(statusOfRun(*run))) : QVariant();
    case RunIdRole:
        return run->id;
    case LiveRole:
        return run->status == RunInfo::Status::Running;
    case CountsRole:
        return column == OutcomeColumn ? QVariant::fromValue(run->counts) : QVariant();
    default:
        return {};
    }
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == DurationColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case RunColumn:
        return tr("run");
    case StartedColumn:
        return tr("started");
    case TitleColumn:
        return tr("title");
    case OutcomeColumn:
        return tr("outcome");
    case ResultColumn:
        return tr("cases");
    case DurationColumn:
        return tr("duration");
    case EnvironmentColumn:
        return tr("environment");
    case TagsColumn:
        return tr("tags");
    default:
        return {};
    }
}

} // namespace assay::ui
