// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/spawn.h"

#include <QTemporaryDir>

namespace assay::test {

/// A PostgreSQL server of its own for one test program, on a Unix socket in a temporary folder.
/// It dies with the program. As root it runs as "nobody", because PostgreSQL refuses to be root.
class TestPostgres
{
public:
    /// Whether PostgreSQL is installed; a test skips when it is not.
    [[nodiscard]] static bool isAvailable();
    TestPostgres(); ///< ready when it returns; ends the test program when it cannot start
    ~TestPostgres();
    TestPostgres(const TestPostgres &) = delete;
    TestPostgres &operator=(const TestPostgres &) = delete;

    [[nodiscard]] QString url(const QString &database = QStringLiteral("postgres")) const;
    /// The folder of the socket ".s.PGSQL.5432".
    [[nodiscard]] QString socketFolder() const { return m_folder.path(); }

private:
    [[nodiscard]] static QString binFolder();

    QTemporaryDir m_folder;
    base::SpawnThread m_spawner;
    pid_t m_server = 0;
};

} // namespace assay::test
