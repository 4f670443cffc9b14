// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"
#include "history/compression.h"
#include "history/database.h"

#include <optional>
#include <vector>

namespace assay::history {

/// What one batch of events adds to the file. Internal to this folder.
struct RunRecord
{
    struct Chunk
    {
        qint64 firstSequence = 0;
        qint64 lastSequence = 0;
        qint64 count = 0;
        QByteArray data;
    };
    struct CaseRow
    {
        events::CaseFinished finished;
        QString id;
        int worker = 0;
        base::Nanoseconds start{};
    };
    struct End
    {
        events::RunFinished finished;
        base::Nanoseconds at{};
    };
    std::optional<events::RunPlanned> planned; ///< without its cases
    qint64 plannedCases = 0;
    std::vector<Chunk> chunks;
    std::vector<CaseRow> cases;
    std::optional<End> end;

    [[nodiscard]] qsizetype size() const;
};

/// Turns events into records: JSON lines, packed, and rows of cases. Confined to one thread.
class RecordMaker
{
public:
    /// `cutBodies`: bodies of passed steps over HistoryWriter::kPassedBodyLimit are cut.
    explicit RecordMaker(bool cutBodies)
        : m_cutBodies(cutBodies)
    {
    }

    void add(const events::Event &event);
    [[nodiscard]] RunRecord take();

private:
    struct Started
    {
        int worker = 0;
        base::Nanoseconds at{};
    };
    void appendLine(const events::Event &event);
    void endChunk();

    bool m_cutBodies;
    std::vector<QString> m_ids;
    std::vector<Started> m_started;
    RunRecord m_record;
    RunRecord::Chunk m_chunk;
    QByteArray m_lines;
    Packer m_packer;
};

/// Writes records of one run. Confined to the database's thread; ends before the database.
class RecordStore
{
public:
    /// `owner` as of thisOwner(); "" for a run that nobody is writing any more.
    RecordStore(const Database &database, QString owner)
        : m_database(database)
        , m_owner(std::move(owner))
    {
    }
    /// In one transaction; nothing is written when it fails.
    [[nodiscard]] base::Result<> write(const std::vector<RunRecord> &records);

private:
    [[nodiscard]] base::Result<> writeOne(const RunRecord &record);
    [[nodiscard]] base::Result<> insertRun(const RunRecord &record);
    [[nodiscard]] base::Result<> endRun(const RunRecord::End &end);

    const Database &m_database;
    QString m_owner;
    qint64 m_run = 0;
    qint64 m_startedMs = 0;
    std::optional<QSqlQuery> m_insertChunk;
    std::optional<QSqlQuery> m_insertCase;
};

} // namespace assay::history
