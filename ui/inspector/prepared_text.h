// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace assay::ui {

/// Text that came from outside, made ready for TextLinesView: lines found, control characters
/// replaced, colours told. A plain value, made on a worker and then shared, never changed.
struct PreparedText
{
    struct Line
    {
        qsizetype start = 0;
        qsizetype length = 0;
        bool narrow = true; ///< every character is one column wide
        int link = -1;      ///< what a click on it means, for whoever made the text
    };
    struct Span ///< sorted, without overlap; what no span covers is plain
    {
        qsizetype start = 0;
        qsizetype length = 0;
        Role role = Role::Text;
    };

    QString text; ///< with line feeds; no other control character
    std::vector<Line> lines;
    std::vector<Span> spans;
    bool numbered = false; ///< lines are shown with their numbers
};
using PreparedTextPointer = std::shared_ptr<const PreparedText>;

enum class TextForm {
    Plain,
    Json,
    Diff, ///< also failures: "✕ ...", "- ...", "+ ...", "at file:1:2"
    Headers,
};

/// Any thread; a stopped one gives what it has.
[[nodiscard]] PreparedText prepareText(const QString &text, TextForm form,
                                       const std::stop_token &stop = {});

/// JSON text with its members each on a line: order, figures and escapes stay as they are.
/// Nothing when brackets or quotes do not fit, when it is nested deeper than 512, or when stopped.
[[nodiscard]] std::optional<QByteArray> indentedJson(QByteArrayView json,
                                                     const std::stop_token &stop = {});
/// Rows of SQL (a list of objects) as a table of aligned columns; nothing when it is none.
[[nodiscard]] std::optional<QString> rowsTable(const QByteArray &json,
                                               const std::stop_token &stop = {});
/// Whether it is no text, as its first 8 KiB tell: zeros, or many bytes that are neither UTF-8 nor
/// printable.
[[nodiscard]] bool looksBinary(QByteArrayView bytes);
/// "00000008  68 65 6c 6c 6f 0a 00 00  |hello...|", 8 bytes a line.
[[nodiscard]] QString hexDump(QByteArrayView bytes, const std::stop_token &stop = {});

} // namespace assay::ui
