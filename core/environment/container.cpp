// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/container.h"

#include "base/json_text.h"
#include "environment/tool.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

void readHealth(const QJsonObject &health, Container &container)
{
    container.health = health.value(u"Status"_s).toString();
    if (container.health == u"none")
        container.health.clear();
    const QJsonArray log = health.value(u"Log"_s).toArray();
    if (log.isEmpty())
        return;
    const QByteArray output = log.last().toObject().value(u"Output"_s).toString().toUtf8();
    container.healthOutput = lastLinesOf(output, 1).value(0);
}

void readPorts(const QJsonObject &ports, Container &container)
{
    for (auto it = ports.begin(); it != ports.end(); ++it) {
        const QString number = it.key().endsWith(u"/tcp"_s) ? it.key().chopped(4) : it.key();
        const QJsonArray places = it.value().toArray();
        for (const QJsonValue &place : places) {
            QString host = place[u"HostIp"_s].toString();
            // The same port may be there for IPv4 and again for IPv6.
            if (host.contains(u':') && container.ports.contains(number))
                continue;
            if (host == u"0.0.0.0" || host == u"::")
                host.clear();
            container.ports.insert(number, {host, place[u"HostPort"_s].toString().toInt()});
        }
    }
}

Container containerOf(const QJsonObject &json)
{
    const QJsonObject state = json.value(u"State"_s).toObject();
    const QJsonObject labels = json[u"Config"_s][u"Labels"_s].toObject();
    Container container;
    container.id = json.value(u"Id"_s).toString();
    container.service = labels.value(u"com.docker.compose.service"_s).toString();
    container.number = labels.value(u"com.docker.compose.container-number"_s).toString().toInt();
    if (container.service.isEmpty())
        container.service = json.value(u"Name"_s).toString().mid(1);
    container.status = state.value(u"Status"_s).toString();
    container.exitCode = state.value(u"ExitCode"_s).toInt();
    container.restarts = json.value(u"RestartCount"_s).toInt();
    container.isOutOfMemory = state.value(u"OOMKilled"_s).toBool();
    container.error = state.value(u"Error"_s).toString();
    container.startedAt = state.value(u"StartedAt"_s).toString();
    container.publishes = !json[u"HostConfig"_s][u"PortBindings"_s].toObject().isEmpty();
    readHealth(state.value(u"Health"_s).toObject(), container);
    readPorts(json[u"NetworkSettings"_s][u"Ports"_s].toObject(), container);
    return container;
}

} // namespace

QString Container::label() const
{
    return number > 1 ? u"%1-%2"_s.arg(service).arg(number) : service;
}

QString Container::stateText() const
{
    if (status == u"exited" || status == u"dead") {
        if (!error.isEmpty())
            return u"could not be started: %1"_s.arg(error);
        const QString how = u"exited with %1"_s.arg(exitCode);
        return isOutOfMemory ? u"ran out of memory (%1)"_s.arg(how) : how;
    }
    if (status == u"restarting")
        return u"exited with %1 and is started again by the engine (restart %2)"_s.arg(exitCode)
            .arg(restarts);
    if (status == u"created")
        return error.isEmpty() ? u"was made, but not started"_s
                               : u"could not be started: %1"_s.arg(error);
    if (isRunning() && !health.isEmpty() && health != u"healthy") {
        const QString what = health == u"starting" ? u"has not passed its health check yet"_s
                                                   : u"is %1"_s.arg(health);
        return healthOutput.isEmpty() ? what : u"%1 (\"%2\")"_s.arg(what, healthOutput);
    }
    return u"is %1"_s.arg(status);
}

QString Container::notReadyBecause() const
{
    const bool isUp = isRunning() && (health.isEmpty() || health == u"healthy");
    const bool isDone = status == u"exited" && exitCode == 0 && !publishes;
    return isUp || isDone ? QString() : u"its container \"%1\" %2"_s.arg(label(), stateText());
}

bool Container::hasFailed() const
{
    if (status == u"dead" || status == u"removing")
        return true;
    return status == u"exited" && (exitCode != 0 || publishes);
}

base::Result<std::vector<Container>> containersOf(const QByteArray &json)
{
    const auto value = base::parseJson(json);
    if (!value || !value->isArray())
        return base::failure(u"`docker inspect` gave something that is not a list"_s,
                             u"is the docker in PATH Docker's own?"_s);
    std::vector<Container> containers;
    const QJsonArray all = value->toArray();
    for (const QJsonValue &one : all)
        containers.push_back(containerOf(one.toObject()));
    std::sort(containers.begin(), containers.end(), [](const Container &a, const Container &b) {
        return std::pair(a.service, a.number) < std::pair(b.service, b.number);
    });
    return containers;
}

} // namespace assay::environment
