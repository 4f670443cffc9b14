// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/node.h"

#include <QJsonObject>
#include <QString>

namespace assay::expect {

class Checking;
class Evaluation;
struct MatcherCall;

/// A matcher: one file in this folder and one line in registry.cpp. Functions are plain; state
/// lives in the Evaluation.
struct MatcherKind
{
    QString name;
    QString holds;   ///< "is at least %1": what a value does that fits; %1 is the argument, if any
    QString lacks;   ///< "is not at least %1"; only for those that call Evaluation::lacks
    QString summary; ///< for the format's schema
    /// Reports what does not fit. The argument has passed `check`.
    void (*match)(Evaluation &, const MatcherCall &) = nullptr;
    /// Reports an argument that cannot be right; null when any will do.
    void (*check)(Checking &, const model::Node &argument) = nullptr;
    /// The argument in words; null: as JSON.
    QString (*describe)(const model::Node &argument) = nullptr;
    /// JSON Schema of the argument.
    QJsonObject (*schema)() = nullptr;
};

struct MatcherCall
{
    const MatcherKind &kind;
    const QJsonValue &actual;
    const model::Node &argument;
    const QString &path;
};

} // namespace assay::expect
