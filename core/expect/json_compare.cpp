// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/json_compare.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cmath>

namespace assay::expect {

namespace {

constexpr int kMaxDepth = 1024;

} // namespace

bool isWholeNumber(const QJsonValue &value)
{
    if (!value.isDouble())
        return false;
    const double number = value.toDouble();
    return std::isfinite(number) &&
           (static_cast<double>(value.toInteger()) == number || std::trunc(number) == number);
}

std::partial_ordering compareNumbers(const QJsonValue &a, const QJsonValue &b)
{
    const double x = a.toDouble();
    const double y = b.toDouble();
    // Beyond 2^53 two different whole numbers can be the same double.
    if (x == y) {
        const qint64 i = a.toInteger();
        const qint64 j = b.toInteger();
        if (static_cast<double>(i) == x && static_cast<double>(j) == y)
            return i <=> j;
    }
    return x <=> y;
}

bool jsonEquals(const QJsonValue &a, const QJsonValue &b, int depth)
{
    if (a.type() != b.type())
        return false;
    switch (a.type()) {
    case QJsonValue::Double:
        return compareNumbers(a, b) == std::partial_ordering::equivalent;
    case QJsonValue::Array: {
        const QJsonArray x = a.toArray();
        const QJsonArray y = b.toArray();
        if (x.size() != y.size() || depth > kMaxDepth)
            return false;
        for (qsizetype i = 0; i < x.size(); ++i) {
            if (!jsonEquals(x.at(i), y.at(i), depth + 1))
                return false;
        }
        return true;
    }
    case QJsonValue::Object: {
        const QJsonObject x = a.toObject();
        const QJsonObject y = b.toObject();
        if (x.size() != y.size() || depth > kMaxDepth)
            return false;
        auto other = y.begin();
        for (auto it = x.begin(); it != x.end(); ++it, ++other) {
            if (it.key() != other.key() || !jsonEquals(it.value(), other.value(), depth + 1))
                return false;
        }
        return true;
    }
    default:
        return a == b;
    }
}

} // namespace assay::expect
