// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "base/monitor.h"
#include "ui/console/log_entry.h"
#include "ui/console/log_file.h"

#include <QHash>
#include <QStringList>

#include <deque>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace assay::ui {

/// How much a store takes. More is never held, whatever is printed.
struct LogLimits
{
    qsizetype queueBytes = 32 * 1024 * 1024; ///< that wait to be written
    std::size_t queueLines = 100'000;
    quint64 fileBytes = quint64(8) << 30;
    quint64 fileLines = 20'000'000;       ///< 24 bytes of memory each
    qint64 freeBytes = qint64(256) << 20; ///< of the disk are left to others
    std::size_t tailLines = 50'000;       ///< of those after the file's end
    qsizetype tailBytes = 16 * 1024 * 1024;
};

/// The lines of a console: text in a file without a name, 24 bytes a line in memory.
///
///     auto store = std::make_shared<LogStore>(folder);
///     store->append(std::move(lines));               // never waits
///     const LogExtent there = store->extent();       // what has been written so far
///     store->line(there.at(row), 2000, false).text
///
/// A worker cleans and writes the lines in batches. What comes faster than it can write is counted
/// and told by a line of its own; so is what the disk or the limits refuse: then the lines so far
/// stay, and of what follows the newest are held in memory. Nothing is ever changed: who wants it
/// empty makes another. append() from one thread, the rest from any. The last owner waits for one
/// write: let go of it on a worker.
class LogStore
{
public:
    explicit LogStore(const QString &folder, const LogLimits &limits = {});
    ~LogStore();
    LogStore(const LogStore &) = delete;
    LogStore &operator=(const LogStore &) = delete;

    /// Where the file stands by default: on a disk, not in memory.
    [[nodiscard]] static QString defaultFolder();

    void append(std::vector<ConsoleLine> lines);
    /// Everything that was appended is in the extent.
    [[nodiscard]] bool isIdle() const;

    [[nodiscard]] LogExtent extent() const;
    [[nodiscard]] quint64 dropped() const; ///< lines, for whatever reason
    [[nodiscard]] QString
    problem() const; ///< why lines are only in memory; empty when they are not
    [[nodiscard]] QStringList sources() const; ///< by LogEntry::source

    /// A line of the extent with at most `most` bytes of its text; without `mayWait` see LogFile.
    /// One that was dropped meanwhile is empty.
    [[nodiscard]] StoredLine line(LineNumber number, qsizetype most, bool mayWait) const;

    // For those who go through many lines: [0, fileLines()) are in the file.
    [[nodiscard]] LineNumber fileLines() const;
    [[nodiscard]] const LogEntry &entry(LineNumber number) const ///< below fileLines()
    {
        return m_chunks[number / kChunk][number % kChunk];
    }
    [[nodiscard]] quint64 beginOf(LineNumber number) const
    {
        return number == 0 ? 0 : entry(number - 1).end;
    }
    /// The text of lines [from, to) of the file, each with its '\n'; false when it cannot be read.
    [[nodiscard]] bool read(LineNumber from, LineNumber to, QByteArray &text) const;

private:
    static constexpr std::size_t kChunk = 65'536;

    struct Waiting
    {
        std::vector<ConsoleLine> lines;
        qsizetype bytes = 0;
        quint64 dropped = 0; ///< since the last batch
        bool writing = false;
    };
    struct TailLine
    {
        LogEntry entry; ///< `end` is without meaning
        QByteArray text;
    };
    struct Published
    {
        LogExtent extent;
        LineNumber fileLines = 0;
        std::deque<TailLine> tail;
        qsizetype tailBytes = 0;
        QString problem;
        quint64 dropped = 0;       ///< that found no room in the queue
        quint64 droppedOfTail = 0; ///< that fell out of the tail
    };
    struct Names
    {
        QStringList sources;
        std::vector<std::pair<int, QString>> places{{0, {}}}; ///< attempt and step
    };

    void run(const std::stop_token &stop);
    void write(const std::vector<ConsoleLine> &lines, quint64 dropped, const std::stop_token &stop);
    void add(const ConsoleLine &line);
    void tellDropped(bool atOnce);
    void flush();
    void keepInTail();
    [[nodiscard]] QString refusal() const;
    [[nodiscard]] LogEntry entryOf(const ConsoleLine &line);
    [[nodiscard]] quint64 sourceId(const QString &source);
    [[nodiscard]] quint64 placeId(int attempt, const QString &stepPath);
    [[nodiscard]] StoredLine lineOf(const LogEntry &entry) const;
    [[nodiscard]] StoredLine seam(const Published &published) const;

    const LogLimits m_limits;
    // Written by the worker before it publishes them, and never changed again.
    std::vector<std::unique_ptr<LogEntry[]>> m_chunks;
    std::optional<LogFile> m_file;

    base::Monitor<Waiting> m_waiting;
    base::Guarded<Published> m_published;
    base::Guarded<Names> m_names;

    // The worker's own.
    QByteArray m_text;
    std::vector<qsizetype> m_ends;
    std::vector<LogEntry> m_entries;
    QHash<QString, quint64> m_sourceIds;
    QHash<std::pair<int, QString>, quint64> m_placeIds;
    QString m_openProblem;
    bool m_full = false;
    quint64 m_untold = 0; ///< dropped lines that no line speaks of yet
    std::chrono::steady_clock::time_point m_told;
    base::Nanoseconds m_lastAt{};
    quint64 m_spaceAskedAt = 0;

    std::jthread m_worker; ///< last: everything else is there when it begins
};

} // namespace assay::ui
