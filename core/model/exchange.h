// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace assay::model {

/// What a step sent and got, as it is shown: for HTTP the request and response, for SQL the query
/// and rows, for exec the command and its output. Secrets are masked, bodies are cut. A plain
/// value.
struct Exchange
{
    struct Part
    {
        QString summary; ///< "POST http://127.0.0.1:4311/v1/texts", "201 Created", "SELECT ..."
        std::vector<std::pair<QString, QString>> headers;
        QByteArray body;     ///< at most kBodyLimit of it
        qint64 bodySize = 0; ///< of the whole
        QString contentType;
    };
    struct Timing
    {
        QString phase; ///< "name lookup", "connect", "tls", "send", "wait", "receive"
        base::Nanoseconds duration{};
    };
    static constexpr qsizetype kBodyLimit = 64 * 1024;

    QString protocol; ///< "http", "sql", "redis", "exec", "websocket", "sse"
    Part request;
    Part response;
    std::vector<Timing> timings; ///< in order; their sum is the exchange's time
};

} // namespace assay::model
