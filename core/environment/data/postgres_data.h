// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "environment/data/clone_pool.h"
#include "environment/data/service_data.h"

#include <map>

namespace assay::environment {

/// The database of a PostgreSQL that is ours. What is kept is a template database that admits
/// nobody; going back to it ends the sessions and swaps two names, the template's clone being made
/// ahead (clone_pool.h). That takes milliseconds, whatever the size.
class PostgresData final : public ServiceData
{
public:
    struct Place
    {
        QString service;
        QString url;        ///< of the database, a superuser's
        QString adminUrl;   ///< the same user's, of another database
        QString database;   ///< its name
        QString dataFolder; ///< of the server
        QString programs;   ///< the folder with pg_dump and pg_restore
    };
    PostgresData(Place place, Post post);

    base::Result<base::ByteCount> keep(const QString &name, const std::stop_token &stop) override;
    base::Result<QString> putBack(const QString &name, const std::stop_token &stop) override;
    void forget(const QString &name) override;
    base::Result<> save(const QString &name, const QString &file,
                        const std::stop_token &stop) override;
    base::Result<> load(const QString &file, const std::stop_token &stop) override;

    /// Until clones are ready and nothing is left to be removed; for tests and measurements.
    [[nodiscard]] bool waitUntilIdle(const std::stop_token &stop) const;

private:
    struct Kept
    {
        QString database;
        base::ByteCount size;
    };
    struct State
    {
        std::map<QString, Kept> kept;
        std::unique_ptr<PostgresServer> server;
        int named = 0;
    };
    [[nodiscard]] base::Result<> goTo(State &state, const QString &fresh,
                                      const std::stop_token &stop);
    [[nodiscard]] base::Result<> runTool(const QString &program, const QStringList &arguments,
                                         const std::stop_token &stop) const;
    [[nodiscard]] static QString nextName(State &state, const QString &kind);

    const Place m_place;
    base::Guarded<State> m_state;
    ClonePool m_pool;
};

} // namespace assay::environment
