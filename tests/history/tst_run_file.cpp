// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/compression.h"
#include "history/schema.h"
#include "history_runs.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::tests;
using history::Database;
using history::HistoryStore;

namespace {

struct Place
{
    QTemporaryDir folder;
    std::unique_ptr<HistoryStore> from = open(u"from.db"_s);
    std::unique_ptr<HistoryStore> to = open(u"to.db"_s);
    QString file = folder.filePath(u"one.assayrun"_s);

    std::unique_ptr<HistoryStore> open(const QString &name) const
    {
        auto store = HistoryStore::open(folder.filePath(name));
        if (!store)
            qFatal("%s", qPrintable(store.error().toString()));
        return std::move(*store);
    }
    /// Exports a run and lets `change` do something to the file; what importing it says.
    QString importAfter(const std::function<void(Database &)> &change)
    {
        record(*from, eventsOf({u"r1"_s, 1, {{u"a"_s, Outcome::Passed}}}));
        if (auto done = from->exportRun(u"r1"_s, file); !done)
            return done.error().toString();
        {
            auto database = Database::open(file, Database::Mode::Write, 1s);
            change(*database);
        }
        const auto taken = to->importRun(file);
        if (!to->runs()->empty() && !taken)
            return u"something was left behind"_s;
        return taken ? u"taken: "_s + *taken : taken.error().toString();
    }
    [[nodiscard]] QString refusal(const QString &reason) const
    {
        return u"the run file %1 cannot be used (export the run again): %2"_s.arg(file, reason);
    }
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
}

} // namespace

class TestRunFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void travels()
    {
        Place place;
        const auto batch =
            eventsOf({u"r1"_s, 1, {{u"a"_s, Outcome::Passed, 7ms}, {u"b"_s, Outcome::Failed}}});
        record(*place.from, batch);
        record(*place.from, eventsOf({u"r2"_s, 2, {{u"other"_s, Outcome::Passed}}}));
        QVERIFY(place.from->exportRun(u"r1"_s, place.file));
        QVERIFY(place.from->exportRun(u"r1"_s, place.file)); // replaces
        QVERIFY(!QFile::exists(place.file + u".part"_s));
        for (int i = 0; i < 2; ++i) { // twice is as good as once
            const auto id = place.to->importRun(place.file);
            QVERIFY2(id, id ? "" : qPrintable(id.error().toString()));
            QCOMPARE(*id, u"r1"_s);
        }
        QCOMPARE(place.to->runs()->size(), std::size_t(1));
        QCOMPARE(linesOf(*place.to, u"r1"_s), linesOf(batch));
        const auto run = place.to->find(u"r1"_s);
        QCOMPARE(run->exitCode, std::optional<int>(1));
        QCOMPARE(run->counts.failed, 1);
        QCOMPARE(run->counts.total, 2);
        QCOMPARE(place.to->caseDurations()->value(u"suites/a.yaml::a"_s), base::Nanoseconds(7ms));
        // It opens as a history of its own, too.
        const auto alone = HistoryStore::open(place.file, HistoryStore::Access::Read);
        QVERIFY(alone);
        QCOMPARE((*alone)->find(u"latest"_s)->id, u"r1"_s);
    }

    void anUnfinishedRunArrivesInterrupted()
    {
        Place place;
        record(*place.from, eventsOf({u"r1"_s, 1, {{u"a"_s, Outcome::Passed}, {u"b"_s}}, false}));
        QVERIFY(place.from->exportRun(u"r1"_s, place.file));
        QVERIFY(place.to->importRun(place.file));
        QCOMPARE(place.to->find(u"r1"_s)->status, history::RunInfo::Status::Interrupted);
    }

    void exportErrors()
    {
        Place place;
        QVERIFY(!place.from->exportRun(u"none"_s, place.file));
        record(*place.from, eventsOf({u"r1"_s, 1, {}}));
        const QString nowhere = place.folder.filePath(u"missing/one.assayrun"_s);
        QCOMPARE(place.from->exportRun(u"r1"_s, nowhere).error().title,
                 u"cannot export run r1 to %1"_s.arg(nowhere));
    }

    void notARunFile_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("hello, I am no database at all").repeated(10);
        QTest::newRow("header only") << QByteArray("SQLite format 3\0", 16);
    }
    void notARunFile()
    {
        QFETCH(QByteArray, content);
        Place place;
        writeFile(place.file, content);
        QCOMPARE(place.to->importRun(place.file).error().toString(),
                 u"%1 is not a run file (run files end in .assayrun and are made by exporting a "
                 "run)"_s.arg(place.file));
        QVERIFY(!place.to->importRun(place.file + u"none"_s));
    }

    void everyTruncationIsRefused()
    {
        Place place;
        std::vector<MadeCase> cases;
        for (int i = 0; i < 300; ++i)
            cases.push_back({u"case %1"_s.arg(i), Outcome::Passed});
        record(*place.from, eventsOf({u"r1"_s, 1, cases}));
        QVERIFY(place.from->exportRun(u"r1"_s, place.file));
        const QByteArray whole = contentOf(place.file);
        QVERIFY(whole.size() > 20'000);
        for (qsizetype size = 0; size < whole.size(); size += 4096) {
            writeFile(place.file, whole.first(size));
            QVERIFY2(!place.to->importRun(place.file), qPrintable(QString::number(size)));
            QVERIFY(place.to->runs()->empty());
        }
        // A flipped bit gives an error or an undamaged run, never a crash or half a run.
        for (qsizetype at = 100; at < whole.size(); at += 4001) {
            QByteArray damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
            writeFile(place.file, damaged);
            const auto fresh = place.open(u"fresh%1.db"_s.arg(at));
            const auto taken = fresh->importRun(place.file);
            if (!taken)
                QVERIFY(fresh->runs()->empty());
        }
    }

    void hostileFiles_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QString &sql, const QString &message) {
            QTest::newRow(name) << sql << message;
        };
        row("of another program", u"pragma application_id = 5"_s,
            u"FILE is a SQLite file of another program (name another file, or move this one away)"_s);
        row("newer", u"pragma user_version = 9"_s,
            u"history FILE was written by a newer Assay (format 9; this one knows up to 1) (update "
            "Assay, or name another history file)"_s);
        row("a view", u"create view surprise as select 1"_s,
            u"FILE is not a run file: it has a view \"surprise\" that Assay never makes"_s);
        row("a trigger", u"create trigger t after insert on runs begin select 1; end"_s,
            u"FILE is not a run file: it has a trigger \"t\" that Assay never makes"_s);
        row("a generated column", u"create table g (a, b as (a + 1))"_s,
            u"FILE is not a run file: it has a table \"g\" that Assay never makes"_s);
        row("no run", u"delete from runs"_s, u"it holds 0 runs, not one"_s);
        row("two runs", u"insert into runs (id, started) values ('r2', 0)"_s,
            u"it holds 2 runs, not one"_s);
        row("no events", u"delete from events"_s, u"it holds no events"_s);
        row("no table", u"drop table events"_s, u"history FILE: no such table: events"_s);
        row("text for events", u"update events set data = 'hello'"_s,
            u"not an event: illegal value at byte 1"_s);
        row("broken zstd", u"update events set data = x'28B52FFD0000'"_s,
            u"a chunk of events is damaged"_s);
        row("a bomb", u"update events set data = x'28B52FFDE0FFFFFFFFFFFF0000'"_s,
            u"a chunk of events is larger than any that Assay writes"_s);
        row("events of another run first",
            u"insert into events select run, -5, 0, 1, '{\"seq\":9,\"at\":1,\"event\":\"run "
            u"started\"}'"
            " from events"_s,
            u"its first event, and only that, must be the plan"_s);
        row("a hostile id",
            u"update events set data = '{\"seq\":9,\"at\":1,\"event\":\"run planned\",\"run\":\"../x\"}'"_s,
            u"its run has no usable id"_s);
        row("out of order",
            u"update events set data = '{\"seq\":9,\"at\":1,\"event\":\"run "
            u"planned\",\"run\":\"x\"}"
            "' || char(10) || '{\"seq\":9,\"at\":1,\"event\":\"run started\"}'"_s,
            u"its events are not in order"_s);
    }
    void hostileFiles()
    {
        QFETCH(QString, sql);
        QFETCH(QString, message);
        Place place;
        const QString said = place.importAfter([&](Database &database) {
            const auto done = database.execute(sql);
            QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
        });
        QCOMPARE(said, place.refusal(message.replace(u"FILE"_s, place.file)));
    }

    void packing()
    {
        history::Packer packer;
        for (const QByteArray &text :
             {QByteArray(), QByteArray("{}\n"), QByteArray("abc").repeated(100'000)}) {
            const QByteArray packed = packer.pack(text);
            QVERIFY(packed.size() <= text.size());
            QCOMPARE(*history::unpack(packed), text);
        }
    }
};

QTEST_GUILESS_MAIN(TestRunFile)
#include "tst_run_file.moc"
