// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ui/charts/series_source.h"

class QWidget;

namespace assay::ui {

/// The points of one chart as they are drawn, as lines of comma-separated values (RFC 4180, lines
/// end with \n) without the heading: chart, series, unit, seconds, value. A gap has no value. Text
/// that a table program would take for a formula begins with an apostrophe.
[[nodiscard]] QString csvOf(const ChartInfo &chart,
                            const std::vector<std::vector<ChartPoint>> &lines);
[[nodiscard]] QString csvHeading();

/// A picture of the widget: SVG when the name ends so, else PNG at twice its size. The file is
/// written whole or not at all.
[[nodiscard]] base::Result<> savePicture(QWidget &widget, const QString &file);

} // namespace assay::ui
