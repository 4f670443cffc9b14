// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/zipf.h"

#include "testdata/portable_math.h"

#include <algorithm>
#include <cmath>

namespace assay::testdata {

namespace {

/// log(1 + x) / x
double logRatio(double x)
{
    if (std::fabs(x) > 1e-4)
        return portableLog(1 + x) / x;
    return 1 - x * (1.0 / 2 - x * (1.0 / 3 - x * (1.0 / 4 - x / 5)));
}

/// (exp(x) - 1) / x
double expRatio(double x)
{
    if (std::fabs(x) > 1e-4)
        return (portableExp(x) - 1) / x;
    return 1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5)));
}

} // namespace

Zipf::Zipf(quint64 count, double exponent)
    : m_count(static_cast<double>(count))
    , m_exponent(exponent)
    , m_first(integral(1.5) - 1)
    , m_last(integral(m_count + 0.5))
    , m_shortcut(2 - inverse(integral(2.5) - density(2)))
{
}

double Zipf::density(double x) const
{
    return portableExp(-m_exponent * portableLog(x));
}

double Zipf::integral(double x) const
{
    const double log = portableLog(x);
    return expRatio((1 - m_exponent) * log) * log;
}

double Zipf::inverse(double x) const
{
    const double t = std::max(x * (1 - m_exponent), -1 + 1e-15);
    return portableExp(logRatio(t) * x);
}

quint64 Zipf::rank(Draws &draws) const
{
    while (true) {
        const double u = m_last + draws.unit() * (m_first - m_last);
        const double x = inverse(u);
        const double k = std::clamp(std::floor(x + 0.5), 1.0, m_count);
        if (k - x <= m_shortcut || u >= integral(k + 0.5) - density(k))
            return static_cast<quint64>(k) - 1;
    }
}

} // namespace assay::testdata
