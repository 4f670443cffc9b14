// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/monitor.h"
#include "environment/child_process.h"
#include "environment/data/postgres_server.h"

#include <QStringList>

#include <optional>
#include <thread>

namespace assay::environment {

/// Clones of one database, made ahead on a thread of its own, so that who needs one has it at once
/// (the way of integresql). What is not needed any more is removed there, too. Both ways to copy
/// are tried on the first clones; the quicker one is used from then on and told in the log.
///
/// Any thread. The destructor leaves the databases: their server is ours and ends.
class ClonePool
{
public:
    /// `dataFolder`: where the server keeps its databases; clones are only made ahead while there
    /// is room for them.
    ClonePool(QString url, QString service, QString dataFolder, Post post);
    ~ClonePool();
    ClonePool(const ClonePool &) = delete;
    ClonePool &operator=(const ClonePool &) = delete;

    /// From now on clones are made of this one, which admits nobody; those of another are removed.
    /// "": of none.
    void cloneFrom(const QString &database, base::ByteCount size);
    /// One that nobody has used, its name no longer the pool's business. Waits for it. The pool
    /// does nothing from then on until goOn(): it would only be in the way.
    [[nodiscard]] base::Result<QString> take(const std::stop_token &stop);
    void goOn();
    /// Was one ready, so that the next take() does not wait?
    [[nodiscard]] bool hasReady() const;
    /// No more clones of this one, which is removed with them, later.
    void forget(const QString &database);
    /// Removes a database, later.
    void discard(const QString &database);
    /// Until nothing is left to be removed; for tests and measurements.
    [[nodiscard]] bool waitUntilIdle(const std::stop_token &stop) const;

private:
    struct State
    {
        QString source;
        base::ByteCount size;
        QStringList ready;
        QStringList trash;
        int waiting = 0; ///< calls of take()
        bool isBusy = false;
        bool isHeld = false;              ///< between take() and goOn()
        std::optional<base::Error> error; ///< of the last clone; the next take() tries again
        int wanted = 0;                   ///< clones ahead
    };
    void work(const std::stop_token &stop);
    void makeClone(PostgresServer &server, const State &now, const std::stop_token &stop);
    [[nodiscard]] PostgresServer::Strategy nextStrategy(const State &now) const;
    void noteTime(PostgresServer::Strategy strategy, base::Nanoseconds took);

    const QString m_url;
    const QString m_service;
    const QString m_dataFolder;
    const Post m_post;
    mutable base::Monitor<State> m_state;
    std::optional<base::Nanoseconds> m_times[2]; ///< the worker's, by strategy
    int m_made = 0;                              ///< the worker's
    std::jthread m_worker;
};

} // namespace assay::environment
