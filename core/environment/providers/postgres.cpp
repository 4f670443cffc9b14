// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/postgres.h"

#include "environment/data/postgres_data.h"
#include "environment/folders.h"
#include "environment/identity.h"
#include "environment/local_port.h"
#include "environment/postgres_cluster.h"
#include "environment/providers/child_service.h"
#include "environment/providers/registry.h"
#include "environment/reaper.h"

#include <QFile>
#include <QUrl>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using suite::Shape;

namespace {

constexpr base::ByteCount kRoomToGrow{512LL * 1024 * 1024};

QString quoted(const QString &value)
{
    return u'\'' + QString(value).replace(u'\\', u"\\\\"_s).replace(u'\'', u"''"_s) + u'\'';
}

/// Nothing is worth a disk's wait: the cluster lives as long as the environment. Shared memory as
/// files of the data folder: what a SIGKILL leaves of it is then removed with the folder.
QByteArray configuration(const QJsonObject &settings)
{
    QString text = u"\n# Assay\nfsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"
                   "dynamic_shared_memory_type = mmap\nlog_line_prefix = ''\n"
                   "logging_collector = off\nlog_destination = stderr\n"_s;
    for (auto it = settings.begin(); it != settings.end(); ++it)
        text += u"%1 = %2\n"_s.arg(it.key(), quoted(it.value().toVariant().toString()));
    return text.toUtf8();
}

class PostgresService final : public ChildService
{
public:
    PostgresService(ServiceEndpoint endpoint, HeldPort port, ServiceContext &context,
                    PostgresData::Place place)
        : ChildService(std::move(endpoint))
        , m_port(std::move(port))
        , m_context(context)
        , m_place(std::move(place))
    {
    }
    ~PostgresService() override { PostgresService::stop(); }

    QString notReadyBecause(base::SteadyTime deadline, const std::stop_token &stop) override
    {
        const auto ready =
            base::postgresReady(endpoint().url, {.deadline = deadline, .stop = stop});
        return ready ? QString() : ready.error().toString();
    }
    base::Result<> configure(const QJsonObject &settings, const std::stop_token &stop) override
    {
        const base::QueryOptions bounds{.deadline = std::chrono::steady_clock::now() + 10s,
                                        .stop = stop};
        auto connection = base::PostgresConnection::open(endpoint().url, bounds);
        if (!connection)
            return base::failure(connection.error());
        for (auto it = settings.begin(); it != settings.end(); ++it) {
            QString name = it.key();
            const QString value = it.value().toVariant().toString();
            const QString sql = u"ALTER SYSTEM SET \"%1\" = %2"_s.arg(name.replace(u'"', u"\"\""_s),
                                                                      u"E"_s + quoted(value));
            if (auto set = (*connection)->execute(sql, {}, bounds); !set)
                return base::failure(set.error());
        }
        auto reloaded = (*connection)->execute(u"SELECT pg_reload_conf()"_s, {}, bounds);
        if (!reloaded)
            return base::failure(reloaded.error());
        return {};
    }
    ServiceData *data() override
    {
        if (!m_data)
            m_data = std::make_unique<PostgresData>(m_place, m_context.post);
        return m_data.get();
    }
    void stop() override
    {
        m_data.reset();
        ChildService::stop();
        removeSharedMemoryOf(m_place.dataFolder);
        (void)m_context.leases.removeFolder(m_place.dataFolder);
    }

private:
    HeldPort m_port;
    ServiceContext &m_context;
    PostgresData::Place m_place;
    std::unique_ptr<PostgresData> m_data;
};

/// A private PostgreSQL: a copy of a pristine cluster, in memory when it fits, on a free port.
class PostgresProvider final : public Provider
{
public:
    QString name() const override { return u"postgres"_s; }
    Shape shape() const override
    {
        return Shape::map({
            {u"version"_s, Shape::expression(), false, u"15; the newest by default"_s},
            {u"database"_s, Shape::text(), false, u"its name; \"postgres\" by default"_s},
            {u"user"_s, Shape::text(), false, u"a superuser; \"postgres\" by default"_s},
            {u"password"_s, Shape::text(), false, u"a random one by default"_s},
            {u"locale"_s, Shape::text(), false, u"C.UTF-8 by default"_s},
            {u"encoding"_s, Shape::text(), false, u"UTF8 by default"_s},
            {u"memory"_s, Shape::boolean(), false, u"false: the data is on disk, not in memory"_s},
            {u"settings"_s, Shape::mapOf(Shape::expression()), false, u"as in postgresql.conf"_s},
        });
    }
    base::Result<std::unique_ptr<RunningService>> start(const StartRequest &request,
                                                        const std::stop_token &stop) const override
    {
        ServiceContext &context = request.context;
        const QJsonObject settings = request.settings.toObject();
        const auto programs = findPostgres(settings.value(u"version"_s).toVariant().toString(),
                                           context.host.variables, stop);
        if (!programs)
            return base::failure(programs.error());
        const ClusterOptions options{settings.value(u"user"_s).toString(u"postgres"_s),
                                     settings.value(u"password"_s).toString(),
                                     settings.value(u"database"_s).toString(u"postgres"_s),
                                     settings.value(u"locale"_s).toString(u"C.UTF-8"_s),
                                     settings.value(u"encoding"_s).toString(u"UTF8"_s)};
        const auto pristine = pristineCluster(*programs, options, context, stop);
        if (!pristine)
            return base::failure(pristine.error());
        auto port = HeldPort::take();
        if (!port)
            return base::failure(port.error());
        const auto owner = databaseIdentity();
        const auto place =
            settings.value(u"memory"_s).toBool(true) ? Leases::Place::Memory : Leases::Place::Disk;
        const auto folder = context.leases.makeFolder(
            request.spec.name, place, base::ByteCount{pristine->size.value + kRoomToGrow.value},
            owner);
        if (!folder)
            return base::failure(folder.error());

        const auto urlOf = [&](const QString &database) {
            return u"postgresql://%1:%2@127.0.0.1:%3/%4"_s.arg(
                encoded(options.user), encoded(pristine->password), QString::number(port->port()),
                encoded(database));
        };
        ServiceEndpoint endpoint = endpointOf(request.spec.name, *programs, options, *pristine);
        endpoint.port = port->port();
        endpoint.url = urlOf(options.database);
        // Sessions of ours are in a database that is never copied nor swapped.
        const QString admin = options.database == u"postgres" ? u"template1"_s : u"postgres"_s;
        PostgresData::Place access{request.spec.name, endpoint.url, urlOf(admin),
                                   options.database,  *folder,      programs->folder};
        auto service = std::make_unique<PostgresService>(std::move(endpoint), std::move(*port),
                                                         context, std::move(access));
        if (auto copied = copyTree(pristine->folder, *folder, owner, stop); !copied)
            return base::failure(copied.error());
        if (auto written = append(*folder + u"/postgresql.conf"_s,
                                  configuration(settings.value(u"settings"_s).toObject()));
            !written)
            return base::failure(written.error());
        ChildRequest child;
        child.spawn.program = programs->folder + u"/postgres"_s;
        child.spawn.arguments = {u"-D"_s, *folder,
                                 u"-c"_s, u"listen_addresses=127.0.0.1"_s,
                                 u"-c"_s, u"port=%1"_s.arg(service->endpoint().port),
                                 u"-c"_s, u"unix_socket_directories="_s};
        child.spawn.workingDirectory = *folder;
        child.spawn.identity = owner;
        child.stopSignal = SIGINT; // "fast": sessions are ended, then a clean end
        if (auto started = service->launch(request, std::move(child)); !started)
            return base::failure(started.error());
        return service;
    }

private:
    ServiceEndpoint endpointOf(const QString &service, const PostgresPrograms &programs,
                               const ClusterOptions &options, const PristineCluster &pristine) const
    {
        ServiceEndpoint endpoint;
        endpoint.name = service;
        endpoint.provider = name();
        endpoint.host = u"127.0.0.1"_s;
        endpoint.properties = {{u"user"_s, options.user},
                               {u"password"_s, pristine.password},
                               {u"database"_s, options.database},
                               {u"version"_s, programs.version}};
        return endpoint;
    }

    static QString encoded(const QString &text)
    {
        return QString::fromLatin1(QUrl::toPercentEncoding(text));
    }

    static base::Result<> append(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::ExistingOnly) ||
            file.write(text) != text.size())
            return base::failure(u"cannot write %1: %2"_s.arg(path, file.errorString()));
        return {};
    }
};

} // namespace

std::unique_ptr<Provider> makePostgresProvider()
{
    return std::make_unique<PostgresProvider>();
}

} // namespace assay::environment
