// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/control_group.h"

#include "base/cancellation.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kPeriod = 100'000; ///< microseconds, the kernel's own default

QString reason()
{
    return QString::fromLocal8Bit(std::strerror(errno)).toLower();
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &text)
{
    const base::Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    return file.isOpen() && ::write(file.get(), text.constData(),
                                    static_cast<std::size_t>(text.size())) == text.size();
}

/// Where cgroup version 2 is mounted; "" when it is not.
QString mountPoint()
{
    for (const QByteArray &line : read(u"/proc/self/mountinfo"_s).split('\n')) {
        if (line.contains(" - cgroup2 "))
            return QString::fromLocal8Bit(line.split(' ').value(4));
    }
    return {};
}

/// Beside our own group: one with processes may not have groups with limits below it.
QString folderForGroups(const base::Variables &variables)
{
    if (const auto given = variables.value(u"ASSAY_CGROUP"_s))
        return *given;
    const QString mount = mountPoint();
    if (mount.isEmpty())
        return {};
    for (const QByteArray &line : read(u"/proc/self/cgroup"_s).split('\n')) {
        if (line.startsWith("0::/"))
            return QDir::cleanPath(mount + QString::fromLocal8Bit(line.mid(3)) + u"/.."_s);
    }
    return {};
}

bool hasController(const QString &folder, const QByteArray &name)
{
    const auto has = [&] {
        return read(folder + u"/cgroup.subtree_control"_s).simplified().split(' ').contains(name);
    };
    return has() || (write(folder + u"/cgroup.subtree_control"_s, '+' + name) && has());
}

} // namespace

ControlGroup::ControlGroup(QString folder, QString name, Leases &leases)
    : m_folder(std::move(folder))
    , m_name(std::move(name))
    , m_leases(leases)
{
}

base::Result<std::unique_ptr<ControlGroup>>
ControlGroup::make(const Limits &limits, const base::Variables &variables, Leases &leases)
{
    const QString fix = u"run Assay within `systemd-run --user --scope -p Delegate=yes`, or name a "
                        "control group of yours in ASSAY_CGROUP"_s;
    const QString parent = folderForGroups(variables);
    if (parent.isEmpty() || !QFile::exists(parent + u"/cgroup.subtree_control"_s))
        return base::failure(u"there are no control groups of version 2 here"_s, fix);
    for (const auto &[isWanted, controller] : {std::pair(limits.memory.has_value(), "memory"),
                                               std::pair(limits.processors.has_value(), "cpu")}) {
        if (isWanted && !hasController(parent, controller))
            return base::failure(u"the control group %1 has no controller \"%2\" for us"_s.arg(
                                     parent, QString::fromLatin1(controller)),
                                 fix);
    }
    const QString name = leases.newName();
    const QString folder = parent + u'/' + name;
    if (auto noted = leases.addHolding(
            {Holding::Kind::ControlGroup, name, QJsonObject{{u"folder"_s, folder}}});
        !noted)
        return base::failure(noted.error());
    auto group = std::unique_ptr<ControlGroup>(new ControlGroup(folder, name, leases));
    if (mkdir(QFile::encodeName(folder).constData(), 0755) != 0)
        return base::failure(u"cannot make the control group %1: %2"_s.arg(folder, reason()), fix);
    bool isSet = true;
    if (limits.memory) {
        isSet = write(folder + u"/memory.max"_s, QByteArray::number(limits.memory->value));
        (void)write(folder + u"/memory.swap.max"_s, "0"); // not there without swap
    }
    if (limits.processors) {
        const auto share = static_cast<qint64>(*limits.processors * kPeriod);
        isSet = isSet &&
                write(folder + u"/cpu.max"_s, QByteArray::number(std::max<qint64>(share, 1000)) +
                                                  ' ' + QByteArray::number(kPeriod));
    }
    group->m_processes.reset(
        ::open(QFile::encodeName(folder + u"/cgroup.procs"_s).constData(), O_WRONLY | O_CLOEXEC));
    if (!isSet || !group->m_processes.isOpen())
        return base::failure(
            u"the limits of the control group %1 cannot be set: %2"_s.arg(folder, reason()), fix);
    return group;
}

ControlGroup::~ControlGroup()
{
    m_processes.reset();
    if (removeControlGroup(m_folder))
        m_leases.removeHolding(m_name);
}

base::Result<bool> removeControlGroup(const QString &folder)
{
    const QByteArray name = QFile::encodeName(folder);
    if (!QFile::exists(folder))
        return false;
    if (QFile::exists(folder + u"/cgroup.kill"_s))
        (void)write(folder + u"/cgroup.kill"_s, "1");
    // Those that were killed leave it a moment later.
    const bool gone = base::pollUntil([&] { return rmdir(name.constData()) == 0; }, 2ms,
                                      std::chrono::steady_clock::now() + 2s, {});
    return gone ? base::Result<bool>(true)
                : base::failure(u"cannot remove the control group %1: %2"_s.arg(folder, reason()));
}

} // namespace assay::environment
