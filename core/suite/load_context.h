// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/diagnostics.h"
#include "suite/format.h"
#include "suite/shape_check.h"
#include "suite/workspace.h"

#include <QCryptographicHash>

namespace assay::suite {

/// What every part of one loading shares. Confined to one thread.
struct LoadContext
{
    const Workspace &workspace;
    const Format &format;
    const base::Files &disk;
    Diagnostics &diagnostics;
    /// Gets the content of every file that is read; may be null.
    QCryptographicHash *fingerprint = nullptr;

    /// The file as nodes; its mistakes are reported. `file` is relative to the workspace; `from` is
    /// where it is named, for a file that is not there.
    [[nodiscard]] std::optional<model::Node> read(const QString &file,
                                                  const base::SourcePosition &from = {}) const;
    /// The content of a file that `node` names, and its name for messages; mistakes are reported.
    struct Content
    {
        QString file;
        QByteArray bytes;
    };
    [[nodiscard]] std::optional<Content> contentOf(const model::Node &node,
                                                   const QString &file) const;
    void note(const QByteArray &content) const;
};

} // namespace assay::suite
