// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/suites/suite_tree_node.h"

namespace assay::ui {

/// Makes the nodes of a workspace. Confined to one call of SuiteTreeModel::setContent().
struct SuiteTreeModel::Builder
{
    const workbench::WorkspaceContent &content;
    const workbench::WorkspaceRecord &record;
    const QHash<QString, CaseFacts> &known; ///< results that are newer than the record
    qsizetype skip = 0;                     ///< of the files' names: the folder that all share
    std::unique_ptr<Node> root = std::make_unique<Node>();
    QHash<QString, Node *> nodes;
    std::vector<Node *> cases;

    Builder(const workbench::WorkspaceContent &givenContent,
            const workbench::WorkspaceRecord &givenRecord,
            const QHash<QString, CaseFacts> &knownResults)
        : content(givenContent)
        , record(givenRecord)
        , known(knownResults)
    {
    }
    void build();

private:
    struct Mistakes
    {
        QString first;
        base::SourcePosition position;
        int count = 0;
    };
    void readDiagnostics();
    Node &child(Node &parent, Kind kind, const QString &name, const QString &key);
    Node &folderFor(const QString &file);
    void addSuite(const model::Suite &suite);
    void addCase(Node &parent, const model::Case &c, const QString &name, const QString &suiteText,
                 bool changed);
    void markBroken(Node &node, const QString &file);

    QHash<QString, Mistakes> m_mistakes;
    QStringList m_brokenFiles; ///< that are no suite of the content
};

} // namespace assay::ui
