// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QPlainTextEdit>
#include <QSyntaxHighlighter>

namespace assay::ui {

/// Text that came from outside made safe to show: lines folded, control characters replaced. Pure.
constexpr qsizetype kShownLine = 2000;
/// More of a file is not shown as one document.
constexpr qsizetype kShownBytes = 256 * 1024;
[[nodiscard]] QString foldLines(const QString &text);

/// A read-only text in the fixed font, coloured as JSON, as a diff, or not at all. Main thread.
class TextView : public QPlainTextEdit
{
    Q_OBJECT
public:
    enum class Colouring { None, Json, Failure };

    TextView(const QString &accessibleName, const ThemeManager &themes, QWidget *parent = nullptr);
    void setShown(const QString &text, Colouring colouring);

private:
    class Highlighter;
    Highlighter *m_highlighter;
};

} // namespace assay::ui
