// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_view.h"

#include "ui/views/delegates.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDragMs = 40;
constexpr int kMarkedRows = 500;

} // namespace

ConsoleView::ConsoleView(LogModel &model, const ThemeManager &themes, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_model(model)
    , m_themes(themes)
    , m_marks(kMarkedRows)
{
    installConsoleAccessibility();
    setObjectName(u"consoleView"_s);
    setAccessibleName(tr("Console"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setCursor(Qt::ArrowCursor);
    viewport()->setAutoFillBackground(false);
    verticalScrollBar()->setSingleStep(1);
    verticalScrollBar()->setAccessibleName(tr("Lines of the console"));
    horizontalScrollBar()->setSingleStep(4);
    horizontalScrollBar()->setAccessibleName(tr("Columns of the console"));
    measure();

    connect(&model, &QAbstractItemModel::rowsInserted, this, &ConsoleView::adjust);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &ConsoleView::adjust);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_widest = 0;
        if (m_model.lineCount() == 0)
            clearSelection();
        adjust();
    });
    connect(&model, &QAbstractItemModel::dataChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&model, &LogModel::searched, viewport(), qOverload<>(&QWidget::update));
    connect(&themes, &ThemeManager::changed, viewport(), qOverload<>(&QWidget::update));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (m_adjusting)
            return;
        if (value < m_model.rowCount())
            m_top = m_model.lineOf(value);
        // Reading upwards pauses; the end of the bar follows again.
        setFollowing(value >= verticalScrollBar()->maximum());
    });
}

void ConsoleView::measure()
{
    m_fixed = fixedFont();
    m_badge = m_fixed;
    m_badge.setPointSizeF(m_fixed.pointSizeF() * 0.88);
    const QFontMetricsF text(m_fixed);
    const QFontMetricsF badge(m_badge);
    m_advance = text.horizontalAdvance(u'0');
    m_badgeAdvance = badge.horizontalAdvance(u'0');
    m_baseline = (kCompactRowHeight + text.ascent() - text.descent()) / 2;
    m_badgeBaseline = (kCompactRowHeight + badge.ascent() - badge.descent()) / 2;
}

int ConsoleView::rowsInSight() const
{
    return std::max(1, viewport()->height() / kCompactRowHeight);
}

int ConsoleView::topRow() const
{
    return verticalScrollBar()->value();
}

QRect ConsoleView::rowRect(int row) const
{
    return {0, (row - topRow()) * kCompactRowHeight, viewport()->width(), kCompactRowHeight};
}

int ConsoleView::rowAtY(int y) const
{
    const int row = topRow() + (y < 0 ? -1 : y / kCompactRowHeight);
    return row >= 0 && row < m_model.rowCount() ? row : -1;
}

/// The bars after rows came, went, or the size changed: the newest line or the top one stays.
void ConsoleView::adjust()
{
    m_adjusting = true;
    const int rows = m_model.rowCount();
    QScrollBar &bar = *verticalScrollBar();
    bar.setPageStep(rowsInSight());
    bar.setRange(0, std::max(0, rows - rowsInSight()));
    bar.setValue(m_following ? bar.maximum() : m_model.rowOf(m_top));
    const int last = std::min(rows, topRow() + rowsInSight());
    for (int row = topRow(); row < last; ++row)
        m_widest = std::max(m_widest, static_cast<int>(m_model.row(row).text.size()));
    const int columns = static_cast<int>((viewport()->width() - consoleTextLeft()) / m_advance) - 2;
    horizontalScrollBar()->setPageStep(std::max(1, columns));
    horizontalScrollBar()->setRange(0, std::max(0, m_widest - columns));
    m_adjusting = false;
    viewport()->update();
}

void ConsoleView::setFollowing(bool following)
{
    if (m_following == following)
        return;
    m_following = following;
    if (!following && topRow() < m_model.rowCount())
        m_top = m_model.lineOf(topRow());
    adjust();
    Q_EMIT followingChanged(following);
}

std::optional<ConsoleView::Lines> ConsoleView::selected() const
{
    if (!m_current || !m_anchor)
        return std::nullopt;
    return Lines{std::min(*m_current, *m_anchor), std::max(*m_current, *m_anchor)};
}

void ConsoleView::select(LineNumber line, bool extend)
{
    m_current = line;
    if (!extend || !m_anchor)
        m_anchor = line;
    viewport()->update();
    Q_EMIT currentChanged();
    if (QAccessible::isActive()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(m_model.rowOf(line) - topRow());
        QAccessible::updateAccessibility(&event);
    }
}

void ConsoleView::selectAll()
{
    if (m_model.rowCount() == 0)
        return;
    m_anchor = m_model.lineOf(0);
    select(m_model.lineOf(m_model.rowCount() - 1), true);
}

void ConsoleView::clearSelection()
{
    if (!m_current)
        return;
    m_current.reset();
    m_anchor.reset();
    viewport()->update();
    Q_EMIT currentChanged();
}

void ConsoleView::bringIntoSight(int row)
{
    QScrollBar &bar = *verticalScrollBar();
    if (row < topRow())
        bar.setValue(row);
    else if (row >= topRow() + rowsInSight())
        bar.setValue(row - rowsInSight() + 1);
}

void ConsoleView::showLine(LineNumber line)
{
    const int row = m_model.rowOf(line);
    if (row >= m_model.rowCount())
        return;
    setFollowing(false);
    if (row < topRow() || row >= topRow() + rowsInSight())
        verticalScrollBar()->setValue(row - rowsInSight() / 2);
    select(m_model.lineOf(row), false);
}

void ConsoleView::showTime(base::Nanoseconds at)
{
    const int row = std::min(m_model.rowAt(at), m_model.rowCount() - 1);
    if (row >= 0)
        showLine(m_model.lineOf(row));
}

void ConsoleView::setCrosshair(std::optional<base::Nanoseconds> at)
{
    if (at == m_crosshair)
        return;
    m_crosshair = at;
    viewport()->update();
}

void ConsoleView::moveTo(int row, bool extend)
{
    if (m_model.rowCount() == 0)
        return;
    row = std::clamp(row, 0, m_model.rowCount() - 1);
    bringIntoSight(row);
    select(m_model.lineOf(row), extend);
}

void ConsoleView::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const int row = m_current ? m_model.rowOf(*m_current)
                              : std::min(topRow() + rowsInSight(), m_model.rowCount());
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyWanted();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
        moveTo(row - 1, extend);
        return;
    case Qt::Key_Down:
        moveTo(row + 1, extend);
        return;
    case Qt::Key_PageUp:
        moveTo(row - rowsInSight(), extend);
        return;
    case Qt::Key_PageDown:
        moveTo(row + rowsInSight(), extend);
        return;
    case Qt::Key_Home:
        moveTo(0, extend);
        return;
    case Qt::Key_End:
        moveTo(m_model.rowCount() - 1, extend);
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        horizontalScrollBar()->triggerAction(event->key() == Qt::Key_Left
                                                 ? QAbstractSlider::SliderSingleStepSub
                                                 : QAbstractSlider::SliderSingleStepAdd);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current)
            Q_EMIT activated(*m_current);
        return;
    case Qt::Key_Escape:
        if (m_current) {
            clearSelection();
            return;
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void ConsoleView::mousePressEvent(QMouseEvent *event)
{
    const int row = rowAtY(event->position().toPoint().y());
    if (row < 0) {
        if (event->button() == Qt::LeftButton)
            clearSelection();
        return;
    }
    const LineNumber line = m_model.lineOf(row);
    if (event->button() == Qt::LeftButton) {
        select(line, event->modifiers().testFlag(Qt::ShiftModifier));
        m_mouse = event->position().toPoint();
    } else if (const auto lines = selected(); !lines || line < lines->from || line > lines->to) {
        select(line, false); // what the menu will be about
    }
}

void ConsoleView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || !m_anchor)
        return;
    m_mouse = event->position().toPoint();
    if (viewport()->rect().contains(m_mouse))
        m_dragging.stop();
    else if (!m_dragging.isActive())
        m_dragging.start(kDragMs, this);
    extendTo(m_mouse);
}

void ConsoleView::extendTo(const QPoint &position)
{
    if (m_model.rowCount() == 0)
        return;
    const int y = std::clamp(position.y(), 0, rowsInSight() * kCompactRowHeight - 1);
    const int row = std::min(topRow() + y / kCompactRowHeight, m_model.rowCount() - 1);
    if (const LineNumber line = m_model.lineOf(row); line != m_current)
        select(line, true);
}

void ConsoleView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_dragging.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const int beyond = m_mouse.y() < 0 ? m_mouse.y() : m_mouse.y() - viewport()->height();
    QScrollBar &bar = *verticalScrollBar();
    bar.setValue(bar.value() + (beyond < 0 ? -1 : 1) * (1 + std::abs(beyond) / kCompactRowHeight));
    extendTo(m_mouse);
}

void ConsoleView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragging.stop();
}

void ConsoleView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int row = rowAtY(event->position().toPoint().y());
    if (row >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT activated(m_model.lineOf(row));
}

void ConsoleView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    adjust();
}

void ConsoleView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void ConsoleView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void ConsoleView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void ConsoleView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        measure();
        adjust();
    }
}

} // namespace assay::ui
