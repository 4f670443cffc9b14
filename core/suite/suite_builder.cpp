// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/suite_builder.h"

#include "base/json_text.h"
#include "base/suggest.h"
#include "suite/case_expander.h"
#include "suite/file_shapes.h"
#include "suite/node_values.h"
#include "suite/parameters.h"

#include <QDate>

namespace assay::suite {

using namespace Qt::StringLiterals;
using model::Node;
using model::Step;

SuiteBuilder::SuiteBuilder(LoadContext &context, QString file)
    : m_context(context)
    , m_file(std::move(file))
    , m_steps(context, m_blocks)
{
}

std::optional<SuiteDraft> SuiteBuilder::build()
{
    const auto node = m_context.read(m_file);
    if (!node)
        return std::nullopt;
    if (node->isMap() && !node->contains(u"suite") && node->contains(u"partial")) {
        m_context.diagnostics.add(u"this is a file for \"include:\", not a suite"_s,
                                  u"name a file that starts with \"suite:\""_s,
                                  node->position(m_file));
        return std::nullopt;
    }
    ShapeChecker checker(m_context.format, m_file, m_context.diagnostics);
    checker.check(*node, suiteShape(), u"the suite"_s);
    if (!node->isMap())
        return std::nullopt;
    const Node &config = (*node)[u"config"];
    const WorkspaceDefaults &defaults = m_context.workspace.defaults();
    model::Suite &suite = m_draft.suite;
    suite.file = m_file;
    suite.name = (*node)[u"suite"].text();
    suite.tags = textsOf((*node)[u"tags"]);
    checkEnvironment((*node)[u"environment"]);
    suite.parallel = wholeNumber(config[u"parallel"]);
    if (!suite.parallel)
        suite.parallel = defaults.parallel;
    suite.resources = capacitiesOf(config[u"resources"]);
    m_suiteId = (*node)[u"id"].text();
    m_timeout = duration(config[u"timeout"]);
    if (!m_timeout)
        m_timeout = defaults.timeout;
    m_retries = wholeNumber(config[u"retries"]).value_or(defaults.retries.value_or(0));
    m_isolation = isolationOf(config[u"isolation"])
                      .value_or(defaults.isolation.value_or(model::Isolation::None));

    include((*node)[u"include"], m_file);
    mergeVariables((*node)[u"vars"]);
    mergeSteps(*node);
    for (const Include &included : m_includes) {
        addFixture(included.fixture, included.node, included.file);
        addCases(included.node[u"cases"], included.file);
    }
    addFixture(m_file + u"::runSetup"_s, *node, m_file);
    addCases((*node)[u"cases"], m_file);
    return std::move(m_draft);
}

void SuiteBuilder::checkEnvironment(const Node &node)
{
    const bool isOwn = !node.text().isEmpty();
    const QString name = isOwn ? node.text() : m_context.workspace.defaults().environment;
    m_draft.suite.environment = name;
    if (name.isEmpty() || !m_context.workspace.environmentFile(name).isEmpty())
        return;
    const QStringList known = m_context.workspace.environmentNames();
    if (known.isEmpty()) {
        m_context.diagnostics.add(u"no environment is called \"%1\""_s.arg(name),
                                  u"write it as environments/%1.yaml"_s.arg(name),
                                  isOwn ? node.position(m_file)
                                        : base::SourcePosition{u"workspace.yaml"_s, 0, 0});
        return;
    }
    m_context.diagnostics.addUnknown(u"no environment is called \"%1\""_s.arg(name), name, known,
                                     isOwn ? node.position(m_file)
                                           : base::SourcePosition{u"workspace.yaml"_s, 0, 0});
}

void SuiteBuilder::include(const Node &node, const QString &file)
{
    for (const Node *item : itemsOrSelf(node))
        includeOne(*item, file);
}

void SuiteBuilder::includeOne(const Node &item, const QString &file)
{
    constexpr int kDeepest = 16;
    constexpr std::size_t kMost = 1000;
    Diagnostics &diagnostics = m_context.diagnostics;
    const Node &name = item.isMap() ? item[u"file"] : item;
    if (!name.isText() || name.text().isEmpty())
        return; // reported already
    const auto path = m_context.workspace.resolve(name.text(), file);
    if (!path) {
        diagnostics.add(path.error().at(name.position(file)));
        return;
    }
    const QString included = m_context.workspace.shortName(*path);
    if (m_open.contains(included)) {
        diagnostics.add(u"files include each other in a circle: %1"_s.arg(
                            (m_open.sliced(m_open.indexOf(included)) << included).join(u" -> "_s)),
                        u"take one of them out"_s, name.position(file));
        return;
    }
    if (m_open.size() >= kDeepest || m_includes.size() >= kMost) {
        diagnostics.add(u"too many files are included"_s,
                        u"at most %1 in a suite, %2 deep"_s.arg(kMost).arg(kDeepest),
                        name.position(file));
        return;
    }
    const auto node = m_context.read(included, name.position(file));
    if (!node)
        return;
    if (node->isMap() && !node->contains(u"partial") && node->contains(u"suite")) {
        diagnostics.add(u"%1 is a suite, so it cannot be included"_s.arg(included),
                        u"move what is shared to a file that starts with \"partial:\""_s,
                        name.position(file));
        return;
    }
    Parameters parameters;
    const Node &declared = (*node)[u"params"];
    const Node &given = item.isMap() ? item[u"with"] : Node();
    QStringList names;
    for (const Node::Member &member : declared.members()) {
        names.append(member.key);
        const Node &value = given[member.key];
        if (!value.isMissing())
            parameters.insert(member.key, value);
        else if (member.value.text() == u"required")
            diagnostics.add(
                u"%1 needs the parameter \"%2\""_s.arg(included, member.key),
                u"include it as { file: %1, with: { %2: ... } }"_s.arg(name.text(), member.key),
                item.position(file));
        else
            parameters.insert(member.key, member.value);
    }
    for (const Node::Member &member : given.members()) {
        if (!names.contains(member.key))
            diagnostics.addUnknown(u"%1 has no parameter \"%2\""_s.arg(included, member.key),
                                   member.key, names, {file, member.line, member.column});
    }
    const Node replaced = withParameters(*node, included, parameters, true, diagnostics);
    ShapeChecker checker(m_context.format, included, diagnostics);
    checker.acceptParameters(true);
    checker.check(replaced, includeShape(), u"the included file"_s);

    m_open.append(included);
    include(replaced[u"include"], included);
    m_open.removeLast();
    for (const Node::Member &block : replaced[u"blocks"].members()) {
        if (m_blocks.contains(block.key) && m_blocks.value(block.key).file != included)
            diagnostics.add(u"two blocks are called \"%1\""_s.arg(block.key),
                            u"the other is in %1; rename one"_s.arg(m_blocks.value(block.key).file),
                            {included, block.line, block.column});
        m_blocks.insert(block.key, {included, block.value});
    }
    // What no block takes over must be known by now.
    for (const Node::Member &member : replaced.members()) {
        if (member.key != u"blocks" && member.key != u"params")
            (void)withParameters(member.value, included, parameters, false, diagnostics);
    }
    QString fixture = included + u"::runSetup"_s;
    if (given.isMap())
        fixture += u' ' + base::jsonForMessage(given.toJson(), 100'000);
    m_includes.push_back({included, replaced, fixture});
}

void SuiteBuilder::mergeVariables(const Node &own)
{
    if (m_includes.empty()) {
        m_draft.suite.vars = own.isMap() ? own : Node();
        return;
    }
    std::vector<Node::Member> merged = own.members();
    const auto isKnown = [&](const QString &key) {
        return std::any_of(merged.cbegin(), merged.cend(),
                           [&](const Node::Member &member) { return member.key == key; });
    };
    for (auto included = m_includes.rbegin(); included != m_includes.rend(); ++included) {
        for (const Node::Member &member : included->node[u"vars"].members()) {
            // The suite's vars belong to its own file: a position in another would mislead.
            if (!isKnown(member.key))
                merged.push_back({member.key, Node::fromJson(member.value.toJson()), 0, 0});
        }
    }
    if (!merged.empty())
        m_draft.suite.vars = Node::map(std::move(merged), own.line(), own.column());
}

void SuiteBuilder::mergeSteps(const Node &own)
{
    const auto append = [this](std::vector<Step> &to, const Node &list, const QString &file) {
        for (Step &step : m_steps.build(list, file))
            to.push_back(std::move(step));
    };
    std::vector<Step> caseSetup;
    std::vector<Step> caseTeardown;
    for (const Include &included : m_includes) {
        append(m_draft.suite.setup, included.node[u"setup"], included.file);
        append(caseSetup, included.node[u"caseSetup"], included.file);
    }
    append(m_draft.suite.setup, own[u"setup"], m_file);
    append(m_draft.suite.teardown, own[u"teardown"], m_file);
    append(caseSetup, own[u"caseSetup"], m_file);
    append(caseTeardown, own[u"caseTeardown"], m_file);
    for (auto included = m_includes.rbegin(); included != m_includes.rend(); ++included) {
        append(m_draft.suite.teardown, included->node[u"teardown"], included->file);
        append(caseTeardown, included->node[u"caseTeardown"], included->file);
    }
    m_caseSetup = std::make_shared<const std::vector<Step>>(std::move(caseSetup));
    m_caseTeardown = std::make_shared<const std::vector<Step>>(std::move(caseTeardown));
}

void SuiteBuilder::addFixture(const QString &name, const Node &node, const QString &file)
{
    if (!node.contains(u"runSetup") && !node.contains(u"runTeardown"))
        return;
    m_draft.suite.fixtures.push_back(
        {name, m_steps.build(node[u"runSetup"], file), m_steps.build(node[u"runTeardown"], file)});
}

} // namespace assay::suite
