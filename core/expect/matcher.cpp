// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/matcher.h"

#include "expect/checking.h"
#include "expect/evaluation.h"
#include "expect/matchers/registry.h"

#include <QJsonArray>

namespace assay::expect {

using namespace Qt::StringLiterals;

std::vector<Mismatch> match(const QJsonValue &actual, const model::Node &expected,
                            const MatchContext &context)
{
    Evaluation evaluation(context);
    evaluation.expect(actual, expected, {});
    return evaluation.take();
}

std::vector<base::Error> check(const model::Node &expected, const QString &file)
{
    Checking checking(file);
    checking.expectation(expected);
    return std::move(checking.errors());
}

bool isMatcher(const model::Node &node)
{
    return node.isMap() && !node.members().empty() && mapForm(node) == MapForm::Matchers;
}

QStringList matcherNames()
{
    QStringList names;
    for (const MatcherKind *kind : allMatchers())
        names.append(kind->name);
    return names;
}

QJsonObject matcherSchema()
{
    const QJsonObject later{{u"type"_s, u"string"_s}, {u"pattern"_s, u"\\$\\{"_s}};
    QJsonObject properties;
    for (const MatcherKind *kind : allMatchers()) {
        QJsonObject argument = kind->schema != nullptr ? kind->schema() : QJsonObject();
        if (!argument.isEmpty())
            argument = {{u"anyOf"_s, QJsonArray{argument, later}}};
        argument.insert(u"description"_s, kind->summary);
        properties.insert(kind->name, argument);
    }
    const QJsonObject matchers{{u"type"_s, u"object"_s},
                               {u"minProperties"_s, 1},
                               {u"properties"_s, properties},
                               {u"additionalProperties"_s, false}};
    // Any map can also be compared with literally, so an expectation is any value; the first branch
    // is there for editors to complete from.
    const QJsonObject expectation{
        {u"description"_s, u"Matchers, a map of JSONPaths, or a value to be equal to."_s},
        {u"anyOf"_s, QJsonArray{QJsonObject{{u"$ref"_s, u"#/definitions/matchers"_s}}, true}}};
    return {{u"matchers"_s, matchers}, {u"expectation"_s, expectation}};
}

} // namespace assay::expect
