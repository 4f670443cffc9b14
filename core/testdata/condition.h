// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonValue>

namespace assay::testdata {

/// `status = 'failed'`, `texts.status != 'ready'`, `amount >= 10`: one column and one value.
/// A plain value, any thread.
struct Condition
{
    enum class Operator { None, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };
    QString table; ///< "" is the same row's
    QString column;
    Operator op = Operator::None;
    QJsonValue value;

    [[nodiscard]] bool isEmpty() const { return op == Operator::None; }
    [[nodiscard]] bool holds(const QJsonValue &actual) const;
};

[[nodiscard]] base::Result<Condition> parseCondition(const QString &text);

} // namespace assay::testdata
