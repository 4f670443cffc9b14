// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/files.h"
#include "suite/format.h"
#include "suite/workspace.h"

#include <QHash>

namespace assay::suite::assist {

enum class FileKind { Unknown, Suite, Include, Environment, Plan, Workspace, Mock, DataSet };

/// What help for one file needs to know of all others, as they are being edited: a plain value,
/// made on a worker, read by any thread. Files are named as Workspace::shortName() has it.
struct WorkspaceView
{
    QString folder;                      ///< absolute
    QStringList files;                   ///< that a suite could name, sorted
    QHash<QString, QString> texts;       ///< of the YAML files
    QHash<QString, QStringList> columns; ///< of the data files (.csv, .json): names of columns
    QString defaultEnvironment;          ///< of workspace.yaml; may be empty
    const Format *format = nullptr;      ///< outlives the view; null knows no step kinds
    Shape mock;                          ///< of mock files, which belong to a floor above
    Shape dataSet;                       ///< of data sets, likewise

    /// The file that `path` means in `fromFile`: beside it, else in the workspace; "" for none.
    [[nodiscard]] QString resolve(const QString &path, const QString &fromFile) const;
    /// How `fromFile` names the file: relative to its own folder.
    [[nodiscard]] QString pathFrom(const QString &fromFile, const QString &file) const;
    [[nodiscard]] QString environmentFile(const QString &name) const; ///< "" when there is none
    [[nodiscard]] QStringList environmentNames() const;
    [[nodiscard]] QStringList filesOf(FileKind kind) const; ///< sorted
};

/// By its name and the first words at its margin: a broken file has a kind, too.
[[nodiscard]] FileKind fileKindOf(const QString &file, QStringView text);
/// The shape of a whole file; Any when its kind is unknown.
[[nodiscard]] Shape shapeOfFile(FileKind kind, const WorkspaceView &view);

/// Reads the workspace; what cannot be read is left out. At most kMostFiles files are listed.
constexpr int kMostFiles = 50'000;
[[nodiscard]] WorkspaceView readWorkspaceView(const Workspace &workspace, const base::Files &disk,
                                              const Format &format, const Shape &mock,
                                              const Shape &dataSet = {});

/// The disk with some files as they are in editors: what is not saved yet is checked, too. Writing
/// goes to the disk. `disk` outlives it. Any thread once it is filled.
class OverlayFiles final : public base::Files
{
public:
    OverlayFiles(base::Files &disk, QHash<QString, QByteArray> unsaved) ///< by canonical path
        : m_disk(disk)
        , m_unsaved(std::move(unsaved))
    {
    }
    [[nodiscard]] base::Result<QByteArray> read(const QString &path,
                                                base::ByteCount limit) const override;
    [[nodiscard]] base::Result<> write(const QString &path, const QByteArray &content) override;
    [[nodiscard]] base::Result<> makeFolder(const QString &path) override;
    [[nodiscard]] base::Result<> removeTree(const QString &path) override;
    [[nodiscard]] bool isFile(const QString &path) const override;
    [[nodiscard]] bool isFolder(const QString &path) const override;
    [[nodiscard]] QStringList filesBelow(const QString &folder,
                                         const QString &suffix) const override;
    [[nodiscard]] QString canonicalPath(const QString &path) const override;

private:
    base::Files &m_disk;
    QHash<QString, QByteArray> m_unsaved;
};

} // namespace assay::suite::assist
