// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"
#include "model/node.h"
#include "suite/scope.h"

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace assay::suite {

struct ExpressionLimits
{
    base::Nanoseconds time = std::chrono::seconds(1);
    base::ByteCount memory = {64LL * 1024 * 1024};
};

/// Evaluates `${...}`.
///
///     Expressions expressions({});
///     Scope scope;
///     scope.set(u"id"_s, 7);
///     expressions.evaluateText(u"${id}"_s, scope, stop);          // 7
///     expressions.evaluateText(u"/texts/${id + 1}"_s, scope, stop); // "/texts/8"
///
/// A name with members (`${a.b[0].c}`) is looked up directly; anything else is JavaScript with the
/// scope's names and these functions: uuid(), now() (UTC, ISO 8601), random(a, b) (a whole number
/// from a to b, both included, when both are whole; else a real one), base64(text), sha256(text)
/// (hex, of UTF-8), number(text). There are no console, files, network or timers. Nothing that one
/// evaluation does is seen by another: built-in objects are frozen, the global object takes no new
/// names, values are copies. A result that is undefined, a function or not a finite number is an
/// error; `?? null` allows for a missing value.
///
/// Bounds: after the time limit, or when the process's memory grew by the memory limit meanwhile, a
/// watchdog interrupts the script. What other threads allocate in that time counts too. What cannot
/// be interrupted: a single built-in call (sorting a large array, a regular expression that
/// backtracks) and endless tail calls in a function that says "use strict". Built-ins that make
/// much of little (repeat, padStart, padEnd, fill, join) are bounded to ten million elements.
///
/// Confined to one thread, which needs no event loop; a QCoreApplication must exist. The engine (a
/// few MB) is made at the first expression that needs it.
class Expressions
{
public:
    explicit Expressions(ExpressionLimits limits);
    ~Expressions();
    Expressions(const Expressions &) = delete;
    Expressions &operator=(const Expressions &) = delete;

    /// A text that is one `${...}` gives the expression's value with its type; a mixed one gives
    /// text.
    /// `$${` is a literal `${`. Errors have no position.
    [[nodiscard]] base::Result<QJsonValue>
    evaluateText(const QString &textWithTemplates, const Scope &scope, const std::stop_token &stop);
    [[nodiscard]] base::Result<QJsonValue>
    evaluateExpression(const QString &javaScript, const Scope &scope, const std::stop_token &stop);
    /// All texts in it, deeply; map keys stay as they are. Positions are kept, an error has the
    /// position of its text. What holds no `${` is shared, not copied.
    [[nodiscard]] base::Result<model::Node> resolve(const model::Node &node, const QString &file,
                                                    const Scope &scope,
                                                    const std::stop_token &stop);
    /// Statements. `vars` holds the scope's variables that the script names as `vars.x`; what it
    /// assigns there is set in `scope`. `log(text)` calls `log`, at most 10 000 times. Gives what
    /// it returns, null when that is nothing.
    [[nodiscard]] base::Result<QJsonValue> runScript(const QString &javaScript, Scope &scope,
                                                     const std::stop_token &stop,
                                                     const std::function<void(QString)> &log);

private:
    class Engine;
    [[nodiscard]] Engine &engine();

    ExpressionLimits m_limits;
    std::unique_ptr<Engine> m_engine;
};

} // namespace assay::suite
