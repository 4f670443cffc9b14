// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host.h"
#include "events/event.h"
#include "steps/secrets.h"

#include <QJsonObject>

namespace assay::workbench {

/// What `secret.NAME` is in expressions: the lines NAME=value of the workspace's `.env` file, and
/// environment variables that start with ASSAY_SECRET_ (which win). Every value is hidden by the
/// masker from now on. An error names the line of `.env` that is not one, or a value too short to
/// hide.
[[nodiscard]] base::Result<QJsonObject>
readSecrets(const QString &workspaceFolder, const base::Host &host, steps::SecretMasker &masker);

/// What an environment says, without secrets: a service may print one that it was started with.
[[nodiscard]] events::Payload masked(events::Payload payload, const steps::SecretMasker &masker);

} // namespace assay::workbench
