// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <vector>

namespace assay::environment {

/// A container of a compose project, as `docker inspect` describes it. A plain value, any thread.
struct Container
{
    struct Published
    {
        QString host; ///< "" when it is published on all addresses
        int port = 0;
    };

    QString id;
    QString service; ///< its name in the compose file
    int number = 1;  ///< of several of one service, from 1
    QString status;  ///< "created", "running", "restarting", "paused", "exited", "dead"
    int exitCode = 0;
    int restarts = 0; ///< by the engine
    bool isOutOfMemory = false;
    QString error;          ///< why the engine could not start it
    QString startedAt;      ///< as the engine writes times
    bool publishes = false; ///< it has ports for us, so it is no one-shot job
    QString health;         ///< "" without a health check; "starting", "healthy", "unhealthy"
    QString healthOutput;   ///< the first line of its last check
    QMap<QString, Published> ports; ///< "8080" or "53/udp" -> where it is on the engine's machine

    /// "api"; "api-2" for the second of them.
    [[nodiscard]] QString label() const;
    /// "is running", "exited with 3", "ran out of memory (exited with 137)".
    [[nodiscard]] QString stateText() const;
    /// "" when it is ready: it runs and its health check, if it has one, has passed; or it was a
    /// job and ended with 0 (which `compose up --wait` takes for a failure).
    [[nodiscard]] QString notReadyBecause() const;
    /// It has ended, the engine does not start it again, and it was not a job that ended well.
    [[nodiscard]] bool hasFailed() const;
    [[nodiscard]] bool isRunning() const { return status == QLatin1StringView("running"); }
};

/// Of `docker inspect ID...`, sorted by service and number.
[[nodiscard]] base::Result<std::vector<Container>> containersOf(const QByteArray &json);

} // namespace assay::environment
