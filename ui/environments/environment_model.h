// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/run_state.h"
#include "ui/theme/status.h"

#include <QAbstractItemModel>

#include <optional>
#include <vector>

namespace assay::ui {

/// A service as a line shows it. A plain value.
struct ServiceLine
{
    events::RunState::ServiceStatus status;
    QString uptime; ///< "" when it is not up
};

/// An environment with its services. A plain value.
struct EnvironmentLine
{
    QString key; ///< stable: its name, or "run" for that of the run
    QString name;
    QString note;  ///< muted, after the name
    QString state; ///< at the right
    Status status = Status::NotRun;
    QString problem;
    bool ofRun = false;
    std::vector<ServiceLine> services;
};

/// Environments and their services, the run's own first. Main thread.
class EnvironmentModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit EnvironmentModel(QObject *parent = nullptr);

    /// The same environments and services change in place; others reset the model.
    void update(std::vector<EnvironmentLine> lines);
    /// Of the run's environment; nothing when no run has one.
    [[nodiscard]] std::optional<model::ServiceState> environmentState() const { return m_runState; }
    void setRunState(std::optional<model::ServiceState> state) { m_runState = state; }

    /// Null when the index is no environment, and none of its services.
    [[nodiscard]] const EnvironmentLine *environmentAt(const QModelIndex &index) const;
    [[nodiscard]] const ServiceLine *serviceAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const QString &key, const QString &service) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] bool isSameTree(const std::vector<EnvironmentLine> &lines) const;
    std::vector<EnvironmentLine> m_lines;
    std::optional<model::ServiceState> m_runState;
};

} // namespace assay::ui
