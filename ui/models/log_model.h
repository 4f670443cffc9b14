// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <deque>

namespace assay::ui {

/// What a line of the console is about, for its filters.
enum class LogKind { Case, Step, Service, Health, Data, Assay };

struct ConsoleLine
{
    base::Nanoseconds at{};
    events::LogLevel level = events::LogLevel::Info;
    LogKind kind = LogKind::Assay;
    Role role = Role::Text;
    QString source; ///< "step", "api", "health"
    QString text;   ///< one line
};

struct LogFilter
{
    events::LogLevel level = events::LogLevel::Debug; ///< this and worse
    bool cases = true;
    bool services = true;
    bool health = true;
    QString text; ///< anywhere in source or text

    [[nodiscard]] bool takes(const ConsoleLine &line) const;
    friend bool operator==(const LogFilter &, const LogFilter &) = default;
};

/// What an event says in the console; nothing for most. `state` is the run after the event.
[[nodiscard]] std::optional<ConsoleLine> consoleLine(const events::Event &event,
                                                     const events::RunState &state);

/// The newest lines of a run, bounded in number and bytes, behind a filter. A filter over many
/// lines is looked through a piece a frame, so the window stays alive. Main thread.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, SourceColumn, TextColumn, ColumnCount };
    static constexpr std::size_t kCapacity = 500'000;
    static constexpr qsizetype kMaxBytes = 256 * 1024 * 1024;
    static constexpr qsizetype kShown = 2000; ///< characters of a line that are shown

    explicit LogModel(QObject *parent = nullptr, std::size_t capacity = kCapacity);

    void append(std::vector<ConsoleLine> lines);
    void clear();
    void setFilter(const LogFilter &filter);
    [[nodiscard]] const LogFilter &filter() const { return m_filter; }
    [[nodiscard]] std::size_t lineCount() const { return m_lines.size(); }
    [[nodiscard]] quint64 forgotten() const { return m_first; } ///< lines that fell out
    [[nodiscard]] bool isScanning() const { return m_scanned < m_first + m_lines.size(); }
    /// Whole lines, not cut.
    [[nodiscard]] QString textOf(const QModelIndexList &rows) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    void scan();
    void forget();
    [[nodiscard]] const ConsoleLine &lineAt(int row) const;

    std::size_t m_capacity;
    std::deque<ConsoleLine> m_lines;
    quint64 m_first = 0;   ///< number of m_lines.front()
    quint64 m_scanned = 0; ///< the next line that the filter has not seen
    std::deque<quint64> m_visible;
    qsizetype m_bytes = 0;
    LogFilter m_filter;
    QTimer m_scanner;
};

} // namespace assay::ui
