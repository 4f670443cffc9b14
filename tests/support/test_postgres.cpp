// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_postgres.h"

#include "base/postgres.h"
#include "base/process.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <sys/wait.h>

namespace assay::test {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;

QString TestPostgres::binFolder()
{
    const QDir all(u"/usr/lib/postgresql"_s);
    const QStringList versions = all.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (auto it = versions.rbegin(); it != versions.rend(); ++it) {
        const QString folder = all.filePath(*it) + u"/bin/"_s;
        if (QFile::exists(folder + u"initdb"_s) && QFile::exists(folder + u"postgres"_s))
            return folder;
    }
    return {};
}

bool TestPostgres::isAvailable()
{
    return !binFolder().isEmpty();
}

TestPostgres::TestPostgres()
{
    const auto identity = base::unprivilegedIdentity();
    if (identity &&
        chown(QFile::encodeName(m_folder.path()).constData(), identity->user, identity->group) != 0)
        qFatal("chown: %s", qPrintable(m_folder.path()));
    const QString data = m_folder.filePath(u"data"_s);
    const auto initialised = base::runProcess(
        {.program = binFolder() + u"initdb"_s,
         .arguments = {u"-D"_s, data, u"--username=postgres"_s, u"--auth=trust"_s,
                       u"--encoding=UTF8"_s, u"--locale=C.UTF-8"_s, u"--no-sync"_s},
         .workingDirectory = m_folder.path(),
         .input = {},
         .identity = identity});
    if (!initialised || initialised->exitCode != 0)
        qFatal("initdb: %s", initialised ? initialised->standardError.constData()
                                         : qPrintable(initialised.error().toString()));
    const auto server = m_spawner.spawn(
        {.program = binFolder() + u"postgres"_s,
         .arguments = {u"-D"_s, data, u"-k"_s, m_folder.path(), u"-h"_s, u""_s, u"-F"_s, u"-c"_s,
                       u"shared_buffers=16MB"_s, u"-c"_s, u"logging_collector=off"_s},
         .workingDirectory = m_folder.path(),
         .identity = identity});
    if (!server)
        qFatal("postgres: %s", qPrintable(server.error().toString()));
    m_server = *server;
    const auto isReady = [this] { return base::postgresReady(url()).has_value(); };
    if (!base::pollUntil(isReady, std::chrono::milliseconds(10),
                         steady_clock::now() + std::chrono::seconds(60), {}))
        qFatal("postgres did not come up: %s",
               qPrintable(base::postgresReady(url()).error().toString()));
}

TestPostgres::~TestPostgres()
{
    kill(m_server, SIGQUIT);
    waitpid(m_server, nullptr, 0);
}

QString TestPostgres::url(const QString &database) const
{
    return u"postgres://postgres@/%1?host=%2"_s.arg(database, m_folder.path());
}

} // namespace assay::test
