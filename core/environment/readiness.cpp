// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/readiness.h"

#include "base/process.h"
#include "environment/probe.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Readiness;

namespace {

constexpr base::Nanoseconds kOneLook = 5s; ///< one answer that never comes does not use it all up

QString httpProblem(const ServiceEndpoint &endpoint, const Readiness &ready,
                    base::SteadyTime deadline, const std::stop_token &stop)
{
    QString url = ready.target;
    if (!url.contains(u"://"_s)) {
        QString start = endpoint.url;
        if (!start.startsWith(u"http://"_s))
            start = u"http://%1:%2"_s.arg(endpoint.host).arg(endpoint.port);
        url = QUrl(start).resolved(QUrl(url)).toString(QUrl::FullyEncoded);
    }
    const auto status = probeHttp(url, deadline, stop);
    if (!status)
        return u"GET %1: %2"_s.arg(url, status.error().toString());
    return *status == ready.status ? QString() : u"GET %1 answered %2"_s.arg(url).arg(*status);
}

QString commandProblem(const Readiness &ready, const QString &folder, base::SteadyTime deadline,
                       const std::stop_token &stop)
{
    const QString command = ready.command.join(u' ');
    const auto result = base::runProcess({.program = ready.command.value(0),
                                          .arguments = ready.command.mid(1),
                                          .workingDirectory = folder,
                                          .outputLimit = base::ByteCount{64 * 1024}},
                                         deadline, stop);
    if (!result)
        return result.error().toString();
    if (result->stopped)
        return u"`%1` did not end"_s.arg(command);
    if (result->exitCode == 0 && result->signal == 0)
        return {};
    const base::ExitStatus exit{result->exitCode, result->signal};
    return u"`%1` %2"_s.arg(command, exit.toText());
}

QString tcpProblem(const ServiceEndpoint &endpoint, const Readiness &ready,
                   base::SteadyTime deadline, const std::stop_token &stop)
{
    QString host = endpoint.host;
    QString port = ready.target;
    if (const qsizetype colon = ready.target.lastIndexOf(u':'); colon >= 0) {
        host = ready.target.first(colon);
        port = ready.target.mid(colon + 1);
    }
    if (host.isEmpty())
        host = u"127.0.0.1"_s;
    const auto connected = probeTcp(host, port.toInt(), deadline, stop);
    return connected ? QString() : u"%1:%2: %3"_s.arg(host, port, connected.error().toString());
}

/// One look: "" when it is ready.
QString problemOf(RunningService &service, const Readiness &ready, const QString &folder,
                  base::SteadyTime deadline, const std::stop_token &stop)
{
    switch (ready.kind) {
    case Readiness::Kind::Provider:
        return service.notReadyBecause(deadline, stop);
    case Readiness::Kind::Http:
        return httpProblem(service.endpoint(), ready, deadline, stop);
    case Readiness::Kind::Command:
        return commandProblem(ready, folder, deadline, stop);
    case Readiness::Kind::File:
        return QFileInfo::exists(QDir(folder).absoluteFilePath(ready.target))
                   ? QString()
                   : u"there is no file %1"_s.arg(ready.target);
    case Readiness::Kind::Log:
        return service.sawReadyLine() ? QString()
                                      : u"no line of its output matches /%1/"_s.arg(ready.target);
    case Readiness::Kind::Tcp:
        return tcpProblem(service.endpoint(), ready, deadline, stop);
    }
    return {};
}

} // namespace

base::Result<> waitUntilReady(RunningService &service, const Readiness &ready,
                              const QString &folder, const std::stop_token &stop)
{
    const auto deadline = std::chrono::steady_clock::now() + ready.within;
    base::Nanoseconds pause = 1ms;
    QString seen; // a last look that the deadline cuts short says less than the one before
    while (!stop.stop_requested()) {
        const auto now = std::chrono::steady_clock::now();
        const QString problem =
            problemOf(service, ready, folder, std::min(deadline, now + kOneLook), stop);
        // A check can hold although the service is gone: a file, another one's port.
        if (const QString end = service.diedBecause(); !end.isEmpty())
            return base::failure(u"it %1 before it was ready"_s.arg(end),
                                 u"its last lines say why"_s);
        if (problem.isEmpty())
            return {};
        const bool isLate = std::chrono::steady_clock::now() >= deadline;
        if (!isLate || seen.isEmpty())
            seen = problem;
        if (isLate) {
            return base::failure(
                u"it was not ready within %1: %2"_s.arg(base::durationText(ready.within), seen),
                u"see its last lines; `ready: { within: ... }` gives it more time"_s);
        }
        base::waitFor(pause, stop);
        pause = std::min<base::Nanoseconds>(pause * 3 / 2, 20ms);
    }
    return base::failure(u"its start was stopped"_s);
}

} // namespace assay::environment
