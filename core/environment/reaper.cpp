// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/reaper.h"

#include "base/cancellation.h"
#include "base/descriptor.h"
#include "base/json_text.h"
#include "environment/folders.h"
#include "environment/holdings.h"
#include "environment/leases.h"
#include "environment/process_facts.h"

#include <QDir>
#include <QFile>
#include <QJsonObject>

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <map>
#include <sys/file.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kFileLimit = 64 * 1024 * 1024;

/// What a lease file says is still there.
struct Abandoned
{
    QString id;
    qint64 owner = 0;
    qint64 ownerStart = 0;
    QString boot;
    QStringList roots;
    std::map<qint64, qint64> processes; ///< pid, start time
    QStringList folders;
    std::map<QString, Holding> holdings; ///< by name
};

/// The owner's pid and start time also stand in the name: a first line may be cut short.
bool readName(const QString &path, Abandoned &lease)
{
    const QStringList parts = QFileInfo(path).completeBaseName().split(u'-');
    if (parts.size() != 3)
        return false;
    bool pidOk = false;
    bool startOk = false;
    lease.owner = parts.at(0).toLongLong(&pidOk);
    lease.ownerStart = parts.at(1).toLongLong(&startOk);
    lease.id = parts.at(2);
    return pidOk && startOk && lease.id.size() == 16;
}

void readLine(const QByteArray &line, Abandoned &lease)
{
    const auto value = base::parseJson(line);
    if (!value || !value->isObject())
        return; // the last line, cut short
    const QJsonObject entry = value->toObject();
    if (entry.contains(u"lease"_s)) {
        lease.boot = entry.value(u"boot"_s).toString();
        lease.roots = {entry.value(u"disk"_s).toString(), entry.value(u"memory"_s).toString()};
        lease.roots.removeAll(QString());
    } else if (entry.contains(u"process"_s)) {
        lease.processes[entry.value(u"process"_s).toInteger()] =
            entry.value(u"start"_s).toInteger();
    } else if (entry.contains(u"folder"_s)) {
        lease.folders.append(entry.value(u"folder"_s).toString());
    } else if (entry.contains(u"holding"_s)) {
        const QString name = entry.value(u"holding"_s).toString();
        if (const auto kind = holdingKindFromName(entry.value(u"kind"_s).toString()))
            lease.holdings[name] = {*kind, name, entry.value(u"how"_s).toObject()};
    } else if (entry.value(u"gone"_s).isString()) {
        lease.holdings.erase(entry.value(u"gone"_s).toString());
        lease.folders.removeAll(entry.value(u"gone"_s).toString());
    } else if (entry.contains(u"gone"_s)) {
        lease.processes.erase(entry.value(u"gone"_s).toInteger());
    }
}

/// Ends exactly the process that was looked at: the descriptor cannot mean another one later.
bool kill(qint64 pid, qint64 start)
{
    const base::Descriptor process(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
    if (!process.isOpen() || startTimeOf(pid) != start)
        return false;
    if (getpgid(static_cast<pid_t>(pid)) == pid)
        ::kill(static_cast<pid_t>(-pid), SIGKILL); // the leader lives, so the group is its own
    return syscall(SYS_pidfd_send_signal, process.get(), SIGKILL, nullptr, 0) == 0;
}

void endProcesses(const Abandoned &lease, Reaped &reaped)
{
    const auto end = [&](qint64 pid, qint64 start) {
        const QString name = processName(pid);
        if (!kill(pid, start))
            return;
        reaped.processes.append(u"ended the process %1 (%2)"_s.arg(pid).arg(name));
        base::pollUntil([&] { return startTimeOf(pid) != start; }, 1ms,
                        std::chrono::steady_clock::now() + 2s, {});
    };
    for (const auto &[pid, start] : lease.processes)
        end(pid, start);
    // Those that were not journalled yet, and children that left the group: they carry the id.
    // Again until there are none, because they may start others meanwhile.
    const QByteArray mark = (Leases::variableName() + u'=' + lease.id).toLatin1();
    for (int round = 0; round < 20; ++round) {
        bool found = false;
        const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs);
        for (const QString &entry : entries) {
            bool isPid = false;
            const qint64 pid = entry.toLongLong(&isPid);
            if (!isPid || pid == getpid() || !hasVariable(pid, mark))
                continue;
            if (const std::optional<qint64> start = startTimeOf(pid)) {
                found = true;
                end(pid, *start);
            }
        }
        if (!found)
            return;
    }
    reaped.problems.append(u"processes of the lease %1 keep coming back"_s.arg(lease.id));
}

bool isOurs(const QString &folder, const Abandoned &lease)
{
    const QString ours = u"/assay-%1"_s.arg(geteuid());
    return std::any_of(lease.roots.begin(), lease.roots.end(), [&](const QString &root) {
        const QString top = root + u'/' + lease.id;
        return root.endsWith(ours) && QDir::isAbsolutePath(root) &&
               QDir::cleanPath(folder) == folder &&
               (folder == top || folder.startsWith(top + u'/'));
    });
}

/// False when a folder of ours could not be removed: the next start tries again.
bool removeFolders(const Abandoned &lease, Reaped &reaped)
{
    bool done = true;
    QStringList folders = lease.folders;
    for (const QString &root : lease.roots)
        folders.append(root + u'/' + lease.id);
    for (const QString &folder : folders) {
        if (!isOurs(folder, lease) || QFileInfo(folder).isSymLink()) {
            reaped.problems.append(u"left %1 alone: it is not beneath our folder"_s.arg(folder));
            continue;
        }
        if (!QFileInfo::exists(folder))
            continue;
        removeSharedMemoryOf(folder);
        if (auto removed = removeTree(folder); !removed) {
            reaped.problems.append(removed.error().toString());
            done = false;
        } else if (lease.folders.contains(folder)) {
            reaped.folders.append(u"removed %1"_s.arg(folder));
        }
    }
    for (const QString &root : lease.roots) {
        if (isOurs(root + u'/' + lease.id, lease))
            ::rmdir(QFile::encodeName(root).constData()); // when nobody else has anything there
    }
    return done;
}

/// False when one is still there: the next start tries again.
bool takeAllAway(const Abandoned &lease, const QString &path, Reaped &reaped)
{
    bool done = true;
    for (const auto &[name, holding] : lease.holdings) {
        const QString what = u"%1 %2"_s.arg(holdingKindName(holding.kind), name);
        const auto taken = takeAway(holding, lease.id);
        if (!taken) {
            done = false;
            reaped.problems.append(
                u"the %1 could not be taken down: %2 (the next start tries again; without %3 it "
                "does not)"_s.arg(what, taken.error().title, path));
        } else if (*taken) {
            reaped.holdings.append(u"took down the %1"_s.arg(what));
        }
    }
    return done;
}

void reapFile(const QString &path, Reaped &reaped)
{
    Abandoned lease;
    if (!readName(path, lease))
        return;
    if (startTimeOf(lease.owner) == lease.ownerStart) {
        // It lives, if this is still the same run of the machine: its first line says so.
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return;
        readLine(file.readLine(), lease);
        if (lease.boot.isEmpty() || lease.boot == bootId())
            return;
    }
    const base::Descriptor lock(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (!lock.isOpen() || flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return;
    QFile file;
    if (!file.open(lock.get(), QIODevice::ReadOnly))
        return;
    const QList<QByteArray> lines = file.read(kFileLimit).split('\n');
    for (const QByteArray &line : lines)
        readLine(line, lease);
    if (lease.boot == bootId())
        endProcesses(lease, reaped);
    // Its journal says which programs to run: only one that we have written ourselves may.
    struct stat facts = {};
    const bool isOwn = fstat(lock.get(), &facts) == 0 && facts.st_uid == geteuid();
    const bool isTaken = lease.holdings.empty() || (isOwn && takeAllAway(lease, path, reaped));
    if (removeFolders(lease, reaped) && isTaken)
        QFile::remove(path);
}

} // namespace

Reaped reapAbandoned(const QString &stateFolder)
{
    Reaped reaped;
    const QDir folder(stateFolder + u"/leases"_s);
    const QStringList names = folder.entryList({u"*.jsonl"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names)
        reapFile(folder.absoluteFilePath(name), reaped);
    return reaped;
}

void removeSharedMemoryOf(const QString &dataFolder)
{
    QFile file(dataFolder + u"/postmaster.pid"_s);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QList<QByteArray> lines = file.read(4096).split('\n');
    constexpr qsizetype kSegment = 6; // miscadmin.h: LOCK_FILE_LINE_SHMEM_KEY is the seventh line
    if (lines.size() <= kSegment)
        return;
    const QList<QByteArray> numbers = lines.at(kSegment).simplified().split(' ');
    if (numbers.size() != 2)
        return;
    bool ok = false;
    const int segment = numbers.at(1).toInt(&ok);
    shmid_ds facts = {};
    const auto isThere = [&] {
        return ok && shmctl(segment, IPC_STAT, &facts) == 0 &&
               facts.shm_perm.__key == static_cast<key_t>(numbers.at(0).toLongLong());
    };
    // Its other processes end a moment after the first.
    base::pollUntil([&] { return !isThere() || facts.shm_nattch == 0; }, 2ms,
                    std::chrono::steady_clock::now() + 500ms, {});
    if (isThere() && facts.shm_nattch == 0)
        shmctl(segment, IPC_RMID, nullptr);
}

} // namespace assay::environment
