// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace assay::testdata {

/// Functions whose last bit is the same on every machine, which the C library does not promise:
/// they are made of +, -, *, / and square roots alone, and this folder is built without
/// contraction. Accurate to some units in the last place. Any thread.

[[nodiscard]] double portableLog(double x); ///< x > 0
[[nodiscard]] double portableExp(double x); ///< |x| <= 700
/// Wichura's AS 241 (PPND16): the standard normal value below which the share p lies; 0 < p < 1.
[[nodiscard]] double normalQuantile(double p);
/// Hart's approximation, as West gives it (2005): the share of the standard normal below x.
[[nodiscard]] double normalShare(double x);

} // namespace assay::testdata
