// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "expect/json_path_ast.h"

#include <QStringList>

#include <span>

namespace assay::expect {

/// The types of RFC 9535, section 2.4.1.
enum class PathType { Value, Logical, Nodes };

struct PathFunctionRules
{
    PathFunction function;
    QString name;
    std::vector<PathType> parameters;
    PathType result;
};

/// Null when there is no such function.
[[nodiscard]] const PathFunctionRules *findPathFunction(const QString &name);
[[nodiscard]] const PathFunctionRules &pathFunctionRules(PathFunction function);
[[nodiscard]] QStringList pathFunctionNames();

/// length(): code points of text, elements of a list, members of a map; else undefined.
[[nodiscard]] QJsonValue pathLength(const QJsonValue &value);
/// match() and search(): `call` has the compiled pattern when that is a literal.
[[nodiscard]] bool pathMatches(const PathCall &call, const QJsonValue &text,
                               const QJsonValue &pattern);

} // namespace assay::expect
