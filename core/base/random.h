// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace assay::base {

/// Random bits. SystemRandom is the system's generator; tests seed their own. Any thread.
class Random
{
public:
    virtual ~Random() = default;
    [[nodiscard]] virtual quint64 bits() = 0;
    /// Uniform in [0, 1).
    [[nodiscard]] double unit() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }
};

class SystemRandom final : public Random
{
public:
    [[nodiscard]] quint64 bits() override;
};

} // namespace assay::base
