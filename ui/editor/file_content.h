// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <QByteArray>
#include <QString>

namespace assay::ui {

/// What a file's size, time and identity were; another stamp means: read it again.
struct FileStamp
{
    bool exists = false;
    qint64 size = 0;
    qint64 modified = 0; ///< nanoseconds since 1970
    quint64 inode = 0;

    friend bool operator==(const FileStamp &, const FileStamp &) = default;
};

/// A text file as an editor takes it: UTF-8, every character and line end as it is in the file.
struct FileContent
{
    QString text;
    QByteArray hash; ///< SHA-256 of the bytes
    FileStamp stamp;
    bool hasMark = false;    ///< it starts with a byte order mark, which `text` does not hold
    bool isWritable = false; ///< by us, as far as its permissions say
};

/// More is refused: no suite is so large, and an editor would only crawl.
constexpr base::ByteCount kLargestText{16LL * 1024 * 1024};

[[nodiscard]] FileStamp stampOf(const QString &path);
[[nodiscard]] QByteArray hashOf(const QByteArray &bytes);

/// The file for an editor. An error that says why not: missing, a folder or a device, unreadable,
/// larger than kLargestText, not text (a zero byte, or not UTF-8). Blocks; any thread.
[[nodiscard]] base::Result<FileContent> readText(const QString &path);

/// Replaces the file in one step, keeping its permissions and a link to it; makes it when it is
/// gone. Gives what is there now. Blocks; any thread.
[[nodiscard]] base::Result<FileContent> writeText(const QString &path, const QString &text,
                                                  bool hasMark);

/// The lines that differ, as `diff -u` writes them without its heads: " same", "-only in a",
/// "+only in b", "@@" between parts. "" when both are the same. Gives up on the fine points (one
/// block out, one block in) when more than some thousand lines differ. Any thread.
[[nodiscard]] QString lineDiff(const QString &a, const QString &b);

} // namespace assay::ui
