// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

namespace assay::ui {

/// One job at a time on a worker, for a view that only wants the answer to its last question: a new
/// one stops the one before, whose answer is dropped. Main thread; destroying it stops the job and
/// waits for it, so jobs look at their token.
///
///     m_task.ask<Text>([body](const std::stop_token &stop) { return prepare(body, stop); },
///                      [this](Text text) { show(text); });
class WorkerTask : public QObject
{
    Q_OBJECT
public:
    explicit WorkerTask(QObject *parent = nullptr)
        : QObject(parent)
    {
        m_pool.setMaxThreadCount(1);
    }
    ~WorkerTask() override
    {
        cancel();
        m_pool.waitForDone();
    }

    void cancel()
    {
        m_stop.request_stop();
        m_busy = false;
    }
    [[nodiscard]] bool isBusy() const { return m_busy; }

    template <class T>
    void ask(std::function<T(const std::stop_token &)> job, std::function<void(T)> answer)
    {
        cancel();
        m_busy = true;
        m_stop = std::stop_source();
        m_pool.start([this, stop = m_stop.get_token(), job = std::move(job),
                      answer = std::move(answer)]() mutable {
            if (stop.stop_requested())
                return;
            auto result = std::make_shared<T>(job(stop));
            QMetaObject::invokeMethod(
                this,
                [this, stop, result, answer = std::move(answer)] {
                    if (stop.stop_requested())
                        return;
                    m_busy = false;
                    answer(std::move(*result));
                },
                Qt::QueuedConnection);
        });
    }

private:
    QThreadPool m_pool;
    std::stop_source m_stop{std::nostopstate};
    bool m_busy = false;
};

} // namespace assay::ui
