// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "suite/expression_helpers.h"
#include "suite/expression_watchdog.h"
#include "suite/expressions.h"

#include <QHash>
#include <QJSEngine>

namespace assay::suite {

/// The JavaScript engine behind Expressions, thrown away after an interruption.
class Expressions::Engine
{
public:
    explicit Engine(ExpressionLimits limits);
    ~Engine();

    /// Calls `function(names...) { body }` with the scope's values. `argument` is a further
    /// parameter called `vars`; what it holds afterwards replaces it.
    struct Script
    {
        QString body;    ///< with its return
        QString display; ///< for messages
        QJsonObject *vars = nullptr;
        bool undefinedIsNull = false;
    };
    [[nodiscard]] base::Result<QJsonValue> run(const Script &script, const Scope &scope,
                                               const std::stop_token &stop);
    [[nodiscard]] bool isSpent() const { return m_spent; }
    [[nodiscard]] detail::ExpressionHelpers &helpers() { return m_helpers; }

private:
    void prepare();
    [[nodiscard]] base::Result<QJSValue> compiled(const QString &source, const Script &script);
    [[nodiscard]] base::Result<QJsonValue> converted(const QJSValue &value, const Script &script);
    [[nodiscard]] base::Error failed(const QJSValue &error, const Script &script,
                                     const Scope &scope);
    [[nodiscard]] base::Error interrupted(detail::Interruption reason, const Script &script) const;

    ExpressionLimits m_limits;
    detail::ExpressionHelpers m_helpers;
    QJSEngine m_engine;
    QJSValue m_run;
    QJSValue m_toText;
    QJSValue m_describe;
    QHash<QString, QJSValue> m_compiled;
    bool m_spent = false;
    detail::ExpressionWatchdog m_watchdog; ///< last: its thread ends before the engine does
};

} // namespace assay::suite
