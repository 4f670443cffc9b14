// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/provider.h"

#include <vector>

namespace assay::environment {

using Providers = std::vector<std::unique_ptr<const Provider>>;

/// Every kind of service, the only list of them. To add one: write its file beside this one, and
/// name its maker here and in registry.cpp. Any thread.
[[nodiscard]] Providers allProviders();
/// Their names and shapes, for suite::Format::providers.
[[nodiscard]] std::vector<std::pair<QString, suite::Shape>> providerShapes();

[[nodiscard]] std::unique_ptr<Provider> makeProcessProvider();
[[nodiscard]] std::unique_ptr<Provider> makePostgresProvider();
[[nodiscard]] std::unique_ptr<Provider> makeRedisProvider();
[[nodiscard]] std::unique_ptr<Provider> makeMockProvider();
[[nodiscard]] std::unique_ptr<Provider> makeComposeProvider();
[[nodiscard]] std::unique_ptr<Provider> makeKubernetesProvider();
[[nodiscard]] std::unique_ptr<Provider> makeExternalProvider();

} // namespace assay::environment
