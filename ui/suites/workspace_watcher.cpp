// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suites/workspace_watcher.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFileSystemWatcher>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <memory>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// Editors write a file in several steps, and version control hundreds of files.
constexpr int kQuietMs = 150;
/// Files and folders that one workspace may have watched.
constexpr qsizetype kMostFiles = 20'000;

bool isOurs(const QString &name)
{
    static const QSet<QString> kSuffixes{u"yaml"_s, u"yml"_s, u"csv"_s, u"json"_s};
    return kSuffixes.contains(name.section(u'.', -1).toLower());
}

struct Stamp
{
    qint64 size = 0;
    qint64 modified = 0;
    bool readable = true;
    bool operator==(const Stamp &) const = default;
};

} // namespace

/// Lives on the thread. Its watcher and timer are made there.
class WorkspaceWatcher::Worker : public QObject
{
public:
    explicit Worker(WorkspaceWatcher &owner)
        : m_owner(owner)
    {
    }
    void watch(const QString &folder)
    {
        m_folder = folder;
        m_watcher = std::make_unique<QFileSystemWatcher>();
        if (!m_quiet) {
            m_quiet = std::make_unique<QTimer>();
            m_quiet->setSingleShot(true);
            m_quiet->setInterval(kQuietMs);
            connect(m_quiet.get(), &QTimer::timeout, this, [this] { look(true); });
        }
        const auto stir = [this] { m_quiet->start(); };
        connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, this, stir);
        connect(m_watcher.get(), &QFileSystemWatcher::fileChanged, this, stir);
        m_seen.clear();
        look(false);
    }
    void end()
    {
        m_quiet.reset();
        m_watcher.reset();
    }

private:
    void look(bool tell)
    {
        QHash<QString, Stamp> now;
        QStringList paths;
        if (QFileInfo::exists(m_folder))
            paths.append(m_folder);
        QStringList open = paths;
        while (!open.isEmpty() && now.size() < kMostFiles) {
            QDirIterator entries(open.takeLast(), QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot |
                                                      QDir::NoSymLinks);
            while (entries.hasNext()) {
                entries.next();
                const QFileInfo info = entries.fileInfo();
                if (info.isDir()) {
                    open.append(info.filePath());
                    paths.append(info.filePath());
                } else if (isOurs(info.fileName())) {
                    now.insert(
                        info.filePath(),
                        {info.size(), info.lastModified().toMSecsSinceEpoch(), info.isReadable()});
                    paths.append(info.filePath());
                }
            }
        }
        const QStringList known = m_watcher->directories() + m_watcher->files();
        const QSet<QString> watched(known.begin(), known.end());
        const QSet<QString> wanted(paths.begin(), paths.end());
        QStringList gone = (watched - wanted).values();
        QStringList fresh = (wanted - watched).values();
        if (!gone.isEmpty())
            m_watcher->removePaths(gone);
        if (!fresh.isEmpty()) {
            QStringList failed = m_watcher->addPaths(fresh);
            failed.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
            const auto count = static_cast<int>(failed.size());
            if (count > 0)
                Q_EMIT m_owner.limited(static_cast<int>(paths.size()) - count,
                                       static_cast<int>(paths.size()));
        }
        const bool differs = now != m_seen;
        m_seen = std::move(now);
        if (tell && differs)
            Q_EMIT m_owner.changed();
    }

    WorkspaceWatcher &m_owner; ///< signals only: they are queued to its thread
    QString m_folder;
    std::unique_ptr<QFileSystemWatcher> m_watcher;
    std::unique_ptr<QTimer> m_quiet;
    QHash<QString, Stamp> m_seen;
};

WorkspaceWatcher::WorkspaceWatcher(QObject *parent)
    : QObject(parent)
    , m_worker(new Worker(*this))
{
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName(u"watcher"_s);
    connect(&m_thread, &QThread::finished, m_worker, [worker = m_worker] { worker->end(); });
    m_thread.start(QThread::LowPriority);
}

WorkspaceWatcher::~WorkspaceWatcher()
{
    m_thread.quit();
    m_thread.wait();
    delete m_worker;
}

void WorkspaceWatcher::watch(const QString &folder)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, folder] { worker->watch(folder); });
}

} // namespace assay::ui
