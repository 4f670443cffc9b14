// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/data_actions.h"

#include "reporting/report.h"
#include "workbench/test_data.h"

#include <atomic>

namespace assay::app {

using namespace Qt::StringLiterals;
using workbench::ExitCode;
using Action = Options::Action;
using Mode = testdata::SeedOptions::Mode;

namespace {

class DataWork
{
public:
    DataWork(const Options &options, base::Host &host, Console &console, std::stop_token stop)
        : m_options(options)
        , m_data(options.data)
        , m_host(host)
        , m_console(console)
        , m_work{.stop = std::move(stop)}
    {
    }

    base::Result<> run()
    {
        if (m_options.action != Action::Generate && m_data.database.isEmpty())
            return base::failure(u"which database?"_s, u"add --database postgres://..."_s);
        switch (m_options.action) {
        case Action::Generate:
            return tell(workbench::generateFile(m_host, m_options.file, generated(), m_data.format,
                                                m_data.out, m_work));
        case Action::SeedData:
            return seed();
        case Action::CleanData:
            return clean();
        case Action::ReadSchema:
            return readSchema();
        default:
            return sample();
        }
    }

private:
    [[nodiscard]] testdata::GenerateOptions generated() const
    {
        return {.seed = m_data.seed, .rows = m_data.rows};
    }

    base::Result<> tell(const base::Result<workbench::RowsOfTables> &rows)
    {
        if (!rows)
            return base::failure(rows.error());
        for (const auto &[table, count] : *rows)
            m_console.err(u"%1: %2 rows\n"_s.arg(table).arg(count));
        return {};
    }

    base::Result<> seed()
    {
        const auto report = workbench::seedFile(m_host, m_options.file, generated(),
                                                m_data.database, m_data.references,
                                                {.mode = m_data.mode == u"replace"  ? Mode::Replace
                                                         : m_data.mode == u"update" ? Mode::Update
                                                                                    : Mode::Insert,
                                                 .work = m_work});
        if (!report)
            return base::failure(report.error());
        m_console.err(u"seeded in %1\n"_s.arg(base::durationText(report->time)));
        return tell(report->tables);
    }

    base::Result<> clean()
    {
        const auto report =
            testdata::cleanDatabase(m_options.file, m_data.database, {.stop = m_work.stop});
        if (!report)
            return base::failure(report.error());
        if (report->rows() == 0)
            m_console.err(u"no row fits\n"_s);
        return tell(report->tables);
    }

    base::Result<> readSchema()
    {
        const auto schema = workbench::readDatabaseSchema(m_data.database, m_work);
        if (!schema)
            return base::failure(schema.error());
        if (m_data.out != u"-")
            return reporting::writeReportFile(m_data.out, *schema);
        m_console.out(QString::fromUtf8(*schema));
        return {};
    }

    base::Result<> sample()
    {
        testdata::SampleOptions options;
        options.rows = m_data.rows.value_or(options.rows);
        options.seed = m_data.seed.value_or(options.seed);
        options.tables = m_data.tables;
        options.masks = m_data.masks;
        options.stop = m_work.stop;
        return tell(workbench::sampleToFile(
            m_data.database, options,
            m_data.format.isEmpty() && m_data.out == u"-" ? u"yaml"_s : m_data.format, m_data.out));
    }

    const Options &m_options;
    const Options::Data &m_data;
    base::Host &m_host;
    Console &m_console;
    testdata::WorkOptions m_work;
};

} // namespace

int workOnData(const Options &options, base::Host &host, Console &console, Signals *signals)
{
    std::stop_source stop;
    std::atomic<int> received = 0;
    if (signals != nullptr) {
        signals->start([&](int signal, int) {
            received = signal;
            stop.request_stop();
        });
    }
    const auto done = DataWork(options, host, console, stop.get_token()).run();
    if (signals != nullptr)
        signals->stop(); // its handler holds what goes now
    if (received != 0) {
        console.err(u"stopped\n"_s);
        return 128 + received;
    }
    if (done)
        return static_cast<int>(ExitCode::Good);
    console.err(done.error().toText());
    return static_cast<int>(ExitCode::BadInput);
}

} // namespace assay::app
