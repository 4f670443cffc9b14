// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ids.h"

#include <QRandomGenerator>

namespace assay::base {

QString newRunId(const Clock &clock)
{
    const auto sixteenths = static_cast<quint64>(clock.wallNow().toMSecsSinceEpoch()) * 16 / 1000;
    return QStringLiteral("%1").arg(sixteenths, 10, 16, QLatin1Char('0')) + randomId(6);
}

QString randomId(int digits)
{
    const quint64 bits = QRandomGenerator::system()->generate64();
    return QStringLiteral("%1").arg(bits, 16, 16, QLatin1Char('0')).right(digits);
}

} // namespace assay::base
