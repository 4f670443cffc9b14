// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/log_model.h"

#include "ui/models/roles.h"

#include <QElapsedTimer>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kScanBudgetMs = 5;
constexpr int kScanStep = 500;
constexpr qsizetype kLineOverhead = 64;

qsizetype bytesOf(const ConsoleLine &line)
{
    return kLineOverhead + 2 * line.text.size();
}

QString timeText(base::Nanoseconds at)
{
    return QString::number(static_cast<double>(at.count()) / 1e9, 'f', 3);
}

} // namespace

bool LogFilter::takes(const ConsoleLine &line) const
{
    if (line.level < level)
        return false;
    switch (line.kind) {
    case LogKind::Case:
    case LogKind::Step:
        if (!cases)
            return false;
        break;
    case LogKind::Service:
        if (!services)
            return false;
        break;
    case LogKind::Health:
        if (!health)
            return false;
        break;
    case LogKind::Data:
    case LogKind::Assay:
        break;
    }
    return text.isEmpty() || line.text.contains(text, Qt::CaseInsensitive) ||
           line.source.contains(text, Qt::CaseInsensitive);
}

LogModel::LogModel(QObject *parent, std::size_t capacity)
    : QAbstractTableModel(parent)
    , m_capacity(capacity)
{
    m_scanner.setSingleShot(true);
    m_scanner.setInterval(0);
    connect(&m_scanner, &QTimer::timeout, this, &LogModel::scan);
}

void LogModel::append(std::vector<ConsoleLine> lines)
{
    for (ConsoleLine &line : lines) {
        m_bytes += bytesOf(line);
        m_lines.push_back(std::move(line));
    }
    if (m_lines.size() > m_capacity || m_bytes > kMaxBytes)
        forget();
    scan();
}

void LogModel::forget()
{
    // A little more than needed, so that not every frame moves the rows of the view.
    const std::size_t slack = m_capacity / 50;
    std::size_t count = 0;
    qsizetype bytes = m_bytes;
    while (count < m_lines.size() &&
           (m_lines.size() - count + slack > m_capacity || bytes > kMaxBytes - kMaxBytes / 50))
        bytes -= bytesOf(m_lines[count++]);
    const quint64 first = m_first + count;
    const auto kept = std::lower_bound(m_visible.begin(), m_visible.end(), first);
    const auto gone = static_cast<int>(std::distance(m_visible.begin(), kept));
    if (gone > 0)
        beginRemoveRows({}, 0, gone - 1);
    m_visible.erase(m_visible.begin(), kept);
    m_lines.erase(m_lines.begin(), m_lines.begin() + static_cast<std::ptrdiff_t>(count));
    m_first = first;
    m_bytes = bytes;
    m_scanned = std::max(m_scanned, m_first);
    if (gone > 0)
        endRemoveRows();
}

void LogModel::scan()
{
    QElapsedTimer budget;
    budget.start();
    std::vector<quint64> found;
    while (isScanning() && budget.elapsed() < kScanBudgetMs) {
        for (int i = 0; i < kScanStep && isScanning(); ++i, ++m_scanned) {
            if (m_filter.takes(m_lines[static_cast<std::size_t>(m_scanned - m_first)]))
                found.push_back(m_scanned);
        }
    }
    if (!found.empty()) {
        const int row = rowCount();
        beginInsertRows({}, row, row + static_cast<int>(found.size()) - 1);
        m_visible.insert(m_visible.end(), found.begin(), found.end());
        endInsertRows();
    }
    if (isScanning())
        m_scanner.start();
}

void LogModel::clear()
{
    beginResetModel();
    m_first += m_lines.size();
    m_scanned = m_first;
    m_lines.clear();
    m_visible.clear();
    m_bytes = 0;
    endResetModel();
}

void LogModel::setFilter(const LogFilter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    m_visible.clear();
    m_scanned = m_first;
    endResetModel();
    scan();
}

const ConsoleLine &LogModel::lineAt(int row) const
{
    return m_lines[static_cast<std::size_t>(m_visible[static_cast<std::size_t>(row)] - m_first)];
}

QString LogModel::textOf(const QModelIndexList &rows) const
{
    std::vector<int> wanted;
    for (const QModelIndex &index : rows)
        wanted.push_back(index.row());
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    QString text;
    for (const int row : wanted) {
        const ConsoleLine &line = lineAt(row);
        text += u"%1  %2  %3\n"_s.arg(timeText(line.at), line.source, line.text);
    }
    return text;
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ConsoleLine &line = lineAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == TimeColumn)
            return timeText(line.at);
        return index.column() == SourceColumn ? line.source : line.text.left(kShown);
    case StatusRole:
        return static_cast<int>(line.role);
    case Qt::ToolTipRole:
        return line.text.size() > kShown
                   ? tr("%1 characters; copy gives all of them").arg(line.text.size())
                   : QVariant();
    default:
        return {};
    }
}

} // namespace assay::ui
