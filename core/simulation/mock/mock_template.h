// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/node.h"
#include "simulation/mock/mock_request.h"

namespace assay::simulation {

/// What {{...}} in a response can name. Borrows, for the length of a call.
struct TemplateValues
{
    const MockHttpRequest &request;
    const QJsonObject &path;
    const QJsonObject &state;
    qint64 count = 0;
};

/// Whether the text's {{...}} are all known: unknown words, open braces. Any thread.
[[nodiscard]] base::Result<> checkMockTemplate(const QString &text);

/// What is not there becomes null, or nothing in a text. Any thread.
[[nodiscard]] QJsonValue fillTemplate(const QString &text, const TemplateValues &values);
[[nodiscard]] QString fillText(const QString &text, const TemplateValues &values);
/// All texts in it, deeply.
[[nodiscard]] QJsonValue fillNode(const model::Node &node, const TemplateValues &values);

} // namespace assay::simulation
