// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/console/log_model.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>

#include <optional>

namespace assay::ui {

/// The rows of a LogModel: time, source as a badge, text in the fixed font. Only what is in sight
/// is asked for, so a million rows cost what fifty do. While it follows, the newest line stays in
/// sight; else the line at the top stays where it is, whatever comes or is filtered away. Lines are
/// selected by mouse and keyboard, from one to another. Main thread; the model outlives it.
class ConsoleView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    ConsoleView(LogModel &model, const ThemeManager &themes, QWidget *parent = nullptr);

    [[nodiscard]] const LogModel &model() const { return m_model; }
    [[nodiscard]] bool isFollowing() const { return m_following; }
    void setFollowing(bool following);

    /// The line where the keyboard is.
    [[nodiscard]] std::optional<LineNumber> current() const { return m_current; }
    struct Lines
    {
        LineNumber from = 0;
        LineNumber to = 0; ///< included
    };
    [[nodiscard]] std::optional<Lines> selected() const;
    void selectAll();
    void clearSelection();
    /// Selects the line and brings it to the middle; does not follow any more.
    void showLine(LineNumber line);
    /// Brings the first line of the moment to the middle.
    void showTime(base::Nanoseconds at);
    /// Marks where the moment is between the lines.
    void setCrosshair(std::optional<base::Nanoseconds> at);

    [[nodiscard]] int topRow() const;
    [[nodiscard]] int rowAtY(int y) const; ///< of the viewport; -1 below the last
    [[nodiscard]] QRect rowRect(int row) const;
    [[nodiscard]] int rowsInSight() const; ///< whole ones

Q_SIGNALS:
    void followingChanged(bool following);
    void currentChanged();
    void activated(assay::ui::LineNumber line); ///< Return or a double click
    void copyWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    using Marks = std::vector<std::pair<qsizetype, qsizetype>>;

    void measure();
    void adjust();
    void moveTo(int row, bool extend);
    void extendTo(const QPoint &position);
    void bringIntoSight(int row);
    void select(LineNumber line, bool extend);
    void paintRow(QPainter &painter, int row, const QRect &rect);
    void paintBadge(QPainter &painter, const QRect &rect, const QString &source);
    void paintText(QPainter &painter, const QRect &rect, const LogRow &row, LineNumber line);
    [[nodiscard]] const Marks &marksOf(LineNumber line, const QString &text);

    LogModel &m_model;
    const ThemeManager &m_themes;
    QFont m_fixed;
    QFont m_badge;
    double m_advance = 1; ///< of a character of m_fixed
    double m_badgeAdvance = 1;
    double m_baseline = 0; ///< from the top of a row
    double m_badgeBaseline = 0;
    bool m_following = true;
    bool m_adjusting = false; ///< the scroll bar moves because of us
    LineNumber m_top = 0;     ///< stays at the top while paused
    int m_widest = 0;         ///< characters of what has been in sight
    std::optional<LineNumber> m_current;
    std::optional<LineNumber> m_anchor; ///< the selection's other end
    std::optional<base::Nanoseconds> m_crosshair;
    QPoint m_mouse;
    QBasicTimer m_dragging;
    LogText m_marked; ///< that m_marks are of
    QCache<LineNumber, Marks> m_marks;
};

[[nodiscard]] int consoleTextLeft(); ///< pixels before the texts of a ConsoleView

/// Makes views readable for screen readers; once, before the first is asked for.
void installConsoleAccessibility();

} // namespace assay::ui
