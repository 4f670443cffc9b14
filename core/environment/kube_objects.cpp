// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/kube_objects.h"

#include "base/json_text.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

/// The condition of that type; an empty object when there is none.
QJsonObject conditionOf(const QJsonObject &status, const QString &type)
{
    const QJsonArray all = status.value(u"conditions"_s).toArray();
    for (const QJsonValue &condition : all) {
        if (condition[u"type"_s].toString() == type)
            return condition.toObject();
    }
    return {};
}

bool isTrue(const QJsonObject &condition)
{
    return condition.value(u"status"_s).toString() == u"True";
}

QString reasonOf(const QJsonObject &of)
{
    const QString reason = of.value(u"reason"_s).toString();
    const QString message = of.value(u"message"_s).toString().simplified();
    if (reason.isEmpty() || message.isEmpty())
        return reason + message;
    return reason + u": "_s + message;
}

QString containerProblem(const QJsonObject &container)
{
    const QString name = container.value(u"name"_s).toString();
    const QJsonObject state = container.value(u"state"_s).toObject();
    const QJsonObject last = container[u"lastState"_s][u"terminated"_s].toObject();
    const QJsonObject ended = state.value(u"terminated"_s).toObject();
    const auto exitText = [](const QJsonObject &terminated) {
        const QString reason = terminated.value(u"reason"_s).toString();
        const QString exit = u"exited with %1"_s.arg(terminated.value(u"exitCode"_s).toInt());
        return reason.isEmpty() || reason == u"Error" || reason == u"Completed"
                   ? exit
                   : u"%1 (%2)"_s.arg(exit, reason);
    };
    if (!ended.isEmpty()) {
        return ended.value(u"exitCode"_s).toInt() == 0
                   ? QString()
                   : u"its container \"%1\" %2"_s.arg(name, exitText(ended));
    }
    if (const QJsonObject waits = state.value(u"waiting"_s).toObject(); !waits.isEmpty()) {
        const QString before = last.isEmpty()
                                   ? QString()
                                   : u" %1 (restart %2) and"_s.arg(exitText(last))
                                         .arg(container.value(u"restartCount"_s).toInt());
        return u"its container \"%1\"%2 waits: %3"_s.arg(name, before, reasonOf(waits));
    }
    if (!container.value(u"ready"_s).toBool())
        return u"its container \"%1\" is not ready"_s.arg(name);
    return {};
}

KubePod podOf(const QJsonObject &json)
{
    const QJsonObject status = json.value(u"status"_s).toObject();
    const QJsonArray owners = json[u"metadata"_s][u"ownerReferences"_s].toArray();
    KubePod pod;
    pod.name = json[u"metadata"_s][u"name"_s].toString();
    if (!owners.isEmpty())
        pod.owner =
            owners.first()[u"kind"_s].toString() + u'/' + owners.first()[u"name"_s].toString();
    pod.phase = status.value(u"phase"_s).toString();
    pod.isReady = isTrue(conditionOf(status, u"Ready"_s)) || pod.phase == u"Succeeded";
    const QJsonArray all = status.value(u"containerStatuses"_s).toArray();
    for (const QJsonValue &container : all)
        pod.restarts += container[u"restartCount"_s].toInt();
    if (pod.isReady)
        return pod;
    for (const QString &kind : {u"initContainerStatuses"_s, u"containerStatuses"_s}) {
        const QJsonArray containers = status.value(kind).toArray();
        for (const QJsonValue &container : containers) {
            if (pod.problem.isEmpty())
                pod.problem = containerProblem(container.toObject());
        }
    }
    const QJsonObject scheduled = conditionOf(status, u"PodScheduled"_s);
    if (pod.problem.isEmpty() && !scheduled.isEmpty() && !isTrue(scheduled))
        pod.problem = u"no node takes it: %1"_s.arg(reasonOf(scheduled));
    if (pod.problem.isEmpty())
        pod.problem = u"it is %1"_s.arg(pod.phase.toLower());
    return pod;
}

/// What is missing of a workload; "" when nothing is.
QString workloadProblem(const QString &kind, const QJsonObject &json, QString &end)
{
    const QJsonObject spec = json.value(u"spec"_s).toObject();
    const QJsonObject status = json.value(u"status"_s).toObject();
    const auto number = [&](const QString &name) { return status.value(name).toInt(); };
    const auto isSeen = [&] {
        return status.value(u"observedGeneration"_s).toInteger() >=
               json[u"metadata"_s][u"generation"_s].toInteger();
    };
    const int wanted = spec.value(u"replicas"_s).toInt(1);
    const auto count = [](int there, int of) {
        return there >= of ? QString() : u"%1 of %2 are ready"_s.arg(there).arg(of);
    };
    if (kind == u"Job") {
        if (const QJsonObject failed = conditionOf(status, u"Failed"_s); isTrue(failed)) {
            end = u"failed (%1)"_s.arg(reasonOf(failed));
            return end;
        }
        const int completions = spec.value(u"completions"_s).toInt(1);
        return number(u"succeeded"_s) >= completions || isTrue(conditionOf(status, u"Complete"_s))
                   ? QString()
                   : u"is not complete"_s;
    }
    if (!isSeen())
        return u"has not been looked at by the cluster yet"_s;
    if (kind == u"DaemonSet")
        return count(number(u"numberReady"_s), number(u"desiredNumberScheduled"_s));
    if (kind == u"StatefulSet")
        return count(std::min(number(u"readyReplicas"_s), number(u"updatedReplicas"_s)), wanted);
    const QJsonObject progress = conditionOf(status, u"Progressing"_s);
    if (progress.value(u"reason"_s).toString() == u"ProgressDeadlineExceeded") {
        end = u"made no progress (%1)"_s.arg(reasonOf(progress));
        return end;
    }
    if (number(u"replicas"_s) > number(u"updatedReplicas"_s))
        return u"still has old pods"_s;
    return count(std::min(number(u"availableReplicas"_s), number(u"updatedReplicas"_s)), wanted);
}

/// A replica set is named as its deployment, and then some.
const KubePod *troubleOf(const std::vector<KubePod> &pods, const QString &kind, const QString &name)
{
    for (const KubePod &pod : pods) {
        const QString owner = pod.owner.section(u'/', 1);
        const bool isIts =
            pod.owner.startsWith(kind + u'/') ? owner == name : owner.startsWith(name + u'-');
        if (isIts && !pod.isReady)
            return &pod;
    }
    return nullptr;
}

} // namespace

base::Result<KubeState> kubeStateOf(const QByteArray &json)
{
    const auto value = base::parseJson(json);
    if (!value || !(*value)[u"items"_s].isArray())
        return base::failure(u"`kubectl get` gave something that is not a list"_s);
    const QJsonArray items = (*value)[u"items"_s].toArray();
    KubeState state;
    for (const QJsonValue &item : items) {
        if (item[u"kind"_s].toString() == u"Pod")
            state.pods.push_back(podOf(item.toObject()));
    }
    const auto note = [&](const QString &what, const QString &problem, const QString &end,
                          const KubePod *pod) {
        if (!end.isEmpty() && state.end.isEmpty())
            state.end = u"lost its %1, which %2"_s.arg(what, end);
        // What has failed is the reason of what others wait for.
        if (!state.problem.isEmpty() && end.isEmpty())
            return;
        state.problem = u"its %1 %2"_s.arg(what, problem);
        if (pod == nullptr)
            return;
        state.culprit = pod->name;
        if (pod->problem != problem)
            state.problem += u"; pod \"%1\": %2"_s.arg(pod->name, pod->problem);
    };
    for (const QJsonValue &item : items) {
        const QString kind = item[u"kind"_s].toString();
        const QString name = item[u"metadata"_s][u"name"_s].toString();
        if (kind == u"Pod")
            continue;
        ++state.workloads;
        QString end;
        const QString problem = workloadProblem(kind, item.toObject(), end);
        if (!problem.isEmpty())
            note(u"%1 \"%2\""_s.arg(kind.toLower(), name), problem, end,
                 troubleOf(state.pods, kind, name));
    }
    for (const KubePod &pod : state.pods) {
        if (!pod.owner.isEmpty())
            continue;
        ++state.workloads;
        if (!pod.isReady)
            note(u"pod \"%1\""_s.arg(pod.name),
                 pod.phase == u"Failed" ? u"failed"_s : u"is not ready"_s,
                 pod.phase == u"Failed" ? u"failed (%1)"_s.arg(pod.problem) : QString(), &pod);
    }
    return state;
}

} // namespace assay::environment
