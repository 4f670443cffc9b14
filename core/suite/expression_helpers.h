// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

namespace assay::suite::detail {

/// The functions that expressions can call. Hidden from scripts behind plain functions.
class ExpressionHelpers : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    std::function<void(QString)> log; ///< of the script that runs

    Q_INVOKABLE QString uuid() const;
    Q_INVOKABLE QString now() const;
    Q_INVOKABLE double random(double from, double to) const;
    Q_INVOKABLE QString base64(const QString &text) const;
    Q_INVOKABLE QString sha256(const QString &text) const;
    Q_INVOKABLE void writeLog(const QString &text) const;
};

} // namespace assay::suite::detail
