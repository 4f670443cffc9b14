// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace assay::ui {

/// Lines that one text may have: the line ends of a longer one are shown as characters.
constexpr std::size_t kMostRows = 1000;

/// Appends a text to `out` as it may stand on a screen, in UTF-8: every line of it with '\n' at its
/// end, and pushes where each ended. Escape sequences (colours, titles, cursor moves) go; any other
/// control character becomes its picture (U+2400...), what turns the direction of text or is no
/// character becomes U+FFFD; tabs stay. Any thread.
void appendClean(QByteArray &out, QStringView text, std::vector<qsizetype> &ends);

/// What is shown of a stored line: at most `most` characters, tabs as spaces, pictures as dots;
/// of a line that is mostly no text, everything but ASCII as dots.
[[nodiscard]] QString shownLine(QByteArrayView utf8, qsizetype most);

} // namespace assay::ui
