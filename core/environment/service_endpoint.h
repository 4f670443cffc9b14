// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/environment.h"

#include <QJsonObject>

namespace assay::environment {

/// Where a service is and how it does (seed 2.3: ServiceEndpoint). A plain value, any thread.
struct ServiceEndpoint
{
    QString name;
    QString provider;
    QString host;
    int port = 0;           ///< 0 when it has none
    QString url;            ///< "postgresql://...", "redis://...", "http://..."; may be empty
    QJsonObject properties; ///< all that ${services.NAME.x} can be, host, port and url too
    model::ServiceState state = model::ServiceState::Waiting;
    qint64 pid = 0; ///< 0 when it is no process of ours

    /// "127.0.0.1:43117"; "" without a port.
    [[nodiscard]] QString address() const
    {
        return port > 0 ? QStringLiteral("%1:%2").arg(host).arg(port) : QString();
    }
    /// Puts name, provider, host, port, url and pid into the properties.
    void completeProperties();
};

} // namespace assay::environment
