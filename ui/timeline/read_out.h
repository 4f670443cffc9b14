// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/timeline/lane.h"

#include <QFont>
#include <QStaticText>

namespace assay::ui {

/// The box beside the crosshair: the moment, what is under the pointer, and a line or some of every
/// lane. Main thread.
class ReadOutBox
{
public:
    ReadOutBox();

    void clear() { m_lines.clear(); }
    /// `head` in bold, `tip` (its first line in the colour of text), then the lines of the lanes.
    void set(const QString &head, const QString &tip, const std::vector<Lane::ReadOutLine> &lines);
    /// Beside `anchor`, on the side where it fits, inside `bounds`.
    void place(QPointF anchor, const QRectF &bounds);

    [[nodiscard]] bool isEmpty() const { return m_lines.empty(); }
    [[nodiscard]] const QRectF &rect() const { return m_rect; }
    /// All its text, for people who hear it.
    [[nodiscard]] QString text() const;
    void paint(QPainter &painter, const Theme &theme) const;

private:
    struct Line
    {
        QStaticText text;
        Role role = Role::Text;
        bool bold = false;
        double gap = 0; ///< above it
        std::optional<Status> status;
    };
    void add(const QString &text, Role role, bool bold, double gap,
             std::optional<Status> status = {});

    QFont m_font;
    QFont m_bold;
    double m_lineHeight = 0;
    std::vector<Line> m_lines;
    QSizeF m_size;
    QRectF m_rect;
};

} // namespace assay::ui
