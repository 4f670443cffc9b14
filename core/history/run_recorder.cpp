// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/run_recorder.h"

#include "base/json_text.h"
#include "events/event_json.h"
#include "history/history_writer.h"
#include "history/schema.h"

namespace assay::history {

using namespace Qt::StringLiterals;
using model::Outcome;

namespace {

constexpr qsizetype kChunkBytes = qsizetype(256) * 1024;

QByteArray cutText(const QByteArray &body)
{
    qsizetype size = HistoryWriter::kPassedBodyLimit;
    // Not in the middle of a UTF-8 sequence, so that text stays text.
    while (size > 0 && (static_cast<unsigned char>(body[size]) & 0xC0) == 0x80 &&
           size > HistoryWriter::kPassedBodyLimit - 4)
        --size;
    return body.first(size);
}

/// The event with its large bodies cut; null when there is nothing to cut.
std::optional<events::Event> withShortBodies(const events::Event &event)
{
    const auto *step = std::get_if<events::StepFinished>(&event.payload);
    if (step == nullptr || step->outcome != Outcome::Passed || !step->exchange)
        return std::nullopt;
    const auto isLong = [](const model::Exchange::Part &part) {
        return part.body.size() > HistoryWriter::kPassedBodyLimit;
    };
    if (!isLong(step->exchange->request) && !isLong(step->exchange->response))
        return std::nullopt;
    auto exchange = std::make_shared<model::Exchange>(*step->exchange);
    for (model::Exchange::Part *part : {&exchange->request, &exchange->response}) {
        if (isLong(*part)) {
            part->bodySize = std::max<qint64>(part->bodySize, part->body.size());
            part->body = cutText(part->body);
        }
    }
    events::Event copy = event;
    std::get<events::StepFinished>(copy.payload).exchange = std::move(exchange);
    return copy;
}

} // namespace

qsizetype RunRecord::size() const
{
    qsizetype bytes = static_cast<qsizetype>(cases.size()) * 200;
    for (const Chunk &chunk : chunks)
        bytes += chunk.data.size();
    return bytes;
}

void RecordMaker::add(const events::Event &event)
{
    if (m_chunk.count == 0)
        m_chunk.firstSequence = static_cast<qint64>(event.sequence);
    m_chunk.lastSequence = static_cast<qint64>(event.sequence);
    ++m_chunk.count;
    appendLine(event);
    if (m_lines.size() >= kChunkBytes)
        endChunk();

    const auto known = [this](events::CaseIndex index) {
        return index >= 0 && static_cast<std::size_t>(index) < m_ids.size();
    };
    std::visit(events::Overloaded{
                   [&](const events::RunPlanned &e) {
                       m_ids.clear();
                       for (const events::PlannedCase &planned : e.cases)
                           m_ids.push_back(planned.id);
                       m_started.assign(static_cast<std::size_t>(e.cases.size()), {});
                       m_record.plannedCases = static_cast<qint64>(e.cases.size());
                       m_record.planned = e;
                       m_record.planned->cases.clear();
                   },
                   [&](const events::CaseStarted &e) {
                       if (known(e.index)) {
                           m_started[static_cast<std::size_t>(e.index)] = {e.worker, event.at};
                       }
                   },
                   [&](const events::CaseFinished &e) {
                       if (!known(e.index))
                           return;
                       const auto index = static_cast<std::size_t>(e.index);
                       m_record.cases.push_back(
                           {e, m_ids[index], m_started[index].worker, m_started[index].at});
                   },
                   [&](const events::RunFinished &e) {
                       m_record.end = RunRecord::End{e, event.at};
                   },
                   [](const auto &) {}},
               event.payload);
}

RunRecord RecordMaker::take()
{
    endChunk();
    return std::exchange(m_record, {});
}

void RecordMaker::appendLine(const events::Event &event)
{
    if (m_cutBodies) {
        if (const auto cut = withShortBodies(event))
            return events::appendEventLine(m_lines, *cut);
    }
    events::appendEventLine(m_lines, event);
}

void RecordMaker::endChunk()
{
    if (m_chunk.count == 0)
        return;
    m_chunk.data = m_packer.pack(m_lines);
    m_record.chunks.push_back(std::exchange(m_chunk, {}));
    if (m_lines.capacity() > 2 * kChunkBytes)
        m_lines = {}; // the plan of very many cases, once
    else
        m_lines.resize(0); // keeps its memory
}

base::Result<> RecordStore::write(const std::vector<RunRecord> &records)
{
    const qint64 run = m_run;
    auto done = m_database.transaction([&]() -> base::Result<> {
        for (const RunRecord &record : records) {
            if (auto written = writeOne(record); !written)
                return written;
        }
        return {};
    });
    if (!done)
        m_run = run;
    return done;
}

base::Result<> RecordStore::writeOne(const RunRecord &record)
{
    if (record.planned) {
        if (auto inserted = insertRun(record); !inserted)
            return inserted;
    }
    if (m_run == 0)
        return base::failure(
            u"history %1: the first event of a run is not its plan"_s.arg(m_database.file()));
    if (!m_insertChunk) {
        auto chunk = m_database.prepare(
            u"insert into events (run, first_seq, last_seq, count, data) values (?, ?, ?, ?, ?)"_s);
        auto row = m_database.prepare(
            u"insert or replace into cases (run, idx, case_id, outcome, flaky, quarantined, reason,"
            " duration_ns, attempts, worker, started_ns) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s);
        if (!chunk || !row)
            return base::failure(!chunk ? chunk.error() : row.error());
        m_insertChunk = std::move(*chunk);
        m_insertCase = std::move(*row);
    }
    for (const RunRecord::Chunk &chunk : record.chunks) {
        if (auto done =
                m_database.run(*m_insertChunk, {m_run, chunk.firstSequence, chunk.lastSequence,
                                                chunk.count, chunk.data});
            !done)
            return done;
    }
    const QString empty = u""_s; // not null: the columns refuse null
    for (const RunRecord::CaseRow &row : record.cases) {
        const events::CaseFinished &e = row.finished;
        if (auto done = m_database.run(*m_insertCase,
                                       {m_run, e.index, row.id.isNull() ? empty : row.id,
                                        model::outcomeName(e.outcome), e.flaky ? 1 : 0,
                                        e.quarantined ? 1 : 0, e.reason.isNull() ? empty : e.reason,
                                        static_cast<qint64>(e.duration.count()), e.attempts,
                                        row.worker, static_cast<qint64>(row.start.count())});
            !done)
            return done;
    }
    return record.end ? endRun(*record.end) : base::Result<>();
}

base::Result<> RecordStore::insertRun(const RunRecord &record)
{
    const events::RunPlanned &plan = *record.planned;
    const auto text = [](const QString &value) { return value.isNull() ? u""_s : value; };
    m_startedMs = plan.wallStart.isValid() ? plan.wallStart.toMSecsSinceEpoch() : 0;
    auto inserted = m_database.query(
        u"insert into runs (id, status, started, title, workspace, plan_hash, shard, shards,"
        " resumed_from, environment, version, branch, commit_id, facts, total, owner)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {text(plan.runId), m_owner.isEmpty() ? u"interrupted"_s : u"running"_s, m_startedMs,
         text(plan.title), text(plan.workspace), text(plan.planHash), plan.shard, plan.shards,
         text(plan.resumedFrom), text(plan.environment), text(plan.version),
         text(plan.facts.value(u"branch"_s).toString()),
         text(plan.facts.value(u"commit"_s).toString()),
         QString::fromUtf8(base::compactJson(plan.facts)), record.plannedCases, text(m_owner)});
    if (!inserted)
        return base::failure(inserted.error());
    m_run = inserted->lastInsertId().toLongLong();
    return {};
}

base::Result<> RecordStore::endRun(const RunRecord::End &end)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(end.at).count();
    if (auto done = m_database.execute(
            u"update runs set status = 'finished', finished = ?, exit_code = ?, reason = ?,"
            " owner = '' where key = ?"_s,
            {m_startedMs + static_cast<qint64>(milliseconds), end.finished.exitCode,
             end.finished.reason.isNull() ? u""_s : end.finished.reason, m_run});
        !done)
        return done;
    return m_database.execute(updateCountsSql(u"key = ?"_s), {m_run});
}

} // namespace assay::history
