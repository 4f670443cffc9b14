// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment_fixture.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace assay::environment {

/// fake_docker.sh in the PATH of a fixture, with a compose file and no other engine.
class FakeEngine
{
public:
    explicit FakeEngine(Fixture &fixture)
        : m_fixture(fixture)
    {
        QDir(fixture.dir.path()).mkpath(QStringLiteral("engine"));
        QDir(fixture.dir.path()).mkpath(QStringLiteral("bin"));
        install(QStringLiteral("docker"));
        install(QStringLiteral("docker-compose"));
        // Never a real one, whatever is wrong with ours.
        fixture.variables.changes[QStringLiteral("DOCKER_HOST")] =
            QStringLiteral("unix://") + path(QStringLiteral("none"));
        fixture.variables.changes[QStringLiteral("DOCKER_FAKE")] = path({});
        fixture.variables.changes[QStringLiteral("PATH")] =
            fixture.dir.filePath(QStringLiteral("bin")) + QStringLiteral(":/usr/bin:/bin");
        write(QStringLiteral("config.txt"), "api\ndatabase\nmigration\n");
        QFile file(fixture.dir.filePath(QStringLiteral("compose.yaml")));
        if (file.open(QIODevice::WriteOnly))
            file.write("services: {}\n");
    }
    void install(const QString &name) const
    {
        QFile::link(QStringLiteral(ASSAY_SOURCE_DIR "/tests/environment/fake_docker.sh"),
                    m_fixture.dir.filePath(QStringLiteral("bin/") + name));
    }
    [[nodiscard]] QString path(const QString &name) const
    {
        return m_fixture.dir.filePath(QStringLiteral("engine/") + name);
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
    [[nodiscard]] QString read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    [[nodiscard]] QStringList calls() const
    {
        return read(QStringLiteral("calls")).split(u'\n', Qt::SkipEmptyParts);
    }
    /// As `docker inspect` shows it; `state` is over {"Status": "running"}.
    static QByteArray container(const QString &id, const QString &service, QJsonObject state = {},
                                const QJsonObject &ports = {})
    {
        if (!state.contains(QStringLiteral("Status")))
            state.insert(QStringLiteral("Status"), QStringLiteral("running"));
        QJsonObject bindings;
        QJsonObject places;
        for (auto it = ports.begin(); it != ports.end(); ++it) {
            bindings.insert(it.key(), QJsonArray{QJsonObject()});
            places.insert(it.key(), QJsonArray{QJsonObject{
                                        {QStringLiteral("HostIp"), QStringLiteral("0.0.0.0")},
                                        {QStringLiteral("HostPort"), it.value()}}});
        }
        const QJsonObject labels{
            {QStringLiteral("com.docker.compose.service"), service},
            {QStringLiteral("com.docker.compose.container-number"), QStringLiteral("1")}};
        return QJsonDocument(QJsonObject{{QStringLiteral("Id"), id},
                                         {QStringLiteral("State"), state},
                                         {QStringLiteral("Config"),
                                          QJsonObject{{QStringLiteral("Labels"), labels}}},
                                         {QStringLiteral("HostConfig"),
                                          QJsonObject{{QStringLiteral("PortBindings"), bindings}}},
                                         {QStringLiteral("NetworkSettings"),
                                          QJsonObject{{QStringLiteral("Ports"), places}}}})
            .toJson(QJsonDocument::Compact);
    }
    /// What `up` will make.
    void willStart(const QString &id, const QByteArray &json) const
    {
        write(id + QStringLiteral(".container"), json);
    }
    /// How it is from now on; its log ends when it does.
    void change(const QString &id, const QByteArray &json) const
    {
        write(QStringLiteral("containers/") + id + QStringLiteral(".container"), json);
    }
    void endLog(const QString &id) const { write(QStringLiteral("ended/") + id, {}); }

private:
    Fixture &m_fixture;
};

} // namespace assay::environment
