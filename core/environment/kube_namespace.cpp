// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/kube_namespace.h"

#include "base/cancellation.h"
#include "base/json_text.h"

#include <QJsonArray>
#include <QJsonObject>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr base::Nanoseconds kDeletion = 30s;
constexpr base::Nanoseconds kBetweenLooks = 300ms;
const QString kLabel = u"assay/lease"_s;

Tool within(Tool kubectl, const QString &name)
{
    kubectl.leading += {u"--namespace"_s, name};
    return kubectl;
}

/// Names of objects that would outlive the namespace.
QStringList outsideOf(const QString &name, const QByteArray &applied)
{
    const auto value = base::parseJson(applied);
    if (!value)
        return {};
    const QJsonArray items = value->toObject().contains(u"items"_s) ? (*value)[u"items"_s].toArray()
                                                                    : QJsonArray{*value};
    QStringList outside;
    for (const QJsonValue &item : items) {
        if (item[u"metadata"_s][u"namespace"_s].toString() != name)
            outside.append(item[u"kind"_s].toString() + u' ' +
                           item[u"metadata"_s][u"name"_s].toString());
    }
    return outside;
}

} // namespace

base::Result<Tool> KubeNamespace::findKubectl(const QString &context,
                                              const base::Variables &variables,
                                              base::SteadyTime deadline,
                                              const std::stop_token &stop)
{
    Tool kubectl;
    kubectl.program = findProgram(u"kubectl"_s, variables);
    if (kubectl.program.isEmpty())
        return base::failure(u"there is no program `kubectl`"_s,
                             u"install it (Debian: apt install kubernetes-client)"_s);
    kubectl.environment = variablesLike({u"KUBE"_s, u"PATH"_s, u"HOME"_s, u"XDG_"_s}, variables);
    if (!context.isEmpty())
        kubectl.leading = {u"--context"_s, context};
    const auto answer = kubectl.run(
        {u"get"_s, u"--raw"_s, u"/version"_s, u"--request-timeout=10s"_s}, deadline, stop);
    if (!answer) {
        base::Error error = answer.error();
        if (!stop.stop_requested())
            error = {u"the cluster does not answer: %1"_s.arg(error.title),
                     u"`kubectl config get-contexts` lists clusters; name one as `context`"_s};
        error.cause = answer.error().cause;
        return base::failure(error);
    }
    return kubectl;
}

KubeNamespace::KubeNamespace(Tool kubectl, Leases &leases)
    : m_kubectl(std::move(kubectl))
    , m_leases(leases)
    , m_name(leases.newName())
    , m_inside(within(m_kubectl, m_name))
{
}

base::Result<std::unique_ptr<KubeNamespace>> KubeNamespace::make(Tool kubectl, Leases &leases,
                                                                 base::SteadyTime deadline,
                                                                 const std::stop_token &stop)
{
    auto space = std::unique_ptr<KubeNamespace>(new KubeNamespace(std::move(kubectl), leases));
    if (auto noted =
            leases.addHolding({Holding::Kind::Namespace, space->m_name, space->m_kubectl.toJson()});
        !noted) {
        space->m_isDown = true;
        return base::failure(noted.error());
    }
    // With its label from the first moment: the reaper touches no namespace without it.
    const QJsonObject labels{{kLabel, leases.id()},
                             {u"app.kubernetes.io/managed-by"_s, u"assay"_s}};
    const QJsonObject object{
        {u"apiVersion"_s, u"v1"_s},
        {u"kind"_s, u"Namespace"_s},
        {u"metadata"_s, QJsonObject{{u"name"_s, space->m_name}, {u"labels"_s, labels}}}};
    const auto made = space->m_kubectl.run({u"create"_s, u"-f"_s, u"-"_s}, deadline, stop,
                                           base::compactJson(object));
    if (!made) {
        base::Error error = made.error();
        error.title = u"the namespace %1 could not be made: %2"_s.arg(space->m_name, error.title);
        return base::failure(error);
    }
    return space;
}

KubeNamespace::~KubeNamespace()
{
    (void)takeDown(1s); // what is left is journalled
}

base::Result<> KubeNamespace::apply(const QStringList &what, base::SteadyTime deadline,
                                    const std::stop_token &stop) const
{
    const QStringList apply = QStringList{u"apply"_s} + what;
    const auto tried = m_inside.run(apply + QStringList{u"--dry-run=server"_s, u"--output=json"_s},
                                    deadline, stop);
    if (!tried) {
        base::Error error = tried.error();
        if (error.toString().contains(u"namespace from the provided object"_s))
            error.fix = u"leave `namespace:` out of the manifests: each environment has its own"_s;
        return base::failure(error);
    }
    if (const QStringList outside = outsideOf(m_name, *tried); !outside.isEmpty())
        return base::failure(
            u"%1 would stay after the environment: it does not live in a namespace"_s.arg(
                outside.join(u", "_s)),
            u"apply it to the cluster beforehand, and take it out of the manifests"_s);
    const auto applied = m_inside.run(apply, deadline, stop);
    return applied ? base::Result<>() : base::failure(applied.error());
}

base::Result<KubeState> KubeNamespace::state(base::SteadyTime deadline,
                                             const std::stop_token &stop) const
{
    const auto json = m_inside.run({u"get"_s, u"deployments,statefulsets,daemonsets,jobs,pods"_s,
                                    u"--output=json"_s, u"--request-timeout=10s"_s},
                                   deadline, stop);
    if (!json)
        return base::failure(json.error());
    return kubeStateOf(*json);
}

base::Result<> KubeNamespace::takeDown(base::Nanoseconds grace)
{
    if (m_isDown)
        return {};
    const auto deadline = std::chrono::steady_clock::now() + kDeletion;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(grace).count();
    const auto removed = removeNamespace(m_kubectl, m_name, m_leases.id(), deadline);
    if (!removed)
        return base::failure(removed.error());
    if (*removed) {
        // Else each has its own grace, half a minute if its manifest names none.
        (void)m_inside.run({u"delete"_s, u"pods"_s, u"--all"_s, u"--wait=false"_s,
                            u"--grace-period=%1"_s.arg(seconds)},
                           deadline, {});
        const auto isGone = [&] {
            const auto left = m_kubectl.run(
                {u"get"_s, u"namespace"_s, m_name, u"--output=name"_s, u"--ignore-not-found"_s},
                deadline, {});
            return left && left->trimmed().isEmpty();
        };
        base::pollUntil(isGone, kBetweenLooks, deadline, {});
    }
    m_isDown = true;
    m_leases.removeHolding(m_name);
    return {};
}

base::Result<bool> removeNamespace(const Tool &kubectl, const QString &name, const QString &leaseId,
                                   base::SteadyTime deadline)
{
    const auto found =
        kubectl.run({u"get"_s, u"namespace"_s, name, u"--output=json"_s, u"--ignore-not-found"_s},
                    deadline, {});
    if (!found)
        return base::failure(found.error());
    if (found->trimmed().isEmpty())
        return false;
    const auto value = base::parseJson(*found);
    if (!value || (*value)[u"metadata"_s][u"labels"_s][kLabel].toString() != leaseId)
        return base::failure(u"it does not carry our label"_s);
    const auto deleted =
        kubectl.run({u"delete"_s, u"namespace"_s, name, u"--ignore-not-found"_s, u"--wait=false"_s},
                    deadline, {});
    if (!deleted)
        return base::failure(deleted.error());
    return true;
}

} // namespace assay::environment
