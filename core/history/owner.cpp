// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/owner.h"

#include <QCoreApplication>
#include <QFile>
#include <QStringList>
#include <QSysInfo>

namespace assay::history {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString bootId()
{
    const QByteArray id = contentOf(u"/proc/sys/kernel/random/boot_id"_s).trimmed();
    return id.isEmpty() ? u"-"_s : QString::fromLatin1(id);
}

/// Field 22 of /proc/PID/stat (proc(5)), "" when there is no such process or it is a zombie.
QString startOf(const QString &pid)
{
    const QByteArray stat = contentOf(u"/proc/%1/stat"_s.arg(pid));
    // The name, in brackets, may hold anything: count from its end.
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.size() < 20 || fields[0] == "Z" || fields[0] == "X")
        return {};
    return QString::fromLatin1(fields[19]);
}

} // namespace

QString thisOwner()
{
    const QString pid = QString::number(QCoreApplication::applicationPid());
    return QStringList{QSysInfo::machineHostName().simplified().replace(u' ', u'-'), bootId(), pid,
                       startOf(pid)}
        .join(u' ');
}

bool isGone(const QString &owner, const QDateTime &runStarted, const QDateTime &now)
{
    const QStringList parts = owner.split(u' ');
    const QStringList here = thisOwner().split(u' ');
    if (parts.size() != 4)
        return true;
    if (parts[1] != here[1] && parts[0] != here[0])
        return runStarted.daysTo(now) > 2;
    return parts[1] != here[1] || startOf(parts[2]) != parts[3];
}

} // namespace assay::history
