// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <QByteArray>
#include <QString>

namespace assay::reporting {

/// What the formats need to put any text anywhere safely. Pure functions, any thread.

/// For XML 1.0 text and attributes: `& < > " '` as entities; characters that XML 1.0 forbids, lone
/// surrogates too, become U+FFFD; line ends and tabs are character references in attributes.
[[nodiscard]] QByteArray xmlText(QStringView text);
[[nodiscard]] QByteArray xmlAttribute(QStringView text);
/// For HTML text and quoted attributes. Control characters become U+FFFD, and characters that turn
/// the direction of text are shown as their code, so that a report cannot be made to lie.
[[nodiscard]] QByteArray htmlText(QStringView text);

/// For formats without entities: what would turn the direction of text is shown as its code,
/// control characters but line feed and tab become U+FFFD.
[[nodiscard]] QString plainText(const QString &text);

/// JSON on one line as lines of two spaces a level, in its own order and with its own numbers; may
/// be cut off. What is not that stays as it is.
[[nodiscard]] QByteArray indentedJson(const QByteArray &text);

/// "0.412": seconds with at most three decimals and never an exponent.
[[nodiscard]] QByteArray secondsText(base::Nanoseconds duration);
/// For running text and table cells of Markdown, on one line, at most 500 characters.
[[nodiscard]] QByteArray markdownText(const QString &text);
/// Cut to `limit` characters, never inside a surrogate pair; "…" when something was cut.
[[nodiscard]] QString cutText(const QString &text, qsizetype limit);

} // namespace assay::reporting
