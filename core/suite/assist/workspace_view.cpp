// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist/workspace_view.h"

#include "base/json_text.h"
#include "suite/csv.h"
#include "suite/file_shapes.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;

namespace {

constexpr base::ByteCount kMostText{2LL * 1024 * 1024};

bool isBelowFolder(const QString &file, const QString &folder)
{
    return file.startsWith(folder + u'/') || file.contains(u'/' + folder + u'/');
}

bool isYaml(const QString &file)
{
    return file.endsWith(u".yaml") || file.endsWith(u".yml");
}

QStringList columnsOf(const QString &file, const QByteArray &bytes)
{
    if (file.endsWith(u".csv")) {
        const qsizetype newline = bytes.indexOf('\n');
        const auto head = parseCsv(newline < 0 ? bytes : bytes.first(newline), file);
        return head ? head->columns : QStringList();
    }
    const auto value = base::parseJson(bytes);
    return value ? value->toArray().at(0).toObject().keys() : QStringList();
}

} // namespace

QString WorkspaceView::resolve(const QString &path, const QString &fromFile) const
{
    if (path.isEmpty())
        return {};
    const auto found = [this](const QString &absolute) -> QString {
        const QString clean = QDir::cleanPath(absolute);
        const QString name =
            clean.startsWith(folder + u'/') ? clean.sliced(folder.size() + 1) : clean;
        return std::binary_search(files.begin(), files.end(), name) ? name : QString();
    };
    if (path.startsWith(u'/'))
        return found(path);
    const QString from = fromFile.startsWith(u'/') ? fromFile : folder + u'/' + fromFile;
    const QString beside = found(QFileInfo(from).path() + u'/' + path);
    return beside.isEmpty() ? found(folder + u'/' + path) : beside;
}

QString WorkspaceView::pathFrom(const QString &fromFile, const QString &file) const
{
    const auto absolute = [this](const QString &name) {
        return name.startsWith(u'/') ? name : folder + u'/' + name;
    };
    return QDir(QFileInfo(absolute(fromFile)).path()).relativeFilePath(absolute(file));
}

QString WorkspaceView::environmentFile(const QString &name) const
{
    for (const QString &file : files) {
        if (isYaml(file) && isBelowFolder(file, u"environments"_s) && !file.startsWith(u'/') &&
            QFileInfo(file).completeBaseName() == name)
            return file;
    }
    return {};
}

QStringList WorkspaceView::environmentNames() const
{
    QStringList names;
    for (const QString &file : filesOf(FileKind::Environment))
        names.append(QFileInfo(file).completeBaseName());
    names.removeDuplicates();
    return names;
}

QStringList WorkspaceView::filesOf(FileKind kind) const
{
    QStringList found;
    for (const QString &file : files) {
        const auto text = texts.constFind(file);
        if (text != texts.cend() && fileKindOf(file, *text) == kind)
            found.append(file);
    }
    return found;
}

FileKind fileKindOf(const QString &file, QStringView text)
{
    if (file == u"workspace.yaml")
        return FileKind::Workspace;
    const bool isOutside = file.startsWith(u'/');
    if (!isOutside && isBelowFolder(file, u"environments"_s))
        return FileKind::Environment;
    if (!isOutside && isBelowFolder(file, u"plans"_s))
        return FileKind::Plan;
    for (qsizetype start = 0; start < text.size();) {
        qsizetype end = text.indexOf(u'\n', start);
        if (end < 0)
            end = text.size();
        const QStringView line = text.sliced(start, end - start);
        start = end + 1;
        if (line.startsWith(u"partial:"))
            return FileKind::Include;
        if (line.startsWith(u"suite:") || line.startsWith(u"cases:"))
            return FileKind::Suite;
        if (line.startsWith(u"mock:") || line.startsWith(u"routes:"))
            return FileKind::Mock;
        if (line.startsWith(u"dataset:"))
            return FileKind::DataSet;
    }
    return FileKind::Unknown;
}

Shape shapeOfFile(FileKind kind, const WorkspaceView &view)
{
    static const Format kNone;
    switch (kind) {
    case FileKind::Suite:
        return suiteShape();
    case FileKind::Include:
        return includeShape();
    case FileKind::Environment:
        return environmentShape(view.format != nullptr ? *view.format : kNone);
    case FileKind::Plan:
        return planShape();
    case FileKind::Workspace:
        return workspaceShape();
    case FileKind::Mock:
        return view.mock;
    case FileKind::DataSet:
        return view.dataSet;
    case FileKind::Unknown:
        break;
    }
    return Shape::any();
}

WorkspaceView readWorkspaceView(const Workspace &workspace, const base::Files &disk,
                                const Format &format, const Shape &mock,
                                const Shape &dataSet)
{
    WorkspaceView view;
    view.folder = workspace.folder();
    view.defaultEnvironment = workspace.defaults().environment;
    view.format = &format;
    view.mock = mock;
    view.dataSet = dataSet;
    for (const QString &root : workspace.roots()) {
        for (const QString &path : disk.filesBelow(root, QString())) {
            const QString file = workspace.shortName(path);
            const QString inRoot = path.sliced(root.size());
            if (inRoot.contains(u"/."_s) || view.files.size() >= kMostFiles)
                continue;
            view.files.append(file);
            const bool isData = file.endsWith(u".csv") || file.endsWith(u".json");
            if (!isYaml(file) && !isData)
                continue;
            const auto bytes = disk.read(path, kMostText);
            if (!bytes)
                continue;
            if (isData)
                view.columns.insert(file, columnsOf(file, *bytes));
            else
                view.texts.insert(file, QString::fromUtf8(*bytes));
        }
    }
    view.files.sort();
    view.files.removeDuplicates();
    return view;
}

base::Result<QByteArray> OverlayFiles::read(const QString &path, base::ByteCount limit) const
{
    const auto unsaved = m_unsaved.constFind(path);
    if (unsaved == m_unsaved.cend())
        return m_disk.read(path, limit);
    if (unsaved->size() > limit.value)
        return base::failure(u"%1 is larger than %2"_s.arg(path, base::byteCountText(limit)));
    return *unsaved;
}

base::Result<> OverlayFiles::write(const QString &path, const QByteArray &content)
{
    return m_disk.write(path, content);
}

base::Result<> OverlayFiles::makeFolder(const QString &path)
{
    return m_disk.makeFolder(path);
}

base::Result<> OverlayFiles::removeTree(const QString &path)
{
    return m_disk.removeTree(path);
}

bool OverlayFiles::isFile(const QString &path) const
{
    return m_unsaved.contains(path) || m_disk.isFile(path);
}

bool OverlayFiles::isFolder(const QString &path) const
{
    return m_disk.isFolder(path);
}

QStringList OverlayFiles::filesBelow(const QString &folder, const QString &suffix) const
{
    QStringList found = m_disk.filesBelow(folder, suffix);
    for (auto it = m_unsaved.cbegin(); it != m_unsaved.cend(); ++it) {
        if (it.key().startsWith(folder + u'/') && it.key().endsWith(suffix) &&
            !found.contains(it.key()))
            found.append(it.key());
    }
    found.sort();
    return found;
}

QString OverlayFiles::canonicalPath(const QString &path) const
{
    const QString real = m_disk.canonicalPath(path);
    if (real.isEmpty() && m_unsaved.contains(QDir::cleanPath(path)))
        return QDir::cleanPath(path);
    return real;
}

} // namespace assay::suite::assist
