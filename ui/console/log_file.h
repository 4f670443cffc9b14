// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "base/result.h"
#include "base/units.h"

#include <QByteArray>
#include <QString>

namespace assay::ui {

/// Bytes in a file without a name, which goes with the last process that has it open, however that
/// ends. One thread appends; any thread reads what has been appended before.
class LogFile
{
public:
    /// In `folder`, which is made when it is missing.
    [[nodiscard]] static base::Result<LogFile> make(const QString &folder);

    /// All or, with an error (disk full, a limit of the process), nothing. The thread must not take
    /// SIGXFSZ.
    [[nodiscard]] base::Result<> append(QByteArrayView bytes);
    [[nodiscard]] quint64 size() const { return m_size; } ///< for the thread that appends
    /// What the file's disk has left for others.
    [[nodiscard]] base::ByteCount freeSpace() const;

    enum class Read { Done, WouldWait, Failed };
    /// `size` bytes from `offset`. Without `mayWait` only what is in memory already: then the main
    /// thread may ask. (Where a file system cannot tell, it waits all the same.)
    [[nodiscard]] Read read(quint64 offset, char *to, qsizetype size, bool mayWait) const;

private:
    explicit LogFile(base::Descriptor file)
        : m_file(std::move(file))
    {
    }

    base::Descriptor m_file;
    quint64 m_size = 0;
};

} // namespace assay::ui
