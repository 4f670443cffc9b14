// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/assist/outline.h"
#include "suite/assist/workspace_view.h"

namespace assay::suite::assist {

/// Every shape that the format allows at a piece; choices are taken apart. Empty when nothing is
/// known of the place.
[[nodiscard]] std::vector<Shape> shapesAt(const Outline &outline, int piece, FileKind kind,
                                          const WorkspaceView &view);

/// The step kind that a step's keys name; null when none does yet.
[[nodiscard]] const StepShape *stepKindOf(const Outline &outline, int step, const Format &format);

/// What a value names, by its place in the file.
enum class Target {
    None,
    Case,
    Include,
    Dataset,
    Environment,
    Mock,
    File,
    Service,
    Block,
    Phase,
    SuitePath,
    Snapshot,
    Tag,
};
[[nodiscard]] Target targetAt(const Outline &outline, int piece, FileKind kind,
                              const WorkspaceView &view);

/// The schema of a matcher's argument and its help; empty for an unknown word.
[[nodiscard]] QJsonObject matcherSchemaOf(const QString &name, const Format &format);
[[nodiscard]] QStringList matcherNames(const Format &format);

} // namespace assay::suite::assist
