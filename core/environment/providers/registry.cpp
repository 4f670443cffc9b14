// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/providers/registry.h"

namespace assay::environment {

Providers allProviders()
{
    Providers providers;
    providers.push_back(makeProcessProvider());
    providers.push_back(makePostgresProvider());
    providers.push_back(makeRedisProvider());
    providers.push_back(makeMockProvider());
    providers.push_back(makeComposeProvider());
    providers.push_back(makeKubernetesProvider());
    providers.push_back(makeExternalProvider());
    return providers;
}

std::vector<std::pair<QString, suite::Shape>> providerShapes()
{
    std::vector<std::pair<QString, suite::Shape>> shapes;
    for (const auto &provider : allProviders())
        shapes.emplace_back(provider->name(), provider->shape());
    return shapes;
}

} // namespace assay::environment
