// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace assay::ui {

/// A word of a filter's text: quotes keep spaces together, and what is not closed ends with the
/// text.
struct FilterWord
{
    qsizetype begin = 0;
    qsizetype length = 0;
    [[nodiscard]] qsizetype end() const { return begin + length; }
};

/// Splits at spaces outside quotes. Pure, any thread.
[[nodiscard]] std::vector<FilterWord> filterWords(const QString &text);

/// The place of the colon that ends the word's key, in the word; -1 when it has none: quoted text,
/// and "::", which belongs to a case's id.
[[nodiscard]] qsizetype keyColon(QStringView word);

} // namespace assay::ui
