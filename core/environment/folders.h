// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/spawn.h"
#include "base/units.h"

#include <QString>

#include <optional>
#include <stop_token>

namespace assay::environment {

/// Removes a folder with all that is in it; symbolic links are removed, not followed. Nothing there
/// is no error. Any thread.
[[nodiscard]] base::Result<> removeTree(const QString &path);

/// Copies what is in `from` into the existing folder `to`: regular files, folders and symbolic
/// links with their permissions; blocks are shared where the file system can (FICLONE). `owner`
/// becomes the owner of all, `to` included. Interruptible, any thread.
[[nodiscard]] base::Result<> copyTree(const QString &from, const QString &to,
                                      const std::optional<base::SpawnRequest::Identity> &owner,
                                      const std::stop_token &stop);

/// Copies one regular file to where none is; its blocks are shared where the file system can. What
/// was written of a copy that fails is removed. Interruptible, any thread.
[[nodiscard]] base::Result<> copyFile(const QString &from, const QString &to,
                                      const std::stop_token &stop);
/// `from` becomes `to` in one step, in place of what was there. Within one file system.
[[nodiscard]] base::Result<> replaceFile(const QString &from, const QString &to);

/// Of all regular files in it.
[[nodiscard]] base::ByteCount treeSize(const QString &path);
/// What we may still write beneath `path`; 0 when it is not there.
[[nodiscard]] base::ByteCount freeSpace(const QString &path);

} // namespace assay::environment
