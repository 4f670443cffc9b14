// SPDX-License-Identifier: GPL-3.0-or-later
#include "events/event_json.h"
#include "history/run_recorder.h"
#include "history/schema.h"
#include "history/store_access.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <cstdio>

namespace assay::history {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxFile = qint64(2) * 1024 * 1024 * 1024;
constexpr qint64 kMaxText = qint64(8) * 1024 * 1024 * 1024; ///< unpacked: no bomb

/// Reads the events of one run, checks them and writes them to another database: what is in its
/// rows is derived anew, so nothing but the events has to be trusted.
class RunCopy
{
public:
    RunCopy(const Database &to)
        : m_store(to, {})
    {
    }

    base::Result<bool> take(const QByteArray &line)
    {
        m_text += line.size();
        if (m_text > kMaxText)
            return base::failure(u"the run is larger than any that Assay writes"_s);
        const auto event = events::parseEventLine(line);
        if (!event)
            return base::failure(event.error());
        if (auto fits = check(*event); !fits)
            return base::failure(fits.error());
        m_maker.add(*event);
        if (++m_count % 5000 == 0)
            m_records.push_back(m_maker.take());
        return true;
    }
    /// All in one transaction: a broken file leaves nothing behind.
    base::Result<> write()
    {
        m_records.push_back(m_maker.take());
        if (m_runId.isEmpty())
            return base::failure(u"it holds no events"_s);
        return m_store.write(m_records);
    }
    [[nodiscard]] QString runId() const { return m_runId; }

private:
    base::Result<> check(const events::Event &event)
    {
        const auto sequence = event.sequence;
        if (sequence <= std::exchange(m_sequence, sequence))
            return base::failure(u"its events are not in order"_s);
        const auto *plan = std::get_if<events::RunPlanned>(&event.payload);
        if ((plan != nullptr) != (m_count == 0))
            return base::failure(u"its first event, and only that, must be the plan"_s);
        if (plan != nullptr) {
            static const QRegularExpression kId(u"\\A[A-Za-z0-9_.-]{1,64}\\z"_s);
            if (!kId.match(plan->runId).hasMatch())
                return base::failure(u"its run has no usable id"_s);
            m_runId = plan->runId;
        }
        return {};
    }

    RecordStore m_store;
    RecordMaker m_maker{false};
    std::vector<RunRecord> m_records;
    QString m_runId;
    std::uint64_t m_sequence = 0;
    qint64 m_count = 0;
    qint64 m_text = 0;
};

base::Result<> checkHeader(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return base::failure(u"cannot read %1: %2"_s.arg(path, file.errorString()),
                             u"check the path and its permissions"_s);
    }
    if (file.size() > kMaxFile)
        return base::failure(u"%1 is too large to be one run"_s.arg(path));
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith(QByteArrayView("SQLite format 3\0", 16))) {
        return base::failure(u"%1 is not a run file"_s.arg(path),
                             u"run files end in .assayrun and are made by exporting a run"_s);
    }
    return {};
}

/// Views, triggers, virtual tables and generated columns could make a query do other things.
base::Result<> checkTables(const Database &database)
{
    auto rows = database.query(u"select type, name, rootpage, sql from sqlite_master"_s);
    if (!rows)
        return base::failure(rows.error());
    while (rows->next()) {
        const QString type = rows->value(0).toString();
        const QString sql = rows->value(3).toString();
        if ((type != u"table" && type != u"index") || rows->value(2).toLongLong() <= 0 ||
            sql.contains(u"generated", Qt::CaseInsensitive) ||
            sql.contains(
                QRegularExpression(u"\\bas\\s*\\("_s, QRegularExpression::CaseInsensitiveOption))) {
            return base::failure(
                u"%1 is not a run file: it has a %2 \"%3\" that Assay never makes"_s.arg(
                    database.file(), type, rows->value(1).toString()));
        }
    }
    return {};
}

base::Result<> refusal(const QString &file, const base::Error &reason)
{
    return base::failure(
        base::Error{u"the run file %1 cannot be used"_s.arg(file), u"export the run again"_s}
            .because(reason));
}

} // namespace

base::Result<> HistoryStore::exportRun(const QString &run, const QString &toFile) const
{
    const auto info = find(run);
    if (!info)
        return base::failure(info.error());
    auto from = openForReading(*this);
    if (!from)
        return base::failure(from.error());
    const auto key = from->number(u"select key from runs where id = ?"_s, {info->id});
    if (!key)
        return base::failure(key.error());

    const QString part = toFile + u".part"_s;
    QFile::remove(part);
    const auto written = [&]() -> base::Result<> {
        auto to = Database::open(part, Database::Mode::Create, kBusy);
        if (!to)
            return base::failure(to.error());
        // The file is nobody's until it is renamed: what is not whole is thrown away.
        if (auto set = to->execute(u"pragma journal_mode = off"_s); !set)
            return set;
        if (auto migrated = migrate(*to); !migrated)
            return migrated;
        RunCopy copy(*to);
        auto read = readLines(*from, *key, [&](const QByteArray &line) { return copy.take(line); });
        return read ? copy.write() : read;
    }();
    if (!written) {
        QFile::remove(part);
        return base::failure(
            base::Error{u"cannot export run %1 to %2"_s.arg(info->id, toFile),
                        u"check that the folder exists, is writable and has room"_s}
                .because(written.error()));
    }
    // rename() replaces in one step; QFile::rename refuses to replace.
    if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(toFile).constData()) !=
        0) {
        QFile::remove(part);
        return base::failure(u"cannot replace %1"_s.arg(toFile), u"check its permissions"_s);
    }
    return {};
}

base::Result<QString> HistoryStore::importRun(const QString &fromFile) const
{
    if (auto usable = checkHeader(fromFile); !usable)
        return base::failure(usable.error());
    auto to = openForWriting(*this);
    if (!to)
        return base::failure(to.error());
    QString id;
    bool known = false;
    const auto taken = [&]() -> base::Result<> {
        auto from = Database::open(fromFile, Database::Mode::Read, kBusy);
        if (!from)
            return base::failure(from.error());
        if (auto set = from->execute(u"pragma cell_size_check = on"_s); !set)
            return set;
        if (auto ours = checkVersion(*from); !ours)
            return ours;
        if (auto usable = checkTables(*from); !usable)
            return usable;
        const auto runs = from->number(u"select count(*) from runs"_s);
        if (!runs)
            return base::failure(runs.error());
        if (*runs != 1)
            return base::failure(u"it holds %1 runs, not one"_s.arg(*runs));
        const auto key = from->number(u"select key from runs"_s);
        if (!key)
            return base::failure(key.error());
        RunCopy copy(*to);
        auto read = readLines(*from, *key, [&](const QByteArray &line) -> base::Result<bool> {
            auto more = copy.take(line);
            if (!more || !id.isEmpty())
                return more;
            id = copy.runId();
            const auto found = to->number(u"select count(*) from runs where id = ?"_s, {id});
            if (!found)
                return base::failure(found.error());
            known = *found > 0;
            return !known; // it is here already: nothing to read
        });
        if (!read || known)
            return read;
        return copy.write();
    }();
    if (!taken)
        return base::failure(refusal(fromFile, taken.error()).error());
    return id;
}

} // namespace assay::history
