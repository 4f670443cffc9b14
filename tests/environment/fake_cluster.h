// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment_fixture.h"
#include "kube_samples.h"

namespace assay::environment {

/// fake_kubectl.sh in the PATH of a fixture.
class FakeCluster
{
public:
    explicit FakeCluster(Fixture &fixture)
        : m_fixture(fixture)
    {
        QDir(fixture.dir.path()).mkpath(QStringLiteral("cluster/ended"));
        QDir(fixture.dir.path()).mkpath(QStringLiteral("bin"));
        QDir(fixture.dir.path()).mkpath(QStringLiteral("deploy"));
        QFile::link(QStringLiteral(ASSAY_SOURCE_DIR "/tests/environment/fake_kubectl.sh"),
                    fixture.dir.filePath(QStringLiteral("bin/kubectl")));
        // Never a real one, whatever is wrong with ours.
        fixture.variables.changes[QStringLiteral("KUBECONFIG")] = path(QStringLiteral("none"));
        fixture.variables.changes[QStringLiteral("KUBE_FAKE")] = path({});
        fixture.variables.changes[QStringLiteral("PATH")] =
            fixture.dir.filePath(QStringLiteral("bin")) + QStringLiteral(":/usr/bin:/bin");
        write(QStringLiteral("helper"), childHelper().toUtf8());
        write(QStringLiteral("tried.json"),
              "{\"kind\": \"Deployment\", \"metadata\": {\"name\": \"api\", "
              "\"namespace\": \"NAMESPACE\"}}");
        write(QStringLiteral("state.json"),
              list({deployment(1, 1),
                    pod(QStringLiteral("api-1"), QStringLiteral("ReplicaSet/api-7d"), kReady)}));
    }
    [[nodiscard]] QString path(const QString &name) const
    {
        return m_fixture.dir.filePath(QStringLiteral("cluster/") + name);
    }
    void write(const QString &name, const QByteArray &text) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name) + QStringLiteral(".new"));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        file.close();
        QFile::remove(path(name));
        QFile::rename(file.fileName(), path(name));
    }
    [[nodiscard]] QStringList calls() const
    {
        QFile file(path(QStringLiteral("calls")));
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                   : QStringList();
    }
    [[nodiscard]] bool hasNamespace() const
    {
        return QFile::exists(path(QStringLiteral("namespace.json")));
    }

private:
    Fixture &m_fixture;
};

} // namespace assay::environment
