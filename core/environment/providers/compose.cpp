// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/paths.h"
#include "environment/providers/compose_service.h"
#include "environment/providers/registry.h"
#include "environment/providers/settings.h"

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using suite::Shape;

namespace {

/// The project's own compose file, as one service.
class ComposeProvider final : public Provider
{
public:
    QString name() const override { return u"compose"_s; }
    Shape shape() const override
    {
        const Shape names = Shape::list(Shape::text());
        const Shape files = Shape::anyOf({Shape::text(), Shape::list(Shape::text(), 1)});
        return Shape::anyOf(
            {Shape::text().described(u"the compose file"_s),
             Shape::map(
                 {{u"file"_s, files, true, u"the compose file, or several"_s},
                  {u"services"_s, names, false, u"of the file; by default all"_s},
                  {u"profiles"_s, names, false, u"profiles of the file to switch on"_s},
                  {u"env"_s, Shape::mapOf(Shape::expression()), false,
                   u"what ${...} of the compose file sees, beside our variables"_s},
                  {u"build"_s, Shape::boolean(), false,
                   u"build images anew; by default only those that are missing"_s},
                  {u"endpoint"_s, Shape::text(), false,
                   u"service:port of what url, host and port are; by default the first that is "
                   "published"_s},
                  {u"url"_s, Shape::text(), false, u"by default http://host:port"_s},
                  {u"grace"_s, Shape::duration(), false,
                   u"from SIGTERM to SIGKILL at the end; 5s by default"_s},
                  {u"startWithin"_s, Shape::duration(), false,
                   u"for building, pulling and starting; 10m by default"_s}})});
    }

    base::Result<std::unique_ptr<RunningService>> start(const StartRequest &request,
                                                        const std::stop_token &stop) const override
    {
        QJsonObject settings = request.settings.toObject();
        if (request.settings.isString())
            settings.insert(u"file"_s, request.settings.toString());
        const auto startWithin = durationOf(settings, u"startWithin"_s, 10min);
        const auto grace = durationOf(settings, u"grace"_s, 5s);
        if (!startWithin || !grace)
            return base::failure((!startWithin ? startWithin : grace).error());
        ComposeProject::Settings wanted;
        for (const QString &file : textsOf(settings.value(u"file"_s))) {
            auto path = pathInside(request.environment, file, request.context.host.files);
            if (!path)
                return base::failure(path.error());
            wanted.files.append(*path);
        }
        wanted.source = request.spec.name;
        wanted.services = textsOf(settings.value(u"services"_s));
        wanted.profiles = textsOf(settings.value(u"profiles"_s));
        wanted.environment = variablesOf(settings.value(u"env"_s));
        wanted.build = settings.value(u"build"_s).toBool();
        wanted.grace = *grace;

        const auto deadline = std::chrono::steady_clock::now() + *startWithin;
        auto engine = ContainerEngine::find(request.context.host.variables, deadline, stop);
        if (!engine)
            return base::failure(engine.error());
        auto project =
            ComposeProject::open(std::move(*engine), std::move(wanted), request.context.leases);
        if (!project)
            return base::failure(project.error());
        if (auto up = (*project)->up(request.context.children(), deadline, stop); !up)
            return base::failure(up.error());
        auto expression = readyExpression(request.spec.ready);
        if (!expression)
            return base::failure(expression.error());
        auto service = std::make_unique<ComposeService>(
            request, std::move(*project),
            ComposeEndpoint{settings.value(u"endpoint"_s).toString(),
                            settings.value(u"url"_s).toString()},
            *expression);
        if (auto found = service->begin(stop); !found)
            return base::failure(found.error());
        return service;
    }
};

} // namespace

std::unique_ptr<Provider> makeComposeProvider()
{
    return std::make_unique<ComposeProvider>();
}

} // namespace assay::environment
