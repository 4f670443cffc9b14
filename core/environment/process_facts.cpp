// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/process_facts.h"

#include <QFile>
#include <QList>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLimit = 4 * 1024 * 1024; // of what one process may make us read

QByteArray readProc(qint64 pid, const QString &name)
{
    QFile file(u"/proc/%1/%2"_s.arg(pid).arg(name));
    return file.open(QIODevice::ReadOnly) ? file.read(kLimit) : QByteArray();
}

} // namespace

std::optional<qint64> startTimeOf(qint64 pid)
{
    if (pid <= 0)
        return std::nullopt;
    const QByteArray stat = readProc(pid, u"stat"_s);
    // The name, in parentheses, may contain anything: fields count from after the last one.
    const qsizetype end = stat.lastIndexOf(')');
    if (end < 0)
        return std::nullopt;
    const QList<QByteArray> fields = stat.mid(end + 2).split(' ');
    constexpr qsizetype kState = 0;
    constexpr qsizetype kStartTime = 19; // field 22 of proc(5)
    if (fields.size() <= kStartTime || fields.at(kState) == "Z" || fields.at(kState) == "X")
        return std::nullopt;
    bool ok = false;
    const qint64 start = fields.at(kStartTime).toLongLong(&ok);
    return ok ? std::optional(start) : std::nullopt;
}

QString bootId()
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed())
                                          : QString();
}

QString processName(qint64 pid)
{
    return QString::fromLocal8Bit(readProc(pid, u"comm"_s).trimmed());
}

bool hasVariable(qint64 pid, const QByteArray &nameAndValue)
{
    const QByteArray all = '\0' + readProc(pid, u"environ"_s) + '\0';
    return all.contains('\0' + nameAndValue + '\0');
}

} // namespace assay::environment
