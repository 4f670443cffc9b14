// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/event_collector.h"
#include "ui/run/run_controller.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <map>
#include <memory>

namespace assay::ui {

/// The environments of the workspace that a person brings up by hand (workbench's
/// EnvironmentSession). Runs do not use them: each run brings up its own. Every operation is
/// carried out by a worker, one at a time for each environment; what is not possible now is left
/// alone. Main thread.
///
/// Destroying it takes down what is up and waits: call destroyAll() and wait for isIdle() first, so
/// that nobody sees the window stand.
class Environments : public QObject
{
    Q_OBJECT
public:
    enum class Phase {
        Down,
        Starting, ///< can be cancelled
        Up,
        Changing, ///< a service starts or stops, settings change; can be cancelled
        Stopping,
    };
    /// As views see one. `state` has its services and the time of its stream.
    struct View
    {
        QString name;
        Phase phase = Phase::Down;
        QString problem; ///< why it is not up, or what could not be done; "" when all is well
        events::RunState state;
        base::Nanoseconds now{}; ///< of its stream
    };

    explicit Environments(RunController &controller, QObject *parent = nullptr);
    ~Environments() override;

    /// Those of the workspace, and those that are up although their file is gone; by name.
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] View view(const QString &name) const;
    [[nodiscard]] Phase phase(const QString &name) const;
    /// The last lines of a service, at most kLines.
    [[nodiscard]] QStringList logTail(const QString &name, const QString &service) const;
    /// What happened to a service since it is up, oldest first, and its last lines with their
    /// times; at most kLines of each.
    [[nodiscard]] events::EventBatch changesOf(const QString &name, const QString &service) const;
    [[nodiscard]] events::EventBatch linesOf(const QString &name, const QString &service) const;
    [[nodiscard]] QString url(const QString &name, const QString &service) const;
    [[nodiscard]] bool isIdle() const; ///< nothing is up and nothing goes on
    static constexpr qsizetype kLines = 200;

    void provision(const QString &name);
    void cancel(const QString &name);
    void destroy(const QString &name);
    void destroyAll();
    void startService(const QString &name, const QString &service); ///< again, when it runs
    void stopService(const QString &name, const QString &service);
    void configure(const QString &name, const QJsonObject &settings);

Q_SIGNALS:
    void changed(); ///< at most ten times a second
    void failed(const QString &title, const QString &fix);

private:
    struct Live;
    using Result = base::Result<>;
    void drain();
    void operate(const QString &name, Phase meanwhile,
                 std::function<Result(workbench::EnvironmentSession &)> operation);
    void onStarted(const QString &name, const std::shared_ptr<Live> &live, const Result &result);
    void finish(const QString &name, const Result &result);
    [[nodiscard]] std::shared_ptr<Live> live(const QString &name) const;
    void settle();

    RunController &m_controller;
    QThreadPool m_pool;
    QTimer m_tick;
    std::map<QString, std::shared_ptr<Live>> m_live;
    std::map<QString, QString> m_problems; ///< of those that are down
};

} // namespace assay::ui
