// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/file_shapes.h"
#include "suite/format.h"

#include <QJsonArray>

namespace assay::suite {

using namespace Qt::StringLiterals;
using Kind = Shape::Kind;

namespace {

QJsonObject schemaOf(const Shape &shape);

QJsonObject typed(const QString &type)
{
    return {{u"type"_s, type}};
}

QJsonObject textMatching(const QString &pattern)
{
    return {{u"type"_s, u"string"_s}, {u"pattern"_s, pattern}};
}

QJsonObject reference(const QString &definition)
{
    return {{u"$ref"_s, u"#/definitions/"_s + definition}};
}

QJsonObject anyOf(QJsonArray choices)
{
    if (choices.size() == 1)
        return choices.first().toObject();
    return {{u"anyOf"_s, choices}};
}

/// The units as base/units.h reads them.
QJsonObject durationSchema()
{
    return anyOf({textMatching(u"^\\s*(0|([0-9]*\\.?[0-9]+(ns|us|ms|s|min|m|h|d))+)\\s*$"_s),
                  QJsonObject{{u"type"_s, u"number"_s}, {u"const"_s, 0}}});
}

QJsonObject byteCountSchema()
{
    return anyOf({textMatching(u"^\\s*[0-9]*\\.?[0-9]+(B|KiB|MiB|GiB|kB|KB|MB|GB)\\s*$"_s),
                  QJsonObject{{u"type"_s, u"integer"_s}, {u"minimum"_s, 0}}});
}

QJsonObject rateSchema()
{
    return textMatching(u"^\\s*[0-9]*\\.?[0-9]+/(s|m|min|h)\\s*$"_s);
}

QJsonObject integerSchema(const Shape &shape)
{
    using Limits = std::numeric_limits<std::int64_t>;
    QJsonObject schema = typed(u"integer"_s);
    if (shape.minInteger() != Limits::min())
        schema.insert(u"minimum"_s, qint64(shape.minInteger()));
    if (shape.maxInteger() != Limits::max())
        schema.insert(u"maximum"_s, qint64(shape.maxInteger()));
    return schema;
}

QJsonObject numberSchema(const Shape &shape)
{
    using Limits = std::numeric_limits<double>;
    QJsonObject schema = typed(u"number"_s);
    if (shape.min() != Limits::lowest())
        schema.insert(u"minimum"_s, shape.min());
    if (shape.max() != Limits::max())
        schema.insert(u"maximum"_s, shape.max());
    return schema;
}

QJsonObject wordsSchema(const Shape &shape)
{
    return {{u"enum"_s, QJsonArray::fromStringList(shape.words())}};
}

QJsonObject mapSchema(const Shape &shape)
{
    QJsonObject properties;
    QJsonArray required;
    for (const Shape::Key &key : shape.keys()) {
        QJsonObject schema = schemaOf(key.shape);
        // Draft 7 ignores what stands beside $ref.
        if (!key.help.isEmpty() && schema.contains(u"$ref"_s))
            schema = {{u"allOf"_s, QJsonArray{schema}}};
        if (!key.help.isEmpty())
            schema.insert(u"description"_s, key.help);
        properties.insert(key.name, schema);
        if (key.required)
            required.append(key.name);
    }
    QJsonObject schema = typed(u"object"_s);
    schema.insert(u"properties"_s, properties);
    schema.insert(u"additionalProperties"_s, false);
    if (!required.isEmpty())
        schema.insert(u"required"_s, required);
    QJsonArray conditions;
    const auto requireEach = [](const QStringList &names) {
        QJsonArray choices;
        for (const QString &name : names)
            choices.append(QJsonObject{{u"required"_s, QJsonArray{name}}});
        return choices;
    };
    for (const QStringList &names : shape.exactlyOneGroups())
        conditions.append(QJsonObject{{u"oneOf"_s, requireEach(names)}});
    for (const QStringList &names : shape.atMostOneGroups()) {
        QJsonArray choices = requireEach(names);
        choices.append(
            QJsonObject{{u"not"_s, QJsonObject{{u"anyOf"_s, QJsonArray(requireEach(names))}}}});
        conditions.append(QJsonObject{{u"oneOf"_s, choices}});
    }
    if (!conditions.isEmpty())
        schema.insert(u"allOf"_s, conditions);
    return schema;
}

/// The names that no variable can have are told in isVariableName(), too many for a pattern that an
/// editor would show.
QJsonObject mapOfSchema(const Shape &shape)
{
    QJsonObject schema = typed(u"object"_s);
    schema.insert(u"additionalProperties"_s, schemaOf(shape.item()));
    if (!shape.pattern().isEmpty())
        schema.insert(u"propertyNames"_s,
                      QJsonObject{{u"pattern"_s, u"^(?:"_s + shape.pattern() + u")$"_s}});
    return schema;
}

QJsonObject plainSchemaOf(const Shape &shape)
{
    switch (shape.kind()) {
    case Kind::Any:
        return {};
    case Kind::Text:
        return shape.pattern().isEmpty() ? typed(u"string"_s)
                                         : textMatching(u"^(?:"_s + shape.pattern() + u")$"_s);
    case Kind::Boolean:
        return typed(u"boolean"_s);
    case Kind::Integer:
        return integerSchema(shape);
    case Kind::Number:
        return numberSchema(shape);
    case Kind::Duration:
        return durationSchema();
    case Kind::ByteCount:
        return byteCountSchema();
    case Kind::Rate:
        return rateSchema();
    case Kind::Expression:
        return {{u"type"_s, QJsonArray{u"string"_s, u"number"_s, u"boolean"_s, u"null"_s}}};
    case Kind::Words:
        return wordsSchema(shape);
    case Kind::List: {
        QJsonObject schema = typed(u"array"_s);
        schema.insert(u"items"_s, schemaOf(shape.item()));
        if (shape.atLeast() > 0)
            schema.insert(u"minItems"_s, shape.atLeast());
        return schema;
    }
    case Kind::MapOf:
        return mapOfSchema(shape);
    case Kind::Map:
        return mapSchema(shape);
    case Kind::AnyOf: {
        QJsonArray choices;
        for (const Shape &choice : shape.choices())
            choices.append(schemaOf(choice));
        return anyOf(choices);
    }
    case Kind::Steps:
        return reference(u"steps"_s);
    case Kind::Matcher:
        return reference(u"matcher"_s);
    }
    return {};
}

bool mayBeComputed(const Shape &shape)
{
    switch (shape.kind()) {
    case Kind::Boolean:
    case Kind::Integer:
    case Kind::Number:
    case Kind::Duration:
    case Kind::ByteCount:
    case Kind::Rate:
    case Kind::Words:
        return !shape.isFixed();
    case Kind::Text:
        return !shape.isFixed() && !shape.pattern().isEmpty();
    default:
        return false;
    }
}

QJsonObject schemaOf(const Shape &shape)
{
    QJsonObject schema = plainSchemaOf(shape);
    if (mayBeComputed(shape))
        schema = anyOf({schema, textMatching(u"\\$\\{"_s)});
    if (shape.help().isEmpty())
        return schema;
    if (schema.contains(u"$ref"_s))
        schema = {{u"allOf"_s, QJsonArray{schema}}};
    schema.insert(u"description"_s, shape.help());
    return schema;
}

QJsonObject document(const QString &title, QJsonObject schema, const QJsonObject &definitions)
{
    schema.insert(u"$schema"_s, u"http://json-schema.org/draft-07/schema#"_s);
    schema.insert(u"title"_s, title);
    if (!definitions.isEmpty())
        schema.insert(u"definitions"_s, definitions);
    return schema;
}

QJsonObject definitions(const Format &format)
{
    // Each kind's step is closed, so that a step of two kinds fits none.
    QJsonArray steps;
    for (const StepShape &step : format.steps)
        steps.append(schemaOf(stepShape(step)));
    steps.append(schemaOf(stepShape(useStep())));
    return {{u"step"_s, QJsonObject{{u"anyOf"_s, steps}}},
            {u"steps"_s, QJsonObject{{u"type"_s, u"array"_s}, {u"items"_s, reference(u"step"_s)}}},
            {u"matcher"_s, format.matcherSchema}};
}

} // namespace

QJsonObject suiteJsonSchema(const Format &format)
{
    const QJsonObject suite = schemaOf(suiteShape());
    const QJsonObject include = schemaOf(includeShape());
    return document(u"Assay suite"_s,
                    {{u"if"_s, QJsonObject{{u"required"_s, QJsonArray{u"partial"_s}}}},
                     {u"then"_s, include},
                     {u"else"_s, suite}},
                    definitions(format));
}

QJsonObject planJsonSchema()
{
    return document(u"Assay plan"_s, schemaOf(planShape()), {});
}

QJsonObject environmentJsonSchema(const Format &format)
{
    return document(u"Assay environment"_s, schemaOf(environmentShape(format)),
                    definitions(format));
}

QJsonObject shapeJsonSchema(const QString &title, const Shape &shape)
{
    return document(title, schemaOf(shape), {});
}

} // namespace assay::suite
