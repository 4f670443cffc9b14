// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/expression_helpers.h"

#include "base/random.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QUuid>

#include <cmath>

namespace assay::suite::detail {

QString ExpressionHelpers::uuid() const
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString ExpressionHelpers::now() const
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

double ExpressionHelpers::random(double from, double to) const
{
    base::SystemRandom bits;
    const bool whole = std::floor(from) == from && std::floor(to) == to;
    return whole ? from + std::floor(bits.unit() * (to - from + 1))
                 : from + bits.unit() * (to - from);
}

QString ExpressionHelpers::base64(const QString &text) const
{
    return QString::fromLatin1(text.toUtf8().toBase64());
}

QString ExpressionHelpers::sha256(const QString &text) const
{
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

void ExpressionHelpers::writeLog(const QString &text) const
{
    if (log)
        log(text);
}

} // namespace assay::suite::detail
