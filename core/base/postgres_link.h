// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/postgres.h"
#include "base/wake_up.h"

#include <libpq-fe.h>

namespace assay::base::postgres {

struct ResultDeleter
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, ResultDeleter>;

/// libpq's asynchronous interface with waits that end: only postgres*.cpp includes this.
/// Confined to the connection's thread.
class Link
{
public:
    Link() = default;
    ~Link() { close(); }
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;

    [[nodiscard]] Result<> connect(const QString &url, const QueryOptions &options);
    void close();
    [[nodiscard]] bool isOpen() const { return m_connection != nullptr; }
    [[nodiscard]] bool isAlive();
    [[nodiscard]] PGconn *get() const { return m_connection; }

    /// The next result of what was sent; null when there is no more. When it is stopped, the query
    /// is cancelled and the connection is ready for the next one, or closed.
    [[nodiscard]] Result<ResultPointer> next(WakeUp &wakeUp, const QueryOptions &options);
    /// Until everything that was sent has left.
    [[nodiscard]] Result<> flush(WakeUp &wakeUp, const QueryOptions &options);
    /// Waits for more input and takes it.
    [[nodiscard]] Result<> receive(WakeUp &wakeUp, const QueryOptions &options);
    /// Ends what runs: the server is asked to cancel it, and its results are thrown away.
    void cancel();

    /// What the result says went wrong; positions refer to `sql`.
    [[nodiscard]] Error errorOf(const PGresult *result, const QString &sql);
    /// What the connection says went wrong; closes it when it is broken.
    [[nodiscard]] Error connectionError();

    QString lastState;
    bool hasFarewell = false; ///< the server said that it ends the session
    std::function<void(const QString &)> noticeHandler;

private:
    [[nodiscard]] Result<> wait(WakeUp &wakeUp, short events, const QueryOptions &options);
    [[nodiscard]] bool drain(SteadyTime until);

    PGconn *m_connection = nullptr;
};

} // namespace assay::base::postgres
