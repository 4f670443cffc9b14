// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_text.h"
#include "suite/loader.h"
#include "suite/memory_files.h"
#include "suite/test_format.h"

/// Loads suites of a workspace that is written as text, and says in short what came of it.
namespace assay::suite::test {

using namespace Qt::StringLiterals;

inline QString rendered(const std::vector<Diagnostic> &diagnostics)
{
    QStringList lines;
    for (const Diagnostic &diagnostic : diagnostics)
        lines.append(diagnostic.error.toString());
    return lines.join(u'\n');
}

using Suites = std::vector<model::Suite>;

/// Loads a.yaml (or all suites) of a workspace that is written as sections.
inline Loaded<Suites> load(const QByteArray &text, bool all = false)
{
    MemoryFiles files;
    files.addSections(u"/p/w"_s, u"a.yaml"_s, text);
    files.add(u"/p/secret.csv"_s, "a\n1\n");
    files.add(u"/q/x.csv"_s, "a\n1\n");
    files.link(u"/p/w/link.csv"_s, u"/p/secret.csv"_s);
    const auto workspace = Workspace::open(u"/p/w"_s, files);
    if (!workspace) {
        Loaded<Suites> loaded;
        loaded.diagnostics.push_back({workspace.error(), {}, {}});
        return loaded;
    }
    return loadSuites(*workspace, all ? workspace->suiteFiles() : QStringList{u"a.yaml"_s},
                      testFormat(), files);
}

inline QStringList ids(const Loaded<Suites> &loaded)
{
    QStringList found;
    for (const model::Suite &suite : loaded.value) {
        for (const model::Case &one : suite.cases)
            found.append(one.id);
    }
    return found;
}

inline QString stepText(const std::vector<model::Step> &steps)
{
    QStringList texts;
    for (const model::Step &step : steps) {
        QString text = step.kind + u'=' + QString::fromUtf8(base::compactJson(step.body.toJson()));
        if (!step.children.empty())
            text = step.kind + u'(' + stepText(step.children) + u')';
        if (!step.otherChildren.empty())
            text += u"else("_s + stepText(step.otherChildren) + u')';
        texts.append(text);
    }
    return texts.join(u"; "_s);
}

} // namespace assay::suite::test
