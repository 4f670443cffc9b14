// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/node.h"
#include "suite/shape.h"

#include <QJsonObject>

namespace assay::steps {

/// `until:` of a stream of messages: a text that one of the message's texts contains, or matchers
/// for its members.
///
///     until: done                          # in any of the texts
///     until: { json: { $.type: done } }
[[nodiscard]] suite::Shape untilShape(const QStringList &members);
/// Whether the message is the one that is waited for. `until` is resolved. Any thread.
[[nodiscard]] bool untilHolds(const model::Node &until, const QJsonObject &message);
/// Adds "json" to the message when the text is JSON.
void addJson(QJsonObject &message, const QString &text);

} // namespace assay::steps
