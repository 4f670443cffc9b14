// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <QByteArray>
#include <QStringList>

namespace assay::base {

/// The file system as Assay uses it. Paths are absolute. Safe from any thread.
/// Every error names the path and the system's reason.
class Files
{
public:
    virtual ~Files() = default;
    /// The whole file; an error when it is larger than `limit`.
    [[nodiscard]] virtual Result<QByteArray> read(const QString &path, ByteCount limit) const = 0;
    /// Replaces the file in one step: a reader sees the old or the new content, never a part.
    [[nodiscard]] virtual Result<> write(const QString &path, const QByteArray &content) = 0;
    [[nodiscard]] virtual Result<> makeFolder(const QString &path) = 0;
    [[nodiscard]] virtual Result<> removeTree(const QString &path) = 0;
    [[nodiscard]] virtual bool isFile(const QString &path) const = 0;
    [[nodiscard]] virtual bool isFolder(const QString &path) const = 0;
    /// Files below the folder whose names end with `suffix`, sorted, symbolic links not followed.
    [[nodiscard]] virtual QStringList filesBelow(const QString &folder,
                                                 const QString &suffix) const = 0;
    /// The path with symbolic links and dots resolved; "" when nothing is there.
    [[nodiscard]] virtual QString canonicalPath(const QString &path) const = 0;
};

class SystemFiles final : public Files
{
public:
    [[nodiscard]] Result<QByteArray> read(const QString &path, ByteCount limit) const override;
    [[nodiscard]] Result<> write(const QString &path, const QByteArray &content) override;
    [[nodiscard]] Result<> makeFolder(const QString &path) override;
    [[nodiscard]] Result<> removeTree(const QString &path) override;
    [[nodiscard]] bool isFile(const QString &path) const override;
    [[nodiscard]] bool isFolder(const QString &path) const override;
    [[nodiscard]] QStringList filesBelow(const QString &folder,
                                         const QString &suffix) const override;
    [[nodiscard]] QString canonicalPath(const QString &path) const override;
};

} // namespace assay::base
