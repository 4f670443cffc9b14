// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/exchange.h"

#include <optional>

namespace assay::ui {

/// A request as a command for a POSIX shell.
struct CurlCommand
{
    QString text;
    /// The same request cannot be sent with it: its body was cut or is of several parts or a file,
    /// a secret is masked, a header cannot be written. For people; "" when it is the same.
    QString missing;
};

/// Nothing for an exchange that is not HTTP. Every word is quoted so that a shell takes it as it
/// is, and so that curl reads no file because of it ("@..."); what is not text goes through base64.
/// Header names that are no token of RFC 9110 (5.6.2) are left out, line breaks in values become
/// spaces. Pure, any thread.
[[nodiscard]] std::optional<CurlCommand> curlCommand(const model::Exchange &exchange);

/// One word for a POSIX shell: 'it'\''s'. Characters that a terminal would obey become "?".
[[nodiscard]] QString shellWord(const QString &text);

} // namespace assay::ui
