// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets: seeding 50 000 rows of 384 floats, generation included, at least 5 times as fast as
// psql's \copy of a text file and 0.95 times as fast as its \copy of a binary file that is there
// already; the memory of 10 million generated rows at most 1.2 times that of 1 million.
#include "base/postgres.h"
#include "bench/measure.h"
#include "support/test_postgres.h"
#include "testdata/formats/registry.h"
#include "testdata/schema_loader.h"
#include "testdata/seeder.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 5;

testdata::DataSet setOf(const QByteArray &text, qint64 rows)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"data.yaml"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
        qFatal("cannot write the schema");
    file.close();
    const base::SystemFiles disk;
    const auto loaded =
        testdata::loadSchema(testdata::SchemaSource::anywhere(disk), file.fileName());
    if (!loaded.ok())
        qFatal("%s", qPrintable(loaded.diagnostics.front().error.toText()));
    const auto set = testdata::dataSetOf(loaded.value, {.rows = rows});
    if (!set)
        qFatal("%s", qPrintable(set.error().toText()));
    return *set;
}

double secondsOf(const std::function<void()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Peak memory of a process of its own that generates so many rows and throws them away.
double peakOf(qint64 rows)
{
    const pid_t child = fork();
    if (child == 0) {
        const testdata::DataSet set = setOf(
            "dataset: d\ntables:\n  p: { columns: { id: { type: uuid, key: primary } } }\n"
            "  c:\n    columns:\n      p: { type: uuid, reference: p.id, distribution: zipf }\n"
            "      n: { type: integer, unique: true }\n",
            rows);
        const testdata::DataFormat &csv = *testdata::formatNamed(u"csv");
        const testdata::DataTable &table = *set.table(u"c");
        const auto made = testdata::encodeTable(
            table, [&](const testdata::Block &block) { return csv.rows(table.head(), block); },
            [](const QByteArray &) { return base::Result<>(); }, {});
        _exit(made && *made == rows ? 0 : 1);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        qFatal("generating failed");
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

} // namespace

int main(int argc, char **argv)
{
    // Before there are threads.
    const double million = peakOf(1'000'000);
    const double tenMillion = peakOf(10'000'000);

    const QCoreApplication application(argc, argv);
    const test::TestPostgres server;
    auto connection = std::move(*base::PostgresConnection::open(server.url()));
    const auto run = [&](const QString &sql) {
        if (auto done = connection->executeScript(sql); !done)
            qFatal("%s", qPrintable(done.error().toText()));
    };
    run(u"create table e (id bigint, text text, v real[])"_s);
    const testdata::DataSet set =
        setOf("dataset: e\ntable: e\ncolumns:\n  id: { type: integer, key: primary }\n"
              "  text: { type: text, length: 40..80 }\n"
              "  v: { type: vector, dimensions: 384, norm: 1, clusters: 8, spread: 0.2 }\n",
              50'000);
    const auto seed = [&] {
        const auto report = testdata::seedDatabase(set, server.url());
        if (!report)
            qFatal("%s", qPrintable(report.error().toText()));
    };
    const QTemporaryDir folder;
    chmod(QFile::encodeName(folder.path()).constData(), 0777);
    const auto psql = [&](const QString &command) {
        const bench::Cost cost =
            bench::measure({u"psql"_s, u"-qX"_s, u"-d"_s, server.url(), u"-c"_s, command});
        if (cost.exitCode != 0)
            qFatal("psql failed: %s", qPrintable(command));
    };
    const QString text = folder.filePath(u"e.txt"_s);
    const QString binary = folder.filePath(u"e.bin"_s);
    seed();
    psql(u"\\copy e to '%1'"_s.arg(text));
    psql(u"\\copy e to '%1' (format binary)"_s.arg(binary));

    std::vector<double> ours, theirText, theirBinary;
    for (int round = 0; round < kRounds; ++round) {
        run(u"truncate e"_s);
        ours.push_back(secondsOf(seed));
        run(u"truncate e"_s);
        theirBinary.push_back(
            secondsOf([&] { psql(u"\\copy e from '%1' (format binary)"_s.arg(binary)); }));
        run(u"truncate e"_s);
        theirText.push_back(secondsOf([&] { psql(u"\\copy e from '%1'"_s.arg(text)); }));
    }
    printf("50 000 rows of 384 floats: %.0f rows/s; psql text %.0f, binary %.0f\n",
           50'000 / median(ours), 50'000 / median(theirText), 50'000 / median(theirBinary));
    bench::report(u"seeding beside psql \\copy, text"_s, median(ours), median(theirText), u"s"_s,
                  0.2);
    bench::report(u"seeding beside psql \\copy, binary"_s, median(ours), median(theirBinary),
                  u"s"_s, 1 / 0.95);
    bench::report(u"memory of 10 million rows beside 1 million"_s, tenMillion, million, u"MB"_s,
                  1.2);
    return bench::verdict();
}
