// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_store.h"
#include "workbench/workbench.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <stop_token>

namespace assay::ui {

/// A job on a worker; destroying or replacing it asks the job to stop, and its answer is dropped.
class HistoryTask
{
public:
    HistoryTask() = default;
    explicit HistoryTask(std::stop_source source)
        : m_source(std::move(source))
    {
    }
    HistoryTask(HistoryTask &&other) noexcept
        : m_source(std::exchange(other.m_source, std::stop_source(std::nostopstate)))
    {
    }
    HistoryTask &operator=(HistoryTask &&other) noexcept
    {
        std::swap(m_source, other.m_source);
        other.cancel();
        return *this;
    }
    ~HistoryTask() { cancel(); }
    void cancel() { m_source.request_stop(); }

private:
    std::stop_source m_source{std::nostopstate};
};

/// The history of the open workspace for the window's pages: whatever reads or writes it runs on a
/// worker and answers in the main thread. Follows the file, so that runs of other processes are
/// seen. Main thread; outlives the pages. Destroying it stops its jobs and waits for them.
///
///     m_task = access.ask<RunInfo>(this,
///         [id](workbench::Workbench &bench, history::HistoryStore &store, auto stop) {...},
///         [this](base::Result<RunInfo> run) {...});
class HistoryAccess : public QObject
{
    Q_OBJECT
public:
    explicit HistoryAccess(QObject *parent = nullptr);
    ~HistoryAccess() override;

    /// Another workspace, or null: what was asked of the last one is cancelled.
    void setWorkbench(std::shared_ptr<workbench::Workbench> bench);
    [[nodiscard]] bool isOpen() const { return m_bench != nullptr; }

    template <class T>
    using Job = std::function<base::Result<T>(workbench::Workbench &, history::HistoryStore &,
                                              const std::stop_token &)>;
    /// The answer is not given when the task is cancelled or `context` is gone. An error of history
    /// itself (locked, corrupt, of a newer version) is an answer, too.
    template <class T>
    [[nodiscard]] HistoryTask ask(QObject *context, Job<T> job,
                                  std::function<void(base::Result<T>)> answer)
    {
        std::stop_source source;
        start([this, source, context = QPointer<QObject>(context), bench = m_bench,
               job = std::move(job), answer = std::move(answer)]() mutable {
            const std::stop_token stop = source.get_token();
            auto result = std::make_shared<base::Result<T>>(onHistory<T>(bench, job, stop));
            post(context, [result, answer = std::move(answer), stop] {
                if (!stop.stop_requested())
                    answer(std::move(*result));
            });
        });
        return HistoryTask(std::move(source));
    }
    /// For what a job has to say before it ends: runs in the main thread, unless `context` is gone.
    void post(const QPointer<QObject> &context, std::function<void()> call);

Q_SIGNALS:
    void opened(); ///< another workspace, or none
    /// Runs came, went or grew; told at most some times a second.
    void changed();

private:
    template <class T>
    static base::Result<T> onHistory(const std::shared_ptr<workbench::Workbench> &bench,
                                     const Job<T> &job, const std::stop_token &stop)
    {
        if (!bench)
            return base::failure(tr("no workspace is open"), tr("open one"));
        history::HistoryStore *store = bench->history();
        if (store == nullptr)
            return base::failure(bench->historyProblem());
        return job(*bench, *store, stop);
    }
    void start(std::function<void()> job);
    void watch(const std::stop_token &stop, const std::shared_ptr<workbench::Workbench> &bench);

    std::shared_ptr<workbench::Workbench> m_bench;
    QThreadPool m_pool;
    HistoryTask m_watching;
    std::stop_source m_closing;
};

} // namespace assay::ui
