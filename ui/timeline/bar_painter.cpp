// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/bar_painter.h"

#include "ui/timeline/labels.h"

#include <QPainter>

namespace assay::ui {

namespace {

constexpr double kPadding = 6;
/// Rounded corners cost; on what is narrower nobody sees them.
constexpr double kRoundedFrom = 7;
constexpr double kRadius = 2.5;
constexpr double kEdge = 2;
constexpr double kLeastShare = 0.35;

QColor mixed(const QColor &over, const QColor &ground, float part)
{
    const auto channel = [part](float a, float b) { return a * part + b * (1 - part); };
    return QColor::fromRgbF(channel(over.redF(), ground.redF()),
                            channel(over.greenF(), ground.greenF()),
                            channel(over.blueF(), ground.blueF()));
}

float strength(Role role, BarStyle style)
{
    const float part = role == Role::Failed ? 0.60F : 0.42F;
    return style == BarStyle::Full ? part : part * 0.55F;
}

} // namespace

bool placeLabel(Labels &labels, const Bar &bar, const QString &text, double left, double right,
                std::vector<BarLabel> &placed)
{
    const double from = std::max(bar.rect.left(), left) + kPadding;
    const double width = std::min(bar.rect.right(), right) - 4 - from;
    if (width < kLabelledFrom - kPadding - 4)
        return false;
    QStaticText cut = labels.cut(text, width);
    if (cut.text().isEmpty())
        return false;
    placed.push_back(
        {std::move(cut), {from, std::round(bar.rect.center().y() - labels.lineHeight() / 2)}});
    return true;
}

QColor barColour(const Theme &theme, Role role, BarStyle style)
{
    return mixed(theme.fill(role), theme.fill(Role::Panel), strength(role, style));
}

void paintBars(QPainter &painter, const Theme &theme, const std::vector<Bar> &bars, BarStyle style)
{
    struct Colours
    {
        QColor ground;
        QColor edge;
    };
    std::array<Colours, kStatusCount> colours;
    for (int i = 0; i < kStatusCount; ++i) {
        const Role role = statusRole(static_cast<Status>(i));
        colours[static_cast<std::size_t>(i)] = {barColour(theme, role, style), theme.fill(role)};
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const Bar &bar : bars) {
        if (bar.rect.width() >= kRoundedFrom && bar.count == 1)
            continue;
        const Colours &colour = colours[static_cast<std::size_t>(bar.status)];
        if (bar.count > 1) {
            // As much of it as there are such among those that share it; never so little that
            // nobody sees it.
            const double share = static_cast<double>(bar.worst) / bar.count;
            const double height = bar.rect.height() * std::max(kLeastShare, share);
            painter.fillRect(bar.rect, colours[static_cast<std::size_t>(bar.rest)].ground);
            if (bar.worst < bar.count)
                painter.fillRect(
                    QRectF(bar.rect.left(), bar.rect.bottom() - height, bar.rect.width(), height),
                    colour.edge);
            continue;
        }
        painter.fillRect(bar.rect, bar.rect.width() <= kEdge ? colour.edge : colour.ground);
        if (bar.rect.width() > kEdge)
            painter.fillRect(QRectF(bar.rect.topLeft(), QSizeF(kEdge, bar.rect.height())),
                             colour.edge);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (const Bar &bar : bars) {
        if (bar.rect.width() < kRoundedFrom || bar.count > 1)
            continue;
        const Colours &colour = colours[static_cast<std::size_t>(bar.status)];
        painter.setBrush(colour.ground);
        painter.drawRoundedRect(bar.rect, kRadius, kRadius);
        painter.fillRect(QRectF(bar.rect.left(), bar.rect.top() + 1, kEdge, bar.rect.height() - 2),
                         colour.edge);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.fill(Role::Text), 1.4));
    for (const Bar &bar : bars) {
        if (bar.selected)
            painter.drawRoundedRect(bar.rect, kRadius, kRadius);
    }
}

void paintLabels(QPainter &painter, const Theme &theme, const std::vector<BarLabel> &labels)
{
    painter.setPen(theme.ink(Role::Text));
    for (const BarLabel &label : labels)
        painter.drawStaticText(label.at, label.text);
}

} // namespace assay::ui
