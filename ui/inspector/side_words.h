// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange.h"

#include <array>

namespace assay::ui {

/// What the sides of an exchange are called, by its protocol; "" for a step without one.
struct SideWords
{
    QString title;                ///< "Exchange"
    std::array<QString, 5> sides; ///< response, request, headers, diff, raw
};
[[nodiscard]] SideWords sideWords(const QString &protocol);

/// "POST http://127.0.0.1:4311/v1/texts" as "POST /v1/texts"; other texts as they are.
[[nodiscard]] QString shortUrl(const QString &summary);

/// Of both sides, "name: value" a line; line breaks within values are marked.
[[nodiscard]] QString headersText(const model::Exchange &exchange);
/// Both sides as they went over the wire, as far as they are known.
[[nodiscard]] QByteArray rawText(const model::Exchange &exchange);

} // namespace assay::ui
