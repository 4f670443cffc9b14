// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string_view>

namespace assay::testdata {

/// Random numbers that are functions of a place, so that any cell can be computed alone, in any
/// order, on any thread:
///
///     const quint64 key = keyOf(seed, "texts", "title");
///     Draws draws(key, row);          // the cell's own sequence
///     const qint64 length = draws.between(1, 300);
///
/// Integer arithmetic only: the same on every machine. The mixing function is SplitMix64's
/// (Steele, Lea, Flood 2014, variant 13 of Stafford). Not for secrets. Any thread.

inline constexpr quint64 kGolden = 0x9E3779B97F4A7C15ULL;

[[nodiscard]] constexpr quint64 mixed(quint64 x)
{
    x ^= x >> 30;
    x *= 0xBF58476D1CE4E5B9ULL;
    x ^= x >> 27;
    x *= 0x94D049BB133111EBULL;
    x ^= x >> 31;
    return x;
}

/// FNV-1a, mixed.
[[nodiscard]] constexpr quint64 hashOf(std::string_view text)
{
    quint64 hash = 0xCBF29CE484222325ULL;
    for (const char c : text) {
        hash ^= static_cast<quint8>(c);
        hash *= 0x100000001B3ULL;
    }
    return mixed(hash);
}

[[nodiscard]] constexpr quint64 combined(quint64 a, quint64 b)
{
    return mixed(a + kGolden * (b + 1));
}

[[nodiscard]] constexpr quint64 keyOf(quint64 seed, std::string_view table, std::string_view column)
{
    return combined(combined(mixed(seed + kGolden), hashOf(table)), hashOf(column));
}

__extension__ using UInt128 = unsigned __int128;

/// The upper half of a product: `bits` as a fraction of [0, count).
[[nodiscard]] constexpr quint64 scaled(quint64 bits, quint64 count)
{
    return static_cast<quint64>((static_cast<UInt128>(bits) * count) >> 64);
}

/// The sequence of one cell. Confined to one thread; cheap.
class Draws
{
public:
    Draws(quint64 key, qint64 row)
        : m_state(combined(key, static_cast<quint64>(row)))
    {
    }
    [[nodiscard]] quint64 bits() { return mixed(m_state += kGolden); }
    /// In [0, count); 0 when count is 0.
    [[nodiscard]] quint64 below(quint64 count) { return scaled(bits(), count); }
    /// Both ends included; `low` when high is not above it.
    [[nodiscard]] qint64 between(qint64 low, qint64 high)
    {
        if (high <= low)
            return low;
        const quint64 width = static_cast<quint64>(high) - static_cast<quint64>(low);
        const quint64 offset = width == ~quint64(0) ? bits() : below(width + 1);
        return static_cast<qint64>(static_cast<quint64>(low) + offset);
    }
    /// In (0, 1), never an end.
    [[nodiscard]] double unit() { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1.0p-52; }

private:
    quint64 m_state;
};

} // namespace assay::testdata
