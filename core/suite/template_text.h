// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <vector>

namespace assay::suite {

/// A text with `${...}` in it, cut at its expressions. `$${` is a literal `${`.
///
///     "a ${b.c} d"  ->  "a ", expression "b.c", " d"
///
/// Braces nest, and those in JavaScript strings, template literals and comments do not count.
struct TemplatePart
{
    QString text; ///< the literal text, or the expression without `${` and `}`, trimmed
    bool isExpression = false;
};

/// Whether the text needs splitTemplate() at all: quick, no allocation. Any thread.
[[nodiscard]] bool hasTemplate(QStringView text);

/// The error has no position. Any thread.
[[nodiscard]] base::Result<std::vector<TemplatePart>> splitTemplate(QStringView text);

/// A word that an expression can use as a name: letters, digits and _, not a JavaScript keyword.
[[nodiscard]] bool isVariableName(QStringView word);

/// Names that mean something in every expression, so that no variable can have them.
[[nodiscard]] bool isReservedName(QStringView word);

/// The names that stand after `root.` in the text's expressions: "services" finds "api" in
/// "${services.api.url}" and in "${services['api'].url}". Sorted, each once.
[[nodiscard]] QStringList membersNamed(QStringView text, const QString &root);
/// The same for JavaScript as such: a script, or one expression without its braces.
[[nodiscard]] QStringList membersInCode(const QString &code, const QString &root);

} // namespace assay::suite
