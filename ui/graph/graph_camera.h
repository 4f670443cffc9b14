// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>

#include <algorithm>

namespace assay::ui {

/// Which part of a drawing a view shows, and how large. A plain value.
struct GraphCamera
{
    /// Above, letters are drawn as shapes on a screen of scale 2, which takes longer than a frame.
    static constexpr double kLargest = 2;
    static constexpr double kSmallest = 0.001;
    static constexpr double kMargin = 24; ///< pixels of the view around all

    double scale = 1;
    QPointF origin; ///< of the drawing, at the view's left top

    [[nodiscard]] QPointF toView(QPointF scene) const { return (scene - origin) * scale; }
    [[nodiscard]] QPointF toScene(QPointF view) const { return view / scale + origin; }
    [[nodiscard]] QRectF toView(const QRectF &scene) const
    {
        return {toView(scene.topLeft()), scene.size() * scale};
    }
    [[nodiscard]] QRectF visible(QSizeF view) const { return {origin, view / scale}; }

    /// What is under the point of the view stays there.
    void zoomAt(QPointF view, double factor)
    {
        const QPointF fixed = toScene(view);
        scale = std::clamp(scale * factor, kSmallest, kLargest);
        origin = fixed - view / scale;
    }
    void pan(QPointF pixels) { origin -= pixels / scale; }
    void center(QPointF scene, QSizeF view)
    {
        origin = scene - QPointF(view.width(), view.height()) / (2 * scale);
    }
    /// All of the drawing in the middle, never larger than it is; its left top when it would have
    /// to be smaller than `least`.
    void fit(QSizeF drawing, QSizeF view, double least = kSmallest)
    {
        const double margin = std::min({kMargin, view.width() / 16, view.height() / 16});
        const QSizeF room(std::max(1.0, view.width() - 2 * margin),
                          std::max(1.0, view.height() - 2 * margin));
        scale = std::clamp(std::min(room.width() / std::max(1.0, drawing.width()),
                                    room.height() / std::max(1.0, drawing.height())),
                           least, 1.0);
        const auto place = [&](double all, double size) {
            return all * scale > size - 2 * margin ? -margin / scale : all / 2 - size / (2 * scale);
        };
        origin = {place(drawing.width(), view.width()), place(drawing.height(), view.height())};
    }
    /// The least way that brings a rectangle inside, with the margin where there is room for it.
    void reveal(const QRectF &scene, QSizeF view)
    {
        const QRectF at = toView(scene);
        const auto move = [](double low, double high, double size) {
            const double margin = std::clamp((size - (high - low)) / 2, 0.0, kMargin);
            if (low < margin)
                return margin - low;
            return high > size - margin ? size - margin - high : 0;
        };
        pan({move(at.left(), at.right(), view.width()),
             move(at.top(), at.bottom(), view.height())});
    }
    /// Some of the drawing stays in sight.
    void clamp(QSizeF drawing, QSizeF view)
    {
        const QSizeF seen = view / scale;
        const auto keep = [](double at, double size, double all) {
            return std::clamp(at, -size * 0.8, std::max(-size * 0.8, all - size * 0.2));
        };
        origin = {keep(origin.x(), seen.width(), drawing.width()),
                  keep(origin.y(), seen.height(), drawing.height())};
    }

    friend bool operator==(const GraphCamera &, const GraphCamera &) = default;
};

} // namespace assay::ui
