// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/spawn.h"

#include <QTemporaryDir>

namespace assay::test {

/// A Redis server of its own for one test program, on a Unix socket in a temporary folder.
/// It dies with the program.
class TestRedis
{
public:
    /// Whether Redis is installed; a test skips when it is not.
    [[nodiscard]] static bool isAvailable();
    TestRedis(); ///< ready when it returns; ends the test program when it cannot start
    ~TestRedis();
    TestRedis(const TestRedis &) = delete;
    TestRedis &operator=(const TestRedis &) = delete;

    [[nodiscard]] QString url() const { return QStringLiteral("unix://") + socketPath(); }
    [[nodiscard]] QString socketPath() const { return m_folder.filePath(QStringLiteral("redis")); }

private:
    QTemporaryDir m_folder;
    base::SpawnThread m_spawner;
    pid_t m_server = 0;
};

} // namespace assay::test
