// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/postgres.h"

namespace assay::environment {

/// Whole databases of a server that is ours alone, and runs on this machine: copied, swapped,
/// removed. It speaks through a session in another database, so that those that it works on can be
/// empty of sessions.
///
/// Every function ends when the token is triggered; what it had begun is then undone by the server.
/// Confined to one thread at a time.
class PostgresServer
{
public:
    /// How CREATE DATABASE copies: by writing all to the log, which is quick for what is small, or
    /// file by file between two checkpoints. Servers before 15 know only files.
    enum class Strategy { Log, Files };

    /// `url`: a superuser's, of a database that is never swapped.
    explicit PostgresServer(QString url);

    /// Ends the sessions in it and lets nobody in until admit().
    [[nodiscard]] base::Result<> clear(const QString &database, const std::stop_token &stop);
    [[nodiscard]] base::Result<> admit(const QString &database);
    /// A copy of one that nobody is in, with its owner, its rights and its settings; the copy
    /// admits sessions.
    [[nodiscard]] base::Result<> copy(const QString &from, const QString &to, Strategy strategy,
                                      const std::stop_token &stop);
    /// One that admits nobody.
    [[nodiscard]] base::Result<> seal(const QString &database);
    /// `live` becomes `old`, and `fresh`, in which nobody is, becomes `live`: in one step, while
    /// sessions are in `live`. They are ended: what they run now may still end in `old`, but
    /// nothing that they are sent from now on is carried out. Who opens one meanwhile is refused,
    /// or is in the new one.
    [[nodiscard]] base::Result<> swap(const QString &live, const QString &fresh, const QString &old,
                                      const std::stop_token &stop);
    /// With all sessions in it. One that is not there is no error.
    [[nodiscard]] base::Result<> drop(const QString &database, const std::stop_token &stop);
    [[nodiscard]] base::Result<base::ByteCount> sizeOf(const QString &database);

private:
    [[nodiscard]] base::Result<base::PostgresConnection *> session(const std::stop_token &stop);
    [[nodiscard]] base::Result<base::QueryResult>
    execute(const QString &sql, const std::vector<QJsonValue> &parameters = {},
            const std::stop_token &stop = {});

    QString m_url;
    std::unique_ptr<base::PostgresConnection> m_session;
};

} // namespace assay::environment
