// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/format.h"

#include <QJsonArray>

namespace assay::suite::test {

/// A format with a few step kinds and providers, shaped as the real ones are.
inline Format testFormat()
{
    using namespace Qt::StringLiterals;
    const Shape scalars = Shape::list(Shape::expression());
    Format format;
    format.steps = {
        {.kind = u"http"_s,
         .body = Shape::map({{u"GET"_s, Shape::text()},
                             {u"POST"_s, Shape::text()},
                             {u"json"_s, Shape::any()},
                             {u"headers"_s, Shape::mapOf(Shape::expression())},
                             {u"redirects"_s, Shape::integer(0, 20)},
                             {u"limit"_s, Shape::byteCount()}})
                     .exactlyOneOf({u"GET"_s, u"POST"_s}),
         .help = u"an HTTP request"_s,
         .expectKeys = {u"status"_s, u"headers"_s, u"json"_s, u"time"_s}},
        {.kind = u"sql"_s,
         .body = Shape::map({{u"on"_s, Shape::text(), true},
                             {u"query"_s, Shape::text(), true},
                             {u"bind"_s, Shape::mapOf(Shape::any())}}),
         .expectKeys = {u"rows"_s}},
        {.kind = u"exec"_s,
         .body = Shape::anyOf(
             {Shape::list(Shape::expression(), 1), Shape::map({{u"command"_s, scalars, true},
                                                               {u"rate"_s, Shape::rate()},
                                                               {u"shell"_s, Shape::boolean()}})})},
        {.kind = u"script"_s, .body = Shape::text(), .expectAllowed = false, .templates = false},
        {.kind = u"wait"_s, .body = Shape::duration(), .expectAllowed = false},
        {.kind = u"group"_s,
         .body = Shape::steps(),
         .childKeys = {QString()},
         .expectAllowed = false},
        {.kind = u"parallel"_s,
         .body = Shape::anyOf({Shape::steps(), Shape::map({{u"limit"_s, Shape::integer(1)},
                                                           {u"steps"_s, Shape::steps(), true}})}),
         .childKeys = {QString(), u".steps"_s},
         .expectAllowed = false},
        {.kind = u"repeat"_s,
         .body = Shape::map(
             {{u"times"_s, Shape::integer(1), true}, {u"steps"_s, Shape::steps(), true}}),
         .childKeys = {u".steps"_s},
         .expectAllowed = false},
        {.kind = u"fault"_s,
         .body = Shape::map({{u"on"_s, Shape::text(), true},
                             {u"mode"_s, Shape::oneOfWords({u"latency"_s, u"reset"_s})},
                             {u"share"_s, Shape::number(0, 1)}}),
         .besides = {{u"during"_s, Shape::steps(), true}},
         .childKeys = {u"during"_s},
         .expectAllowed = false},
        {.kind = u"if"_s,
         .body = Shape::expression(),
         .besides = {{u"then"_s, Shape::steps(), true}, {u"else"_s, Shape::steps()}},
         .childKeys = {u"then"_s},
         .otherChildKeys = {u"else"_s},
         .expectAllowed = false},
    };
    format.checkMatcher = [](const model::Node &node, const QString &file) {
        std::vector<base::Error> errors;
        if (node.isMap() && node.contains(u"matchs"))
            errors.push_back(base::Error{u"no matcher is called \"matchs\""_s,
                                         u"did you mean \"matches\"?"_s, node.position(file)});
        return errors;
    };
    format.matcherSchema = {{u"not"_s, QJsonObject{{u"type"_s, u"object"_s},
                                                   {u"required"_s, QJsonArray{u"matchs"_s}}}}};
    format.providers = {
        {u"process"_s, Shape::map({{u"command"_s, scalars, true},
                                   {u"env"_s, Shape::mapOf(Shape::expression())}})},
        {u"postgres"_s, Shape::map({{u"version"_s, Shape::integer()}})},
        {u"mock"_s, Shape::anyOf({Shape::text(), Shape::map({{u"file"_s, Shape::text(), true}})})}};
    return format;
}

} // namespace assay::suite::test
