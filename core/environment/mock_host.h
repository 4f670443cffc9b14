// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>

#include <functional>
#include <memory>

namespace assay::environment {

/// A mock service to start.
struct MockRequest
{
    QString service;                            ///< its name in the environment
    QString file;                               ///< absolute; its YAML
    QString host = QStringLiteral("127.0.0.1"); ///< the address to listen at
    int port = 0;                               ///< 0: any
    QJsonObject state;                          ///< initial variables, over those of the file
    /// One line for the log; any thread.
    std::function<void(const QString &line)> log;
};

/// A mock that answers. The destructor stops it.
class RunningMock
{
public:
    virtual ~RunningMock() = default;
    [[nodiscard]] virtual int port() const = 0;
    [[nodiscard]] virtual QString url() const = 0;
    /// Changes its variables while it runs.
    virtual void setState(const QJsonObject &state) = 0;
    virtual void stop() = 0;
};

/// Starts mocks for the environment. The simulation's MockServer stands behind it; the workbench
/// brings the two together, since neither folder may know the other. Any thread.
class MockHost
{
public:
    virtual ~MockHost() = default;
    [[nodiscard]] virtual base::Result<std::unique_ptr<RunningMock>>
    start(const MockRequest &request) = 0;
};

} // namespace assay::environment
