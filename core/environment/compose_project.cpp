// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/compose_project.h"

#include "base/suggest.h"

#include <QFileInfo>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kLinesShown = 20;
constexpr base::Nanoseconds kLook = 10s;
constexpr base::Nanoseconds kRemoval = 30s;

/// Its own variables decide, not what the user's shell has set for other projects.
Tool forProject(Tool compose, const ComposeProject::Settings &settings)
{
    compose.environment.insert(settings.environment);
    compose.environment.insert(u"COMPOSE_PROFILES"_s, settings.profiles.join(u','));
    compose.environment.insert(u"COMPOSE_FILE"_s, settings.files.join(u':'));
    compose.environment.insert(u"COMPOSE_PROGRESS"_s, u"plain"_s);
    compose.environment.insert(u"BUILDKIT_PROGRESS"_s, u"plain"_s);
    compose.environment.insert(u"DOCKER_CLI_HINTS"_s, u"false"_s);
    compose.folder = QFileInfo(settings.files.value(0)).path();
    return compose;
}

QString fixOf(const QString &what, const QString &lines)
{
    if (lines.contains(u"port is already allocated"_s) ||
        lines.contains(u"address already in use"_s)) {
        return u"let the engine choose the port: \"127.0.0.1::8080\" instead of \"8080:8080\"; it "
               "is then ${services.NAME.ports.SERVICE[8080]}"_s;
    }
    if (const QString fix = engineFix(lines); !fix.isEmpty())
        return fix;
    return what == u"build" ? u"see its last lines"_s : QString();
}

} // namespace

ComposeProject::ComposeProject(ContainerEngine engine, Settings settings, Leases &leases)
    : m_engine{engine.docker, forProject(engine.compose, settings), engine.host}
    , m_settings(std::move(settings))
    , m_leases(leases)
    , m_name(leases.newName())
{
}

base::Result<std::unique_ptr<ComposeProject>>
ComposeProject::open(ContainerEngine engine, Settings settings, Leases &leases)
{
    auto project = std::unique_ptr<ComposeProject>(
        new ComposeProject(std::move(engine), std::move(settings), leases));
    if (auto noted = leases.addHolding(
            {Holding::Kind::ComposeProject, project->m_name, project->m_engine.docker.toJson()});
        !noted) {
        project->m_isDown = true;
        return base::failure(noted.error());
    }
    return project;
}

ComposeProject::~ComposeProject()
{
    (void)takeDown(); // what is left is journalled
}

QStringList ComposeProject::arguments(const QStringList &last) const
{
    QStringList all{u"-p"_s, m_name};
    for (const QString &file : m_settings.files)
        all += {u"-f"_s, file};
    return all + last;
}

QString ComposeProject::command() const
{
    return m_engine.compose.text(arguments(QStringList{u"up"_s, u"-d"_s} + m_settings.services));
}

base::Result<> ComposeProject::check(base::SteadyTime deadline, const std::stop_token &stop) const
{
    const auto listed =
        m_engine.compose.run(arguments({u"config"_s, u"--services"_s}), deadline, stop);
    if (!listed) {
        base::Error error = listed.error();
        if (!stop.stop_requested())
            error.title = u"the compose file %1 cannot be used: %2"_s.arg(
                m_settings.files.join(u", "_s), error.title);
        return base::failure(error);
    }
    const QStringList known = QString::fromUtf8(*listed).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &service : m_settings.services) {
        if (!known.contains(service))
            return base::failure(u"the compose file %1 has no service \"%2\""_s.arg(
                                     m_settings.files.join(u", "_s), service),
                                 base::didYouMean(service, known));
    }
    return {};
}

base::Result<> ComposeProject::runLong(const QStringList &last, ChildContext children,
                                       base::SteadyTime deadline, const std::stop_token &stop) const
{
    ChildRequest request;
    request.spawn = m_engine.compose.spawn(arguments(last + m_settings.services));
    request.source = m_settings.source;
    request.grace = 2s;
    const auto child = ChildProcess::start(children, std::move(request));
    if (!child)
        return base::failure(child.error());
    const QString what = u"`%1 %2`"_s.arg(
        (QStringList{QFileInfo(m_engine.compose.program).fileName()} + m_engine.compose.leading)
            .join(u' '),
        last.first());
    const bool hasEnded = (*child)->waitForExit(deadline, stop);
    (*child)->stop();
    if (!hasEnded && stop.stop_requested())
        return base::failure(u"%1 was stopped"_s.arg(what));
    const base::ExitStatus exit = *(*child)->exitStatus();
    if (hasEnded && exit.exitCode == 0 && exit.signal == 0)
        return {};
    const QStringList lines = (*child)->lastLines(kLinesShown);
    base::Error error;
    error.title =
        hasEnded ? u"%1 %2"_s.arg(what, exit.toText()) : u"%1 did not end in time"_s.arg(what);
    error.fix = hasEnded ? fixOf(last.first(), lines.join(u'\n'))
                         : u"`startWithin: 20m` gives it more time"_s;
    const QString account =
        u"it was run as `%1` and wrote "_s.arg(m_engine.compose.text(arguments(last))) +
        (lines.isEmpty() ? u"nothing"_s : u"last:"_s + quotedLines(lines)) + accountOfContainers();
    return base::failure(error.because({account, {}}));
}

QString ComposeProject::accountOfContainers() const
{
    const auto deadline = std::chrono::steady_clock::now() + kLook;
    const auto all = containers(deadline, {});
    if (!all)
        return {};
    QString text;
    for (const Container &container : *all) {
        if (container.notReadyBecause().isEmpty())
            continue;
        text += u"\nits container \"%1\" %2"_s.arg(container.label(), container.stateText());
        auto log = base::runProcess(
            {.program = m_engine.docker.program,
             .arguments = {u"logs"_s, u"--tail"_s, QString::number(kLinesShown), container.id},
             .environment = m_engine.docker.environment},
            deadline, {});
        const QStringList lines =
            log ? lastLinesOf(log->standardOutput + log->standardError, kLinesShown)
                : QStringList();
        text +=
            lines.isEmpty() ? u" and wrote nothing"_s : u" and wrote last:"_s + quotedLines(lines);
    }
    return text;
}

base::Result<> ComposeProject::up(ChildContext children, base::SteadyTime deadline,
                                  const std::stop_token &stop)
{
    if (auto checked = check(deadline, stop); !checked)
        return checked;
    if (m_settings.build) {
        if (auto built = runLong({u"build"_s}, children, deadline, stop); !built)
            return built;
    }
    return runLong({u"up"_s, u"-d"_s}, children, deadline, stop);
}

base::Result<std::vector<Container>> ComposeProject::containers(base::SteadyTime deadline,
                                                                const std::stop_token &stop) const
{
    return containersOfProject(m_engine.docker, m_name, deadline, stop);
}

base::Result<> ComposeProject::takeDown()
{
    if (m_isDown)
        return {};
    const auto now = std::chrono::steady_clock::now();
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(m_settings.grace).count();
    const auto down =
        m_engine.compose.run(arguments({u"down"_s, u"-v"_s, u"--remove-orphans"_s, u"--rmi"_s,
                                        u"local"_s, u"-t"_s, QString::number(seconds)}),
                             now + m_settings.grace + kRemoval, {});
    // Its file may have changed meanwhile, or it may have been ended while it made something.
    const auto removed = removeProject(m_engine.docker, m_name, down ? 0ms : 100ms,
                                       std::chrono::steady_clock::now() + kRemoval);
    if (!removed)
        return base::failure(removed.error());
    m_isDown = true;
    m_leases.removeHolding(m_name);
    return {};
}

} // namespace assay::environment
