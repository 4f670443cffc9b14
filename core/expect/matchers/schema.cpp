// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/schema.h"

#include "base/json_text.h"
#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/explain.h"
#include "expect/matchers/matcher_kind.h"

#include <QJsonArray>

namespace assay::expect {

using namespace Qt::StringLiterals;
using model::Node;

const MatcherKind &schemaMatcher()
{
    static const MatcherKind kKind = {
        .name = u"schema"_s,
        .holds = u"fits the schema %1"_s,
        .summary = u"A JSON Schema (draft 7): a map, or the path of a file."_s,
        .match =
            [](Evaluation &evaluation, const MatcherCall &call) {
                QJsonValue schema = call.argument.toJson();
                if (call.argument.isText()) {
                    if (!evaluation.context().readFile) {
                        evaluation.malformed(call, u"schema files cannot be read here"_s);
                        return;
                    }
                    const auto content = evaluation.context().readFile(call.argument.text());
                    const auto parsed =
                        content ? base::parseJson(*content)
                                : base::Result<QJsonValue>(base::failure(content.error()));
                    if (!parsed) {
                        evaluation.malformed(
                            call, u"%1: %2"_s.arg(call.argument.text(), parsed.error().title));
                        return;
                    }
                    schema = *parsed;
                }
                const auto problems = validateSchema(schema, call.actual);
                if (!problems) {
                    evaluation.malformed(call, problems.error().title);
                    return;
                }
                for (const SchemaProblem &problem : *problems)
                    evaluation.fail({call.path + problem.path,
                                     problem.message,
                                     {},
                                     u"fits the schema"_s,
                                     shown(call.actual)});
            },
        .check =
            [](Checking &checking, const Node &argument) {
                if (argument.isText())
                    return;
                if (!argument.isMap() && argument.kind() != Node::Kind::Bool) {
                    checking.problem(argument, u"expected a schema or the path of its file"_s);
                    return;
                }
                if (const auto fine = checkSchema(argument.toJson()); !fine)
                    checking.problem(argument, fine.error().title);
            },
        .schema = []() -> QJsonObject {
            return {{u"type"_s, QJsonArray{u"object"_s, u"string"_s, u"boolean"_s}}};
        },

    };
    return kKind;
}

} // namespace assay::expect
