// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/postgres_cluster.h"

#include "base/ids.h"
#include "base/process.h"
#include "environment/folders.h"
#include "environment/identity.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr base::Nanoseconds kLongest = 120s; ///< of initdb, on a machine that is very busy

bool hasPrograms(const QString &folder)
{
    return QFileInfo(folder + u"/postgres"_s).isExecutable() &&
           QFileInfo(folder + u"/initdb"_s).isExecutable();
}

/// "15.18"; "" when it is not PostgreSQL's.
QString versionOf(const QString &folder, const std::stop_token &stop)
{
    const auto answer =
        base::runProcess({.program = folder + u"/postgres"_s, .arguments = {u"--version"_s}},
                         std::chrono::steady_clock::now() + 5s, stop);
    if (!answer || answer->exitCode != 0)
        return {};
    const QStringList words = QString::fromUtf8(answer->standardOutput).simplified().split(u' ');
    return words.size() >= 3 && words.at(1) == u"(PostgreSQL)" ? words.at(2) : QString();
}

bool fits(const QString &version, const QString &wanted)
{
    return wanted.isEmpty() || version == wanted || version.startsWith(wanted + u'.') ||
           wanted.startsWith(version + u'.');
}

QString quotedName(const QString &name)
{
    return u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
}

/// A lock between processes and threads; waits without holding up a stop.
base::Result<base::Descriptor> lockFile(const QString &path, const std::stop_token &stop)
{
    base::Descriptor file(
        open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file.isOpen())
        return base::failure(u"cannot write %1"_s.arg(path),
                             u"set XDG_CACHE_HOME to a folder that you can write to"_s);
    while (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (!base::waitFor(5ms, stop))
            return base::failure(u"the wait for %1 was stopped"_s.arg(path));
    }
    return file;
}

/// Runs one of PostgreSQL's programs, as a user that it accepts.
base::Result<> runTool(base::ProcessRequest request, const std::stop_token &stop)
{
    request.identity = databaseIdentity();
    request.environment.insert(u"LC_MESSAGES"_s, u"C"_s);
    const auto result =
        base::runProcess(request, std::chrono::steady_clock::now() + kLongest, stop);
    if (!result)
        return base::failure(result.error());
    if (result->stopped && stop.stop_requested())
        return base::failure(u"%1 was stopped"_s.arg(request.program));
    if (result->exitCode == 0 && result->signal == 0)
        return {};
    const QString text = QString::fromUtf8(result->standardError).trimmed();
    return base::failure(u"%1 %2: %3"_s.arg(
        request.program, base::ExitStatus{result->exitCode, result->signal}.toText(),
        text.last(qMin<qsizetype>(text.size(), 1000))));
}

base::Result<> giveTo(const std::optional<base::SpawnRequest::Identity> &owner, const QString &path)
{
    if (owner && chown(QFile::encodeName(path).constData(), owner->user, owner->group) != 0)
        return base::failure(u"cannot give %1 away"_s.arg(path));
    return {};
}

/// initdb, then the database, in a temporary folder that PostgreSQL's user can reach.
base::Result<> makeCluster(const QString &work, const PostgresPrograms &programs,
                           const ClusterOptions &options, const std::stop_token &stop)
{
    const QString data = work + u"/data"_s;
    const QString passwordFile = work + u"/password"_s;
    QFile file(passwordFile);
    if (!file.open(QIODevice::WriteOnly) || file.write(options.password.toUtf8() + '\n') < 0)
        return base::failure(u"cannot write %1: %2"_s.arg(passwordFile, file.errorString()));
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (auto given = giveTo(databaseIdentity(), passwordFile); !given)
        return given;
    // md5: with SCRAM every connection costs the service under test 4096 hash rounds, and this
    // cluster is only reachable from this machine.
    if (auto made = runTool(
            {.program = programs.folder + u"/initdb"_s,
             .arguments = {u"-D"_s, data, u"-U"_s, options.user, u"-A"_s, u"md5"_s, u"--pwfile"_s,
                           passwordFile, u"-E"_s, options.encoding, u"--locale"_s, options.locale,
                           u"--no-sync"_s, u"--no-instructions"_s},
             .workingDirectory = work},
            stop);
        !made)
        return made;
    if (options.database == u"postgres" || options.database.startsWith(u"template"))
        return {};
    return runTool({.program = programs.folder + u"/postgres"_s,
                    .arguments = {u"--single"_s, u"-F"_s, u"-D"_s, data, u"postgres"_s},
                    .workingDirectory = work,
                    .input = u"CREATE DATABASE %1;\n"_s.arg(quotedName(options.database)).toUtf8()},
                   stop);
}

QByteArray readSmall(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(4096) : QByteArray();
}

base::Result<> writeSmall(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) ||
        file.write(content) != content.size() || !file.flush())
        return base::failure(u"cannot write %1: %2"_s.arg(path, file.errorString()));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

/// Nothing when it is not there, or was cut short (a power failure: nothing of it is synced).
std::optional<PristineCluster> readPristine(const QString &folder)
{
    PristineCluster cluster;
    cluster.folder = folder + u"/data"_s;
    cluster.password = QString::fromUtf8(readSmall(folder + u"/password"_s));
    bool ok = false;
    cluster.size.value = readSmall(folder + u"/size"_s).toLongLong(&ok);
    if (!ok || cluster.password.isEmpty() || treeSize(cluster.folder) != cluster.size)
        return std::nullopt;
    return cluster;
}

} // namespace

base::Result<PostgresPrograms>
findPostgres(const QString &version, const base::Variables &variables, const std::stop_token &stop)
{
    const QDir installed(u"/usr/lib/postgresql"_s);
    QStringList known = installed.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(known.begin(), known.end(),
              [](const QString &a, const QString &b) { return a.toDouble() > b.toDouble(); });
    QStringList seen;
    for (const QString &name : std::as_const(known)) {
        const QString folder = installed.absoluteFilePath(name) + u"/bin"_s;
        if (!hasPrograms(folder))
            continue;
        seen.append(name);
        if (fits(name, version))
            return PostgresPrograms{folder, name};
    }
    const QStringList path = variables.value(u"PATH"_s).value_or(QString()).split(u':');
    for (const QString &folder : path) {
        if (!QDir::isAbsolutePath(folder) || !hasPrograms(folder))
            continue;
        const QString found = versionOf(folder, stop);
        if (found.isEmpty())
            continue;
        seen.append(found);
        if (fits(found, version))
            return PostgresPrograms{folder, found};
    }
    if (!seen.isEmpty())
        return base::failure(u"PostgreSQL %1 is not on this machine"_s.arg(version),
                             u"there is: %1"_s.arg(seen.join(u", "_s)));
    return base::failure(
        u"PostgreSQL is not on this machine"_s,
        u"install it (Debian: apt install postgresql); looked in /usr/lib/postgresql and PATH"_s);
}

base::Result<PristineCluster> pristineCluster(const PostgresPrograms &programs,
                                              const ClusterOptions &options,
                                              ServiceContext &context, const std::stop_token &stop)
{
    const QFileInfo program(programs.folder + u"/postgres"_s);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part :
         {program.canonicalFilePath(), QString::number(program.size()),
          QString::number(program.lastModified().toMSecsSinceEpoch()), options.user,
          options.password, options.database, options.locale, options.encoding}) {
        hash.addData(part.toUtf8());
        hash.addData(QByteArrayView("\0", 1));
    }
    const QString top = context.cacheFolder + u"/postgres"_s;
    const QString folder = u"%1/%2-%3"_s.arg(top, programs.version,
                                             QString::fromLatin1(hash.result().toHex().first(16)));
    if (!QDir().mkpath(top))
        return base::failure(u"cannot make the folder %1"_s.arg(top),
                             u"set XDG_CACHE_HOME to a folder that you can write to"_s);
    const auto lock = lockFile(folder + u".lock"_s, stop);
    if (!lock)
        return base::failure(lock.error());
    if (auto cluster = readPristine(folder))
        return *cluster;

    ClusterOptions complete = options;
    if (complete.password.isEmpty())
        complete.password = base::randomId(24);
    constexpr base::ByteCount kRoom{256LL * 1024 * 1024};
    const auto work =
        context.leases.makeFolder(u"initdb"_s, Leases::Place::Memory, kRoom, databaseIdentity());
    if (!work)
        return base::failure(work.error());
    const auto build = [&]() -> base::Result<> {
        if (auto made = makeCluster(*work, programs, complete, stop); !made)
            return made;
        const QString fresh = folder + u".new"_s;
        for (const QString &old : {fresh, folder}) {
            if (auto removed = removeTree(old); !removed)
                return removed;
        }
        if (!QDir().mkpath(fresh + u"/data"_s))
            return base::failure(u"cannot make the folder %1"_s.arg(fresh));
        QFile::setPermissions(fresh, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (auto copied = copyTree(*work + u"/data"_s, fresh + u"/data"_s, {}, stop); !copied)
            return copied;
        if (auto w = writeSmall(fresh + u"/password"_s, complete.password.toUtf8()); !w)
            return w;
        const auto size =
            QByteArray::number(static_cast<qint64>(treeSize(fresh + u"/data"_s).value));
        if (auto w = writeSmall(fresh + u"/size"_s, size); !w)
            return w;
        if (std::rename(QFile::encodeName(fresh).constData(),
                        QFile::encodeName(folder).constData()) != 0)
            return base::failure(u"cannot rename %1"_s.arg(fresh));
        return {};
    };
    const auto built = build();
    (void)context.leases.removeFolder(*work);
    if (!built)
        return base::failure(built.error());
    if (auto cluster = readPristine(folder))
        return *cluster;
    return base::failure(u"the pristine cluster %1 is not whole"_s.arg(folder),
                         u"remove it and try again"_s);
}

} // namespace assay::environment
