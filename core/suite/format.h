// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "model/node.h"
#include "suite/shape.h"

#include <QJsonObject>

#include <functional>
#include <utility>
#include <vector>

namespace assay::suite {

/// How one step kind is written. What may stand on any step (name, timeout, retry, eventually,
/// expect, capture, if, continueOnFailure) is added by the loader.
///
///     StepShape{.kind = u"repeat"_s,
///               .body = Shape::map({{u"times"_s, Shape::integer(1), true}, {u"steps"_s,
///               Shape::steps()}}), .childKeys = {u".steps"_s}}
struct StepShape
{
    QString kind;
    Shape body;
    QString help = {};
    std::vector<Shape::Key> besides =
        {}; ///< keys beside the kind: "during", "then", "else", "steps"
    /// Where the steps inside it stand, for model::Step::children: "then" is a key beside the kind,
    /// ".steps" a key of the body, "" the body itself (`group: [...]`). Where such a place does not
    /// hold a list, it gives no steps. Their shape must be Shape::steps() in `body` or `besides`.
    QStringList childKeys = {};
    QStringList otherChildKeys = {}; ///< the same for model::Step::otherChildren: "else"
    /// The fields that `expect` may name, each with a matcher: "status", "json". Empty: the whole
    /// of `expect` is one matcher.
    QStringList expectKeys = {};
    bool expectAllowed = true; ///< false: `expect`, `capture` are refused (group, wait)
    bool templates =
        true; ///< false: `${...}` in the body belongs to the kind (script's JavaScript)
};

/// What the floors above tell the loader about themselves. A plain value, any thread when const.
/// The step kind "use" (a block of an include) belongs to the loader and needs no entry.
struct Format
{
    std::vector<StepShape> steps;
    QJsonObject matcherSchema; ///< draft 7; {} accepts anything
    /// Every mistake of a matcher, with positions; may be empty, then every matcher is accepted.
    std::function<std::vector<base::Error>(const model::Node &, const QString &file)> checkMatcher;
    std::vector<std::pair<QString, Shape>> providers; ///< name, settings

    [[nodiscard]] const StepShape *step(QStringView kind) const; ///< null when there is none
};

/// The JSON Schemas (draft 7) of the files, for editors.
[[nodiscard]] QJsonObject suiteJsonSchema(const Format &format); ///< suites and includes
[[nodiscard]] QJsonObject planJsonSchema();
[[nodiscard]] QJsonObject environmentJsonSchema(const Format &format);
/// The same for files that a floor above describes.
[[nodiscard]] QJsonObject shapeJsonSchema(const QString &title, const Shape &shape);

} // namespace assay::suite
