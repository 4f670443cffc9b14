// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/files.h"

#include <QHash>

namespace assay::workbench {

/// What the suites were when all of each last ran: their fingerprints (model::Suite), by file. A
/// small JSON file beside history: {"suites/a.yaml": "<hex>"}. One that is missing or cannot be
/// read says nothing, so every suite counts as changed. Any thread; two runs that end at once may
/// forget one of the two. `files` outlives it.
class SuiteNotes
{
public:
    using Fingerprints = QHash<QString, QByteArray>;

    SuiteNotes(base::Files &files, QString path)
        : m_files(files)
        , m_path(std::move(path))
    {
    }
    [[nodiscard]] Fingerprints read() const;
    /// Over what is known. Writes nothing when that changes nothing.
    [[nodiscard]] base::Result<> add(const Fingerprints &news) const;

private:
    base::Files &m_files;
    QString m_path;
};

} // namespace assay::workbench
