// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/workspaces.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSettings>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kRecentKey = u"workspace/recent"_s;
/// What the copy is called in the folder that a person chose.
const QString kCopyName = u"assay-example"_s;

struct Workspaces
{
    Q_DECLARE_TR_FUNCTIONS(Workspaces)
};

bool isExample(const QString &folder)
{
    return QFile::exists(folder + u"/suites/workspace.yaml"_s) &&
           QFile::exists(folder + u"/fixtures/mocks"_s);
}

base::Result<> copyTree(const QString &from, const QString &to, const std::stop_token &stop)
{
    QDirIterator it(from, QDir::Files | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        if (stop.stop_requested())
            return tl::unexpected(base::Error{Workspaces::tr("copying was stopped"), {}});
        const QString file = it.next();
        const QString relative = QDir(from).relativeFilePath(file);
        // The system's sources and what runs left behind belong to no workspace.
        if (relative.startsWith(u"systems/") || relative.startsWith(u".assay/"))
            continue;
        const QString target = to + u'/' + relative;
        if (!QDir().mkpath(target.section(u'/', 0, -2)))
            return tl::unexpected(
                base::Error{Workspaces::tr("the folder of %1 cannot be made").arg(target),
                            Workspaces::tr("choose a folder that you may write to")});
        QFile source(file);
        if (!source.copy(target))
            return tl::unexpected(base::Error{
                Workspaces::tr("%1 cannot be written: %2").arg(target, source.errorString()),
                Workspaces::tr("choose a folder that you may write to, with room on its disk")});
        QFile::setPermissions(target, QFile::permissions(target) | QFile::WriteOwner);
    }
    return {};
}

} // namespace

QStringList RecentWorkspaces::folders() const
{
    return m_settings.value(kRecentKey).toStringList().mid(0, kKept);
}

void RecentWorkspaces::add(const QString &folder)
{
    QStringList all = folders();
    all.removeAll(folder);
    all.prepend(folder);
    m_settings.setValue(kRecentKey, all.mid(0, kKept));
}

void RecentWorkspaces::remove(const QString &folder)
{
    QStringList all = folders();
    all.removeAll(folder);
    m_settings.setValue(kRecentKey, all);
}

QString findExample()
{
    const QString program = QCoreApplication::applicationDirPath();
    for (const QString &place : {u"/../share/assay/example"_s, u"/../../.."_s}) {
        const QString folder = QDir::cleanPath(program + place);
        if (isExample(folder))
            return folder;
    }
    return {};
}

base::Result<QString> copyExample(const QString &example, const QString &folder,
                                  const std::stop_token &stop)
{
    const QString copy = QDir::cleanPath(folder + u'/' + kCopyName);
    if (QFile::exists(copy))
        return tl::unexpected(base::Error{Workspaces::tr("%1 is there already").arg(copy),
                                          Workspaces::tr("open it, or choose another folder")});
    // All that the workspace's roots name.
    for (const QString &part : {u"suites"_s, u"fixtures"_s, u"packaging/compose"_s,
                                u"packaging/containers"_s, u"packaging/kubernetes"_s}) {
        auto done = copyTree(example + u'/' + part, copy + u'/' + part, stop);
        if (!done) {
            QDir(copy).removeRecursively();
            return tl::unexpected(std::move(done.error()));
        }
    }
    return copy + u"/suites"_s;
}

} // namespace assay::ui
