// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/portable_math.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace assay::testdata {

namespace {

constexpr double kLn2High = 6.93147180369123816490e-01; // the lower 32 bits are zero
constexpr double kLn2Low = 1.90821492927058770002e-10;

template <std::size_t N>
double polynomial(const std::array<double, N> &coefficients, double x)
{
    double sum = coefficients[N - 1];
    for (std::size_t i = N - 1; i > 0; --i)
        sum = sum * x + coefficients[i - 1];
    return sum;
}

} // namespace

double portableLog(double x)
{
    const auto bits = std::bit_cast<std::uint64_t>(x);
    int exponent = static_cast<int>(bits >> 52) - 1023;
    double mantissa =
        std::bit_cast<double>((bits & 0xFFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL); // [1, 2)
    if (mantissa > 1.4142135623730951) {
        mantissa *= 0.5;
        ++exponent;
    }
    const double s = (mantissa - 1) / (mantissa + 1);
    const double z = s * s;
    double sum = 0;
    for (int n = 23; n >= 3; n -= 2)
        sum = (sum + 1.0 / n) * z;
    return exponent * kLn2High + (2 * s * (1 + sum) + exponent * kLn2Low);
}

double portableExp(double x)
{
    const double k = std::floor(x * 1.4426950408889634 + 0.5);
    const double r = (x - k * kLn2High) - k * kLn2Low;
    double sum = 1;
    for (int n = 15; n >= 1; --n)
        sum = 1 + sum * r / n;
    return std::ldexp(sum, static_cast<int>(k));
}

double normalQuantile(double p)
{
    static constexpr std::array kA = {3.3871328727963666080e0,  1.3314166789178437745e+2,
                                      1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                      4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                      3.3430575583588128105e+4, 2.5090809287301226727e+3};
    static constexpr std::array kB = {1.0,
                                      4.2313330701600911252e+1,
                                      6.8718700749205790830e+2,
                                      5.3941960214247511077e+3,
                                      2.1213794301586595867e+4,
                                      3.9307895800092710610e+4,
                                      2.8729085735721942674e+4,
                                      5.2264952788528545610e+3};
    static constexpr std::array kC = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                      5.76949722146069140550e0,  3.64784832476320460504e0,
                                      1.27045825245236838258e0,  2.41780725177450611770e-1,
                                      2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static constexpr std::array kD = {1.0,
                                      2.05319162663775882187e0,
                                      1.67638483018380384940e0,
                                      6.89767334985100004550e-1,
                                      1.48103976427480074590e-1,
                                      1.51986665636164571966e-2,
                                      5.47593808499534494600e-4,
                                      1.05075007164441684324e-9};
    static constexpr std::array kE = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                      1.78482653991729133580e0,  2.96560571828504891230e-1,
                                      2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                      2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static constexpr std::array kF = {1.0,
                                      5.99832206555887937690e-1,
                                      1.36929880922735805310e-1,
                                      1.48753612908506148525e-2,
                                      7.86869131145613259100e-4,
                                      1.84631831751005468180e-5,
                                      1.42151175831644588870e-7,
                                      2.04426310338993978564e-15};
    const double q = p - 0.5;
    if (q >= -0.425 && q <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(kA, r) / polynomial(kB, r);
    }
    double r = std::sqrt(-portableLog(q < 0 ? p : 1 - p));
    double value = 0;
    if (r <= 5) {
        r -= 1.6;
        value = polynomial(kC, r) / polynomial(kD, r);
    } else {
        r -= 5;
        value = polynomial(kE, r) / polynomial(kF, r);
    }
    return q < 0 ? -value : value;
}

double normalShare(double x)
{
    static constexpr std::array kNumerator = {
        220.206867912376, 221.213596169931,  112.079291497871,    33.912866078383,
        6.37396220353165, 0.700383064443688, 3.52624965998911e-02};
    static constexpr std::array kDenominator = {
        440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674,
        86.7807322029461, 16.064177579207,  1.75566716318264, 8.83883476483184e-02};
    const double size = std::fabs(x);
    double tail = 0;
    if (size < 7.07106781186547) {
        tail = portableExp(-size * size / 2) * polynomial(kNumerator, size) /
               polynomial(kDenominator, size);
    } else if (size < 37) {
        double build = size + 0.65;
        for (int n = 4; n >= 1; --n)
            build = size + n / build;
        tail = portableExp(-size * size / 2) / build / 2.506628274631;
    }
    return x > 0 ? 1 - tail : tail;
}

} // namespace assay::testdata
