// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/prepared_text.h"

#include <QAbstractScrollArea>

namespace assay::ui {

/// A read-only text of any size: only what is in sight is painted, lines are wrapped at the width
/// of the view. A caret moves by keyboard and mouse and selects; lines may be links. Main thread.
///
/// Setting a text takes a time that grows with its lines, not with its characters: a million lines
/// take some milliseconds.
class TextLinesView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    TextLinesView(const QString &accessibleName, const ThemeManager &themes,
                  QWidget *parent = nullptr);

    void setText(PreparedTextPointer text); ///< null: none
    [[nodiscard]] const PreparedText &text() const { return *m_text; }
    [[nodiscard]] const QString &plainText() const { return m_text->text; }

    [[nodiscard]] int rowCount() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int heightOf(int rows) const; ///< px, with the frame
    [[nodiscard]] QString selectedText() const;
    [[nodiscard]] bool hasSelection() const { return m_anchor != m_caret; }
    [[nodiscard]] qsizetype caret() const { return m_caret; }
    [[nodiscard]] qsizetype anchor() const { return m_anchor; }
    void setCaret(qsizetype position, bool select = false);
    void selectAll();
    void copy() const;
    /// Where a character is painted, in the viewport.
    [[nodiscard]] QRect charRect(qsizetype position) const;
    [[nodiscard]] qsizetype positionAt(const QPoint &point) const;

Q_SIGNALS:
    void linkActivated(int link);
    void rowCountChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Row ///< a line, or a part of one that is too long
    {
        qsizetype start = 0;
        int length = 0;
        int line = 0;
        int indent = 0; ///< columns, of all parts but the first
    };
    void wrap();
    void wrapLine(int line);
    [[nodiscard]] int columnsInSight() const;
    [[nodiscard]] int xOf(const Row &row, qsizetype position) const;
    void place();
    void paintRow(QPainter &painter, int row, int y) const;
    [[nodiscard]] int rowOf(qsizetype position) const;
    [[nodiscard]] int columnOf(const Row &row, qsizetype position) const;
    [[nodiscard]] qsizetype positionIn(const Row &row, int column) const;
    [[nodiscard]] int rowsInSight() const;
    [[nodiscard]] int left() const; ///< where text begins, px
    [[nodiscard]] int linkAt(qsizetype position) const;
    void moveByRows(int rows, bool select);
    void showCaret();

    const ThemeManager &m_themes;
    PreparedTextPointer m_text;
    std::vector<Row> m_rows;
    int m_columns = 0;
    double m_charWidth = 8; ///< px; of fixed fonts, too, it is no whole number
    int m_rowHeight = 16;
    int m_gutter = 0; ///< px, of the numbers
    qsizetype m_anchor = 0;
    qsizetype m_caret = 0;
    int m_wantedColumn = -1; ///< of a caret that moves up and down
    bool m_pressed = false;
};

/// So that screen readers read it as a text; harmless to call twice.
void installTextLinesAccessibility();

} // namespace assay::ui
