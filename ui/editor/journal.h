// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace assay::ui {

/// A text that was typed and not saved.
struct JournalEntry
{
    QString path; ///< absolute
    QString text;
    QByteArray baseHash; ///< of the file that it was typed into; empty when there was none
    bool hasMark = false;
    QDateTime typedAt;
    QString owner; ///< the process that wrote it
};

/// The texts that are not saved, each a file of a folder, so that they survive the end of this
/// process by whatever hand. Functions block; any thread, one thread a path.
class Journal
{
public:
    explicit Journal(QString folder)
        : m_folder(std::move(folder))
    {
    }

    [[nodiscard]] base::Result<> write(const JournalEntry &entry) const; ///< in one step
    void remove(const QString &path) const;
    /// Those whose process is gone, the oldest first. Entries that cannot be read stay where they
    /// are.
    [[nodiscard]] std::vector<JournalEntry> abandoned() const;

private:
    [[nodiscard]] QString fileOf(const QString &path) const;

    QString m_folder;
};

} // namespace assay::ui
