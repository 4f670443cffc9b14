// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/mock_host.h"
#include "environment/paths.h"
#include "environment/providers/registry.h"

namespace assay::environment {

using namespace Qt::StringLiterals;
using suite::Shape;

namespace {

class MockService final : public RunningService
{
public:
    MockService(std::unique_ptr<RunningMock> mock, ServiceEndpoint endpoint)
        : m_mock(std::move(mock))
        , m_endpoint(std::move(endpoint))
    {
    }
    ~MockService() override { m_mock->stop(); }

    ServiceEndpoint endpoint() const override { return m_endpoint; }
    QString notReadyBecause(base::SteadyTime, const std::stop_token &) override { return {}; }
    base::Result<> configure(const QJsonObject &settings, const std::stop_token &) override
    {
        for (auto it = settings.begin(); it != settings.end(); ++it) {
            if (it.key() != u"state" || !it.value().isObject())
                return base::failure(
                    u"a mock has no setting \"%1\" that can change"_s.arg(it.key()),
                    u"known: state, a map of variables"_s);
        }
        m_mock->setState(settings.value(u"state"_s).toObject());
        return {};
    }
    void stop() override { m_mock->stop(); }

private:
    std::unique_ptr<RunningMock> m_mock;
    ServiceEndpoint m_endpoint;
};

/// A declarative HTTP mock, in our own process.
class MockProvider final : public Provider
{
public:
    QString name() const override { return u"mock"_s; }
    Shape shape() const override
    {
        return Shape::anyOf(
            {Shape::text().described(u"the mock's file"_s),
             Shape::map({{u"file"_s, Shape::text(), true, u"the mock's file"_s},
                         {u"port"_s, Shape::integer(0, 65535), false, u"any free one by default"_s},
                         {u"state"_s, Shape::mapOf(Shape::any()), false,
                          u"variables, over those of the file"_s}})});
    }
    base::Result<std::unique_ptr<RunningService>> start(const StartRequest &request,
                                                        const std::stop_token &) const override
    {
        ServiceContext &context = request.context;
        if (context.mocks == nullptr)
            return base::failure(u"mocks cannot be started here"_s,
                                 u"use the provider external instead"_s);
        const QJsonObject settings = request.settings.toObject();
        const QString file = request.settings.isString() ? request.settings.toString()
                                                         : settings.value(u"file"_s).toString();
        const auto path = pathInside(request.environment, file, context.host.files);
        if (!path)
            return base::failure(path.error());
        MockRequest wanted;
        wanted.service = request.spec.name;
        wanted.file = *path;
        wanted.port = settings.value(u"port"_s).toVariant().toInt();
        wanted.state = settings.value(u"state"_s).toObject();
        wanted.log = [&post = context.post, service = wanted.service](const QString &line) {
            if (post)
                post(events::LogLine{service, events::LogLevel::Info, line});
        };
        auto mock = context.mocks->start(wanted);
        if (!mock)
            return base::failure(mock.error());
        ServiceEndpoint endpoint;
        endpoint.name = request.spec.name;
        endpoint.provider = name();
        endpoint.host = u"127.0.0.1"_s;
        endpoint.port = (*mock)->port();
        endpoint.url = (*mock)->url();
        endpoint.completeProperties();
        return std::make_unique<MockService>(std::move(*mock), std::move(endpoint));
    }
};

} // namespace

std::unique_ptr<Provider> makeMockProvider()
{
    return std::make_unique<MockProvider>();
}

} // namespace assay::environment
