// SPDX-License-Identifier: GPL-3.0-or-later
// The cases of SuiteBuilder.
#include "suite/case_expander.h"
#include "suite/node_values.h"
#include "suite/suite_builder.h"

#include <QDate>

namespace assay::suite {

using namespace Qt::StringLiterals;
using model::Case;
using model::Node;
using model::Step;

void SuiteBuilder::addCases(const Node &list, const QString &file)
{
    m_draft.suite.cases.reserve(m_draft.suite.cases.size() + list.items().size());
    m_draft.written.reserve(m_draft.written.size() + list.items().size());
    for (const Node &item : list.items())
        addCase(item, file);
}

void SuiteBuilder::addCase(const Node &node, const QString &file)
{
    const Case common = caseOf(node, file);
    if (common.name.isEmpty())
        return; // reported already
    if (const auto known = m_names.constFind(common.name); known != m_names.cend()) {
        m_context.diagnostics.add(u"two cases are called \"%1\""_s.arg(common.name),
                                  u"the other is at %1; rename one"_s.arg(known->toString()),
                                  node[u"case"].position(file));
        return;
    }
    m_names.insert(common.name, node[u"case"].position(file));
    std::vector<CaseRow> rows = expandCase(node, file, m_context);
    m_draft.written.push_back({common.name, common.explicitId, m_draft.suite.cases.size(),
                               rows.size(), needsOf(node[u"needs"], file),
                               node[u"case"].position(file)});
    for (CaseRow &row : rows) {
        Case one = common;
        const QString suffix = row.key.isEmpty() ? QString() : u'[' + row.key + u']';
        one.id = m_file + u"::"_s + common.name + suffix;
        if (!one.explicitId.isEmpty())
            one.explicitId += suffix;
        one.key = std::move(row.key);
        one.row = std::move(row.row);
        one.rowTemplates = std::move(row.templates);
        m_draft.suite.cases.push_back(std::move(one));
    }
}

Case SuiteBuilder::caseOf(const Node &node, const QString &file)
{
    Case result;
    result.name = node[u"case"].text();
    if (result.name.isEmpty())
        return result;
    result.explicitId = node[u"id"].text();
    if (!result.explicitId.isEmpty() && !m_suiteId.isEmpty())
        result.explicitId = m_suiteId + u"::"_s + result.explicitId;
    result.position = node.position(file);
    result.tags = m_draft.suite.tags;
    if (const Node &own = node[u"tags"]; !own.isMissing()) {
        result.tags += textsOf(own);
        result.tags.removeDuplicates();
    }
    result.timeout = duration(node[u"timeout"]);
    if (!result.timeout)
        result.timeout = m_timeout;
    result.retries = wholeNumber(node[u"retries"]).value_or(m_retries);
    result.isolation = isolationOf(node[u"isolation"]).value_or(m_isolation);
    result.onFailure =
        node[u"onFailure"].text() == u"keep" ? model::OnFailure::Keep : model::OnFailure::Nothing;
    result.quarantine = quarantineOf(node[u"quarantine"], file);
    result.resources = resourcesOf(node[u"resources"], file);
    result.vars = node[u"vars"];
    result.condition = conditionOf(node[u"if"]);
    result.setup = joined(m_caseSetup, m_steps.build(node[u"setup"], file));
    result.steps = std::make_shared<const std::vector<Step>>(m_steps.build(node[u"steps"], file));
    std::vector<Step> teardown = m_steps.build(node[u"teardown"], file);
    if (teardown.empty()) {
        result.teardown = m_caseTeardown;
    } else {
        teardown.insert(teardown.end(), m_caseTeardown->begin(), m_caseTeardown->end());
        result.teardown = std::make_shared<const std::vector<Step>>(std::move(teardown));
    }
    return result;
}

SuiteBuilder::Steps SuiteBuilder::joined(const Steps &first, const std::vector<Step> &second) const
{
    if (second.empty())
        return first;
    std::vector<Step> all = *first;
    all.insert(all.end(), second.begin(), second.end());
    return std::make_shared<const std::vector<Step>>(std::move(all));
}

std::vector<WrittenNeed> SuiteBuilder::needsOf(const Node &node, const QString &file) const
{
    std::vector<WrittenNeed> needs;
    for (const Node *item : itemsOrSelf(node)) {
        const Node &name = item->isMap() ? (*item)[u"case"] : *item;
        if (!name.isText())
            continue;
        const auto on = model::needOnFromName((*item)[u"on"].text());
        needs.push_back({name.text(), on.value_or(model::NeedOn::Success), name.position(file)});
    }
    return needs;
}

std::vector<model::ResourceUse> SuiteBuilder::resourcesOf(const Node &node,
                                                          const QString &file) const
{
    std::vector<model::ResourceUse> uses;
    for (const Node &item : node.items())
        uses.push_back({item.text(), 1});
    for (const Node::Member &member : node.members())
        uses.push_back({member.key, wholeNumber(member.value).value_or(1)});
    for (const model::ResourceUse &use : uses) {
        const auto capacity = m_draft.suite.resources.constFind(use.name);
        if (capacity != m_draft.suite.resources.cend() && use.count > *capacity) {
            m_context.diagnostics.add(
                u"the case takes %1 of \"%2\", but there are only %3"_s.arg(use.count)
                    .arg(use.name)
                    .arg(*capacity),
                u"raise it under config.resources"_s, node.position(file));
        }
    }
    return uses;
}

model::Quarantine SuiteBuilder::quarantineOf(const Node &node, const QString &file) const
{
    model::Quarantine quarantine;
    quarantine.active = node.isMap() || node.value().toBool();
    quarantine.reason = node[u"reason"].text();
    const Node &until = node[u"until"];
    quarantine.until = until.text();
    if (quarantine.until.size() == 10 &&
        !QDate::fromString(quarantine.until, Qt::ISODate).isValid()) {
        m_context.diagnostics.add(u"%1 is not a day of the calendar"_s.arg(quarantine.until),
                                  u"write year-month-day"_s, until.position(file));
    }
    return quarantine;
}

} // namespace assay::suite
