// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/log_finder.h"

#include <algorithm>
#include <thread>

namespace assay::ui {

namespace {

/// Found lines are handed over after so many were looked at.
constexpr LineNumber kPiece = 65'536;

} // namespace

/// What the main thread and the worker share of one filter.
struct LogFinder::Job
{
    struct Result
    {
        std::vector<LineNumber> found;
        LineNumber looked = 0; ///< the next line that nobody has looked at
        bool running = false;
    };

    Job(std::shared_ptr<const LogStore> from, const LogFilter &filter)
        : store(std::move(from))
        , matcher(filter)
        , secondMatcher(filter)
    {
    }

    void run(LineNumber to)
    {
        LineNumber from = result.with([](const Result &r) { return r.looked; });
        while (from < to && !stop.stop_requested()) {
            // Two pieces at once, told in their order.
            const LineNumber middle = std::min(from + kPiece, to);
            const LineNumber next = std::min(middle + kPiece, to);
            std::vector<LineNumber> found;
            std::vector<LineNumber> more;
            bool whole = true;
            bool moreWhole = true;
            {
                std::jthread second;
                if (middle < next) {
                    second = std::jthread([&] {
                        moreWhole =
                            secondMatcher.match(*store, middle, next, stop.get_token(), more);
                    });
                }
                whole = matcher.match(*store, from, middle, stop.get_token(), found);
            }
            if (!whole || !moreWhole)
                break;
            from = next;
            found.insert(found.end(), more.begin(), more.end());
            result.with([&](Result &r) {
                r.found.insert(r.found.end(), found.begin(), found.end());
                r.looked = from;
            });
        }
        result.with([](Result &r) { r.running = false; });
    }

    std::shared_ptr<const LogStore> store;
    LogMatcher matcher; ///< of the worker
    LogMatcher secondMatcher;
    std::stop_source stop;
    base::Guarded<Result> result;
};

LogFinder::LogFinder(QThreadPool &pool)
    : m_pool(pool)
{
}

LogFinder::~LogFinder()
{
    stop();
}

void LogFinder::start(std::shared_ptr<const LogStore> store, const LogFilter &filter)
{
    stop();
    m_extent = store->extent();
    m_job = std::make_shared<Job>(std::move(store), filter);
}

void LogFinder::stop()
{
    if (m_job)
        m_job->stop.request_stop();
    m_job.reset();
    m_lines.clear();
    m_extent = {};
}

bool LogFinder::isBusy() const
{
    return m_job && m_job->result.with([&](const Job::Result &r) {
        return r.running || !r.found.empty() || r.looked < m_extent.end;
    });
}

double LogFinder::progress() const
{
    if (!m_job || m_extent.end == 0)
        return 1;
    const LineNumber looked = m_job->result.with([](const Job::Result &r) { return r.looked; });
    return std::min(1.0, static_cast<double>(looked) / static_cast<double>(m_extent.end));
}

LogFinder::Change LogFinder::poll(const LogExtent &extent)
{
    Change change;
    if (!m_job)
        return change;
    m_extent = extent;
    bool start = false;
    m_job->result.with([&](Job::Result &r) {
        change.fresh = std::exchange(r.found, {});
        start = !r.running && r.looked < extent.end;
        r.running = r.running || start;
    });
    if (start)
        m_pool.start([job = m_job, end = extent.end] { job->run(end); });
    const auto gone = [&](LineNumber line) { return !extent.contains(line); };
    change.fresh.erase(std::remove_if(change.fresh.begin(), change.fresh.end(), gone),
                       change.fresh.end());
    change.at = indexOf(extent.head);
    change.gone = indexOf(extent.tail) - change.at;
    return change;
}

void LogFinder::drop(const Change &change)
{
    const auto first = m_lines.begin() + static_cast<std::ptrdiff_t>(change.at);
    m_lines.erase(first, first + static_cast<std::ptrdiff_t>(change.gone));
}

void LogFinder::take(const Change &change)
{
    m_lines.insert(m_lines.end(), change.fresh.begin(), change.fresh.end());
}

std::size_t LogFinder::indexOf(LineNumber line) const
{
    return static_cast<std::size_t>(std::lower_bound(m_lines.begin(), m_lines.end(), line) -
                                    m_lines.begin());
}

} // namespace assay::ui
