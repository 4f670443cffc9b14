// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/probe.h"
#include "environment/providers/registry.h"

#include <QHash>
#include <QUrl>

namespace assay::environment {

using namespace Qt::StringLiterals;
using suite::Shape;

namespace {

class ExternalService final : public RunningService
{
public:
    explicit ExternalService(ServiceEndpoint endpoint)
        : m_endpoint(std::move(endpoint))
    {
    }
    ServiceEndpoint endpoint() const override { return m_endpoint; }
    QString notReadyBecause(base::SteadyTime deadline, const std::stop_token &stop) override
    {
        if (m_endpoint.port == 0)
            return {};
        const auto connected = probeTcp(m_endpoint.host, m_endpoint.port, deadline, stop);
        return connected ? QString()
                         : u"%1: %2"_s.arg(m_endpoint.address(), connected.error().toString());
    }
    void stop() override {} // it is not ours

private:
    ServiceEndpoint m_endpoint;
};

/// A service that runs without us: we only know where it is.
class ExternalProvider final : public Provider
{
public:
    QString name() const override { return u"external"_s; }
    Shape shape() const override
    {
        return Shape::map({
            {u"url"_s, Shape::text(), false, u"its address; host and port are taken from it"_s},
            {u"host"_s, Shape::text()},
            {u"port"_s, Shape::integer(1, 65535)},
            {u"properties"_s, Shape::mapOf(Shape::any()), false,
             u"more values for ${services.NAME.x}"_s},
        });
    }
    base::Result<std::unique_ptr<RunningService>> start(const StartRequest &request,
                                                        const std::stop_token &) const override
    {
        const QJsonObject settings = request.settings.toObject();
        ServiceEndpoint endpoint;
        endpoint.name = request.spec.name;
        endpoint.provider = name();
        endpoint.url = settings.value(u"url"_s).toString();
        const QUrl url(endpoint.url);
        if (!endpoint.url.isEmpty() && (!url.isValid() || url.scheme().isEmpty()))
            return base::failure(u"\"%1\" is not an address"_s.arg(endpoint.url),
                                 u"write it like http://host:8080"_s);
        endpoint.host = settings.value(u"host"_s).toString(url.host());
        endpoint.port = settings.value(u"port"_s).toVariant().toInt();
        if (endpoint.port == 0)
            endpoint.port = url.port(usualPort(url.scheme()));
        if (endpoint.host.isEmpty() && endpoint.url.isEmpty())
            return base::failure(u"an external service needs a url or a host"_s,
                                 u"write `external: { url: http://host:8080 }`"_s);
        endpoint.properties = settings.value(u"properties"_s).toObject();
        endpoint.completeProperties();
        return std::make_unique<ExternalService>(std::move(endpoint));
    }

private:
    static int usualPort(const QString &scheme)
    {
        static const QHash<QString, int> kPorts{
            {u"http"_s, 80},         {u"ws"_s, 80},         {u"https"_s, 443},  {u"wss"_s, 443},
            {u"postgresql"_s, 5432}, {u"postgres"_s, 5432}, {u"redis"_s, 6379},
        };
        return kPorts.value(scheme, 0);
    }
};

} // namespace

std::unique_ptr<Provider> makeExternalProvider()
{
    return std::make_unique<ExternalProvider>();
}

} // namespace assay::environment
