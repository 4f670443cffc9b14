// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_text.h"

#include <QTextBlock>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kHeadingSizes[] = {12.5, 19, 15, 13, 12.5, 12.5, 12.5};

void dress(const QTextBlock &block, const Theme &theme)
{
    QTextCursor cursor(block);
    QTextBlockFormat lines = block.blockFormat();
    const int level = lines.headingLevel();
    const bool isCode = lines.hasProperty(QTextFormat::BlockCodeFence) ||
                        lines.hasProperty(QTextFormat::BlockCodeLanguage) ||
                        lines.nonBreakableLines();
    if (isCode) {
        lines.setBackground(theme.fill(Role::Window));
        lines.setLeftMargin(8);
        lines.setRightMargin(8); // and no spacing, which the background would leave open
        lines.setLineHeight(0, QTextBlockFormat::SingleHeight);
    } else if (block.textList() == nullptr) {
        lines.setTopMargin(level > 0 ? 16 : 6);
        lines.setBottomMargin(6);
        lines.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
    } else {
        lines.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
    }
    cursor.setBlockFormat(lines);
    std::vector<std::pair<int, int>> fragments;
    for (auto it = block.begin(); !it.atEnd(); ++it)
        fragments.emplace_back(it.fragment().position(), it.fragment().length());
    for (const auto &[from, length] : fragments) {
        cursor.setPosition(from);
        cursor.setPosition(from + length, QTextCursor::KeepAnchor);
        const QTextCharFormat now = cursor.charFormat();
        if (now.isImageFormat())
            continue;
        QTextCharFormat format;
        if (level > 0) {
            format.setFontPointSize(kHeadingSizes[std::min(level, 6)] * 72.0 / 96.0);
            format.setFontWeight(QFont::DemiBold);
        }
        if (now.fontFixedPitch() || isCode) {
            format.setFontFamilies({fixedFont().family()});
            format.setFontPointSize(fixedFont().pointSizeF());
            if (!isCode)
                format.setBackground(theme.fill(Role::Window));
        }
        format.setForeground(theme.ink(now.isAnchor() ? Role::Accent : Role::Text));
        if (now.isAnchor())
            format.setFontUnderline(false);
        cursor.mergeCharFormat(format);
    }
}

void dressTables(QTextFrame *frame, const Theme &theme)
{
    for (QTextFrame *child : frame->childFrames()) {
        if (auto *table = qobject_cast<QTextTable *>(child)) {
            QTextTableFormat format = table->format();
            format.setBorderBrush(theme.fill(Role::Line));
            format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setBorder(1);
            format.setBorderCollapse(true);
            format.setCellPadding(5);
            format.setCellSpacing(0);
            format.setTopMargin(6);
            format.setBottomMargin(8);
            table->setFormat(format);
        }
        dressTables(child, theme);
    }
}

} // namespace

void setHelpText(QTextDocument &document, const QString &markdown, const Theme &theme)
{
    document.setDefaultFont(uiFont());
    document.setDocumentMargin(22);
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    document.setUndoRedoEnabled(false);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        dress(block, theme);
    dressTables(document.rootFrame(), theme);
}

} // namespace assay::ui
