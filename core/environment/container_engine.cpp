// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/container_engine.h"

#include <QUrl>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 10;

QString projectFilter(const QString &project)
{
    return u"label=com.docker.compose.project="_s + project;
}

/// Ports of a remote engine are on its machine.
QString hostOf(const QString &dockerHost)
{
    const QUrl url(dockerHost);
    const bool isRemote = url.scheme() == u"tcp" || url.scheme() == u"ssh";
    return isRemote && !url.host().isEmpty() ? url.host() : u"127.0.0.1"_s;
}

/// Whatever is installed is asked: a `docker` may have the subcommand or not.
base::Result<Tool> findCompose(const Tool &docker, const base::Variables &variables,
                               base::SteadyTime deadline, const std::stop_token &stop)
{
    Tool compose = docker;
    compose.leading = {u"compose"_s};
    if (compose.run({u"version"_s}, deadline, stop))
        return compose;
    compose.leading.clear();
    compose.program = findProgram(u"docker-compose"_s, variables);
    if (!compose.program.isEmpty())
        return compose;
    return base::failure(u"there is neither `docker compose` nor `docker-compose`"_s,
                         u"install one of them (Debian: apt install docker-compose)"_s);
}

struct Kind
{
    QStringList list;
    QStringList remove;
};

std::vector<Kind> kindsOf(const QString &project)
{
    const QString filter = projectFilter(project);
    const auto reference = [&](QChar separator) {
        return u"reference="_s + project + separator + u'*';
    };
    return {
        {{u"ps"_s, u"-aq"_s, u"--no-trunc"_s, u"--filter"_s, filter}, {u"rm"_s, u"-f"_s, u"-v"_s}},
        {{u"network"_s, u"ls"_s, u"-q"_s, u"--filter"_s, filter}, {u"network"_s, u"rm"_s}},
        {{u"volume"_s, u"ls"_s, u"-q"_s, u"--filter"_s, filter}, {u"volume"_s, u"rm"_s}},
        {{u"images"_s, u"--format"_s, u"{{.Repository}}:{{.Tag}}"_s, u"--filter"_s, reference(u'_'),
          u"--filter"_s, reference(u'-')},
         {u"rmi"_s, u"-f"_s}}};
}

} // namespace

QString engineFix(const QString &complaint)
{
    if (complaint.contains(u"permission denied"_s, Qt::CaseInsensitive))
        return u"become a member of the group docker, or set DOCKER_HOST"_s;
    if (complaint.contains(u"Cannot connect"_s, Qt::CaseInsensitive) ||
        complaint.contains(u"Couldn't connect"_s, Qt::CaseInsensitive) ||
        complaint.contains(u"error during connect"_s, Qt::CaseInsensitive) ||
        complaint.contains(u"connection refused"_s, Qt::CaseInsensitive) ||
        complaint.contains(u"Connection aborted"_s, Qt::CaseInsensitive))
        return u"start Docker: `systemctl start docker`; or set DOCKER_HOST"_s;
    return {};
}

base::Result<ContainerEngine> ContainerEngine::find(const base::Variables &variables,
                                                    base::SteadyTime deadline,
                                                    const std::stop_token &stop)
{
    ContainerEngine engine;
    engine.docker.program = findProgram(u"docker"_s, variables);
    engine.docker.environment =
        variablesLike({u"DOCKER_"_s, u"PATH"_s, u"HOME"_s, u"XDG_"_s}, variables);
    if (engine.docker.program.isEmpty())
        return base::failure(
            u"there is no program `docker`"_s,
            u"install a container engine (Debian: apt install docker.io docker-compose)"_s);
    const auto version =
        engine.docker.run({u"version"_s, u"--format"_s, u"{{.Server.Version}}"_s}, deadline, stop);
    if (!version) {
        if (stop.stop_requested())
            return base::failure(version.error());
        const QString fix = engineFix(version.error().toString());
        base::Error error{
            u"the container engine does not answer: %1"_s.arg(version.error().title),
            fix.isEmpty() ? u"start Docker: `systemctl start docker`; or set DOCKER_HOST"_s : fix};
        error.cause = version.error().cause;
        return base::failure(error);
    }
    auto compose = findCompose(engine.docker, variables, deadline, stop);
    if (!compose)
        return base::failure(compose.error());
    engine.compose = std::move(*compose);
    engine.host = hostOf(variables.value(u"DOCKER_HOST"_s).value_or(QString()));
    return engine;
}

base::Result<std::vector<Container>> containersOfProject(const Tool &docker, const QString &project,
                                                         base::SteadyTime deadline,
                                                         const std::stop_token &stop)
{
    const auto ids =
        docker.run({u"ps"_s, u"-aq"_s, u"--no-trunc"_s, u"--filter"_s, projectFilter(project)},
                   deadline, stop);
    if (!ids)
        return base::failure(ids.error());
    const QStringList all = QString::fromUtf8(*ids).split(u'\n', Qt::SkipEmptyParts);
    if (all.isEmpty())
        return std::vector<Container>();
    const auto json =
        docker.run(QStringList{u"inspect"_s, u"--type"_s, u"container"_s} + all, deadline, stop);
    if (!json)
        return base::failure(json.error());
    return containersOf(*json);
}

base::Result<bool> removeProject(const Tool &docker, const QString &project,
                                 base::Nanoseconds settle, base::SteadyTime deadline)
{
    bool found = false;
    bool isSettled = settle == base::Nanoseconds::zero();
    base::Result<QByteArray> removed;
    for (int round = 0; round < kRounds; ++round) {
        bool isLeft = false;
        for (const Kind &kind : kindsOf(project)) {
            const auto names = docker.run(kind.list, deadline, {});
            if (!names)
                return base::failure(names.error());
            const QStringList all = QString::fromUtf8(*names).split(u'\n', Qt::SkipEmptyParts);
            if (all.isEmpty())
                continue;
            isLeft = true;
            // Another may be quicker, so that some are gone already: the next look tells.
            if (auto done = docker.run(kind.remove + all, deadline, {}); !done)
                removed = done;
        }
        found = found || isLeft;
        if (isLeft)
            continue;
        if (std::exchange(isSettled, true))
            return found;
        base::waitFor(settle, {}); // what the engine was just about to make
    }
    return removed ? base::failure(u"what it has keeps coming back"_s)
                   : base::failure(removed.error());
}

} // namespace assay::environment
