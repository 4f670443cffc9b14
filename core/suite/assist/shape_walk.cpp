// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist/shape_walk.h"

#include "suite/file_shapes.h"

#include <algorithm>

namespace assay::suite::assist {

using namespace Qt::StringLiterals;
using Kind = Shape::Kind;

namespace {

void takeApart(const Shape &shape, std::vector<Shape> &into)
{
    if (shape.kind() != Kind::AnyOf) {
        into.push_back(shape);
        return;
    }
    for (const Shape &choice : shape.choices())
        takeApart(choice, into);
}

/// A step that does not say its kind yet: all kinds may come.
Shape anyStep(const Format &format)
{
    std::vector<Shape::Key> keys;
    for (const StepShape &step : format.steps)
        keys.emplace_back(step.kind, step.body, false, step.help);
    keys.emplace_back(useStep().kind, useStep().body, false, useStep().help);
    for (const Shape::Key &key : commonStepKeys(StepShape{})) {
        if (key.name != u"if")
            keys.push_back(key);
    }
    return Shape::map(std::move(keys));
}

Shape stepAt(const Outline &outline, int piece, const Format &format)
{
    const StepShape *step = stepKindOf(outline, piece, format);
    return step != nullptr ? stepShape(*step) : anyStep(format);
}

} // namespace

const StepShape *stepKindOf(const Outline &outline, int step, const Format &format)
{
    const StepShape *found = nullptr;
    const int map = outline.resolved(step);
    if (map < 0)
        return nullptr;
    for (const int child : outline[map].children) {
        const Piece &member = outline[child];
        if (!member.isMember || !member.hasColon)
            continue;
        const StepShape *kind = member.key == useStep().kind ? &useStep() : format.step(member.key);
        // `if` is a condition on any other kind.
        if (kind != nullptr && (found == nullptr || found->kind == u"if"))
            found = kind;
    }
    return found;
}

std::vector<Shape> shapesAt(const Outline &outline, int piece, FileKind kind,
                            const WorkspaceView &view)
{
    static const Format kNone;
    const Format &format = view.format != nullptr ? *view.format : kNone;
    std::vector<Shape> shapes;
    takeApart(shapeOfFile(kind, view), shapes);
    for (const int step : outline.pathTo(piece)) {
        if (step == Outline::root())
            continue;
        const Piece &next = outline[step];
        std::vector<Shape> inside;
        for (const Shape &shape : shapes) {
            if (shape.kind() == Kind::Matcher)
                inside.push_back(shape);
            else if (shape.kind() == Kind::Steps && !next.isMember)
                inside.push_back(stepAt(outline, step, format));
            else if (shape.kind() == Kind::List && !next.isMember)
                takeApart(shape.item(), inside);
            else if (shape.kind() == Kind::MapOf && next.isMember)
                takeApart(shape.item(), inside);
            else if (shape.kind() == Kind::Map && next.isMember) {
                if (const Shape::Key *key = shape.findKey(next.key))
                    takeApart(key->shape, inside);
            }
        }
        shapes = std::move(inside);
    }
    return shapes;
}

namespace {

bool isMatcherPlace(const std::vector<Shape> &shapes)
{
    return std::any_of(shapes.begin(), shapes.end(),
                       [](const Shape &shape) { return shape.kind() == Kind::Matcher; });
}

Target targetInSuite(const Outline &outline, int piece, const QStringList &keys,
                     const WorkspaceView &view)
{
    const QString path = keys.join(u'/');
    if (path == u"environment")
        return Target::Environment;
    if (keys.front() == u"include" && (keys.size() < 3 || keys.last() == u"file"))
        return Target::Include;
    if (path == u"tags" || path == u"tags/[]" || path == u"cases/[]/tags" ||
        path == u"cases/[]/tags/[]")
        return Target::Tag;
    if (path == u"cases/[]/needs" || path == u"cases/[]/needs/[]" ||
        path == u"cases/[]/needs/case" || path == u"cases/[]/needs/[]/case")
        return Target::Case;
    if (path == u"cases/[]/each/csv" || path == u"cases/[]/each/json")
        return Target::Dataset;
    const QString last = keys.last();
    if (keys.size() < 2)
        return Target::None;
    const QString owner = keys.at(keys.size() - 2);
    if (last == u"use" || (last == u"block" && owner == u"use"))
        return Target::Block;
    const bool isKind = view.format != nullptr && view.format->step(owner) != nullptr;
    if (last == u"on" && isKind)
        return Target::Service;
    if (last == u"file" && (isKind || keys.size() > 4))
        return Target::File;
    if (last == u"snapshot" && isMatcherPlace(shapesAt(outline, piece, FileKind::Suite, view)))
        return Target::Snapshot;
    return Target::None;
}

} // namespace

Target targetAt(const Outline &outline, int piece, FileKind kind, const WorkspaceView &view)
{
    const QStringList keys = outline.keysTo(piece);
    if (keys.isEmpty())
        return Target::None;
    const QString path = keys.join(u'/');
    switch (kind) {
    case FileKind::Suite:
    case FileKind::Include:
        return targetInSuite(outline, piece, keys, view);
    case FileKind::Environment:
        if (keys.size() < 3 || keys.front() != u"services")
            return Target::None;
        if (keys.at(2) == u"mock" && (keys.size() == 3 || keys.last() == u"file"))
            return Target::Mock;
        return keys.at(2) == u"after" ? Target::Service : Target::None;
    case FileKind::Plan:
        if (path == u"environment")
            return Target::Environment;
        if (path == u"phases/[]/suites" || path == u"phases/[]/suites/[]")
            return Target::SuitePath;
        return path == u"phases/[]/needs" || path == u"phases/[]/needs/[]" ? Target::Phase
                                                                           : Target::None;
    case FileKind::Workspace:
        return path == u"defaults/environment" ? Target::Environment : Target::None;
    case FileKind::Mock:
        return path == u"routes/[]/respond/file" ? Target::File : Target::None;
    case FileKind::DataSet:
    case FileKind::Unknown:
        break;
    }
    return Target::None;
}

namespace {

QJsonObject matcherProperties(const Format &format)
{
    return format.matcherSchema.value(u"matchers"_s).toObject().value(u"properties"_s).toObject();
}

} // namespace

QJsonObject matcherSchemaOf(const QString &name, const Format &format)
{
    return matcherProperties(format).value(name).toObject();
}

QStringList matcherNames(const Format &format)
{
    return matcherProperties(format).keys();
}

} // namespace assay::suite::assist
