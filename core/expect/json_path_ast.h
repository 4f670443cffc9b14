// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QRegularExpression>
#include <QString>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace assay::expect {

/// The parsed form of a JSONPath (RFC 9535, section 2). Immutable once parsed, so shared freely.
struct PathCondition;
struct PathCall;

struct NameSelector
{
    QString name;
};
struct WildcardSelector
{
};
struct IndexSelector
{
    qint64 index = 0;
};
struct SliceSelector
{
    std::optional<qint64> start;
    std::optional<qint64> end;
    qint64 step = 1;
};
struct FilterSelector
{
    std::shared_ptr<const PathCondition> condition;
};
using PathSelector =
    std::variant<NameSelector, WildcardSelector, IndexSelector, SliceSelector, FilterSelector>;

struct PathSegment
{
    bool descendant = false;
    std::vector<PathSelector> selectors;
};

struct PathQuery
{
    bool relative = false; ///< starts at @ and not at $
    std::vector<PathSegment> segments;

    /// It selects at most one value whatever the document is.
    [[nodiscard]] bool isSingular() const;
};

/// A literal, a query or a function call: what stands beside an operator or in a call.
using PathOperand = std::variant<QJsonValue, PathQuery, std::shared_ptr<const PathCall>>;

enum class PathFunction { Length, Count, Match, Search, Value };

struct PathCall
{
    PathFunction function = PathFunction::Length;
    std::vector<PathOperand> arguments;
    /// The pattern of match and search when it is a literal: compiled once. Invalid when the text
    /// is no I-Regexp, which then matches nothing.
    std::optional<QRegularExpression> pattern;
};

enum class PathComparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

struct PathCondition
{
    enum class Kind { Or, And, Not, Exists, Call, Compare };

    Kind kind = Kind::Exists;
    std::vector<PathCondition> parts; ///< of Or, And, Not
    PathComparison comparison = PathComparison::Equal;
    PathOperand left; ///< of Exists and Call too
    PathOperand right;
};

} // namespace assay::expect
