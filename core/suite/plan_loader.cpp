// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/file_shapes.h"
#include "suite/load_context.h"
#include "suite/loader.h"
#include "suite/needs_checker.h"
#include "suite/node_values.h"
#include "suite/selection.h"

namespace assay::suite {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

model::FailurePolicy policyOf(const Node &node)
{
    model::FailurePolicy policy;
    if (node.isMap()) {
        policy.action = model::FailureAction::Retry;
        policy.retries = wholeNumber(node[u"retry"]).value_or(0);
        policy.delay = duration(node[u"delay"]).value_or(policy.delay);
    } else {
        policy.action =
            model::failureActionFromName(node.text()).value_or(model::FailureAction::Continue);
    }
    return policy;
}

class PlanBuilder
{
public:
    PlanBuilder(LoadContext &context, const QString &file)
        : m_context(context)
        , m_file(file)
        , m_suites(context.workspace.suiteFiles())
    {
    }

    model::Plan build(const Node &node)
    {
        model::Plan plan;
        plan.file = m_file;
        plan.name = node[u"plan"].text();
        plan.environment = node[u"environment"].text();
        if (!plan.environment.isEmpty() &&
            m_context.workspace.environmentFile(plan.environment).isEmpty()) {
            m_context.diagnostics.addUnknown(
                u"no environment is called \"%1\""_s.arg(plan.environment), plan.environment,
                m_context.workspace.environmentNames(), node[u"environment"].position(m_file));
        }
        plan.parallel = wholeNumber(node[u"limits"][u"parallel"]);
        plan.resources = capacitiesOf(node[u"limits"][u"resources"]);
        plan.onFailure = policyOf(node[u"onFailure"]);
        plan.timeout = duration(node[u"timeout"]);
        plan.schedule = node[u"schedule"].text();
        for (const Node &item : node[u"phases"].items())
            addPhase(item, plan);
        checkNeeds(node[u"phases"]);
        return plan;
    }

private:
    void addPhase(const Node &node, model::Plan &plan)
    {
        model::Phase phase;
        phase.name = node[u"phase"].text();
        phase.position = node.position(m_file);
        if (m_names.contains(phase.name))
            m_context.diagnostics.add(u"two phases are called \"%1\""_s.arg(phase.name),
                                      u"rename one"_s, node[u"phase"].position(m_file));
        m_names.append(phase.name);
        phase.needs = textsOf(node[u"needs"]);
        phase.tags = node[u"tags"].text();
        if (!phase.tags.isEmpty()) {
            if (const auto tags = parseTagExpression(phase.tags); !tags)
                m_context.diagnostics.add(tags.error().at(node[u"tags"].position(m_file)));
        }
        if (node.contains(u"onFailure"))
            phase.onFailure = policyOf(node[u"onFailure"]);
        if (!node.contains(u"suites"))
            phase.suites = m_suites;
        for (const Node *item : itemsOrSelf(node[u"suites"]))
            addSuites(*item, phase);
        phase.suites.removeDuplicates();
        plan.phases.push_back(std::move(phase));
    }

    void addSuites(const Node &node, model::Phase &phase)
    {
        QString name = node.text();
        while (name.endsWith(u'/'))
            name.chop(1);
        if (name.startsWith(u"./"))
            name.remove(0, 2);
        if (m_suites.contains(name)) {
            phase.suites.append(name);
            return;
        }
        const qsizetype before = phase.suites.size();
        for (const QString &suite : m_suites) {
            if (name == u"." || suite.startsWith(name + u'/'))
                phase.suites.append(suite);
        }
        if (phase.suites.size() == before && !name.isEmpty())
            m_context.diagnostics.addUnknown(
                u"no suite or folder of suites is called \"%1\""_s.arg(name), name, m_suites,
                node.position(m_file));
    }

    void checkNeeds(const Node &phases)
    {
        std::vector<std::vector<CircleEdge>> edges;
        for (const Node &phase : phases.items()) {
            edges.emplace_back();
            for (const Node *need : itemsOrSelf(phase[u"needs"])) {
                const qsizetype to = m_names.indexOf(need->text());
                if (to >= 0) {
                    edges.back().push_back({static_cast<std::size_t>(to), need->position(m_file)});
                } else if (need->isText()) {
                    m_context.diagnostics.addUnknown(
                        u"no phase is called \"%1\""_s.arg(need->text()), need->text(), m_names,
                        need->position(m_file));
                }
            }
        }
        for (const Circle &circle : findCircles(edges)) {
            m_context.diagnostics.add(
                u"phases need each other in a circle: %1"_s.arg(circleText(circle, m_names)),
                u"take one of these needs out"_s, circle.position);
        }
    }

    LoadContext &m_context;
    const QString &m_file;
    QStringList m_suites;
    QStringList m_names;
};

} // namespace

Loaded<model::Plan> loadPlan(const Workspace &workspace, const QString &file,
                             const base::Files &disk)
{
    Diagnostics diagnostics;
    const Format none;
    LoadContext context{workspace, none, disk, diagnostics};
    Loaded<model::Plan> loaded;
    if (const auto node = context.read(file)) {
        ShapeChecker(none, file, diagnostics).check(*node, planShape(), u"the plan"_s);
        loaded.value = PlanBuilder(context, file).build(*node);
    }
    loaded.diagnostics = diagnostics.take();
    return loaded;
}

} // namespace assay::suite
