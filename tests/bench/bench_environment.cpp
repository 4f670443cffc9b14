// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets of environments: from nothing to ready beside initdb and pg_ctl; back to a snapshot under
// a system that holds sessions and writes, beside CREATE DATABASE ... TEMPLATE of the same
// database, small and large; a portable snapshot beside pg_restore.
#include "base/postgres.h"
#include "base/process.h"
#include "bench/measure.h"
#include "environment/data/postgres_data.h"
#include "environment/environment_manager.h"
#include "environment/identity.h"
#include "environment/postgres_cluster.h"
#include "workbench/workbench.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QUrl>

#include <algorithm>
#include <cstdio>
#include <thread>
#include <unistd.h>

using namespace assay;
using namespace assay::environment;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class Stopwatch
{
public:
    [[nodiscard]] double ms() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start)
            .count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

template <class T>
T must(base::Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().toText()));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

QString sql(const QString &url, const QString &text)
{
    const base::QueryOptions bounds{.deadline = std::chrono::steady_clock::now() + 10min};
    auto connection = must(base::PostgresConnection::open(url, bounds));
    const base::QueryResult result = must(connection->execute(text, {}, bounds));
    return result.rows.isEmpty()
               ? QString()
               : result.rows.at(0).toObject().begin().value().toVariant().toString();
}

model::ServiceSpec service(const QString &name, const QString &provider,
                           const QJsonObject &settings)
{
    model::ServiceSpec spec;
    spec.name = name;
    spec.provider = provider;
    spec.settings = model::Node::fromJson(settings, 1, 1);
    return spec;
}

struct Place
{
    Place()
    {
        QFile(dir.path()).setPermissions(QFile::Permissions(0x7055)); // PostgreSQL's user passes
        EnvironmentManager::Options options{.host = host};
        options.stateFolder = dir.filePath(u"state"_s);
        options.cacheFolder = dir.filePath(u"cache"_s);
        manager = must(EnvironmentManager::create(std::move(options)));
        programs = must(findPostgres({}, variables, {}));
    }
    [[nodiscard]] model::EnvironmentSpec spec(std::vector<model::ServiceSpec> services) const
    {
        model::EnvironmentSpec made;
        made.name = u"bench"_s;
        made.folder = dir.path();
        made.roots = {dir.path()};
        made.services = std::move(services);
        return made;
    }
    QTemporaryDir dir;
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
    std::unique_ptr<EnvironmentManager> manager;
    PostgresPrograms programs;
};

void tool(const Place &place, const QString &program, const QStringList &arguments,
          const QMap<QString, QString> &variables = {})
{
    base::ProcessRequest request{.program = place.programs.folder + u'/' + program,
                                 .arguments = arguments,
                                 .environment = variables,
                                 .workingDirectory = place.dir.path()};
    request.identity = databaseIdentity();
    const base::ProcessResult ran = must(base::runProcess(request));
    if (ran.exitCode != 0)
        qFatal("%s: %s", qPrintable(program), ran.standardError.constData());
}

void benchStart(Place &place)
{
    std::vector<double> ours;
    std::vector<double> peer;
    for (int i = 0; i < 8; ++i) {
        const Stopwatch watch;
        auto environment =
            must(place.manager->provision(place.spec({service(u"database"_s, u"postgres"_s, {}),
                                                      service(u"cache"_s, u"redis"_s, {})}),
                                          {}));
        if (i > 0) // the first makes the pristine copy
            ours.push_back(watch.ms());
        must(place.manager->destroy(environment));
    }
    const QString data = u"/dev/shm/assay-bench-%1"_s.arg(getpid());
    for (int i = 0; i < 5; ++i) {
        const Stopwatch watch;
        tool(place, u"initdb"_s, {u"-D"_s, data, u"-A"_s, u"trust"_s});
        tool(place, u"pg_ctl"_s,
             {u"-D"_s, data, u"-w"_s, u"-l"_s, data + u"/log"_s, u"-o"_s,
              u"-c listen_addresses= -c port=54999 -c unix_socket_directories=%1"_s.arg(data),
              u"start"_s});
        peer.push_back(watch.ms());
        tool(place, u"pg_ctl"_s, {u"-D"_s, data, u"-m"_s, u"fast"_s, u"-w"_s, u"stop"_s});
        QDir(data).removeRecursively();
    }
    bench::report(u"PostgreSQL and Redis ready, beside initdb and pg_ctl -w (both in memory)"_s,
                  median(ours), median(peer), u"ms"_s, 0.25);
}

void benchLocal()
{
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
    workbench::Workbench::Settings settings;
    settings.executableFolder = QStringLiteral(ASSAY_BINARY_DIR "/bin");
    auto bench = must(
        workbench::Workbench::open(QStringLiteral(ASSAY_SOURCE_DIR "/suites"), host, settings));
    std::vector<double> times;
    for (int i = 0; i < 6; ++i) {
        const Stopwatch watch;
        auto session = bench->provision(u"local"_s, {});
        if (!session)
            qFatal("%s", qPrintable(session.error().diagnostics.front().error.toText()));
        must((*session)->wait());
        if (i > 0)
            times.push_back(watch.ms());
        must((*session)->destroy());
    }
    bench::reportBound(u"the whole local environment, with its baseline kept"_s, median(times),
                       u"ms"_s, 1000);
}

/// Sessions that write all the time, opened again when they are lost.
class Writers
{
public:
    Writers(const QString &url, int count)
    {
        for (int i = 0; i < count; ++i) {
            m_threads.emplace_back([url](const std::stop_token &stop) {
                std::unique_ptr<base::PostgresConnection> session;
                while (!stop.stop_requested()) {
                    const base::QueryOptions bounds{.deadline =
                                                        std::chrono::steady_clock::now() + 10s};
                    if (!session || !session->isAlive()) {
                        auto opened = base::PostgresConnection::open(url, bounds);
                        session = opened ? std::move(*opened) : nullptr;
                    } else {
                        (void)session->execute(u"insert into t (text) values ('new')"_s, {}, bounds)
                            .has_value();
                    }
                    (void)base::waitFor(2ms, stop);
                }
            });
        }
    }

private:
    std::vector<std::jthread> m_threads;
};

double benchReset(Place &place, const QString &name, qint64 rows)
{
    auto environment = must(place.manager->provision(
        place.spec({service(u"database"_s, u"postgres"_s,
                            {{u"database"_s, u"work"_s},
                             {u"settings"_s, QJsonObject{{u"max_wal_size"_s, u"1GB"_s}}}})}),
        {}));
    const QString url = environment.service(u"database")->url;
    const QString admin = QString(url).replace(u"/work"_s, u"/postgres"_s);
    sql(url, u"create table t (id serial primary key, text text)"_s);
    sql(url,
        u"insert into t (text) select repeat(md5(n::text), 30) from generate_series(1, %1) n"_s.arg(
            rows));
    const QString size = sql(url, u"select pg_size_pretty(pg_database_size('work'))"_s);
    PostgresData data({u"database"_s, url, admin, u"work"_s, u"/dev/shm"_s, place.programs.folder},
                      {});
    must(data.keep(u"one"_s, {}));

    std::vector<double> peer;
    for (int i = 0; i < 3; ++i) {
        (void)data.waitUntilIdle({});
        sql(admin, u"alter database work allow_connections false"_s);
        sql(admin, u"checkpoint"_s);
        const Stopwatch watch;
        sql(admin, u"create database peer template work"_s);
        peer.push_back(watch.ms());
        sql(admin, u"drop database peer"_s);
        sql(admin, u"alter database work allow_connections true"_s);
    }
    std::vector<double> alone;
    for (int i = 0; i < 9; ++i) {
        (void)data.waitUntilIdle({});
        const Stopwatch watch;
        must(data.putBack(u"one"_s, {}));
        alone.push_back(watch.ms());
    }
    std::vector<double> busy;
    {
        const Writers writers(url, 8);
        for (int i = 0; i < 15; ++i) {
            (void)data.waitUntilIdle({});
            std::this_thread::sleep_for(50ms); // all sessions are open again
            const Stopwatch watch;
            must(data.putBack(u"one"_s, {}));
            busy.push_back(watch.ms());
        }
    }
    bench::report(
        u"%1 (%2): reset under 8 sessions that write, beside CREATE DATABASE"_s.arg(name, size),
        median(busy), median(peer), u"ms"_s, 0.2);
    bench::reportBound(u"%1: handing out a clone, nobody there"_s.arg(name), median(alone), u"ms"_s,
                       2);
    must(place.manager->destroy(environment));
    return median(busy);
}

void benchPortable(Place &place)
{
    auto environment = must(place.manager->provision(
        place.spec({service(u"database"_s, u"postgres"_s, {{u"database"_s, u"work"_s}})}), {}));
    const QString url = environment.service(u"database")->url;
    const QUrl parts(url);
    sql(url, u"create table t (id serial primary key, text text)"_s);
    sql(url, u"create table v (id int primary key, vector real[])"_s);
    sql(url,
        u"insert into t (text) select repeat(md5(n::text), 4) from generate_series(1, 600000) n"_s);
    sql(url, u"insert into v select n, array(select random()::real from generate_series(1, 96)) "
             "from generate_series(1, 100000) n"_s);
    must(place.manager->snapshot(environment, u"one"_s));
    const QString file = place.dir.filePath(u"one.assaysnap"_s);
    must(place.manager->saveSnapshot(environment, u"one"_s, file));
    const QMap<QString, QString> variables{{u"PGHOST"_s, u"127.0.0.1"_s},
                                           {u"PGPORT"_s, QString::number(parts.port())},
                                           {u"PGUSER"_s, parts.userName()},
                                           {u"PGPASSWORD"_s, parts.password()}};
    const QString dump = u"/dev/shm/assay-bench-%1.dump"_s.arg(getpid());
    tool(place, u"pg_dump"_s, {u"-Fc"_s, u"-Z0"_s, u"-f"_s, dump, u"work"_s}, variables);
    const QString admin = QString(url).replace(u"/work"_s, u"/postgres"_s);
    std::vector<double> ours;
    std::vector<double> peer;
    for (int i = 0; i < 3; ++i) {
        const Stopwatch watch;
        must(place.manager->loadSnapshot(environment, file));
        ours.push_back(watch.ms());
        sql(admin, u"create database peer"_s);
        const Stopwatch other;
        tool(place, u"pg_restore"_s, {u"-j2"_s, u"-d"_s, u"peer"_s, dump}, variables);
        peer.push_back(other.ms());
        sql(admin, u"drop database peer with (force)"_s);
    }
    QFile::remove(dump);
    std::printf("the archive: %.1f MB of %s\n", static_cast<double>(QFileInfo(file).size()) / 1e6,
                qPrintable(sql(url, u"select pg_size_pretty(pg_database_size('work'))"_s)));
    bench::report(u"restoring a portable snapshot, beside pg_restore -j2"_s, median(ours),
                  median(peer), u"ms"_s, 1.2);
    must(place.manager->destroy(environment));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Place place;
    benchStart(place);
    benchLocal();
    const double small = benchReset(place, u"small"_s, 100);
    const double large = benchReset(place, u"large"_s, 1'900'000);
    bench::report(u"reset, large beside small"_s, large, small, u"ms"_s, 1.5);
    benchPortable(place);
    return bench::verdict();
}
