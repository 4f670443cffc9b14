// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/data/snapshot_archive.h"

#include <vector>

namespace assay::workbench {

/// A failure's world: a portable snapshot with where it comes from.
struct KeptWorld
{
    QString file; ///< absolute
    base::ByteCount size;
    environment::ArchiveManifest manifest; ///< its origin: run, suite, case, attempt
};

/// The worlds of failures that a workspace keeps, as files below .assay/kept. A value; any thread.
class KeptWorlds
{
public:
    static constexpr int kMost = 20; ///< older ones are removed

    explicit KeptWorlds(QString folder);
    /// Makes the folder, and room by removing the oldest; the name has its suffix.
    [[nodiscard]] QString newFile(const QString &name) const;
    /// The newest first; files that are no snapshots are passed over.
    [[nodiscard]] std::vector<KeptWorld> list() const;
    /// Only a file of the folder.
    [[nodiscard]] base::Result<> remove(const QString &file) const;

private:
    QString m_folder;
};

} // namespace assay::workbench
