// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ordered_work.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace assay::base {

using namespace Qt::StringLiterals;

struct OrderedWork::Private
{
    Make make;
    qint64 pieces = 0;
    qint64 ahead = 0;

    std::mutex mutex;
    std::condition_variable_any changed;
    qint64 claimed = 0; ///< the next piece that a thread takes on
    qint64 taken = 0;   ///< the next piece that next() gives
    std::map<qint64, Result<QByteArray>> done;
    bool failed = false;
    std::vector<std::jthread> threads;

    void run(const std::stop_token &stop)
    {
        while (true) {
            qint64 piece = 0;
            {
                std::unique_lock lock(mutex);
                const bool isMine = changed.wait(lock, stop, [this] {
                    return failed || claimed == pieces || claimed < taken + ahead;
                });
                if (!isMine || failed || claimed == pieces)
                    return;
                piece = claimed++;
            }
            Result<QByteArray> made = make(piece);
            {
                const std::lock_guard lock(mutex);
                failed |= !made;
                done.emplace(piece, std::move(made));
            }
            changed.notify_all();
        }
    }
};

OrderedWork::OrderedWork(qint64 pieces, const Options &options, Make make)
    : d(std::make_unique<Private>())
{
    d->make = std::move(make);
    d->pieces = pieces;
    d->ahead = std::max(1, options.ahead);
    for (int i = 0; i < std::max(1, options.threads); ++i)
        d->threads.emplace_back([this](const std::stop_token &stop) { d->run(stop); });
}

OrderedWork::~OrderedWork()
{
    for (std::jthread &thread : d->threads)
        thread.request_stop();
    d->threads.clear();
}

Result<QByteArray> OrderedWork::next(const std::stop_token &stop)
{
    std::unique_lock lock(d->mutex);
    if (d->taken == d->pieces)
        return QByteArray();
    const bool isThere =
        d->changed.wait(lock, stop, [this] { return d->done.count(d->taken) > 0; });
    if (!isThere || stop.stop_requested())
        return failure(u"it was stopped"_s);
    const auto found = d->done.find(d->taken);
    Result<QByteArray> piece = std::move(found->second);
    d->done.erase(found);
    ++d->taken;
    lock.unlock();
    d->changed.notify_all();
    return piece;
}

} // namespace assay::base
