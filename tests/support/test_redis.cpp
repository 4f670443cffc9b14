// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_redis.h"

#include "base/redis.h"

#include <QStandardPaths>

#include <csignal>
#include <sys/wait.h>

namespace assay::test {

using namespace Qt::StringLiterals;

bool TestRedis::isAvailable()
{
    return !QStandardPaths::findExecutable(u"redis-server"_s).isEmpty();
}

TestRedis::TestRedis()
{
    const auto server =
        m_spawner.spawn({.program = u"redis-server"_s,
                         .arguments = {u"--port"_s, u"0"_s, u"--unixsocket"_s, socketPath(),
                                       u"--save"_s, u""_s, u"--appendonly"_s, u"no"_s},
                         .workingDirectory = m_folder.path()});
    if (!server)
        qFatal("redis-server: %s", qPrintable(server.error().toString()));
    m_server = *server;
    const auto isReady = [this] { return base::redisReady(url()).has_value(); };
    if (!base::pollUntil(isReady, std::chrono::milliseconds(5),
                         std::chrono::steady_clock::now() + std::chrono::seconds(30), {}))
        qFatal("redis-server did not come up: %s",
               qPrintable(base::redisReady(url()).error().toString()));
}

TestRedis::~TestRedis()
{
    kill(m_server, SIGKILL);
    waitpid(m_server, nullptr, 0);
}

} // namespace assay::test
