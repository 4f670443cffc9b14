// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/leases.h"

#include "base/ids.h"
#include "base/json_text.h"
#include "environment/folders.h"
#include "environment/holdings.h"
#include "environment/process_facts.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

QString reason()
{
    return QString::fromLocal8Bit(std::strerror(errno)).toLower();
}

/// A folder beneath which other users may only pass: PostgreSQL runs as one when we are root.
base::Result<> makePassable(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (mkdir(name.constData(), 0711) != 0 && errno != EEXIST)
        return base::failure(u"cannot make the folder %1: %2"_s.arg(path, reason()),
                             u"set ASSAY_TMPDIR to a folder that you can write to"_s);
    struct stat facts = {};
    if (lstat(name.constData(), &facts) != 0 || !S_ISDIR(facts.st_mode) ||
        facts.st_uid != geteuid() || (facts.st_mode & 022) != 0) {
        return base::failure(u"%1 is not a folder that only you can write to"_s.arg(path),
                             u"remove it, or set ASSAY_TMPDIR to another folder"_s);
    }
    chmod(name.constData(), 0711); // whatever the umask was
    return {};
}

} // namespace

TemporaryRoots temporaryRoots(const base::Variables &variables)
{
    const QString ours = u"/assay-%1"_s.arg(geteuid());
    const QString folder = variables.value(u"ASSAY_TMPDIR"_s).value_or(QDir::tempPath());
    TemporaryRoots roots;
    roots.disk = QDir::cleanPath(QDir(folder).absolutePath()) + ours;
    if (access("/dev/shm", W_OK | X_OK) == 0)
        roots.memory = u"/dev/shm"_s + ours;
    return roots;
}

Leases::Leases(QString stateFolder, TemporaryRoots roots)
    : m_stateFolder(std::move(stateFolder))
    , m_roots(std::move(roots))
    , m_id(base::randomId(16))
{
}

Leases::~Leases()
{
    const QStringList folders = m_state.with([](const State &state) { return state.folders; });
    for (const QString &folder : folders)
        (void)removeFolder(folder);
}

QString Leases::variableName()
{
    return u"ASSAY_LEASE"_s;
}

base::Result<std::unique_ptr<Leases>> Leases::open(const QString &stateFolder, TemporaryRoots roots)
{
    const QString folder = stateFolder + u"/leases"_s;
    if (!QDir().mkpath(folder))
        return base::failure(u"cannot make the folder %1"_s.arg(folder),
                             u"set XDG_STATE_HOME to a folder that you can write to"_s);
    return std::unique_ptr<Leases>(new Leases(stateFolder, std::move(roots)));
}

base::Result<> Leases::beginProcess()
{
    return m_state.with([&](State &state) -> base::Result<> {
        auto written = state.file.isOpen() ? base::Result<>{} : write(state, {});
        if (written)
            ++state.starting;
        return written;
    });
}

void Leases::giveUpProcess()
{
    m_state.with([&](State &state) {
        --state.starting;
        closeWhenEmpty(state);
    });
}

base::Result<> Leases::write(State &state, const QJsonObject &entry) const
{
    QByteArray text;
    if (!state.file.isOpen()) {
        const qint64 own = getpid();
        const qint64 start = startTimeOf(own).value_or(0);
        state.path = u"%1/leases/%2-%3-%4.jsonl"_s.arg(m_stateFolder).arg(own).arg(start).arg(m_id);
        state.file.reset(::open(QFile::encodeName(state.path).constData(),
                                O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (!state.file.isOpen())
            return base::failure(u"cannot write %1: %2"_s.arg(state.path, reason()),
                                 u"set XDG_STATE_HOME to a folder that you can write to"_s);
        text = base::compactJson(QJsonObject{{u"lease"_s, m_id},
                                             {u"owner"_s, own},
                                             {u"start"_s, start},
                                             {u"boot"_s, bootId()},
                                             {u"disk"_s, m_roots.disk},
                                             {u"memory"_s, m_roots.memory}}) +
               '\n';
    }
    if (!entry.isEmpty())
        text += base::compactJson(entry) + '\n';
    // One write: a reader sees whole lines. Not synced: after a power cut there is nothing to reap.
    if (!text.isEmpty() && ::write(state.file.get(), text.constData(),
                                   static_cast<std::size_t>(text.size())) != text.size())
        return base::failure(u"cannot write %1: %2"_s.arg(state.path, reason()),
                             u"make room on the disk"_s);
    return {};
}

void Leases::closeWhenEmpty(State &state) const
{
    if (state.starting > 0 || !state.processes.empty() || !state.folders.isEmpty() ||
        !state.holdings.isEmpty() || !state.file.isOpen())
        return;
    ::unlink(QFile::encodeName(state.path).constData());
    state.file.reset();
    for (const QString &root : {m_roots.disk, m_roots.memory}) {
        if (root.isEmpty())
            continue;
        ::rmdir(QFile::encodeName(root + u'/' + m_id).constData());
        ::rmdir(QFile::encodeName(root).constData()); // when nobody else has anything there
    }
}

base::Result<> Leases::addProcess(pid_t pid)
{
    const qint64 start = startTimeOf(pid).value_or(0);
    return m_state.with([&](State &state) {
        --state.starting;
        state.processes[pid] = true;
        return write(state, {{u"process"_s, pid}, {u"start"_s, start}});
    });
}

void Leases::removeProcess(pid_t pid)
{
    m_state.with([&](State &state) {
        if (state.processes.erase(pid) == 0)
            return;
        (void)write(state, {{u"gone"_s, pid}});
        closeWhenEmpty(state);
    });
}

base::Result<QString> Leases::makeFolder(const QString &name, Place place, base::ByteCount size,
                                         const std::optional<base::SpawnRequest::Identity> &owner)
{
    QString root = m_roots.disk;
    if (place == Place::Memory && !m_roots.memory.isEmpty() &&
        freeSpace(QDir::cleanPath(m_roots.memory + u"/.."_s)) >= size)
        root = m_roots.memory;
    if (!QDir().mkpath(QDir::cleanPath(root + u"/.."_s)))
        return base::failure(u"cannot make the folder %1"_s.arg(QDir::cleanPath(root + u"/.."_s)),
                             u"set ASSAY_TMPDIR to a folder that you can write to"_s);
    return m_state.with([&](State &state) -> base::Result<QString> {
        const QString ours = root + u'/' + m_id;
        const QString path = u"%1/%2-%3"_s.arg(ours, name).arg(++state.named);
        if (auto written = write(state, {{u"folder"_s, path}}); !written)
            return base::failure(written.error());
        state.folders.append(path);
        const QByteArray encoded = QFile::encodeName(path);
        // Another Assay may remove the root, which was empty, between our steps.
        constexpr int kTries = 10;
        for (int tries = 1;; ++tries) {
            base::Result<> made = makePassable(root);
            if (made)
                made = makePassable(ours);
            if (made && mkdir(encoded.constData(), 0700) == 0)
                break;
            if (errno == ENOENT && tries < kTries)
                continue;
            return made ? base::failure(u"cannot make the folder %1: %2"_s.arg(path, reason()),
                                        u"set ASSAY_TMPDIR to a folder that you can write to"_s)
                        : base::failure(made.error());
        }
        if (owner && chown(encoded.constData(), owner->user, owner->group) != 0)
            return base::failure(u"cannot give the folder %1 away: %2"_s.arg(path, reason()));
        return path;
    });
}

base::Result<> Leases::removeFolder(const QString &path)
{
    const bool known = m_state.with([&](State &state) { return state.folders.contains(path); });
    if (!known)
        return {};
    if (auto removed = removeTree(path); !removed)
        return removed;
    m_state.with([&](State &state) {
        state.folders.removeAll(path);
        (void)write(state, {{u"gone"_s, path}});
        closeWhenEmpty(state);
    });
    return {};
}

QString Leases::newName()
{
    return m_state.with(
        [&](State &state) { return u"assay-%1-%2"_s.arg(m_id).arg(++state.named); });
}

base::Result<> Leases::addHolding(const Holding &holding)
{
    return m_state.with([&](State &state) -> base::Result<> {
        auto written = write(state, {{u"holding"_s, holding.name},
                                     {u"kind"_s, holdingKindName(holding.kind)},
                                     {u"how"_s, holding.how}});
        if (written)
            state.holdings.append(holding.name);
        return written;
    });
}

void Leases::removeHolding(const QString &name)
{
    m_state.with([&](State &state) {
        if (state.holdings.removeAll(name) == 0)
            return;
        (void)write(state, {{u"gone"_s, name}});
        closeWhenEmpty(state);
    });
}

} // namespace assay::environment
