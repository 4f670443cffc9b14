// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/shape_fit.h"

#include "base/units.h"
#include "suite/template_text.h"

#include <algorithm>
#include <cmath>

namespace assay::suite {

using model::Node;
using Kind = Shape::Kind;

namespace {

bool isWhole(const QJsonValue &value)
{
    const double number = value.toDouble();
    return value.isDouble() && std::floor(number) == number && std::abs(number) < 9.3e18;
}

} // namespace

bool isScalarKind(Kind kind)
{
    switch (kind) {
    case Kind::List:
    case Kind::MapOf:
    case Kind::Map:
    case Kind::AnyOf:
    case Kind::Steps:
        return false;
    default:
        return true;
    }
}

bool takesKind(const Shape &shape, Node::Kind kind)
{
    switch (shape.kind()) {
    case Kind::Any:
    case Kind::Matcher:
        return true;
    case Kind::List:
    case Kind::Steps:
        return kind == Node::Kind::List;
    case Kind::Map:
    case Kind::MapOf:
        return kind == Node::Kind::Map;
    case Kind::AnyOf:
        return std::any_of(shape.choices().begin(), shape.choices().end(),
                           [kind](const Shape &choice) { return takesKind(choice, kind); });
    default:
        return kind != Node::Kind::List && kind != Node::Kind::Map;
    }
}

bool scalarFits(const Node &node, const Shape &shape)
{
    const QJsonValue &value = node.value();
    if (node.isText() && !shape.isFixed() && shape.kind() != Kind::Text && hasTemplate(node.text()))
        return true;
    switch (shape.kind()) {
    case Kind::Text:
        return node.isText() && ((!shape.isFixed() && hasTemplate(node.text())) ||
                                 shape.matchesPattern(node.text()));
    case Kind::Boolean:
        return node.kind() == Node::Kind::Bool;
    case Kind::Integer:
        return isWhole(value) && value.toInteger() >= shape.minInteger() &&
               value.toInteger() <= shape.maxInteger();
    case Kind::Number:
        return value.isDouble() && value.toDouble() >= shape.min() &&
               value.toDouble() <= shape.max();
    case Kind::Duration:
        return node.isText() ? base::parseDuration(node.text()).has_value()
                             : value.isDouble() && value.toDouble() == 0;
    case Kind::ByteCount:
        return node.isText() ? base::parseByteCount(node.text()).has_value()
                             : isWhole(value) && value.toDouble() >= 0;
    case Kind::Rate:
        return node.isText() && base::parseRate(node.text()).has_value();
    case Kind::Words:
        return node.isText() && shape.words().contains(node.text());
    default: // Expression: any scalar
        return !node.isList() && !node.isMap();
    }
}

} // namespace assay::suite
