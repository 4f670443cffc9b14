// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/provider.h"

namespace assay::environment {

/// The programs of one PostgreSQL version on this machine.
struct PostgresPrograms
{
    QString folder;  ///< with initdb and postgres
    QString version; ///< "15", or "15.18" when found in PATH
};

/// The newest under /usr/lib/postgresql, else what PATH has; `version` ("15") picks one. What
/// merely bears the name (its --version says something else) is passed over. Any thread.
[[nodiscard]] base::Result<PostgresPrograms>
findPostgres(const QString &version, const base::Variables &variables, const std::stop_token &stop);

/// What a new cluster is made with. Equal ones share one pristine copy.
struct ClusterOptions
{
    QString user;
    QString password; ///< "": a random one, kept with the pristine copy
    QString database;
    QString locale;
    QString encoding;
};

struct PristineCluster
{
    QString folder; ///< to copy from; never written to
    QString password;
    base::ByteCount size;
};

/// A cluster as initdb makes it, with its database, in the cache folder: made once (a second), then
/// copied for each start (a tenth of that). Several threads and processes may ask at once; one
/// makes it. A copy that is not whole any more is made anew. Any thread.
[[nodiscard]] base::Result<PristineCluster> pristineCluster(const PostgresPrograms &programs,
                                                            const ClusterOptions &options,
                                                            ServiceContext &context,
                                                            const std::stop_token &stop);

} // namespace assay::environment
