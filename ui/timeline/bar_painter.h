// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/bar_track.h"

#include <QStaticText>

namespace assay::ui {

class Labels;

/// A text that stands on a bar.
struct BarLabel
{
    QStaticText text;
    QPointF at; ///< its top left
};

/// Bars narrower than this carry no label.
constexpr double kLabelledFrom = 30;

/// The label of a bar, kept in sight when the bar begins left of `left`. False when it does not
/// fit.
[[nodiscard]] bool placeLabel(Labels &labels, const Bar &bar, const QString &text, double left,
                              double right, std::vector<BarLabel> &placed);

enum class BarStyle { Full, Quiet };

/// The colour of a bar's ground on a panel, without transparency; labels in Role::Text stand on it
/// with a contrast of at least 4.5:1.
[[nodiscard]] QColor barColour(const Theme &theme, Role role, BarStyle style = BarStyle::Full);

void paintBars(QPainter &painter, const Theme &theme, const std::vector<Bar> &bars,
               BarStyle style = BarStyle::Full);
void paintLabels(QPainter &painter, const Theme &theme, const std::vector<BarLabel> &labels);

} // namespace assay::ui
