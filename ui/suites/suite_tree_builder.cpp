// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suites/suite_tree_builder.h"

#include <QFileInfo>
#include <QSet>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// The folder that all files share: it says nothing in the tree.
qsizetype sharedFolder(const QStringList &files)
{
    if (files.isEmpty())
        return 0;
    QString shared = files.front().first(files.front().lastIndexOf(u'/') + 1);
    for (const QString &file : files) {
        while (!file.startsWith(shared))
            shared = shared.first(shared.chopped(1).lastIndexOf(u'/') + 1);
    }
    return shared.size();
}

Status statusOfRecord(const history::CaseRecord &record)
{
    const Status status = statusOf(record.outcome);
    if (record.quarantined && isBad(status))
        return Status::Quarantined;
    return status == Status::Passed && record.flaky ? Status::Flaky : status;
}

} // namespace

void SuiteTreeModel::Builder::build()
{
    root->kind = Kind::Root;
    root->row = 0;
    readDiagnostics();
    QStringList files = m_brokenFiles;
    for (const model::Suite &suite : content.suites)
        files.append(suite.file);
    skip = sharedFolder(files);
    for (const model::Suite &suite : content.suites)
        addSuite(suite);
    for (const QString &file : std::as_const(m_brokenFiles)) {
        Node &node = child(folderFor(file), Kind::Broken, QFileInfo(file).completeBaseName(), file);
        markBroken(node, file);
    }
}

void SuiteTreeModel::Builder::readDiagnostics()
{
    QSet<QString> loaded;
    for (const model::Suite &suite : content.suites)
        loaded.insert(suite.file);
    for (const suite::Diagnostic &diagnostic : content.diagnostics) {
        const base::SourcePosition &position = diagnostic.error.position;
        if (position.file.isEmpty())
            continue;
        Mistakes &mistakes = m_mistakes[position.file];
        if (mistakes.count++ > 0)
            continue;
        mistakes.first = diagnostic.error.title;
        mistakes.position = position;
        if (!loaded.contains(position.file))
            m_brokenFiles.append(position.file);
    }
}

SuiteTreeModel::Node &SuiteTreeModel::Builder::child(Node &parent, Kind kind, const QString &name,
                                                     const QString &key)
{
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->parent = &parent;
    node->place = static_cast<int>(parent.children.size());
    node->name = name;
    node->key = key;
    nodes.insert(key, node.get());
    return *parent.children.emplace_back(std::move(node));
}

SuiteTreeModel::Node &SuiteTreeModel::Builder::folderFor(const QString &file)
{
    Node *node = root.get();
    const QStringList parts = file.sliced(skip).split(u'/', Qt::SkipEmptyParts);
    QString key = file.first(skip);
    for (qsizetype i = 0; i + 1 < parts.size(); ++i) {
        key += parts[i] + u'/';
        Node *found = nodes.value(key);
        node = found != nullptr ? found : &child(*node, Kind::Folder, parts[i], key);
    }
    return *node;
}

void SuiteTreeModel::Builder::markBroken(Node &node, const QString &file)
{
    const auto found = m_mistakes.constFind(file);
    if (found == m_mistakes.constEnd())
        return;
    node.position = found->position;
    node.hint = SuiteTreeModel::tr("%1 does not load: %2").arg(file, found->first);
    if (found->count > 1)
        node.hint += u'\n' + SuiteTreeModel::tr("and %1 more in Problems").arg(found->count - 1);
    for (Node *up = &node; up != nullptr; up = up->parent)
        ++up->broken;
}

void SuiteTreeModel::Builder::addSuite(const model::Suite &suite)
{
    Node &node = child(folderFor(suite.file), Kind::Suite, QFileInfo(suite.file).completeBaseName(),
                       suite.file);
    node.hint = suite.name.isEmpty() ? suite.file : u"%1\n%2"_s.arg(suite.name, suite.file);
    node.position.file = suite.file;
    markBroken(node, suite.file);
    const QString suiteText = suite.name + u' ' + suite.file;
    const bool changed = record.changedSuites.contains(suite.file);
    node.facts.changed = changed;
    node.facts.tags = suite.tags;
    Node *rows = nullptr; // of the written case before
    for (const model::Case &c : suite.cases) {
        if (c.key.isEmpty()) {
            rows = nullptr;
            addCase(node, c, c.name, suiteText, changed);
            continue;
        }
        if (rows == nullptr || rows->name != c.name || rows->position.line != c.position.line) {
            rows = &child(node, Kind::Rows, c.name, u"%1::%2[]"_s.arg(suite.file, c.name));
            rows->position = c.position;
            rows->hint = SuiteTreeModel::tr("%1: a case for each row of its data").arg(c.name);
        }
        addCase(*rows, c, u"%1 [%2]"_s.arg(c.name, c.key), suiteText, changed);
        rows->quarantined = rows->quarantined || c.quarantine.active;
    }
}

void SuiteTreeModel::Builder::addCase(Node &parent, const model::Case &c, const QString &name,
                                      const QString &suiteText, bool changed)
{
    Node &leaf = child(parent, Kind::Case, c.key.isEmpty() ? c.name : c.key, c.id);
    leaf.position = c.position;
    leaf.quarantined = c.quarantine.active;
    leaf.facts = {name, suiteText, c.tags, Status::NotRun, {}, false, changed};
    if (const auto at = known.constFind(c.id); at != known.constEnd()) {
        leaf.facts.status = at->status;
        leaf.facts.duration = at->duration;
        leaf.facts.flaky = at->flaky;
    } else if (const auto kept = record.results.constFind(c.id);
               kept != record.results.constEnd()) {
        leaf.facts.status = statusOfRecord(*kept);
        leaf.facts.duration = kept->duration;
        leaf.facts.flaky = kept->flaky;
    }
    cases.push_back(&leaf);
    for (Node *up = leaf.parent; up != nullptr; up = up->parent) {
        ++up->counts[static_cast<std::size_t>(leaf.facts.status)];
        up->facts.duration += leaf.facts.duration;
    }
}

} // namespace assay::ui
