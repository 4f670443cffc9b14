// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

namespace assay::ui {

/// Tells when the files of a workspace have changed on disk: suites, environments, plans and the
/// data beside them, edited, made, moved or removed. It tells once things have been quiet for a
/// moment, and only when names, sizes or times differ: a log that grows says nothing. Hidden
/// folders (.assay, .git) are not looked at. Main thread; the looking is done on a thread of its
/// own.
class WorkspaceWatcher : public QObject
{
    Q_OBJECT
public:
    explicit WorkspaceWatcher(QObject *parent = nullptr);
    ~WorkspaceWatcher() override;

    /// Forgets the folder before; "" watches nothing.
    void watch(const QString &folder);

Q_SIGNALS:
    void changed();
    /// The system watches no more than `watched` of `wanted` files: changes of the others are seen
    /// when something else changes, or at a reload.
    void limited(int watched, int wanted);

private:
    class Worker;
    QThread m_thread;
    Worker *m_worker;
};

} // namespace assay::ui
