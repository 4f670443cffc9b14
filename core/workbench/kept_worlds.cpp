// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/kept_worlds.h"

#include <QDir>
#include <QFile>

namespace assay::workbench {

using namespace Qt::StringLiterals;

namespace {

const QString kSuffix = u".assaysnap"_s;

QFileInfoList filesOf(const QString &folder)
{
    return QDir(folder).entryInfoList({u'*' + kSuffix}, QDir::Files, QDir::Time);
}

} // namespace

KeptWorlds::KeptWorlds(QString folder)
    : m_folder(std::move(folder))
{
}

QString KeptWorlds::newFile(const QString &name) const
{
    QDir().mkpath(m_folder);
    const QFileInfoList known = filesOf(m_folder);
    for (qsizetype i = kMost - 1; i < known.size(); ++i)
        QFile::remove(known[i].filePath());
    return m_folder + u'/' + name + kSuffix;
}

std::vector<KeptWorld> KeptWorlds::list() const
{
    std::vector<KeptWorld> worlds;
    const QFileInfoList files = filesOf(m_folder);
    for (const QFileInfo &file : files) {
        auto manifest = environment::SnapshotArchive::readManifest(file.filePath());
        if (manifest)
            worlds.push_back({file.filePath(), {file.size()}, std::move(*manifest)});
    }
    return worlds;
}

base::Result<> KeptWorlds::remove(const QString &file) const
{
    const QFileInfo info(file);
    if (info.canonicalPath() != QFileInfo(m_folder).canonicalFilePath() || !file.endsWith(kSuffix))
        return base::failure(u"%1 is no kept world of this workspace"_s.arg(file));
    QFile known(file);
    if (!known.remove())
        return base::failure(u"cannot remove %1: %2"_s.arg(file, known.errorString()));
    return {};
}

} // namespace assay::workbench
