// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"

#include <QAbstractListModel>

namespace assay::ui {

/// The services of the run's environment as RunState has them. Main thread.
class ServiceListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit ServiceListModel(QObject *parent = nullptr);

    /// The services without the environment itself, whose state is environmentState().
    void update(const events::RunState &state);
    [[nodiscard]] std::optional<model::ServiceState> environmentState() const
    {
        return m_environment;
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<events::RunState::ServiceStatus> m_services;
    std::optional<model::ServiceState> m_environment;
};

} // namespace assay::ui
