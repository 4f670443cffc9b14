// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/log_model.h"

#include "ui/console/log_text.h"
#include "ui/models/roles.h"

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFrameMs = 16;
constexpr int kCachedRows = 1000;
constexpr int kWorkers = 3; ///< rows, hits, and one that fetches

QString timeText(base::Nanoseconds at)
{
    return QString::number(static_cast<double>(at.count()) / 1e9, 'f', 3);
}

} // namespace

LogModel::LogModel(QObject *parent, const QString &folder, const LogLimits &limits)
    : QAbstractTableModel(parent)
    , m_folder(folder)
    , m_limits(limits)
    , m_store(std::make_shared<LogStore>(folder, limits))
    , m_rows(m_pool)
    , m_hits(m_pool)
    , m_cache(kCachedRows)
{
    m_pool.setMaxThreadCount(kWorkers);
    m_frame.setInterval(kFrameMs);
    connect(&m_frame, &QTimer::timeout, this, &LogModel::tick);
}

LogModel::~LogModel() = default;

void LogModel::append(std::vector<ConsoleLine> lines)
{
    m_store->append(std::move(lines));
    begin();
}

// Looks once a frame what the workers have, as long as they have something to do.
void LogModel::begin()
{
    if (!m_frame.isActive())
        m_frame.start();
}

void LogModel::clear()
{
    beginResetModel();
    // The file of many lines is not closed at once.
    m_pool.start([old = std::exchange(m_store, std::make_shared<LogStore>(m_folder, m_limits))] {});
    m_extent = {};
    restartRows();
    endResetModel();
    restartHits();
}

void LogModel::setFilter(const LogFilter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    restartRows();
    endResetModel();
    restartHits();
}

void LogModel::setSearch(const LogText &text)
{
    if (text == m_search)
        return;
    m_search = text;
    restartHits();
}

void LogModel::restartRows()
{
    m_cache.clear();
    if (m_filter.takesAll())
        m_rows.stop();
    else
        m_rows.start(m_store, m_filter);
    begin();
}

void LogModel::restartHits()
{
    if (m_search.isEmpty()) {
        m_hits.stop();
    } else {
        LogFilter wanted = m_filter;
        wanted.text = m_search;
        m_hits.start(m_store, wanted);
    }
    begin();
    Q_EMIT searched();
}

bool LogModel::isBusy() const
{
    return !m_store->isIdle() || m_store->extent() != m_extent || m_rows.isBusy() ||
           m_hits.isBusy();
}

double LogModel::progress() const
{
    return std::min(m_rows.progress(), m_hits.progress());
}

void LogModel::tick()
{
    // Asked before: what is written after this is seen by the next frame.
    const bool busy = isBusy();
    takeExtent(m_store->extent());
    const LogFinder::Change hits = m_hits.poll(m_extent);
    m_hits.drop(hits);
    m_hits.take(hits);
    if (!busy && !isBusy())
        m_frame.stop();
    Q_EMIT searched();
}

void LogModel::takeExtent(const LogExtent &extent)
{
    std::size_t at = 0;
    std::size_t gone = 0;
    std::size_t fresh = 0;
    LogFinder::Change found;
    if (filters()) {
        found = m_rows.poll(extent);
        at = found.at;
        gone = found.gone;
        fresh = found.fresh.size();
    } else {
        at = m_extent.head;
        gone = std::min(std::max(extent.tail, m_extent.tail), m_extent.end) - m_extent.tail;
        fresh = extent.count() - (m_extent.count() - gone);
    }
    if (gone > 0) {
        beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at + gone) - 1);
        m_rows.drop(found);
        m_extent.tail += filters() ? 0 : gone;
        endRemoveRows();
    }
    if (fresh > 0)
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(fresh) - 1);
    m_rows.take(found);
    m_extent = extent;
    if (fresh > 0)
        endInsertRows();
}

std::optional<LineNumber> LogModel::hitFrom(LineNumber line, bool forward) const
{
    const std::vector<LineNumber> &all = hits();
    if (all.empty())
        return std::nullopt;
    const std::size_t index = m_hits.indexOf(line);
    if (forward)
        return index < all.size() ? all[index] : all.front();
    if (index < all.size() && all[index] == line)
        return line;
    return index > 0 ? all[index - 1] : all.back();
}

std::size_t LogModel::hitNumber(LineNumber line) const
{
    const std::size_t index = m_hits.indexOf(line);
    return index < hits().size() && hits()[index] == line ? index + 1 : 0;
}

LineNumber LogModel::lineOf(int row) const
{
    const auto index = static_cast<std::size_t>(row);
    return filters() ? m_rows.lines()[index] : m_extent.at(index);
}

int LogModel::rowOf(LineNumber line) const
{
    return static_cast<int>(filters() ? m_rows.indexOf(line) : m_extent.positionOf(line));
}

int LogModel::rowAt(base::Nanoseconds at) const
{
    // Times of neighbours may be out of order by the little that their threads were.
    int first = 0;
    int count = rowCount();
    while (count > 0) {
        const int half = count / 2;
        const bool before = m_store->line(lineOf(first + half), 0, false).at < at;
        first += before ? half + 1 : 0;
        count = before ? count - half - 1 : half;
    }
    return first;
}

const LogRow &LogModel::row(int row) const
{
    const LineNumber line = lineOf(row);
    if (const LogRow *known = m_cache.object(line))
        return *known;
    LogRow made;
    made.line = m_store->line(line, 4 * kShown, false);
    made.text = made.line.ready ? shownLine(made.line.text, kShown) : u"…"_s;
    made.cut = made.line.ready && made.text.size() >= kShown && made.line.size > kShown;
    made.line.text.clear();
    if (!made.line.continued)
        made.time = timeText(made.line.at);
    if (!made.line.ready)
        fetch(line);
    if (line + 1 == m_extent.head && line >= m_store->fileLines()) {
        m_seam = std::move(made);
        return m_seam;
    }
    auto *kept = new LogRow(std::move(made));
    m_cache.insert(line, kept);
    return *kept;
}

// Once a worker has read it, it is in memory and the main thread may ask for it again.
void LogModel::fetch(LineNumber line) const
{
    m_pool.start([self = const_cast<LogModel *>(this), store = store(), line] {
        (void)store->line(line, 4 * kShown, true);
        QMetaObject::invokeMethod(
            self, [self, line] { self->fetched(line); }, Qt::QueuedConnection);
    });
}

void LogModel::fetched(LineNumber line)
{
    m_cache.remove(line);
    const int row = rowOf(line);
    if (row < rowCount() && lineOf(row) == line)
        Q_EMIT dataChanged(index(row, TimeColumn), index(row, TextColumn));
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(filters() ? m_rows.lines().size() : m_extent.count());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const LogRow &shown = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == TimeColumn)
            return shown.time;
        return index.column() == SourceColumn ? shown.line.source : shown.text;
    case StatusRole:
        return static_cast<int>(shown.line.role);
    case Qt::ToolTipRole:
        return shown.cut
                   ? tr("%1; copy gives all of it").arg(base::byteCountText({shown.line.size}))
                   : QVariant();
    default:
        return {};
    }
}

} // namespace assay::ui
