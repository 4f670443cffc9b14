// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/workbench.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace assay::workbench {

/// A workspace in a folder of its own, and a facade over it; state and caches are beside it.
struct GivenWorkspace
{
    GivenWorkspace()
    {
        QFile::setPermissions(dir.path(),
                              QFile::Permissions(0x7055)); // PostgreSQL's user passes
        write(QStringLiteral("workspace.yaml"), "workspace: given\n");
    }
    void write(const QString &name, const QByteArray &content) const
    {
        const QString path = folder() + u'/' + name;
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
    }
    [[nodiscard]] QString folder() const { return dir.path() + QStringLiteral("/ws"); }
    [[nodiscard]] std::unique_ptr<Workbench> open()
    {
        Workbench::Settings settings;
        settings.stateFolder = dir.path() + QStringLiteral("/state");
        settings.cacheFolder = dir.path() + QStringLiteral("/cache");
        auto opened = Workbench::open(folder(), host, settings);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().toText()));
        return std::move(*opened);
    }

    QTemporaryDir dir;
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
};

} // namespace assay::workbench
