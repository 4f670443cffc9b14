// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/text_lines_view.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>

namespace assay::ui {

// Keyboard and mouse of the view; text_lines_view.cpp lays out and paints.

void TextLinesView::moveByRows(int rows, bool select)
{
    if (m_rows.empty())
        return;
    const int from = rowOf(m_caret);
    if (m_wantedColumn < 0)
        m_wantedColumn = columnOf(m_rows[static_cast<std::size_t>(from)], m_caret);
    const int to = std::clamp(from + rows, 0, rowCount() - 1);
    const Row &row = m_rows[static_cast<std::size_t>(to)];
    qsizetype position = positionIn(row, m_wantedColumn);
    // The end of a wrapped row is the beginning of the next one.
    if (position == row.start + row.length && row.length > 0 && to + 1 < rowCount() &&
        m_rows[static_cast<std::size_t>(to) + 1].line == row.line)
        --position;
    setCaret(position, select);
}

void TextLinesView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    const bool select = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool far = event->modifiers().testFlag(Qt::ControlModifier);
    const auto row = [&]() -> const Row & { return m_rows[std::size_t(rowOf(m_caret))]; };
    const int key = event->key();
    if (m_rows.empty())
        return QAbstractScrollArea::keyPressEvent(event);
    if (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End)
        m_wantedColumn = -1;
    switch (key) {
    case Qt::Key_Up:
        return moveByRows(-1, select);
    case Qt::Key_Down:
        return moveByRows(1, select);
    case Qt::Key_PageUp:
        return moveByRows(-rowsInSight(), select);
    case Qt::Key_PageDown:
        return moveByRows(rowsInSight(), select);
    case Qt::Key_Left:
        return setCaret(m_caret - 1, select);
    case Qt::Key_Right:
        return setCaret(m_caret + 1, select);
    case Qt::Key_Home:
        return setCaret(far ? 0 : row().start, select);
    case Qt::Key_End:
        return setCaret(far ? m_text->text.size() : row().start + row().length, select);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const int link = linkAt(m_caret); link >= 0) {
            Q_EMIT linkActivated(link);
            return;
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void TextLinesView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = true;
    m_wantedColumn = -1;
    setCaret(positionAt(event->position().toPoint()),
             event->modifiers().testFlag(Qt::ShiftModifier));
}

void TextLinesView::mouseMoveEvent(QMouseEvent *event)
{
    const qsizetype position = positionAt(event->position().toPoint());
    if (m_pressed)
        setCaret(position, true);
    const bool link = linkAt(position) >= 0;
    viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::IBeamCursor);
}

void TextLinesView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_pressed = false;
    const int link = linkAt(m_caret);
    if (link >= 0 && !hasSelection())
        Q_EMIT linkActivated(link);
}

void TextLinesView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const qsizetype at = positionAt(event->position().toPoint());
    const QString &text = m_text->text;
    const auto isWord = [&](qsizetype i) {
        return text[i].isLetterOrNumber() || text[i] == u'_' || text[i] == u'-';
    };
    qsizetype from = at;
    qsizetype to = at;
    while (from > 0 && isWord(from - 1))
        --from;
    while (to < text.size() && isWord(to))
        ++to;
    m_anchor = from;
    m_caret = to;
    viewport()->update();
}

void TextLinesView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(hasSelection() ? tr("Copy") : tr("Copy all"), this, &TextLinesView::copy);
    menu->addAction(tr("Select all"), this, &TextLinesView::selectAll);
    menu->popup(event->globalPos());
}

} // namespace assay::ui
