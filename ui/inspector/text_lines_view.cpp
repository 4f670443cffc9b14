// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/text_lines_view.h"

#include <QApplication>
#include <QClipboard>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 7;
constexpr int kFewestColumns = 16;
constexpr int kHang = 2; ///< columns that the further rows of a line stand to the right
/// How far before the end of a row a line may break at a space.
constexpr int kBreak = 24;

const PreparedTextPointer &nothing()
{
    static const auto empty = std::make_shared<const PreparedText>();
    return empty;
}

/// Columns that a UTF-16 unit takes: the second of a pair takes none.
int columnsOf(QChar c)
{
    if (c.isLowSurrogate())
        return 0;
    return c.unicode() >= 0x1100 && c.unicode() != 0xFFFD ? 2 : 1;
}

} // namespace

TextLinesView::TextLinesView(const QString &accessibleName, const ThemeManager &themes,
                             QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_themes(themes)
    , m_text(nothing())
{
    installTextLinesAccessibility();
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFont(fixedFont());
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    const QFontMetricsF metrics(fixedFont());
    m_charWidth = std::max(1.0, metrics.horizontalAdvance(u'0'));
    m_rowHeight = int(std::ceil(metrics.lineSpacing())) + 1;
    connect(&themes, &ThemeManager::changed, viewport(), qOverload<>(&QWidget::update));
}

void TextLinesView::setText(PreparedTextPointer text)
{
    if (!text)
        text = nothing();
    if (text == m_text)
        return;
    const bool same = text->text == m_text->text;
    m_text = std::move(text);
    m_gutter = m_text->numbered
                   ? int((double(QString::number(m_text->lines.size()).size()) + 1) * m_charWidth)
                   : 0;
    if (!same) {
        m_anchor = m_caret = 0;
        m_wantedColumn = -1;
    }
    wrap();
    if (!same)
        verticalScrollBar()->setValue(0);
}

void TextLinesView::wrap()
{
    const int before = rowCount();
    m_columns = columnsInSight();
    m_rows.clear();
    m_rows.reserve(m_text->lines.size());
    for (std::size_t i = 0; i < m_text->lines.size(); ++i)
        wrapLine(static_cast<int>(i));
    place();
    viewport()->update();
    if (rowCount() != before)
        Q_EMIT rowCountChanged();
}

int TextLinesView::columnsInSight() const
{
    return std::max(kFewestColumns, int((viewport()->width() - left() - kMargin) / m_charWidth));
}

void TextLinesView::wrapLine(int index)
{
    const PreparedText::Line &line = m_text->lines[static_cast<std::size_t>(index)];
    const qsizetype end = line.start + line.length;
    qsizetype start = line.start;
    int indent = 0;
    do {
        const int columns = m_columns - indent;
        qsizetype stop = start;
        if (line.narrow) {
            stop = std::min<qsizetype>(start + columns, end);
        } else {
            for (int used = 0; stop < end; ++stop) {
                used += columnsOf(m_text->text[stop]);
                if (used > columns)
                    break;
            }
        }
        if (stop < end) { // rather between words
            const qsizetype least = std::max(start + 1, stop - kBreak);
            for (qsizetype at = stop; at > least; --at) {
                if (m_text->text[at - 1] == u' ') {
                    stop = at;
                    break;
                }
            }
        }
        m_rows.push_back({start, static_cast<int>(stop - start), index, indent});
        start = stop;
        indent = kHang;
    } while (start < end);
}

void TextLinesView::place()
{
    const int page = rowsInSight();
    verticalScrollBar()->setRange(0, std::max(0, rowCount() - page));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(1);
}

int TextLinesView::rowsInSight() const
{
    return std::max(1, (viewport()->height() - 2 * kMargin + 2) / m_rowHeight);
}

int TextLinesView::heightOf(int rows) const
{
    return rows * m_rowHeight + 2 * kMargin;
}

int TextLinesView::left() const
{
    return kMargin + 2 + m_gutter;
}

int TextLinesView::xOf(const Row &row, qsizetype position) const
{
    return left() + int(std::lround((row.indent + columnOf(row, position)) * m_charWidth));
}

int TextLinesView::rowOf(qsizetype position) const
{
    const auto after =
        std::upper_bound(m_rows.begin(), m_rows.end(), position,
                         [](qsizetype value, const Row &row) { return value < row.start; });
    return std::max(0, static_cast<int>(after - m_rows.begin()) - 1);
}

int TextLinesView::columnOf(const Row &row, qsizetype position) const
{
    const qsizetype end = std::min(position, row.start + row.length);
    if (m_text->lines[static_cast<std::size_t>(row.line)].narrow)
        return static_cast<int>(end - row.start);
    int columns = 0;
    for (qsizetype i = row.start; i < end; ++i)
        columns += columnsOf(m_text->text[i]);
    return columns;
}

qsizetype TextLinesView::positionIn(const Row &row, int column) const
{
    const qsizetype end = row.start + row.length;
    if (m_text->lines[static_cast<std::size_t>(row.line)].narrow)
        return std::min<qsizetype>(row.start + std::max(0, column), end);
    int columns = 0;
    for (qsizetype i = row.start; i < end; ++i) {
        columns += columnsOf(m_text->text[i]);
        if (columns > column)
            return i;
    }
    return end;
}

QRect TextLinesView::charRect(qsizetype position) const
{
    if (m_rows.empty())
        return {};
    const int row = rowOf(position);
    return {xOf(m_rows[static_cast<std::size_t>(row)], position),
            kMargin + (row - verticalScrollBar()->value()) * m_rowHeight,
            int(std::ceil(m_charWidth)), m_rowHeight};
}

qsizetype TextLinesView::positionAt(const QPoint &point) const
{
    if (m_rows.empty())
        return 0;
    const int y = point.y() - kMargin;
    const int row = std::clamp(verticalScrollBar()->value() + (y < 0 ? -1 : y / m_rowHeight), 0,
                               rowCount() - 1);
    const Row &at = m_rows[static_cast<std::size_t>(row)];
    return positionIn(at, int(std::lround((point.x() - left()) / m_charWidth)) - at.indent);
}

int TextLinesView::linkAt(qsizetype position) const
{
    if (m_rows.empty())
        return -1;
    const Row &row = m_rows[static_cast<std::size_t>(rowOf(position))];
    return m_text->lines[static_cast<std::size_t>(row.line)].link;
}

QString TextLinesView::selectedText() const
{
    const auto [from, to] = std::minmax(m_anchor, m_caret);
    return m_text->text.sliced(from, to - from);
}

void TextLinesView::setCaret(qsizetype position, bool select)
{
    m_caret = std::clamp<qsizetype>(position, 0, m_text->text.size());
    if (!select)
        m_anchor = m_caret;
    showCaret();
    viewport()->update();
}

void TextLinesView::selectAll()
{
    m_anchor = 0;
    m_caret = m_text->text.size();
    viewport()->update();
}

void TextLinesView::copy() const
{
    QApplication::clipboard()->setText(hasSelection() ? selectedText() : m_text->text);
}

void TextLinesView::showCaret()
{
    if (m_rows.empty())
        return;
    const int row = rowOf(m_caret);
    const int top = verticalScrollBar()->value();
    if (row < top)
        verticalScrollBar()->setValue(row);
    else if (row >= top + rowsInSight())
        verticalScrollBar()->setValue(row - rowsInSight() + 1);
}

void TextLinesView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    if (columnsInSight() != m_columns)
        wrap();
    else
        place();
}

void TextLinesView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void TextLinesView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TextLinesView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void TextLinesView::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_themes.theme();
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.fill(hasFocus() ? Role::Accent : Role::Line));
    painter.setBrush(theme.fill(Role::Window));
    painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setClipRect(viewport()->rect().adjusted(1, 2, -1, -2));
    painter.setFont(fixedFont());
    const int top = verticalScrollBar()->value();
    int y = kMargin;
    for (int row = top; row < rowCount() && y < viewport()->height(); ++row) {
        paintRow(painter, row, y);
        y += m_rowHeight;
    }
}

void TextLinesView::paintRow(QPainter &painter, int index, int y) const
{
    const Theme &theme = m_themes.theme();
    const Row &row = m_rows[static_cast<std::size_t>(index)];
    const PreparedText::Line &line = m_text->lines[static_cast<std::size_t>(row.line)];
    const int baseline = y + QFontMetrics(painter.font()).ascent();
    if (m_gutter > 0 && row.start == line.start) {
        painter.setPen(theme.ink(Role::Muted));
        painter.drawText(QRect(kMargin, y, m_gutter - int(m_charWidth), m_rowHeight),
                         Qt::AlignRight | Qt::AlignTop, QString::number(row.line + 1));
    }
    const qsizetype end = row.start + row.length;
    const auto [from, to] = std::minmax(m_anchor, m_caret);
    if (from < to && from <= end && to > row.start) {
        const int x = xOf(row, std::max(from, row.start));
        const int width = xOf(row, std::min(to, end)) - x + (to > end ? int(m_charWidth / 2) : 0);
        painter.fillRect(QRect(x, y, width, m_rowHeight), theme.fill(Role::Selection));
    }
    const auto draw = [&](qsizetype start, qsizetype stop, Role role) {
        painter.setPen(theme.ink(role));
        // Each part stands on the columns, whatever font its characters come from.
        painter.drawText(xOf(row, start), baseline,
                         QString::fromRawData(m_text->text.constData() + start, stop - start));
    };
    const Role plain = line.link >= 0 ? Role::Accent : Role::Text;
    qsizetype at = row.start;
    auto span =
        std::upper_bound(m_text->spans.begin(), m_text->spans.end(), at,
                         [](qsizetype value, const auto &s) { return value < s.start + s.length; });
    while (at < end) {
        const bool any = span != m_text->spans.end() && span->start < end;
        const qsizetype until = any ? std::max(at, span->start) : end;
        if (until > at)
            draw(at, until, plain);
        at = until;
        if (!any)
            break;
        const qsizetype stop = std::min(end, span->start + span->length);
        draw(at, stop, line.link >= 0 ? plain : span->role);
        at = stop;
        ++span;
    }
    if (hasFocus() && m_caret >= row.start && m_caret <= end && rowOf(m_caret) == index)
        painter.fillRect(QRect(xOf(row, m_caret), y + 1, 1, m_rowHeight - 2),
                         theme.fill(Role::Text));
}

} // namespace assay::ui
