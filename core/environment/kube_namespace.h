// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/kube_objects.h"
#include "environment/leases.h"
#include "environment/tool.h"

#include <memory>

namespace assay::environment {

/// A namespace of our own in a cluster, "assay-<lease>-<n>", with the label assay/lease, and what
/// was applied to it. Through `kubectl`, which knows how to reach the cluster.
///
///     auto space = KubeNamespace::make(kubectl, leases, deadline, stop);
///     auto applied = (*space)->apply({u"-f"_s, file}, deadline, stop);
///
/// Any thread, one at a time. The destructor deletes it with all that is in it.
class KubeNamespace
{
public:
    /// Finds kubectl, and looks whether the cluster answers; `context` may be empty.
    [[nodiscard]] static base::Result<Tool> findKubectl(const QString &context,
                                                        const base::Variables &variables,
                                                        base::SteadyTime deadline,
                                                        const std::stop_token &stop);
    [[nodiscard]] static base::Result<std::unique_ptr<KubeNamespace>>
    make(Tool kubectl, Leases &leases, base::SteadyTime deadline, const std::stop_token &stop);
    ~KubeNamespace();
    KubeNamespace(const KubeNamespace &) = delete;
    KubeNamespace &operator=(const KubeNamespace &) = delete;

    /// `what` is "-f FILE"... or "-k FOLDER". Refused before anything is made when it names what
    /// does not live in a namespace, since that would stay.
    [[nodiscard]] base::Result<> apply(const QStringList &what, base::SteadyTime deadline,
                                       const std::stop_token &stop) const;
    [[nodiscard]] base::Result<KubeState> state(base::SteadyTime deadline,
                                                const std::stop_token &stop) const;
    /// Deletes it; pods have `grace` to end. Waits until it is gone, but not longer than half a
    /// minute: the cluster goes on by itself. Again is fine.
    [[nodiscard]] base::Result<> takeDown(base::Nanoseconds grace);

    [[nodiscard]] const QString &name() const { return m_name; }
    /// kubectl, with our namespace.
    [[nodiscard]] const Tool &kubectl() const { return m_inside; }

private:
    KubeNamespace(Tool kubectl, Leases &leases);

    const Tool m_kubectl;
    Leases &m_leases;
    const QString m_name;
    const Tool m_inside;
    bool m_isDown = false;
};

/// Deletes a namespace that carries the lease's label; what has another label, or none, is left
/// alone. True when there was one. Does not wait for its end.
[[nodiscard]] base::Result<bool> removeNamespace(const Tool &kubectl, const QString &name,
                                                 const QString &leaseId, base::SteadyTime deadline);

} // namespace assay::environment
