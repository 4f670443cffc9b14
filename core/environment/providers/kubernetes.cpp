// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/paths.h"
#include "environment/providers/child_service.h"
#include "environment/providers/kubernetes_service.h"
#include "environment/providers/registry.h"
#include "environment/providers/settings.h"

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using suite::Shape;

namespace {

base::Result<std::vector<PortForward>> forwardsOf(const QJsonObject &wanted)
{
    std::vector<PortForward> forwards;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        const QString text = it.value().toVariant().toString();
        const QString port = text.section(u':', 1);
        QString target = text.section(u':', 0, 0);
        if (port.isEmpty() || target.isEmpty())
            return base::failure(
                u"forward.%1: \"%2\" is not a target and a port"_s.arg(it.key(), text),
                u"write for example `service/api:80`"_s);
        if (!target.contains(u'/'))
            target.prepend(u"service/"_s);
        auto local = HeldPort::take();
        if (!local)
            return base::failure(local.error());
        forwards.push_back({it.key(), target, port, std::move(*local)});
    }
    return forwards;
}

/// Manifests in a namespace of our own of a cluster.
class KubernetesProvider final : public Provider
{
public:
    QString name() const override { return u"kubernetes"_s; }
    Shape shape() const override
    {
        const Shape files = Shape::anyOf({Shape::text(), Shape::list(Shape::text(), 1)});
        return Shape::map(
                   {{u"manifests"_s, files, false, u"files or folders for `kubectl apply -f`"_s},
                    {u"kustomize"_s, Shape::text(), false, u"a folder for `kubectl apply -k`"_s},
                    {u"context"_s, Shape::text(), false,
                     u"of the kubeconfig; by default its current one"_s},
                    {u"forward"_s, Shape::mapOf(Shape::text()), false,
                     u"name: service/api:80, a port of this machine that leads there"_s},
                    {u"endpoint"_s, Shape::text(), false,
                     u"the name of the forward that url, host and port are; by default the first "
                     "in the order of their names"_s},
                    {u"url"_s, Shape::text(), false, u"by default http://host:port"_s},
                    {u"grace"_s, Shape::duration(), false,
                     u"from SIGTERM to SIGKILL at the end; 5s by default"_s},
                    {u"startWithin"_s, Shape::duration(), false,
                     u"for applying the manifests; 2m by default"_s}})
            .exactlyOneOf({u"manifests"_s, u"kustomize"_s});
    }

    base::Result<std::unique_ptr<RunningService>> start(const StartRequest &request,
                                                        const std::stop_token &stop) const override
    {
        const QJsonObject settings = request.settings.toObject();
        const auto startWithin = durationOf(settings, u"startWithin"_s, 2min);
        const auto grace = durationOf(settings, u"grace"_s, 5s);
        if (!startWithin || !grace)
            return base::failure((!startWithin ? startWithin : grace).error());
        const bool isKustomize = settings.contains(u"kustomize"_s);
        QStringList what;
        for (const QString &file :
             textsOf(settings.value(isKustomize ? u"kustomize"_s : u"manifests"_s))) {
            auto path = pathInside(request.environment, file, request.context.host.files);
            if (!path)
                return base::failure(path.error());
            what += {isKustomize ? u"-k"_s : u"-f"_s, *path};
        }
        auto forwards = forwardsOf(settings.value(u"forward"_s).toObject());
        if (!forwards)
            return base::failure(forwards.error());
        const QString wanted = settings.value(u"endpoint"_s).toString();
        const auto found = std::find_if(forwards->begin(), forwards->end(), [&](const auto &f) {
            return f.name == wanted || wanted.isEmpty();
        });
        if (!wanted.isEmpty() && found == forwards->end())
            return base::failure(u"`endpoint: %1` names no forward"_s.arg(wanted),
                                 u"add it to `forward`"_s);
        const auto endpoint = static_cast<std::size_t>(found - forwards->begin());
        auto expression = readyExpression(request.spec.ready);
        if (!expression)
            return base::failure(expression.error());

        const auto deadline = std::chrono::steady_clock::now() + *startWithin;
        auto kubectl = KubeNamespace::findKubectl(settings.value(u"context"_s).toString(),
                                                  request.context.host.variables, deadline, stop);
        if (!kubectl)
            return base::failure(kubectl.error());
        auto space =
            KubeNamespace::make(std::move(*kubectl), request.context.leases, deadline, stop);
        if (!space)
            return base::failure(space.error());
        if (auto applied = (*space)->apply(what, deadline, stop); !applied)
            return base::failure(applied.error());
        QString command = (*space)->kubectl().text(QStringList{u"apply"_s} + what);
        return std::make_unique<KubernetesService>(request, std::move(*space), std::move(*forwards),
                                                   endpoint, settings.value(u"url"_s).toString(),
                                                   *grace, std::move(command), *expression);
    }
};

} // namespace

std::unique_ptr<Provider> makeKubernetesProvider()
{
    return std::make_unique<KubernetesProvider>();
}

} // namespace assay::environment
