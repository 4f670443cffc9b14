// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

#include <stop_token>

class QSettings;

namespace assay::ui {

/// The workspaces that were opened last, the newest first. Main thread; `settings` outlives it.
class RecentWorkspaces
{
public:
    static constexpr int kKept = 10;

    explicit RecentWorkspaces(QSettings &settings)
        : m_settings(settings)
    {
    }
    [[nodiscard]] QStringList folders() const;
    void add(const QString &folder);
    void remove(const QString &folder);

private:
    QSettings &m_settings;
};

/// The folder with the reference suites and their fixtures: installed beside the program, or of the
/// checkout that it was built in; "" when there is none. Any thread.
[[nodiscard]] QString findExample();

/// Copies the example to `folder`/assay-example, which must not be there yet; returns the workspace
/// in it. Blocks: on a worker. An error or a stop leaves nothing behind.
[[nodiscard]] base::Result<QString> copyExample(const QString &example, const QString &folder,
                                                const std::stop_token &stop);

} // namespace assay::ui
