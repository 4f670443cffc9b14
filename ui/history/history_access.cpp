// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/history_access.h"

#include "base/cancellation.h"
#include "history/history_watch.h"

#include <QMetaObject>

namespace assay::ui {

namespace {

constexpr std::chrono::milliseconds kWatch{200};
/// The watch, an attached run or two, and what a person asks for.
constexpr int kThreads = 8;

} // namespace

HistoryAccess::HistoryAccess(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(kThreads);
}

HistoryAccess::~HistoryAccess()
{
    m_watching.cancel();
    m_closing.request_stop();
    m_pool.waitForDone();
}

void HistoryAccess::setWorkbench(std::shared_ptr<workbench::Workbench> bench)
{
    if (bench == m_bench)
        return;
    m_bench = std::move(bench);
    std::stop_source source;
    m_watching = HistoryTask(source);
    if (m_bench)
        m_pool.start([this, stop = source.get_token(), mine = m_bench] { watch(stop, mine); });
    Q_EMIT opened();
}

void HistoryAccess::watch(const std::stop_token &stop,
                          const std::shared_ptr<workbench::Workbench> &bench)
{
    history::HistoryStore *store = bench->history();
    if (store == nullptr)
        return;
    history::HistoryWatch watch(*store);
    static_cast<void>(watch.changed()); // what is there is no news
    while (base::waitFor(kWatch, stop)) {
        if (watch.changed())
            post(this, [this, stop] {
                if (!stop.stop_requested())
                    Q_EMIT changed();
            });
    }
}

void HistoryAccess::start(std::function<void()> job)
{
    m_pool.start(std::move(job));
}

void HistoryAccess::post(const QPointer<QObject> &context, std::function<void()> call)
{
    QMetaObject::invokeMethod(
        this,
        [context, call = std::move(call)] {
            if (context)
                call();
        },
        Qt::QueuedConnection);
}

} // namespace assay::ui
