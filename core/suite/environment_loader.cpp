// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/file_shapes.h"
#include "suite/load_context.h"
#include "suite/loader.h"
#include "suite/needs_checker.h"
#include "suite/node_values.h"
#include "suite/template_text.h"

#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

#include <algorithm>
#include <functional>

namespace assay::suite {

using namespace Qt::StringLiterals;
using model::Node;
using model::Readiness;
using model::ServiceSpec;

namespace {

void forEachText(const Node &node, const std::function<void(const Node &)> &visit)
{
    if (node.isText())
        visit(node);
    for (const Node &item : node.items())
        forEachText(item, visit);
    for (const Node::Member &member : node.members())
        forEachText(member.value, visit);
}

class EnvironmentBuilder
{
public:
    EnvironmentBuilder(LoadContext &context, const QString &file)
        : m_context(context)
        , m_file(file)
    {
    }

    model::EnvironmentSpec build(const Node &node)
    {
        model::EnvironmentSpec spec;
        spec.name = node[u"environment"].text();
        spec.file = m_file;
        spec.folder = QFileInfo(m_context.workspace.absolutePath(m_file)).path();
        spec.roots = m_context.workspace.roots();
        spec.vars = node[u"vars"];
        const Node &services = node[u"services"];
        for (const Node::Member &member : services.members())
            m_names.append(member.key);
        m_edges.resize(static_cast<std::size_t>(m_names.size()));
        for (const Node::Member &variable : spec.vars.members()) {
            forEachText(variable.value, [&](const Node &text) {
                m_variables[variable.key] += membersNamed(text.text(), u"services"_s);
            });
        }
        for (const Node::Member &member : services.members())
            spec.services.push_back(serviceOf(member));
        for (const Node *item : itemsOrSelf(node[u"edges"])) {
            if (const auto edge = edgeOf(*item, spec))
                spec.edges.push_back(*edge);
        }
        for (const Circle &circle : findCircles(m_edges)) {
            m_context.diagnostics.add(
                u"services need each other in a circle: %1"_s.arg(circleText(circle, m_names)),
                u"take one of these references out"_s, circle.position);
        }
        return spec;
    }

private:
    ServiceSpec serviceOf(const Node::Member &member)
    {
        ServiceSpec service;
        service.name = member.key;
        service.line = member.line;
        service.column = member.column;
        for (const Node::Member &key : member.value.members()) {
            const auto &providers = m_context.format.providers;
            const bool isProvider =
                std::any_of(providers.begin(), providers.end(),
                            [&](const auto &known) { return known.first == key.key; });
            if (!isProvider || !service.provider.isEmpty())
                continue;
            service.provider = key.key;
            service.settings = key.value;
        }
        service.ready = readinessOf(member.value[u"ready"]);
        forEachText(service.settings, [&](const Node &text) { addReferences(text, service); });
        forEachText(member.value[u"ready"],
                    [&](const Node &text) { addReferences(text, service); });
        for (const Node *item : itemsOrSelf(member.value[u"after"])) {
            if (item->isText() && addEdge(item->text(), service.name, *item))
                service.after.append(item->text());
        }
        return service;
    }

    std::optional<model::Edge> edgeOf(const Node &item, const model::EnvironmentSpec &spec)
    {
        const QStringList ends = item.text().split(u"->"_s);
        const model::Edge edge{ends.value(0).trimmed(), ends.value(1).trimmed()};
        if (ends.size() != 2 || edge.from.isEmpty() || edge.to.isEmpty()) {
            m_context.diagnostics.add(u"\"%1\" is no edge"_s.arg(item.text()),
                                      u"write two services with an arrow between: api -> llm"_s,
                                      item.position(m_file));
            return std::nullopt;
        }
        for (const QString &name : {edge.from, edge.to}) {
            if (m_names.contains(name))
                continue;
            m_context.diagnostics.addUnknown(u"no service is called \"%1\""_s.arg(name), name,
                                             m_names, item.position(m_file));
            return std::nullopt;
        }
        const auto from = std::find_if(spec.services.begin(), spec.services.end(),
                                       [&](const ServiceSpec &s) { return s.name == edge.from; });
        if (!from->references.contains(edge.to)) {
            m_context.diagnostics.add(
                u"\"%1\" does not name \"%2\": nothing goes from one to the other"_s.arg(edge.from,
                                                                                         edge.to),
                u"use ${services.%1...} in its settings, or take the edge out"_s.arg(edge.to),
                item.position(m_file));
            return std::nullopt;
        }
        return edge;
    }

    void addReferences(const Node &text, ServiceSpec &service)
    {
        QStringList names = membersNamed(text.text(), u"services"_s);
        for (auto it = m_variables.cbegin(); it != m_variables.cend(); ++it) {
            if (!it.value().isEmpty() && usesVariable(text.text(), it.key()))
                names += it.value();
        }
        for (const QString &name : std::as_const(names)) {
            // A service may name itself: its own port, say.
            if (name != service.name && !service.references.contains(name) &&
                addEdge(name, service.name, text))
                service.references.append(name);
        }
    }

    static bool usesVariable(const QString &text, const QString &name)
    {
        if (!hasTemplate(text) || !text.contains(name))
            return false;
        const auto parts = splitTemplate(text);
        const QRegularExpression word(u"(?<![\\w.$])%1(?!\\w)"_s.arg(name));
        return parts && std::any_of(parts->begin(), parts->end(), [&](const TemplatePart &part) {
                   return part.isExpression && part.text.contains(word);
               });
    }

    bool addEdge(const QString &to, const QString &from, const Node &at)
    {
        const qsizetype target = m_names.indexOf(to);
        if (target < 0) {
            m_context.diagnostics.addUnknown(u"no service is called \"%1\""_s.arg(to), to, m_names,
                                             at.position(m_file));
            return false;
        }
        m_edges[static_cast<std::size_t>(m_names.indexOf(from))].push_back(
            {static_cast<std::size_t>(target), at.position(m_file)});
        return true;
    }

    static Readiness readinessOf(const Node &node)
    {
        Readiness ready;
        ready.within = duration(node[u"within"]).value_or(ready.within);
        ready.status = wholeNumber(node[u"status"]).value_or(ready.status);
        const auto target = [&](QStringView key, Readiness::Kind kind) {
            const Node &value = node[key];
            if (value.isMissing())
                return;
            ready.kind = kind;
            ready.target =
                value.isText() ? value.text() : QString::number(value.value().toInteger());
        };
        target(u"http", Readiness::Kind::Http);
        target(u"file", Readiness::Kind::File);
        target(u"log", Readiness::Kind::Log);
        target(u"tcp", Readiness::Kind::Tcp);
        const Node &command = node[u"command"];
        if (command.isMissing())
            return ready;
        ready.kind = Readiness::Kind::Command;
        if (command.isText())
            ready.command = QProcess::splitCommand(command.text());
        for (const Node &word : command.items())
            ready.command.append(word.isText() ? word.text() : word.value().toVariant().toString());
        return ready;
    }

    LoadContext &m_context;
    const QString &m_file;
    QStringList m_names;
    QHash<QString, QStringList> m_variables; ///< variable -> the services that it names
    std::vector<std::vector<CircleEdge>> m_edges;
};

} // namespace

Loaded<model::EnvironmentSpec> loadEnvironment(const Workspace &workspace, const QString &file,
                                               const Format &format, const base::Files &disk)
{
    Diagnostics diagnostics;
    LoadContext context{workspace, format, disk, diagnostics};
    Loaded<model::EnvironmentSpec> loaded;
    if (const auto node = context.read(file)) {
        ShapeChecker(format, file, diagnostics)
            .check(*node, environmentShape(format), u"the environment"_s);
        loaded.value = EnvironmentBuilder(context, file).build(*node);
    }
    loaded.diagnostics = diagnostics.take();
    return loaded;
}

} // namespace assay::suite
