// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "ui/console/log_query.h"

#include <QThreadPool>

#include <memory>

namespace assay::ui {

/// The lines of a store that a filter takes, found on a worker and kept up to date as lines come.
///
///     finder.start(store, filter);
///     const auto change = finder.poll(store->extent()); // once a frame, while isBusy()
///     finder.drop(change); finder.take(change);         // a model tells its views around each
///     finder.lines()                                    // in order
///
/// Main thread. Starting anew and destroying it cancel what runs, without waiting for it; the pool
/// outlives the finder and waits at its own end.
class LogFinder
{
public:
    explicit LogFinder(QThreadPool &pool);
    ~LogFinder();

    void start(std::shared_ptr<const LogStore> store, const LogFilter &filter);
    void stop();
    [[nodiscard]] bool isActive() const { return m_job != nullptr; }
    /// Lines of the extent of the last poll() have not been looked at.
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] double progress() const; ///< 0 to 1

    /// What a poll() brings: `gone` of lines() from `at` on fell out of the store, `fresh` come at
    /// the end.
    struct Change
    {
        std::size_t at = 0;
        std::size_t gone = 0;
        std::vector<LineNumber> fresh;
    };
    /// Takes what was found, and sends the worker after what is new in the extent.
    [[nodiscard]] Change poll(const LogExtent &extent);
    void drop(const Change &change);
    void take(const Change &change);

    [[nodiscard]] const std::vector<LineNumber> &lines() const { return m_lines; }
    /// The place of the line in lines(), or of the first after it.
    [[nodiscard]] std::size_t indexOf(LineNumber line) const;

private:
    struct Job;

    QThreadPool &m_pool;
    std::shared_ptr<Job> m_job;
    LogExtent m_extent;
    std::vector<LineNumber> m_lines;
};

} // namespace assay::ui
