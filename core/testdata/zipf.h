// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/counter_random.h"

namespace assay::testdata {

/// Ranks 0..count-1 whose share falls as 1 / (rank + 1)^exponent, without tables.
///
/// Rejection-inversion (Hörmann and Derflinger 1996): a little more than one draw on average.
/// Any thread.
class Zipf
{
public:
    Zipf(quint64 count, double exponent); ///< count >= 1, exponent > 0
    [[nodiscard]] quint64 rank(Draws &draws) const;

private:
    [[nodiscard]] double density(double x) const;
    [[nodiscard]] double integral(double x) const;
    [[nodiscard]] double inverse(double x) const;

    double m_count;
    double m_exponent;
    double m_first = 0;
    double m_last = 0;
    double m_shortcut = 0;
};

} // namespace assay::testdata
