// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/files.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace assay::base {

using namespace Qt::StringLiterals;

Result<QByteArray> SystemFiles::read(const QString &path, ByteCount limit) const
{
    if (QFileInfo(path).isDir())
        return failure(u"cannot read %1: it is a folder"_s.arg(path));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(u"cannot read %1: %2"_s.arg(path, file.errorString()),
                       u"check the path and its permissions"_s);
    }
    // By its size where it has one: reading up to the limit would reserve as much.
    const qint64 size = file.isSequential() ? 0 : file.size();
    QByteArray content = file.read(std::min<qint64>(size, limit.value) + 1);
    if (content.size() > size && content.size() <= limit.value)
        content += file.read(limit.value + 1 - content.size()); // a pipe, or it grows
    if (content.size() > limit.value) {
        return failure(u"%1 is larger than %2"_s.arg(path, byteCountText(limit)),
                       u"split it, or point to a smaller file"_s);
    }
    if (file.error() != QFileDevice::NoError)
        return failure(u"cannot read %1: %2"_s.arg(path, file.errorString()));
    return content;
}

Result<> SystemFiles::write(const QString &path, const QByteArray &content)
{
    // A device or a pipe must be written to, not replaced.
    if (const QFileInfo info(path); info.exists() && !info.isFile() && !info.isDir()) {
        QFile device(path);
        if (!device.open(QIODevice::WriteOnly | QIODevice::Unbuffered) ||
            device.write(content) != content.size()) {
            return failure(u"cannot write %1: %2"_s.arg(path, device.errorString()));
        }
        return {};
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() ||
        !file.commit()) {
        return failure(u"cannot write %1: %2"_s.arg(path, file.errorString()),
                       u"check that the folder exists, is writable and has room"_s);
    }
    return {};
}

Result<> SystemFiles::makeFolder(const QString &path)
{
    if (!QDir().mkpath(path))
        return failure(u"cannot make the folder %1"_s.arg(path),
                       u"check its parent's permissions"_s);
    return {};
}

Result<> SystemFiles::removeTree(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return {};
    const bool removed =
        info.isDir() && !info.isSymLink() ? QDir(path).removeRecursively() : QFile::remove(path);
    if (!removed)
        return failure(u"cannot remove %1"_s.arg(path), u"check its permissions"_s);
    return {};
}

bool SystemFiles::isFile(const QString &path) const
{
    return QFileInfo(path).isFile();
}

bool SystemFiles::isFolder(const QString &path) const
{
    return QFileInfo(path).isDir();
}

QStringList SystemFiles::filesBelow(const QString &folder, const QString &suffix) const
{
    QStringList found;
    QDirIterator it(folder, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        if (path.endsWith(suffix))
            found.append(path);
    }
    found.sort();
    return found;
}

QString SystemFiles::canonicalPath(const QString &path) const
{
    return QFileInfo(path).canonicalFilePath();
}

} // namespace assay::base
