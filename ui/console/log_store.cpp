// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/log_store.h"

#include "ui/console/log_text.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <algorithm>
#include <csignal>

namespace assay::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype kWriteAt = 1024 * 1024;
constexpr quint64 kAskSpaceEvery = 64 * 1024 * 1024;
constexpr auto kTellEvery = 1s;
constexpr qsizetype kLineCost = 64;

QString tr(const char *text, qint64 count = -1)
{
    return QCoreApplication::translate("assay::ui::LogStore", text, nullptr, static_cast<int>(count));
}

} // namespace

LogStore::LogStore(const QString &folder, const LogLimits &limits)
    : m_limits(limits)
    , m_chunks(static_cast<std::size_t>(limits.fileLines / kChunk) + 1)
{
    m_worker = std::jthread([this, folder](const std::stop_token &stop) {
        auto file = LogFile::make(folder);
        if (file)
            m_file = std::move(*file);
        else
            m_openProblem = file.error().title;
        run(stop);
    });
}

LogStore::~LogStore() = default;

QString LogStore::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/assay"_s;
}

void LogStore::append(std::vector<ConsoleLine> lines)
{
    m_waiting.change([&](Waiting &waiting) {
        for (ConsoleLine &line : lines) {
            const qsizetype bytes = kLineCost + 2 * line.text.size();
            const bool full = waiting.lines.size() >= m_limits.queueLines ||
                              waiting.bytes + bytes > m_limits.queueBytes;
            if (full && !waiting.lines.empty()) {
                ++waiting.dropped;
                continue;
            }
            waiting.bytes += bytes;
            waiting.lines.push_back(std::move(line));
        }
    });
}

bool LogStore::isIdle() const
{
    return m_waiting.read([](const Waiting &w) { return w.lines.empty() && !w.writing; });
}

LogExtent LogStore::extent() const
{
    return m_published.with([](const Published &p) { return p.extent; });
}

LineNumber LogStore::fileLines() const
{
    return m_published.with([](const Published &p) { return p.fileLines; });
}

quint64 LogStore::dropped() const
{
    return m_published.with([](const Published &p) { return p.dropped + p.droppedOfTail; });
}

QString LogStore::problem() const
{
    return m_published.with([](const Published &p) { return p.problem; });
}

QStringList LogStore::sources() const
{
    return m_names.with([](const Names &names) { return names.sources; });
}

void LogStore::run(const std::stop_token &stop)
{
    // A write beyond the process's limit shall fail, not kill (setrlimit(2), RLIMIT_FSIZE).
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    std::vector<ConsoleLine> lines;
    for (;;) {
        const auto something = [](const Waiting &w) { return !w.lines.empty(); };
        if (m_untold > 0 ? !m_waiting.waitFor(something, kTellEvery, stop)
                         : !m_waiting.waitFor(something, stop)) {
            if (stop.stop_requested())
                return;
        }
        quint64 dropped = 0;
        m_waiting.change([&](Waiting &waiting) {
            lines.swap(waiting.lines);
            waiting.bytes = 0;
            waiting.writing = true;
            dropped = std::exchange(waiting.dropped, 0);
        });
        write(lines, dropped, stop);
        lines.clear();
        m_waiting.change([](Waiting &waiting) { waiting.writing = false; });
        if (stop.stop_requested())
            return;
    }
}

void LogStore::write(const std::vector<ConsoleLine> &lines, quint64 dropped,
                     const std::stop_token &stop)
{
    for (const ConsoleLine &line : lines) {
        if (stop.stop_requested())
            return; // nobody is left to read it
        add(line);
        if (m_text.size() >= kWriteAt)
            flush();
    }
    m_untold += dropped;
    m_published.with([&](Published &p) { p.dropped += dropped; });
    tellDropped(dropped == 0);
    flush();
}

// A flood drops something in every batch: it is told once a second, and at its end.
void LogStore::tellDropped(bool atOnce)
{
    const auto now = std::chrono::steady_clock::now();
    if (m_untold == 0 || (!atOnce && now - m_told < kTellEvery))
        return;
    ConsoleLine line;
    line.at = m_lastAt;
    line.level = events::LogLevel::Warning;
    line.role = Role::Flaky;
    line.source = u"assay"_s;
    line.text = tr("%1 lines are missing here: they came faster than they can be written")
                    .arg(std::exchange(m_untold, 0));
    m_told = now;
    add(line);
}

LogEntry LogStore::entryOf(const ConsoleLine &line)
{
    LogEntry entry{};
    entry.at = line.at.count();
    entry.kind = static_cast<quint64>(line.kind) & 7U;
    entry.level = static_cast<quint64>(line.level) & 3U;
    entry.role = static_cast<quint64>(line.role) & 15U;
    entry.event = line.event <= LogEntry::kMostEvents ? line.event & LogEntry::kMostEvents : 0U;
    const auto number = static_cast<quint64>(line.caseIndex) + 1;
    entry.caseNumber =
        line.caseIndex >= 0 && number <= LogEntry::kMostCases ? number & LogEntry::kMostCases : 0U;
    entry.source = sourceId(line.source) & (LogEntry::kMostSources - 1);
    if (!line.stepPath.isEmpty())
        entry.place = placeId(line.attempt, line.stepPath) & (LogEntry::kMostPlaces - 1);
    return entry;
}

quint64 LogStore::sourceId(const QString &source)
{
    if (const auto known = m_sourceIds.constFind(source); known != m_sourceIds.cend())
        return *known;
    const auto id = static_cast<quint64>(m_sourceIds.size());
    if (id == LogEntry::kMostSources)
        return id - 1; // thousands of names: the last one stands for the rest
    m_sourceIds.insert(source, id);
    m_names.with([&](Names &names) { names.sources.append(source); });
    return id;
}

quint64 LogStore::placeId(int attempt, const QString &stepPath)
{
    const std::pair place(attempt, stepPath);
    if (const auto known = m_placeIds.constFind(place); known != m_placeIds.cend())
        return *known;
    const auto id = static_cast<quint64>(m_placeIds.size()) + 1;
    if (id == LogEntry::kMostPlaces)
        return 0;
    m_placeIds.insert(place, id);
    m_names.with([&](Names &names) { names.places.push_back(place); });
    return id;
}

void LogStore::add(const ConsoleLine &line)
{
    m_lastAt = line.at;
    LogEntry entry = entryOf(line);
    appendClean(m_text, line.text, m_ends);
    while (m_entries.size() < m_ends.size()) {
        m_entries.push_back(entry);
        entry.continued = 1;
    }
}

QString LogStore::refusal() const
{
    const LineNumber lines = m_published.with([](const Published &p) { return p.fileLines; });
    if (!m_file)
        return m_openProblem;
    if (lines + m_entries.size() > m_limits.fileLines)
        return tr("%1 lines are kept").arg(m_limits.fileLines);
    if (m_file->size() + static_cast<quint64>(m_text.size()) >
        std::min(m_limits.fileBytes, LogEntry::kMostBytes - 1))
        return tr("%1 are kept")
            .arg(base::byteCountText({static_cast<std::int64_t>(m_limits.fileBytes)}));
    if (m_file->size() >= m_spaceAskedAt && m_file->freeSpace().value < m_limits.freeBytes)
        return tr("the disk is nearly full");
    return {};
}

void LogStore::flush()
{
    if (m_entries.empty())
        return;
    if (!m_full) {
        QString problem = refusal();
        if (problem.isEmpty()) {
            if (m_file->size() >= m_spaceAskedAt)
                m_spaceAskedAt = m_file->size() + kAskSpaceEvery;
            const quint64 begin = m_file->size();
            if (const auto done = m_file->append(m_text); !done) {
                problem = done.error().title;
            } else {
                const LineNumber first = fileLines();
                for (std::size_t i = 0; i < m_entries.size(); ++i) {
                    auto &chunk = m_chunks[(first + i) / kChunk];
                    if (!chunk)
                        chunk = std::make_unique_for_overwrite<LogEntry[]>(kChunk);
                    m_entries[i].end =
                        (begin + static_cast<quint64>(m_ends[i])) & (LogEntry::kMostBytes - 1);
                    chunk[(first + i) % kChunk] = m_entries[i];
                }
                m_published.with([&](Published &p) {
                    p.fileLines = first + m_entries.size();
                    p.extent = {p.fileLines, p.fileLines, p.fileLines};
                });
            }
        }
        if (!problem.isEmpty()) {
            m_full = true;
            m_published.with([&](Published &p) {
                p.problem = problem;
                const LineNumber head = p.fileLines + 1; // the seam
                p.extent = {head, head, head};
            });
        }
    }
    if (m_full)
        keepInTail();
    m_entries.clear();
    m_ends.clear();
    m_text.resize(0); // keeps what it has
    if (m_text.capacity() > 4 * kWriteAt)
        m_text.squeeze();
}

void LogStore::keepInTail()
{
    // What would fall out at once is not even copied.
    const std::size_t count = m_entries.size();
    const std::size_t skipped = count > m_limits.tailLines ? count - m_limits.tailLines : 0;
    std::deque<TailLine> fresh;
    qsizetype bytes = 0;
    for (std::size_t i = skipped; i < m_entries.size(); ++i) {
        const qsizetype begin = i == 0 ? 0 : m_ends[i - 1];
        const qsizetype size = std::min(m_ends[i] - 1 - begin, m_limits.tailBytes / 4);
        bytes += size;
        fresh.push_back({m_entries[i], m_text.mid(begin, size)});
    }
    m_published.with([&](Published &p) {
        if (skipped > 0) {
            p.droppedOfTail += p.tail.size() + skipped;
            p.extent.end += skipped;
            p.extent.tail = p.extent.end;
            p.tail.clear();
            p.tailBytes = 0;
        }
        p.extent.end += fresh.size();
        p.tailBytes += bytes;
        std::move(fresh.begin(), fresh.end(), std::back_inserter(p.tail));
        while (p.tail.size() > m_limits.tailLines || p.tailBytes > m_limits.tailBytes) {
            p.tailBytes -= p.tail.front().text.size();
            p.tail.pop_front();
            ++p.extent.tail;
            ++p.droppedOfTail;
        }
    });
}

StoredLine LogStore::lineOf(const LogEntry &entry) const
{
    StoredLine line;
    line.at = base::Nanoseconds(entry.at);
    line.level = static_cast<events::LogLevel>(entry.level);
    line.kind = static_cast<LogKind>(entry.kind);
    line.role = static_cast<Role>(entry.role);
    line.continued = entry.continued != 0;
    line.event = entry.event;
    line.caseIndex = static_cast<events::CaseIndex>(entry.caseNumber) - 1;
    m_names.with([&](const Names &names) {
        line.source = names.sources.value(static_cast<qsizetype>(entry.source));
        if (entry.place != 0)
            std::tie(line.attempt, line.stepPath) = names.places[entry.place];
    });
    return line;
}

/// The line between what is in the file and what is only in memory.
StoredLine LogStore::seam(const Published &published) const
{
    StoredLine line;
    line.level = events::LogLevel::Warning;
    line.role = Role::Flaky;
    line.source = u"assay"_s;
    line.at = base::Nanoseconds(published.fileLines == 0 ? 0 : entry(published.fileLines - 1).at);
    line.text = tr("%1: from here on only the newest lines are held, in memory; %2 lines are gone")
                    .arg(published.problem)
                    .arg(published.droppedOfTail)
                    .toUtf8();
    line.size = line.text.size();
    return line;
}

StoredLine LogStore::line(LineNumber number, qsizetype most, bool mayWait) const
{
    std::optional<StoredLine> told;
    std::optional<TailLine> held;
    const bool inFile = m_published.with([&](const Published &p) {
        if (number < p.fileLines)
            return true;
        if (number < p.extent.head)
            told = seam(p);
        else if (number >= p.extent.tail && number < p.extent.end)
            held = p.tail[static_cast<std::size_t>(number - p.extent.tail)];
        return false;
    });
    if (told)
        return *told;
    if (held) {
        StoredLine line = lineOf(held->entry);
        line.size = held->text.size();
        line.text = held->text.size() > most ? held->text.first(most) : held->text;
        return line;
    }
    if (!inFile)
        return {};
    StoredLine line = lineOf(entry(number));
    const quint64 begin = beginOf(number);
    line.size = static_cast<qsizetype>(entry(number).end - begin) - 1;
    line.text.resize(std::min(line.size, most));
    if (line.text.isEmpty())
        return line;
    const auto got = m_file->read(begin, line.text.data(), line.text.size(), mayWait);
    line.ready = got != LogFile::Read::WouldWait;
    if (got != LogFile::Read::Done)
        line.text = got == LogFile::Read::Failed
                        ? tr("this line cannot be read back from the disk").toUtf8()
                        : QByteArray();
    return line;
}

bool LogStore::read(LineNumber from, LineNumber to, QByteArray &text) const
{
    if (from >= to)
        return true;
    const quint64 begin = beginOf(from);
    text.resize(static_cast<qsizetype>(entry(to - 1).end - begin));
    return m_file->read(begin, text.data(), text.size(), true) == LogFile::Read::Done;
}

} // namespace assay::ui
