// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/provider.h"

namespace assay::environment {

using namespace Qt::StringLiterals;

void ServiceEndpoint::completeProperties()
{
    properties.insert(u"name"_s, name);
    properties.insert(u"provider"_s, provider);
    if (!host.isEmpty())
        properties.insert(u"host"_s, host);
    if (port > 0)
        properties.insert(u"port"_s, port);
    if (!url.isEmpty())
        properties.insert(u"url"_s, url);
    if (pid > 0)
        properties.insert(u"pid"_s, pid);
}

base::Result<> RunningService::configure(const QJsonObject & /*settings*/,
                                         const std::stop_token & /*stop*/)
{
    return base::failure(
        u"a service of the provider \"%1\" cannot be configured while it runs"_s.arg(
            endpoint().provider),
        u"change the environment file and provision it again"_s);
}

base::Result<std::shared_ptr<Reservation>>
Provider::reserve(const model::ServiceSpec & /*spec*/) const
{
    return std::shared_ptr<Reservation>();
}

} // namespace assay::environment
