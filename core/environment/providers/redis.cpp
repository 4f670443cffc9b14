// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/data/redis_data.h"
#include "environment/local_port.h"
#include "environment/probe.h"
#include "environment/providers/child_service.h"
#include "environment/providers/registry.h"

namespace assay::environment {

using namespace Qt::StringLiterals;
using suite::Shape;

namespace {

/// The command in Redis' protocol (RESP): a list of texts.
QByteArray respCommand(const QStringList &words)
{
    QByteArray text = '*' + QByteArray::number(words.size()) + "\r\n";
    for (const QString &word : words) {
        const QByteArray bytes = word.toUtf8();
        text += '$' + QByteArray::number(bytes.size()) + "\r\n" + bytes + "\r\n";
    }
    return text;
}

class RedisService final : public ChildService
{
public:
    RedisService(ServiceEndpoint endpoint, HeldPort port, Leases &leases, QString folder)
        : ChildService(std::move(endpoint))
        , m_port(std::move(port))
        , m_leases(leases)
        , m_folder(std::move(folder))
    {
    }
    ~RedisService() override { RedisService::stop(); }

    QString notReadyBecause(base::SteadyTime deadline, const std::stop_token &stop) override
    {
        const auto answer =
            probeLine(u"127.0.0.1"_s, m_port.port(), respCommand({u"PING"_s}), deadline, stop);
        if (!answer)
            return u"PING: %1"_s.arg(answer.error().toString());
        return *answer == "+PONG" ? QString()
                                  : u"PING was answered \"%1\""_s.arg(QString::fromUtf8(*answer));
    }
    base::Result<> configure(const QJsonObject &settings, const std::stop_token &stop) override
    {
        for (auto it = settings.begin(); it != settings.end(); ++it) {
            const QString value = it.value().toVariant().toString();
            const auto answer =
                probeLine(u"127.0.0.1"_s, m_port.port(),
                          respCommand({u"CONFIG"_s, u"SET"_s, it.key(), value}),
                          std::chrono::steady_clock::now() + std::chrono::seconds(5), stop);
            if (!answer)
                return base::failure(answer.error());
            if (*answer != "+OK")
                return base::failure(u"Redis refused %1 = %2: %3"_s.arg(
                    it.key(), value, QString::fromUtf8(answer->mid(1))));
        }
        return {};
    }
    ServiceData *data() override
    {
        if (!m_data)
            m_data = std::make_unique<RedisData>(endpoint().url, m_folder);
        return m_data.get();
    }
    void stop() override
    {
        m_data.reset();
        ChildService::stop();
        (void)m_leases.removeFolder(m_folder);
    }

private:
    HeldPort m_port;
    Leases &m_leases;
    QString m_folder;
    std::unique_ptr<RedisData> m_data;
};

/// A private Redis: empty, on a free port, nothing is kept.
class RedisProvider final : public Provider
{
public:
    QString name() const override { return u"redis"_s; }
    Shape shape() const override
    {
        return Shape::map(
            {{u"settings"_s, Shape::mapOf(Shape::expression()), false, u"as in redis.conf"_s}});
    }
    base::Result<std::unique_ptr<RunningService>> start(const StartRequest &request,
                                                        const std::stop_token &) const override
    {
        ServiceContext &context = request.context;
        auto port = HeldPort::take();
        if (!port)
            return base::failure(port.error());
        auto folder = context.leases.makeFolder(request.spec.name, Leases::Place::Disk);
        if (!folder)
            return base::failure(folder.error());
        ServiceEndpoint endpoint;
        endpoint.name = request.spec.name;
        endpoint.provider = name();
        endpoint.host = u"127.0.0.1"_s;
        endpoint.port = port->port();
        endpoint.url = u"redis://127.0.0.1:%1/0"_s.arg(endpoint.port);

        ChildRequest child;
        child.spawn.program = u"redis-server"_s;
        child.spawn.arguments = {
            u"--bind"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(endpoint.port), u"--dir"_s,
            *folder, u"--save"_s, u""_s, u"--appendonly"_s, u"no"_s, u"--daemonize"_s, u"no"_s,
            // For DEBUG RELOAD, by which what was kept is put back. It listens on loopback only.
            u"--enable-debug-command"_s, u"local"_s};
        const QJsonObject settings = request.settings.toObject().value(u"settings"_s).toObject();
        for (auto it = settings.begin(); it != settings.end(); ++it)
            child.spawn.arguments += {u"--"_s + it.key(), it.value().toVariant().toString()};
        auto service = std::make_unique<RedisService>(std::move(endpoint), std::move(*port),
                                                      context.leases, *folder);
        if (auto started = service->launch(request, std::move(child)); !started) {
            base::Error error = started.error();
            error.fix = u"install Redis (Debian: apt install redis-server)"_s;
            return base::failure(error);
        }
        return service;
    }
};

} // namespace

std::unique_ptr<Provider> makeRedisProvider()
{
    return std::make_unique<RedisProvider>();
}

} // namespace assay::environment
