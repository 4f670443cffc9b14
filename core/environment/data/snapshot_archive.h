// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "environment/environment_snapshot.h"

#include <QJsonObject>

#include <stop_token>

namespace assay::environment {

/// What an archive says of itself, before anything of it is used.
struct ArchiveManifest
{
    struct File
    {
        QString service;
        QString provider;
        QString version; ///< of the service: "15.18"; may be empty
        base::ByteCount size;
        QByteArray checksum; ///< BLAKE2b of 256 bits, hexadecimal
    };
    EnvironmentSnapshot snapshot;
    QJsonObject configuration; ///< what configure() had set: service -> settings
    QJsonObject origin;        ///< where it comes from: run, case, attempt; free
    std::vector<File> files;   ///< in file order
};

/// A snapshot as one file that another machine can restore: a tar, compressed by zstd, with
/// `manifest.json` first and then one file a service ("0.data", "1.data", ...): a dump in
/// PostgreSQL's custom format, an RDB of Redis.
///
/// Reading trusts nothing: an entry that the manifest does not name, a size or a checksum that is
/// another, a link, a missing entry, more bytes than were announced: the archive is refused whole.
/// Any thread; interruptible.
class SnapshotArchive
{
public:
    /// `folder` holds "0.data", ...; sizes and checksums of the manifest are filled in. The file
    /// appears when it is whole.
    [[nodiscard]] static base::Result<base::ByteCount> write(ArchiveManifest manifest,
                                                             const QString &folder,
                                                             const QString &file,
                                                             const std::stop_token &stop);
    /// Only the manifest; quick, whatever the size.
    [[nodiscard]] static base::Result<ArchiveManifest> readManifest(const QString &file);
    /// Everything into the existing empty `folder`, checked.
    [[nodiscard]] static base::Result<ArchiveManifest>
    extract(const QString &file, const QString &folder, const std::stop_token &stop);

    /// "0.data"
    [[nodiscard]] static QString nameOf(std::size_t index);
};

} // namespace assay::environment
