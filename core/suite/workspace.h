// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/files.h"
#include "model/case.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace assay::suite {

/// What suites inherit when they do not say: `defaults:` of workspace.yaml.
struct WorkspaceDefaults
{
    QString environment;
    std::optional<int> parallel;
    std::optional<base::Nanoseconds> timeout;
    std::optional<int> retries;
    std::optional<model::Isolation> isolation;
};

/// A folder of suites, environments and plans. Files are named relative to it, with "/".
///
///     workspace.yaml (optional):   workspace: name
///                                  roots: [../fixtures]       # inside the workspace's parent
///                                  folder defaults: { environment: local, config: { retries: 1 } }
///
/// Environments are the YAML files of folders called `environments`, plans those of `plans`; suites
/// are all others that have a top-level `suite:` or `cases:` and are not `partial:`, and those that
/// cannot be read or are no text, so that loading them tells of it. Opening runs nothing. A value; `files` outlives it. Any thread.
class Workspace
{
public:
    [[nodiscard]] static base::Result<Workspace> open(const QString &folder,
                                                      const base::Files &files);

    [[nodiscard]] const QString &folder() const { return m_folder; } ///< canonical
    [[nodiscard]] const QString &name() const { return m_name; }
    /// Canonical: the folder itself, then the further ones. Nothing outside is ever read.
    [[nodiscard]] const QStringList &roots() const { return m_roots; }
    [[nodiscard]] const WorkspaceDefaults &defaults() const { return m_defaults; }

    [[nodiscard]] QStringList suiteFiles() const; ///< looks at the disk; sorted
    [[nodiscard]] QStringList planFiles() const;
    [[nodiscard]] QStringList environmentFiles() const;
    [[nodiscard]] QStringList environmentNames() const; ///< their names without folder and suffix
    /// The file of the environment; "" when there is none of this name.
    [[nodiscard]] QString environmentFile(const QString &name) const;

    /// The canonical path of an existing file that `fromFile` names: relative to that file's folder
    /// or, when nothing is there, to the workspace. An error when it is missing or leaves the roots
    /// (also through symbolic links).
    [[nodiscard]] base::Result<QString> resolve(const QString &path, const QString &fromFile) const;
    /// The same for an existing folder.
    [[nodiscard]] base::Result<QString> resolveFolder(const QString &path,
                                                      const QString &fromFile) const;
    /// Relative to the workspace, as positions and ids show it; unchanged when it lies outside.
    [[nodiscard]] QString shortName(const QString &path) const;
    /// The absolute path of a file of the workspace.
    [[nodiscard]] QString absolutePath(const QString &file) const;

private:
    [[nodiscard]] base::Result<> readSettings();
    [[nodiscard]] bool isInside(const QString &canonical) const;
    [[nodiscard]] base::Result<QString>
    find(const QString &path, const QString &fromFile, const QString &what,
         const std::function<bool(const QString &)> &fits) const;
    [[nodiscard]] QStringList yamlFiles() const;

    const base::Files *m_files = nullptr;
    QString m_folder;
    QString m_name;
    QStringList m_roots;
    WorkspaceDefaults m_defaults;
};

} // namespace assay::suite
