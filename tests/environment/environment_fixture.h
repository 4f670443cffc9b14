// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "environment/environment_manager.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <utility> // base/guarded.h needs it

namespace assay::environment {

/// The process's own variables, with some of them changed.
class ChangedVariables final : public base::Variables
{
public:
    QMap<QString, QString> changes;

    std::optional<QString> value(const QString &name) const override
    {
        const auto found = changes.find(name);
        return found == changes.end() ? m_system.value(name) : std::optional(*found);
    }
    QMap<QString, QString> all() const override
    {
        QMap<QString, QString> all = m_system.all();
        all.insert(changes);
        return all;
    }

private:
    base::SystemVariables m_system;
};

/// A folder for everything that a test leaves, and managers in it. PostgreSQL's pristine copy is
/// shared by the tests of one build, as that of a machine's user is.
class Fixture
{
public:
    Fixture()
    {
        // Other users pass: PostgreSQL runs as one when we are root.
        QFile(dir.path()).setPermissions(QFile::Permissions(0x7011));
        variables.changes[QStringLiteral("ASSAY_TMPDIR")] = dir.path();
        variables.changes[QStringLiteral("XDG_STATE_HOME")] = dir.filePath(QStringLiteral("state"));
        variables.changes[QStringLiteral("XDG_CACHE_HOME")] =
            QStringLiteral(ASSAY_BINARY_DIR "/tests/cache");
        post = [this](events::Payload payload) {
            posted.with([&](auto &all) { all.push_back(std::move(payload)); });
        };
    }
    [[nodiscard]] base::Host host() { return {clock, files, variables, random}; }
    [[nodiscard]] std::unique_ptr<EnvironmentManager> manager(MockHost *mocks = nullptr)
    {
        EnvironmentManager::Options options{.host = host()};
        options.post = post;
        options.mocks = mocks;
        options.executableFolder = QStringLiteral(ASSAY_BINARY_DIR "/tests/bin");
        auto made = EnvironmentManager::create(std::move(options));
        return made ? std::move(*made) : nullptr;
    }
    [[nodiscard]] QString stateFolder() const
    {
        return dir.filePath(QStringLiteral("state/assay"));
    }
    [[nodiscard]] QStringList leaseFiles() const
    {
        return QDir(stateFolder() + QStringLiteral("/leases")).entryList(QDir::Files);
    }
    /// What is beneath the temporary root on disk.
    [[nodiscard]] QStringList leftFolders() const
    {
        const QString root = temporaryRoots(variables).disk;
        return QDir(root).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    }
    [[nodiscard]] model::EnvironmentSpec spec(std::vector<model::ServiceSpec> services) const
    {
        model::EnvironmentSpec environment;
        environment.name = QStringLiteral("test");
        environment.file = QStringLiteral("environments/test.yaml");
        environment.folder = dir.path();
        environment.roots = {dir.path()};
        environment.services = std::move(services);
        return environment;
    }
    [[nodiscard]] QStringList logOf(const QString &source) const
    {
        QStringList lines;
        for (const events::Payload &payload : posted.copy()) {
            const auto *line = std::get_if<events::LogLine>(&payload);
            if (line != nullptr && line->source == source)
                lines.append(line->text);
        }
        return lines;
    }
    /// "starting", "ready", ... of a service ("" for the environment).
    [[nodiscard]] QStringList statesOf(const QString &service) const
    {
        QStringList states;
        for (const events::Payload &payload : posted.copy()) {
            const auto *change = std::get_if<events::EnvironmentChanged>(&payload);
            if (change != nullptr && change->service == service)
                states.append(model::serviceStateName(change->state));
        }
        return states;
    }

    QTemporaryDir dir;
    base::SystemClock clock;
    base::SystemFiles files;
    ChangedVariables variables;
    base::SystemRandom random;
    base::Guarded<std::vector<events::Payload>> posted;
    Post post;
};

[[nodiscard]] inline model::ServiceSpec service(const QString &name, const QString &provider,
                                                const QJsonValue &settings)
{
    model::ServiceSpec spec;
    spec.name = name;
    spec.provider = provider;
    spec.settings = model::Node::fromJson(settings, 4, 7);
    spec.line = 3;
    spec.column = 5;
    return spec;
}

/// A process of /bin/sh.
[[nodiscard]] inline model::ServiceSpec shell(const QString &name, const QString &script)
{
    return service(name, QStringLiteral("process"), QJsonObject{{QStringLiteral("shell"), script}});
}

/// The service, ready when that is so.
[[nodiscard]] inline model::ServiceSpec with(model::ServiceSpec spec, model::Readiness::Kind kind,
                                             const QString &target,
                                             base::Nanoseconds within = std::chrono::seconds(10))
{
    spec.ready.kind = kind;
    spec.ready.target = target;
    spec.ready.within = within;
    return spec;
}

/// The small server of child_helper.cpp.
[[nodiscard]] inline QString childHelper()
{
    return QStringLiteral(ASSAY_BINARY_DIR "/tests/bin/environment_child_helper");
}

/// Ports as PORT: they differ from run to run.
[[nodiscard]] inline QString withoutPorts(QString text)
{
    return text.replace(QRegularExpression(QStringLiteral("127\\.0\\.0\\.1:\\d+")),
                        QStringLiteral("127.0.0.1:PORT"));
}

} // namespace assay::environment
