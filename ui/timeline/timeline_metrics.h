// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Where the parts of the timeline stand, in pixels.
namespace assay::ui::timeline {

constexpr double kRulerHeight = 22;
constexpr double kGutter = 104;
constexpr double kGutterLeft = 10;
constexpr double kRightMargin = 14;
constexpr double kTickPixels = 110;
constexpr double kBelowLanes = 6;
constexpr double kScrollStep = 24;
constexpr double kRowLine = 24;
constexpr double kTallRow = 40; ///< from here a row has room for a second line

} // namespace assay::ui::timeline
