// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_writer.h"

#include "base/guarded.h"
#include "history/owner.h"
#include "history/run_recorder.h"
#include "history/schema.h"

namespace assay::history {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;

namespace {

/// One wait for a lock; all of them together are bounded by kPatience.
constexpr std::chrono::milliseconds kOneWait{500};
constexpr std::chrono::milliseconds kMaxBackOff{5000};

} // namespace

struct HistoryWriter::Private
{
    explicit Private(QString path)
        : file(std::move(path))
    {
    }

    void tell(const QString &problem)
    {
        problems.with([&](QStringList &known) {
            if (!known.contains(problem))
                known.append(problem);
        });
    }
    base::Result<> writeWaiting(std::chrono::milliseconds busy)
    {
        if (!database) {
            auto opened = Database::open(file, Database::Mode::Write, busy);
            if (!opened)
                return base::failure(opened.error());
            if (auto ours = checkVersion(*opened); !ours)
                return ours;
            database.emplace(std::move(*opened));
            store.emplace(*database, thisOwner());
        }
        if (busy != lastBusy) {
            if (auto set = database->setBusyTimeout(busy); !set)
                return set;
            lastBusy = busy;
        }
        return store->write(waiting);
    }
    void flush(bool last)
    {
        const auto now = steady_clock::now();
        if (waiting.empty() || gaveUp || (now < nextTry && !last))
            return;
        const auto written = writeWaiting(std::min(kOneWait, patience));
        if (written) {
            waiting.clear();
            waitingBytes = 0;
            backOff = {};
            return;
        }
        const auto spent = std::chrono::ceil<std::chrono::milliseconds>(steady_clock::now() - now);
        patience = std::max(std::chrono::milliseconds(0), patience - spent);
        backOff = std::clamp(backOff * 2, std::chrono::milliseconds(50), kMaxBackOff);
        nextTry = steady_clock::now() + backOff;
        tell(written.error().toString() +
             u"; the run goes on and what is not kept is tried again"_s);
        if (waitingBytes > kMaxWaiting) {
            gaveUp = true;
            waiting = {};
            tell(u"history %1: too much waits to be kept; the rest of this run will be missing"_s
                     .arg(file));
        }
    }

    QString file;
    RecordMaker maker{true};
    std::vector<RunRecord> waiting;
    qsizetype waitingBytes = 0;
    std::chrono::milliseconds patience = kPatience;
    std::chrono::milliseconds lastBusy{-1};
    std::chrono::milliseconds backOff{};
    steady_clock::time_point nextTry{};
    bool gaveUp = false;
    base::Guarded<QStringList> problems;
    std::optional<Database> database;
    std::optional<RecordStore> store; // ends before the database
};

HistoryWriter::HistoryWriter(const HistoryStore &store)
    : d(std::make_unique<Private>(store.file()))
{
}

HistoryWriter::~HistoryWriter() = default;

void HistoryWriter::consume(const events::EventBatch &batch)
{
    if (d->gaveUp)
        return;
    for (const events::EventPointer &event : batch)
        d->maker.add(*event);
    d->waiting.push_back(d->maker.take());
    d->waitingBytes += d->waiting.back().size();
    d->flush(false);
}

void HistoryWriter::finish()
{
    d->flush(true);
    if (!d->waiting.empty()) {
        qint64 events = 0;
        for (const RunRecord &record : d->waiting) {
            for (const RunRecord::Chunk &chunk : record.chunks)
                events += chunk.count;
        }
        d->tell(u"history %1: the last %2 events of this run could not be kept"_s.arg(d->file).arg(
            events));
    }
    // The connection belongs to this thread and must be closed by it.
    d->store.reset();
    d->database.reset();
}

QStringList HistoryWriter::problems() const
{
    return d->problems.copy();
}

} // namespace assay::history
