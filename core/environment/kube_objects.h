// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace assay::environment {

/// A pod as `kubectl get -o json` describes it. A plain value, any thread.
struct KubePod
{
    QString name;
    QString owner;   ///< "ReplicaSet/api-7d9f"; "" when it stands alone
    QString phase;   ///< "Pending", "Running", "Succeeded", "Failed"
    QString problem; ///< why it is not ready: "its container "api" waits: ImagePullBackOff"; or ""
    bool isReady = false;
    int restarts = 0; ///< of all its containers
    [[nodiscard]] bool hasLog() const { return phase != u"Pending" && !phase.isEmpty(); }
};

/// What is in a namespace, and whether it is as its manifests want it.
struct KubeState
{
    std::vector<KubePod> pods;
    QString problem;   ///< why it is not ready, with the pod that is the reason; "" when it is
    QString culprit;   ///< that pod's name; may be empty
    QString end;       ///< what has failed for good: "lost its job "migration", which failed (...)"
    int workloads = 0; ///< deployments, stateful sets, daemon sets, jobs, lone pods
};

/// Of `kubectl get deployments,statefulsets,daemonsets,jobs,pods -o json`. Ready is: deployments
/// have all replicas updated and available, stateful and daemon sets theirs ready, jobs are
/// complete, lone pods are ready or have succeeded; as `kubectl rollout status` and
/// `kubectl wait` see it, but all at once.
[[nodiscard]] base::Result<KubeState> kubeStateOf(const QByteArray &json);

} // namespace assay::environment
