// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"

#include <QRandomGenerator>

namespace assay::base {

quint64 SystemRandom::bits()
{
    return QRandomGenerator::global()->generate64();
}

} // namespace assay::base
