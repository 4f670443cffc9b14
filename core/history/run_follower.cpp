// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/run_follower.h"

#include "events/event_json.h"
#include "history/compression.h"
#include "history/owner.h"
#include "history/store_access.h"

namespace assay::history {

using namespace Qt::StringLiterals;

struct RunFollower::Private
{
    Private(Database opened, RunInfo found, qint64 run)
        : database(std::move(opened))
        , info(std::move(found))
        , key(run)
    {
    }

    struct Ending
    {
        bool ended = false;
        bool interrupted = false;
    };
    /// Asked before the events: when it has ended, they are the rest.
    base::Result<Ending> ending() const
    {
        auto rows =
            database.query(u"select status, owner, started from runs where key = ?"_s, {key});
        if (!rows)
            return base::failure(rows.error());
        if (!rows->next())
            return base::failure(u"run %1 was deleted"_s.arg(info.id));
        const QString status = rows->value(0).toString();
        if (status == u"finished")
            return Ending{true, false};
        const auto started = QDateTime::fromMSecsSinceEpoch(rows->value(2).toLongLong(), Qt::UTC);
        const bool gone = status != u"running" || isGone(rows->value(1).toString(), started,
                                                         QDateTime::currentDateTimeUtc());
        return Ending{gone, gone};
    }
    base::Result<bool> readChunk(const QByteArray &data, events::EventBatch &events)
    {
        const auto text = unpack(data);
        if (!text)
            return base::failure(text.error());
        for (qsizetype start = 0; start < text->size();) {
            const qsizetype end = text->indexOf('\n', start);
            const qsizetype next = end < 0 ? text->size() : end + 1;
            auto event = events::parseEventLine(text->sliced(start, next - start));
            if (!event) {
                return base::failure(
                    base::Error{u"an event of run %1 cannot be read"_s.arg(info.id), {}}.because(
                        event.error()));
            }
            events.push_back(std::make_shared<events::Event>(std::move(*event)));
            start = next;
        }
        return true;
    }

    Database database;
    RunInfo info;
    qint64 key;
    qint64 lastSequence = -1; ///< the first of the last chunk that was read
    qint64 version = -1;      ///< of the file when all of it had been read
};

base::Result<std::unique_ptr<RunFollower>> RunFollower::open(const HistoryStore &store,
                                                             const QString &run)
{
    auto info = store.find(run);
    if (!info)
        return base::failure(info.error());
    auto database = openForReading(store);
    if (!database)
        return base::failure(database.error());
    const auto key = database->number(u"select key from runs where id = ?"_s, {info->id});
    if (!key)
        return base::failure(key.error());
    return std::unique_ptr<RunFollower>(
        new RunFollower(std::make_unique<Private>(std::move(*database), std::move(*info), *key)));
}

RunFollower::RunFollower(std::unique_ptr<Private> state)
    : d(std::move(state))
{
}

RunFollower::~RunFollower() = default;

const RunInfo &RunFollower::info() const
{
    return d->info;
}

base::Result<qint64> RunFollower::total() const
{
    return d->database.number(u"select total(count) from events where run = ?"_s, {d->key});
}

base::Result<RunFollower::Step> RunFollower::next(std::size_t most)
{
    const auto ending = d->ending();
    if (!ending)
        return base::failure(ending.error());
    // Changes with every commit of somebody else (sqlite.org/pragma.html, data_version).
    const auto version = d->database.number(u"pragma data_version"_s);
    if (!version)
        return base::failure(version.error());
    Step step;
    bool more = false;
    if (*version != d->version || ending->ended) {
        auto chunks =
            d->database.query(u"select first_seq, data from events where run = ? and first_seq > ?"
                              " order by first_seq"_s,
                              {d->key, d->lastSequence});
        if (!chunks)
            return base::failure(chunks.error());
        qint64 last = d->lastSequence;
        while (!more && chunks->next()) {
            if (auto read = d->readChunk(chunks->value(1).toByteArray(), step.events); !read)
                return base::failure(read.error());
            last = chunks->value(0).toLongLong();
            more = step.events.size() >= most;
        }
        d->lastSequence = last;
        d->version = more ? -1 : *version;
    }
    step.ended = ending->ended && !more;
    step.interrupted = step.ended && ending->interrupted;
    return step;
}

} // namespace assay::history
