// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/files.h"
#include "expect/matcher.h"

namespace assay::expect {

/// Letters, digits, "-", "_", "." and blanks, with "/" between folders; no part starts with a dot.
[[nodiscard]] bool isSnapshotName(const QString &name);
/// As golden files have it: sorted members, four spaces, a line break at the end; scalars too.
[[nodiscard]] QByteArray indentedJson(const QJsonValue &value);

/// Golden files in <folder>/__snapshots__/<suite>/<name>. Names cannot leave that folder, not by a
/// symbolic link either. `files` must outlive it. Any thread that `files` allows.
class FileSnapshots final : public Snapshots
{
public:
    /// `folder` is absolute: where the suite's file is. Characters of `suite` that are not fit for
    /// a file name become "_".
    FileSnapshots(base::Files &files, const QString &folder, const QString &suite, bool updating);

    [[nodiscard]] base::Result<std::optional<QByteArray>> load(const QString &name) override;
    [[nodiscard]] base::Result<> save(const QString &name, const QByteArray &content) override;
    [[nodiscard]] bool updating() const override { return m_updating; }

private:
    [[nodiscard]] base::Result<QString> pathOf(const QString &name) const;

    base::Files &m_files;
    QString m_folder;
    bool m_updating;
};

} // namespace assay::expect
