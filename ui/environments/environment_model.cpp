// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/environments/environment_model.h"

#include "ui/environments/service_words.h"
#include "ui/models/roles.h"

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// Of an environment's index; of a service's it is the number of its environment.
constexpr quintptr kTop = ~quintptr(0);

} // namespace

EnvironmentModel::EnvironmentModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

bool EnvironmentModel::isSameTree(const std::vector<EnvironmentLine> &lines) const
{
    return std::equal(lines.begin(), lines.end(), m_lines.begin(), m_lines.end(),
                      [](const EnvironmentLine &a, const EnvironmentLine &b) {
                          return a.key == b.key &&
                                 std::equal(a.services.begin(), a.services.end(),
                                            b.services.begin(), b.services.end(),
                                            [](const ServiceLine &x, const ServiceLine &y) {
                                                return x.status.name == y.status.name;
                                            });
                      });
}

void EnvironmentModel::update(std::vector<EnvironmentLine> lines)
{
    if (!isSameTree(lines)) {
        beginResetModel();
        m_lines = std::move(lines);
        endResetModel();
        return;
    }
    m_lines = std::move(lines);
    if (m_lines.empty())
        return;
    Q_EMIT dataChanged(index(0, 0, {}), index(rowCount() - 1, 0, {}));
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex parent = index(row, 0, {});
        if (const int services = rowCount(parent); services > 0)
            Q_EMIT dataChanged(index(0, 0, parent), index(services - 1, 0, parent));
    }
}

const EnvironmentLine *EnvironmentModel::environmentAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const quintptr id = index.internalId();
    return &m_lines[id == kTop ? static_cast<std::size_t>(index.row()) : id];
}

const ServiceLine *EnvironmentModel::serviceAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kTop)
        return nullptr;
    return &m_lines[index.internalId()].services[static_cast<std::size_t>(index.row())];
}

QModelIndex EnvironmentModel::indexOf(const QString &key, const QString &service) const
{
    for (int row = 0; row < rowCount(); ++row) {
        const EnvironmentLine &line = m_lines[static_cast<std::size_t>(row)];
        if (line.key != key)
            continue;
        const QModelIndex top = index(row, 0, {});
        if (service.isEmpty())
            return top;
        for (std::size_t i = 0; i < line.services.size(); ++i) {
            if (line.services[i].status.name == service)
                return index(static_cast<int>(i), 0, top);
        }
    }
    return {};
}

QModelIndex EnvironmentModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column != 0 || row < 0 || row >= rowCount(parent))
        return {};
    return createIndex(row, 0, parent.isValid() ? static_cast<quintptr>(parent.row()) : kTop);
}

QModelIndex EnvironmentModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == kTop)
        return {};
    return createIndex(static_cast<int>(child.internalId()), 0, kTop);
}

int EnvironmentModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_lines.size());
    if (parent.internalId() != kTop || parent.column() > 0)
        return 0;
    return static_cast<int>(m_lines[static_cast<std::size_t>(parent.row())].services.size());
}

int EnvironmentModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant EnvironmentModel::data(const QModelIndex &index, int role) const
{
    const EnvironmentLine *environment = environmentAt(index);
    if (environment == nullptr)
        return {};
    if (const ServiceLine *line = serviceAt(index)) {
        const events::RunState::ServiceStatus &service = line->status;
        const QString where = serviceWhere(service);
        const QString state = serviceStateText(service);
        switch (role) {
        case Qt::DisplayRole:
            return service.name;
        case Qt::AccessibleTextRole:
            return u"%1, %2, %3"_s.arg(service.name, where, state);
        case Qt::ToolTipRole: {
            QStringList lines{u"%1: %2"_s.arg(service.name, state)};
            if (!service.endpoint.isEmpty())
                lines.append(service.endpoint);
            if (!line->uptime.isEmpty())
                lines.append(tr("up %1").arg(line->uptime));
            if (!service.detail.isEmpty())
                lines.append(service.detail);
            return lines.join(u'\n');
        }
        case NoteRole:
            return line->uptime.isEmpty() || environment->ofRun
                       ? where
                       : u"%1 · %2"_s.arg(where, line->uptime);
        case SortRole:
            return state;
        case StatusRole:
            return static_cast<int>(serviceStatus(service));
        case KeyRole:
            return u"%1/%2"_s.arg(environment->key, service.name);
        default:
            return {};
        }
    }
    switch (role) {
    case Qt::DisplayRole:
        return environment->name;
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3"_s.arg(environment->name, environment->note, environment->state);
    case Qt::ToolTipRole:
        return environment->problem.isEmpty()
                   ? u"%1: %2"_s.arg(environment->name, environment->state)
                   : environment->problem;
    case NoteRole:
        return environment->problem.isEmpty() ? environment->note
                                              : environment->problem.section(u'\n', 0, 0);
    case SortRole:
        return environment->state;
    case StatusRole:
        return static_cast<int>(environment->status);
    case KeyRole:
        return environment->key;
    case StrongRole:
        return true;
    default:
        return {};
    }
}

} // namespace assay::ui
