// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/workspace.h"

#include "suite/file_shapes.h"
#include "suite/node_values.h"
#include "suite/shape_check.h"
#include "suite/yaml_reader.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace assay::suite {

using namespace Qt::StringLiterals;

namespace {

bool isBelow(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder.endsWith(u'/') ? folder : folder + u'/');
}

bool hasFolder(const QString &file, const QString &folder)
{
    return file.startsWith(folder + u'/') || file.contains(u'/' + folder + u'/');
}

/// What is no text says nothing of itself. Lost in silence it might be somebody's suite: read as
/// one, it becomes a problem with its name.
bool isUnreadable(const QByteArray &content)
{
    return content.contains('\0') || !content.isValidUtf8();
}

/// Looks at the lines that start at the margin only: a broken suite is still one.
bool looksLikeSuite(const QByteArray &text)
{
    bool found = false;
    bool first = true;
    for (qsizetype start = 0; start < text.size();) {
        qsizetype end = text.indexOf('\n', start);
        if (end < 0)
            end = text.size();
        const QByteArrayView line = QByteArrayView(text).sliced(start, end - start);
        start = end + 1;
        if (line.isEmpty() || line.front() == '#' || line.front() == ' ' || line.front() == '\r' ||
            line.startsWith("---") || line.front() == '%')
            continue;
        if (first && line.startsWith("partial:"))
            return false;
        first = false;
        found = found || line.startsWith("suite:") || line.startsWith("cases:");
    }
    return found;
}

} // namespace

base::Result<Workspace> Workspace::open(const QString &folder, const base::Files &files)
{
    Workspace workspace;
    workspace.m_files = &files;
    workspace.m_folder = files.canonicalPath(folder);
    if (workspace.m_folder.isEmpty() || !files.isFolder(workspace.m_folder)) {
        return base::failure(u"no folder is at %1"_s.arg(folder),
                             u"name the folder that holds the suites"_s);
    }
    workspace.m_name = QFileInfo(workspace.m_folder).fileName();
    workspace.m_roots = {workspace.m_folder};
    if (auto read = workspace.readSettings(); !read)
        return base::failure(read.error());
    return workspace;
}

base::Result<> Workspace::readSettings()
{
    const QString file = u"workspace.yaml"_s;
    const QString path = m_folder + u'/' + file;
    if (!m_files->isFile(path))
        return {};
    const auto content = m_files->read(path, {YamlLimits::kFileSize});
    if (!content)
        return base::failure(content.error());
    Diagnostics diagnostics;
    const auto node = readYaml(*content, file, diagnostics);
    if (node) {
        const Format none;
        ShapeChecker(none, file, diagnostics).check(*node, workspaceShape(), u"the workspace"_s);
    }
    const model::Node roots = node ? (*node)[u"roots"] : model::Node();
    for (const model::Node *root : itemsOrSelf(roots)) {
        const QString canonical = m_files->canonicalPath(absolutePath(root->text()));
        if (canonical.isEmpty() || !m_files->isFolder(canonical)) {
            diagnostics.add(u"no folder is at \"%1\""_s.arg(root->text()), {},
                            root->position(file));
        } else if (!isBelow(canonical, QFileInfo(m_folder).path())) {
            diagnostics.add(
                u"the root \"%1\" lies outside the workspace's parent folder"_s.arg(root->text()),
                u"move it beside the workspace"_s, root->position(file));
        } else if (!m_roots.contains(canonical)) {
            m_roots.append(canonical);
        }
    }
    if (!diagnostics.isEmpty())
        return base::failure(diagnostics.take().front().error);
    m_name = (*node)[u"workspace"].text();
    const model::Node &defaults = (*node)[u"defaults"];
    const model::Node &config = defaults[u"config"];
    m_defaults.environment = defaults[u"environment"].text();
    m_defaults.parallel = wholeNumber(config[u"parallel"]);
    m_defaults.timeout = duration(config[u"timeout"]);
    m_defaults.retries = wholeNumber(config[u"retries"]);
    m_defaults.isolation = isolationOf(config[u"isolation"]);
    return {};
}

QStringList Workspace::yamlFiles() const
{
    QStringList found;
    QStringList paths = m_files->filesBelow(m_folder, u".yaml"_s);
    paths += m_files->filesBelow(m_folder, u".yml"_s);
    for (const QString &path : std::as_const(paths)) {
        const QString file = shortName(path);
        if (!file.startsWith(u'.') && !file.contains(u"/."_s))
            found.append(file);
    }
    found.sort();
    return found;
}

QStringList Workspace::suiteFiles() const
{
    QStringList suites;
    const QStringList files = yamlFiles();
    for (const QString &file : files) {
        if (file == u"workspace.yaml" || hasFolder(file, u"environments"_s) ||
            hasFolder(file, u"plans"_s))
            continue;
        const QString path = absolutePath(file);
        const auto content = m_files->read(path, {YamlLimits::kFileSize});
        // What is too large is data: nobody writes such a suite.
        const bool isLost = !content && QFileInfo(path).size() <= YamlLimits::kFileSize;
        if (isLost || (content && (looksLikeSuite(*content) || isUnreadable(*content))))
            suites.append(file);
    }
    return suites;
}

QStringList Workspace::planFiles() const
{
    QStringList files = yamlFiles();
    files.removeIf([](const QString &file) { return !hasFolder(file, u"plans"_s); });
    return files;
}

QStringList Workspace::environmentFiles() const
{
    QStringList files = yamlFiles();
    files.removeIf([](const QString &file) { return !hasFolder(file, u"environments"_s); });
    return files;
}

QStringList Workspace::environmentNames() const
{
    QStringList names;
    const QStringList files = environmentFiles();
    for (const QString &file : files)
        names.append(QFileInfo(file).completeBaseName());
    names.removeDuplicates();
    return names;
}

QString Workspace::environmentFile(const QString &name) const
{
    const QStringList files = environmentFiles();
    for (const QString &file : files) {
        if (QFileInfo(file).completeBaseName() == name)
            return file;
    }
    return {};
}

bool Workspace::isInside(const QString &canonical) const
{
    return std::any_of(m_roots.cbegin(), m_roots.cend(),
                       [&](const QString &root) { return isBelow(canonical, root); });
}

base::Result<QString> Workspace::resolve(const QString &path, const QString &fromFile) const
{
    return find(path, fromFile, u"file"_s,
                [this](const QString &found) { return m_files->isFile(found); });
}

base::Result<QString> Workspace::resolveFolder(const QString &path, const QString &fromFile) const
{
    return find(path, fromFile, u"folder"_s,
                [this](const QString &found) { return m_files->isFolder(found); });
}

base::Result<QString> Workspace::find(const QString &path, const QString &fromFile,
                                      const QString &what,
                                      const std::function<bool(const QString &)> &fits) const
{
    const QString besideFile =
        QDir::cleanPath(QFileInfo(absolutePath(fromFile)).path() + u'/' + path);
    const QString inWorkspace = QDir::cleanPath(absolutePath(path));
    const QStringList candidates =
        path.startsWith(u'/') ? QStringList{inWorkspace} : QStringList{besideFile, inWorkspace};
    bool leaves = false;
    for (const QString &candidate : candidates) {
        const QString canonical = m_files->canonicalPath(candidate);
        // What lies outside is not even looked at: whether it is there is not the suite's business.
        const bool inside = isInside(canonical.isEmpty() ? candidate : canonical);
        if (inside && !canonical.isEmpty() && fits(canonical))
            return canonical;
        leaves = leaves || !inside;
    }
    if (leaves && !isInside(candidates.front())) {
        return base::failure(u"\"%1\" leaves the workspace"_s.arg(path),
                             u"add its folder to \"roots\" in workspace.yaml"_s);
    }
    if (leaves && !m_files->canonicalPath(candidates.front()).isEmpty()) {
        return base::failure(u"\"%1\" is a link that leaves the workspace"_s.arg(path),
                             u"add its folder to \"roots\" in workspace.yaml"_s);
    }
    return base::failure(
        u"no %1 is at \"%2\""_s.arg(what, path),
        u"it is looked for beside the file that names it, then in the workspace"_s);
}

QString Workspace::shortName(const QString &path) const
{
    return path.startsWith(m_folder + u'/') ? path.sliced(m_folder.size() + 1) : path;
}

QString Workspace::absolutePath(const QString &file) const
{
    return file.startsWith(u'/') ? file : m_folder + u'/' + file;
}

} // namespace assay::suite
