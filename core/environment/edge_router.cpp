// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/edge_router.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace assay::environment {

using namespace Qt::StringLiterals;

namespace {

/// The ports of a service by name: "" is its first.
std::map<QString, int> portsOf(const QJsonObject &properties)
{
    std::map<QString, int> ports;
    if (const int port = properties[u"port"].toInt(); port > 0)
        ports[QString()] = port;
    const QJsonObject named = properties[u"ports"].toObject();
    for (auto it = named.begin(); it != named.end(); ++it) {
        if (it->toInt() > 0)
            ports[it.key()] = it->toInt();
    }
    return ports;
}

QString withPort(const QString &text, const QString &host, const std::map<int, int> &moved)
{
    QString result = text;
    for (const auto &[from, to] : moved) {
        const QRegularExpression address(
            u"(?<![\\w.-])%1:%2(?!\\d)"_s.arg(QRegularExpression::escape(host)).arg(from));
        result.replace(address, u"127.0.0.1:%1"_s.arg(to));
        // User and password stand before the host.
        const QRegularExpression after(
            u"@%1:%2(?!\\d)"_s.arg(QRegularExpression::escape(host)).arg(from));
        result.replace(after, u"@127.0.0.1:%1"_s.arg(to));
    }
    return result;
}

QJsonValue withPorts(const QJsonValue &value, const QString &host, const std::map<int, int> &moved)
{
    if (value.isString())
        return withPort(value.toString(), host, moved);
    if (value.isArray()) {
        QJsonArray list;
        for (const QJsonValue &item : value.toArray())
            list.append(withPorts(item, host, moved));
        return list;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        *it = withPorts(*it, host, moved);
    return object;
}

} // namespace

EdgeRouter::EdgeRouter(EdgeHost *host, SharedBoard board, Post post)
    : m_host(host)
    , m_board(std::move(board))
    , m_post(std::move(post))
{
}

base::Result<QJsonObject> EdgeRouter::seenBy(const QString &from,
                                             const std::vector<model::Edge> &edges,
                                             const QJsonObject &services)
{
    QJsonObject seen = services;
    for (const model::Edge &edge : edges) {
        if (edge.from != from || !services.contains(edge.to))
            continue;
        auto properties = routed(edge, services[edge.to].toObject());
        if (!properties)
            return base::failure(properties.error());
        seen.insert(edge.to, *properties);
    }
    return seen;
}

base::Result<QJsonObject> EdgeRouter::routed(const model::Edge &edge, const QJsonObject &properties)
{
    const std::map<QString, int> ports = portsOf(properties);
    if (ports.empty())
        return base::failure(u"the edge %1 -> %2 has no port that a proxy could stand before"_s.arg(
                                 edge.from, edge.to),
                             u"take it out of the environment's edges"_s);
    return m_open.with([&](auto &all) -> base::Result<QJsonObject> {
        Ports &open = all[{edge.from, edge.to}];
        std::map<int, int> moved;
        QJsonObject seen = properties;
        QJsonObject named = properties[u"ports"].toObject();
        for (const auto &[name, port] : ports) {
            const auto routedPort = portOf(edge, name, open);
            if (!routedPort)
                return base::failure(routedPort.error());
            moved[port] = *routedPort;
            if (name.isEmpty())
                seen[u"port"_s] = *routedPort;
            else
                named[name] = *routedPort;
        }
        // A port by two names is one to whoever uses it.
        const QString host = properties[u"host"].toString(u"127.0.0.1"_s);
        seen = withPorts(seen, host, moved).toObject();
        if (properties.contains(u"ports"_s))
            seen[u"ports"_s] = named;
        seen[u"host"_s] = u"127.0.0.1"_s;
        return seen;
    });
}

base::Result<int> EdgeRouter::portOf(const model::Edge &edge, const QString &name, Ports &open)
{
    std::unique_ptr<RunningEdge> &known = open[name];
    if (known)
        return known->port();
    if (m_host == nullptr)
        return base::failure(
            u"there is nothing that can route the edge %1 -> %2"_s.arg(edge.from, edge.to));
    auto opened = m_host->open([board = m_board, to = edge.to, name]() -> EdgeTarget {
        return board->read([&](const Board &now) -> EdgeTarget {
            for (const ServiceEndpoint &endpoint : now.endpoints) {
                if (endpoint.name != to)
                    continue;
                const auto ports = portsOf(endpoint.properties);
                const auto port = ports.find(name);
                const QString host = endpoint.host.isEmpty() ? u"127.0.0.1"_s : endpoint.host;
                return {host, port == ports.end() ? 0 : port->second};
            }
            return {};
        });
    });
    if (!opened)
        return base::failure(opened.error());
    known = std::move(*opened);
    if (m_post)
        m_post(events::LogLine{
            u"assay"_s, events::LogLevel::Debug,
            u"%1 -> %2%3 goes through 127.0.0.1:%4"_s
                .arg(edge.from, edge.to, name.isEmpty() ? QString() : u" (%1)"_s.arg(name))
                .arg(known->port())});
    return known->port();
}

} // namespace assay::environment
