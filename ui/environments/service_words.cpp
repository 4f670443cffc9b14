// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/environments/service_words.h"

namespace assay::ui {

using namespace Qt::StringLiterals;

QString serviceWhere(const events::RunState::ServiceStatus &service)
{
    if (service.provider.isEmpty() || service.endpoint.isEmpty())
        return service.provider + service.endpoint;
    QString endpoint = service.endpoint;
    if (endpoint.startsWith(u"127.0.0.1:"))
        endpoint.remove(0, 9);
    return u"%1 · %2"_s.arg(service.provider, endpoint);
}

QString serviceStateText(const events::RunState::ServiceStatus &service)
{
    if (service.state == model::ServiceState::Ready && !service.health.isEmpty() &&
        service.health != u"ready" && service.health != u"healthy")
        return service.health;
    return model::serviceStateName(service.state);
}

Status serviceStatus(const events::RunState::ServiceStatus &service)
{
    const bool degraded = serviceStateText(service) != model::serviceStateName(service.state);
    return degraded ? Status::Flaky : statusOf(service.state);
}

QString uptimeText(base::Nanoseconds time)
{
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    if (seconds < 60)
        return u"%1 s"_s.arg(std::max<qint64>(0, seconds));
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return u"%1 min"_s.arg(minutes);
    const qint64 hours = minutes / 60;
    return hours < 24 ? u"%1 h %2 min"_s.arg(hours).arg(minutes % 60)
                      : u"%1 d %2 h"_s.arg(hours / 24).arg(hours % 24);
}

} // namespace assay::ui
