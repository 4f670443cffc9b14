// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/status_icon.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <functional>

namespace assay::ui {

namespace {

constexpr int kSignSize = 12;

QPixmap drawn(int size, qreal scale, const std::function<void(QPainter &)> &draw)
{
    QPixmap pixmap(int(size * scale), int(size * scale));
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter);
    return pixmap;
}

void drawSign(QPainter &painter, Sign sign, const QColor &colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (sign) {
    case Sign::Run: {
        QPainterPath path;
        path.moveTo(2.5, 1.2);
        path.lineTo(11, 6);
        path.lineTo(2.5, 10.8);
        path.closeSubpath();
        painter.drawPath(path);
        break;
    }
    case Sign::Abort:
        painter.drawRoundedRect(QRectF(2, 2, 8, 8), 1, 1);
        break;
    case Sign::Again: {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap));
        painter.drawArc(QRectF(2, 2, 8, 8), 100 * 16, -300 * 16);
        QPainterPath head;
        head.moveTo(5, 0);
        head.lineTo(5, 4.4);
        head.lineTo(8, 2.2);
        head.closeSubpath();
        painter.fillPath(head, colour);
        break;
    }
    case Sign::Bell: {
        QPainterPath bell;
        bell.moveTo(1.5, 8.6);
        bell.cubicTo(3, 7.4, 2.7, 6, 2.8, 4.8);
        bell.cubicTo(2.9, 0.2, 9.1, 0.2, 9.2, 4.8);
        bell.cubicTo(9.3, 6, 9, 7.4, 10.5, 8.6);
        bell.closeSubpath();
        painter.drawPath(bell);
        painter.drawChord(QRectF(4.3, 8.0, 3.4, 3.6), 0, -180 * 16);
        break;
    }
    case Sign::Search:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap));
        painter.drawEllipse(QRectF(1.5, 1.5, 6.5, 6.5));
        painter.drawLine(QPointF(7.4, 7.4), QPointF(10.5, 10.5));
        break;
    }
}

} // namespace

QIcon statusIcon(Status status, const Theme &theme, int size)
{
    QIcon icon;
    for (const qreal scale : {1.0, 2.0, 3.0}) {
        icon.addPixmap(drawn(size, scale, [&](QPainter &painter) {
            paintStatus(painter, QRectF(0, 0, size, size), status, theme.fill(statusRole(status)));
        }));
    }
    return icon;
}

QIcon signIcon(Sign sign, const QColor &colour, const QColor &disabled)
{
    QIcon icon;
    for (const qreal scale : {1.0, 2.0, 3.0}) {
        icon.addPixmap(drawn(kSignSize, scale, [&](QPainter &p) { drawSign(p, sign, colour); }));
        icon.addPixmap(drawn(kSignSize, scale, [&](QPainter &p) { drawSign(p, sign, disabled); }),
                       QIcon::Disabled);
    }
    return icon;
}

} // namespace assay::ui
