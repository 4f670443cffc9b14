// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/edge_host.h"

#include "simulation/proxy/edge_proxy.h"

namespace assay::workbench {

namespace {

class Edge final : public environment::RunningEdge
{
public:
    explicit Edge(std::unique_ptr<simulation::EdgeProxy> proxy)
        : m_proxy(std::move(proxy))
    {
    }
    [[nodiscard]] int port() const override { return m_proxy->port(); }

private:
    std::unique_ptr<simulation::EdgeProxy> m_proxy;
};

} // namespace

base::Result<std::unique_ptr<environment::RunningEdge>>
EdgeHostAdapter::open(std::function<environment::EdgeTarget()> target)
{
    auto proxy = simulation::EdgeProxy::start([target = std::move(target)] {
        const environment::EdgeTarget now = target();
        return simulation::ProxyTarget{now.host, now.port};
    });
    if (!proxy)
        return base::failure(proxy.error());
    return std::make_unique<Edge>(std::move(*proxy));
}

} // namespace assay::workbench
