// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace assay::suite {

/// Puts the quarantine of a case into its file's text, or takes it out. Everything else stays as it
/// is written, comments and line ends too.
///
///     auto edited = editQuarantine(text, u"suites/a.yaml"_s, 14, {.on = true, .reason = u"#7"_s});
///
/// `line` is that of the case's position (model::Case). Again is fine: the same text comes back.
/// The result is read again and compared: it is the old file but for that one key, or an error that
/// says to do it by hand (a quarantine that an alias brings in, say). Pure, any thread.
struct QuarantineEdit
{
    bool on = true;
    QString reason; ///< "" writes `quarantine: true`
};
[[nodiscard]] base::Result<QByteArray> editQuarantine(const QByteArray &text, const QString &file,
                                                      int line, const QuarantineEdit &edit);

} // namespace assay::suite
