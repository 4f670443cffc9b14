// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/facts.h"

#include <QDir>
#include <QSysInfo>

namespace assay::workbench {

using namespace Qt::StringLiterals;

namespace {

constexpr base::ByteCount kSmall{1024 * 1024};

QString readLine(const QString &path, const base::Host &host)
{
    const auto content = host.files.read(path, kSmall);
    return content ? QString::fromUtf8(*content).trimmed() : QString();
}

/// Where a checkout keeps HEAD, and where its references are: two places in a worktree, whose
/// `.git` is a file that names the first.
struct GitFolders
{
    QString head;
    QString common;
};

GitFolders gitFoldersOf(const QString &folder, const base::Host &host)
{
    for (QDir dir(folder);;) {
        const QString candidate = dir.filePath(u".git"_s);
        if (host.files.isFolder(candidate))
            return {candidate, candidate};
        if (host.files.isFile(candidate)) {
            const QString line = readLine(candidate, host);
            if (!line.startsWith(u"gitdir: "_s))
                return {};
            const QString head = QDir::cleanPath(dir.absoluteFilePath(line.sliced(8)));
            const QString common = readLine(head + u"/commondir"_s, host);
            return {head,
                    common.isEmpty() ? head : QDir::cleanPath(QDir(head).absoluteFilePath(common))};
        }
        if (!dir.cdUp())
            return {};
    }
}

QString commitOf(const QString &reference, const QString &git, const base::Host &host)
{
    const QString loose = readLine(git + u'/' + reference, host);
    if (!loose.isEmpty())
        return loose;
    const QStringList packed = readLine(git + u"/packed-refs"_s, host).split(u'\n');
    for (const QString &line : packed) {
        if (line.endsWith(u' ' + reference))
            return line.section(u' ', 0, 0);
    }
    return {};
}

} // namespace

QJsonObject runFacts(const QString &folder, const base::Host &host)
{
    QJsonObject facts{{u"host"_s, QSysInfo::machineHostName()}};
    const GitFolders git = gitFoldersOf(folder, host);
    if (git.head.isEmpty())
        return facts;
    constexpr int kShown = 12;
    const QString head = readLine(git.head + u"/HEAD"_s, host);
    if (head.startsWith(u"ref: "_s)) {
        const QString reference = head.sliced(5);
        facts[u"branch"_s] = reference.section(u'/', 2);
        facts[u"commit"_s] = commitOf(reference, git.common, host).left(kShown);
    } else if (!head.isEmpty()) {
        facts[u"commit"_s] = head.left(kShown);
    }
    return facts;
}

} // namespace assay::workbench
