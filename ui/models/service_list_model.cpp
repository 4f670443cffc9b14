// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/service_list_model.h"

#include "ui/models/roles.h"
#include "ui/theme/status.h"

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString whereOf(const events::RunState::ServiceStatus &service)
{
    if (service.provider.isEmpty() || service.endpoint.isEmpty())
        return service.provider + service.endpoint;
    // Nearly always this machine: the port says all.
    QString endpoint = service.endpoint;
    if (endpoint.startsWith(u"127.0.0.1:"))
        endpoint.remove(0, 9);
    return u"%1 · %2"_s.arg(service.provider, endpoint);
}

QString stateOf(const events::RunState::ServiceStatus &service)
{
    if (service.state == model::ServiceState::Ready && !service.health.isEmpty() &&
        service.health != u"ready" && service.health != u"healthy")
        return service.health;
    return model::serviceStateName(service.state);
}

Status statusFor(const events::RunState::ServiceStatus &service)
{
    const bool degraded = stateOf(service) != model::serviceStateName(service.state);
    return degraded ? Status::Flaky : statusOf(service.state);
}

} // namespace

ServiceListModel::ServiceListModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void ServiceListModel::update(const events::RunState &state)
{
    std::vector<events::RunState::ServiceStatus> services;
    m_environment.reset();
    for (const auto &service : state.services()) {
        if (service.name.isEmpty())
            m_environment = service.state;
        else
            services.push_back(service);
    }
    const auto before = static_cast<int>(m_services.size());
    const auto after = static_cast<int>(services.size());
    if (after < before) {
        beginResetModel();
        m_services = std::move(services);
        endResetModel();
        return;
    }
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_services = std::move(services);
        endInsertRows();
    } else {
        m_services = std::move(services);
    }
    if (before > 0)
        Q_EMIT dataChanged(index(0), index(before - 1));
}

int ServiceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_services.size());
}

QVariant ServiceListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto &service = m_services[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return service.name;
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3"_s.arg(service.name, whereOf(service), stateOf(service));
    case Qt::ToolTipRole: {
        QStringList lines = {u"%1: %2"_s.arg(service.name, stateOf(service))};
        if (!service.endpoint.isEmpty())
            lines.append(service.endpoint);
        if (!service.detail.isEmpty())
            lines.append(service.detail);
        return lines.join(u'\n');
    }
    case NoteRole:
        return whereOf(service);
    case SortRole:
        return stateOf(service);
    case StatusRole:
        return static_cast<int>(statusFor(service));
    default:
        return {};
    }
}

} // namespace assay::ui
