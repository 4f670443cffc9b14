// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/workspace_view.h"
#include "suite/memory_files.h"
#include "suite/test_format.h"

namespace assay::suite::test {

using namespace Qt::StringLiterals;

/// A small workspace with everything that a file can name.
inline void fillWorkspace(MemoryFiles &files)
{
    const auto add = [&](const QString &file, const QByteArray &text) {
        files.add(u"/p/w/"_s + file, text);
    };
    add(u"workspace.yaml"_s, "workspace: w\nroots: [../data]\ndefaults: { environment: local }\n");
    add(u"environments/local.yaml"_s,
        "environment: local\nservices:\n  api: { process: { command: [a] } }\n"
        "  database: { postgres: {} }\n  llm: { mock: ../mocks/llm.yaml }\n");
    add(u"environments/other.yaml"_s, "environment: other\nservices:\n  far: { process: {} }\n");
    add(u"mocks/llm.yaml"_s, "mock: llm\nroutes: []\n");
    add(u"shared/login.yaml"_s, "partial: login\nparams: { user: required }\nvars: { host: x }\n"
                                "blocks:\n  sign-in:\n    - http: { GET: a }\n"
                                "caseSetup:\n  - http: { GET: a }\n    capture: { token: $.t }\n"
                                "cases:\n  - case: signs in\n    steps: []\n");
    add(u"api/b.yaml"_s, "suite: B\ntags: [db]\ncases:\n  - case: makes a user\n    steps: []\n"
                         "  - case: pays\n    needs: [makes a user, \"a.yaml::stores a text\"]\n"
                         "    steps: []\n");
    add(u"api/a.yaml"_s, "suite: A\ncases:\n  - case: stores a text\n    steps: []\n");
    add(u"api/rows.csv"_s, "name,age\nx,1\n");
    add(u"api/__snapshots__/a/answer.json"_s, "{}");
    add(u"plans/nightly.yaml"_s, "plan: nightly\nphases: []\n");
    files.add(u"/p/data/words.json"_s, "[{\"word\": 1, \"count\": 2}]");
}

inline Format assistFormat()
{
    Format format = testFormat();
    const auto matcher = [](const QString &help, const QJsonObject &argument) {
        QJsonObject schema = argument;
        schema.insert(u"description"_s, help);
        return schema;
    };
    format.matcherSchema = {
        {u"matchers"_s,
         QJsonObject{{u"properties"_s,
                      QJsonObject{{u"matches"_s,
                                   matcher(u"A pattern."_s,
                                           {{u"anyOf"_s,
                                             QJsonArray{QJsonObject{
                                                 {u"enum"_s, QJsonArray{u"uuid"_s, u"url"_s}}}}}})},
                                  {u"snapshot"_s, matcher(u"As the golden file."_s, {})},
                                  {u"lt"_s, matcher(u"Less than."_s, {})}}}}}};
    return format;
}

inline assist::WorkspaceView assistView(const Format &format)
{
    MemoryFiles files;
    fillWorkspace(files);
    const auto workspace = Workspace::open(u"/p/w"_s, files);
    const Shape route = Shape::map({{u"fault"_s, Shape::oneOfWords({u"reset"_s, u"hang"_s})},
                                    {u"respond"_s, Shape::map({{u"file"_s, Shape::text()}})}});
    return assist::readWorkspaceView(*workspace, files, format,
                                     Shape::map({{u"mock"_s, Shape::text(), true, u"the name"_s},
                                                 {u"routes"_s, Shape::list(route), true}}));
}

} // namespace assay::suite::test
