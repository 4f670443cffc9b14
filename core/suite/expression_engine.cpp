// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/expression_engine.h"

#include "base/json_text.h"
#include "base/suggest.h"

#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <cmath>

namespace assay::suite {

using namespace Qt::StringLiterals;
using detail::Interruption;

namespace {

/// Gives the helpers as plain functions, bounds what allocates without a loop, then freezes
/// everything that scripts can reach. Returns the function that turns a result into JSON text.
constexpr auto kPrepare = R"((function (helpers, globalThis) {
    "use strict";
    const kMost = 10000000;
    const own = {
        uuid: () => helpers.uuid(),
        now: () => helpers.now(),
        random: (from, to) => helpers.random(Number(from), Number(to)),
        base64: (text) => helpers.base64(String(text)),
        sha256: (text) => helpers.sha256(String(text)),
        log: (text) => helpers.writeLog(typeof text === "string" ? text : JSON.stringify(text) || "undefined"),
        number: (text) => {
            const value = typeof text === "string" && text.trim() === "" ? NaN : Number(text);
            if (!Number.isFinite(value))
                throw new TypeError(JSON.stringify(text) + " is not a number");
            return value;
        },
    };
    for (const name of Object.keys(own))
        globalThis[name] = own[name];
    const bound = (prototype, name, length) => {
        const original = prototype[name];
        prototype[name] = function (...args) {
            if (!(length(this, args) <= kMost))
                throw new RangeError(name + " makes more than " + kMost + " elements");
            return Reflect.apply(original, this, args);
        };
    };
    bound(String.prototype, "repeat", (self, args) => String(self).length * (Number(args[0]) || 0));
    bound(String.prototype, "padStart", (self, args) => Number(args[0]) || 0);
    bound(String.prototype, "padEnd", (self, args) => Number(args[0]) || 0);
    bound(Array.prototype, "fill", (self) => self.length);
    bound(Array.prototype, "join", (self) => self.length);

    const seen = new Set();
    const freeze = (value) => {
        if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value))
            return;
        seen.add(value);
        for (const key of Reflect.ownKeys(value)) {
            const property = Object.getOwnPropertyDescriptor(value, key);
            if (property === undefined)
                continue;
            freeze(property.value);
            freeze(property.get);
            freeze(property.set);
        }
        freeze(Object.getPrototypeOf(value));
        if (value !== globalThis)
            Object.freeze(value);
    };
    freeze(globalThis);
    freeze(Object.getPrototypeOf([][Symbol.iterator]()));
    freeze(Object.getPrototypeOf(""[Symbol.iterator]()));
    freeze(Object.getPrototypeOf(function* () {}));
    for (const name of Object.getOwnPropertyNames(globalThis)) {
        const property = Object.getOwnPropertyDescriptor(globalThis, name);
        if (property.configurable)
            Object.defineProperty(globalThis, name, { writable: false, configurable: false });
    }
    Object.preventExtensions(globalThis);

    // Not recursive: a result may be nested as deeply as memory allows.
    const check = (root) => {
        let level = [root];
        for (let depth = 0; level.length > 0; ++depth) {
            if (depth > 200)
                throw new RangeError("the value is nested too deep, or holds itself");
            const next = [];
            for (const value of level) {
                for (const key of Object.keys(value)) {
                    const inner = value[key];
                    if (typeof inner === "object" && inner !== null)
                        next.push(inner);
                }
            }
            level = next;
        }
    };
    const stringify = JSON.stringify;
    // Never f(...values): Qt 6.4's engine keeps a slot of its stack uninitialised while it iterates, and
    // a collection of garbage at that moment follows what an earlier call left there.
    const { apply } = Reflect;
    // A script may do so itself: what earlier scripts left is then overwritten first.
    const overwrite = (depth) => (depth === 0 ? 0 : overwrite(depth - 1) + 1);
    const guarded = (action) => {
        try {
            return [true, action()];
        } catch (error) {
            return [false, error];
        }
    };
    return {
        run: (script, values, spreads) => {
            if (spreads)
                overwrite(1000);
            return guarded(() => apply(script, undefined, values));
        },
        toText: (value) => guarded(() => {
            check(value);
            return stringify(value);
        }),
        describe: (error) => {
            try {
                return String(error);
            } catch (again) {
                return "something that is not an error";
            }
        },
    };
}))";

/// The words that could be names: a superset is enough, strings and members do no harm.
QStringList identifiersOf(const QString &source)
{
    static const QRegularExpression kWord(u"[A-Za-z_$][\\w$]*"_s);
    QSet<QString> words;
    for (auto matches = kWord.globalMatch(source); matches.hasNext();)
        words.insert(matches.next().captured());
    QStringList sorted(words.cbegin(), words.cend());
    sorted.sort();
    return sorted;
}

QString shortened(const QString &text)
{
    constexpr qsizetype kLongest = 80;
    const QString line = text.simplified();
    return line.size() <= kLongest ? line : line.first(kLongest - 1) + u'…';
}

} // namespace

Expressions::Engine::Engine(ExpressionLimits limits)
    : m_limits(limits)
    , m_watchdog(limits, [this] { m_engine.setInterrupted(true); })
{
    prepare();
}

Expressions::Engine::~Engine() = default;

void Expressions::Engine::prepare()
{
    QJSEngine::setObjectOwnership(&m_helpers, QJSEngine::CppOwnership);
    QJSValue setUp = m_engine.evaluate(QString::fromUtf8(kPrepare));
    const QJSValue parts = setUp.call({m_engine.newQObject(&m_helpers), m_engine.globalObject()});
    m_run = parts.property(u"run"_s);
    m_toText = parts.property(u"toText"_s);
    m_describe = parts.property(u"describe"_s);
    // A mistake in the text above, never one of the user's.
    if (!m_run.isCallable() || !m_toText.isCallable() || !m_describe.isCallable())
        qFatal("the expression engine cannot be prepared: %s", qPrintable(parts.toString()));
}

base::Result<QJsonValue> Expressions::Engine::run(const Script &script, const Scope &scope,
                                                  const std::stop_token &stop)
{
    constexpr qsizetype kLongest = 1024 * 1024;
    if (script.body.size() > kLongest)
        return base::failure(u"the expression is longer than 1 MiB"_s, u"read it from a file"_s);
    QStringList names;
    QJSValueList arguments;
    const QStringList words = identifiersOf(script.body);
    for (const QString &word : words) {
        if (script.vars != nullptr && word == u"vars")
            continue;
        if (const auto value = scope.find(word)) {
            names.append(word);
            arguments.append(m_engine.toScriptValue(*value));
        }
    }
    if (script.vars != nullptr) {
        names.append(u"vars"_s);
        arguments.append(m_engine.toScriptValue(QJsonValue(*script.vars)));
    }
    // Not strict: strict tail calls cannot be interrupted. An arrow function, because it is kept,
    // and must have nothing that a script could write to.
    const QString source = u"(("_s + names.join(u',') + u")=>{\n"_s + script.body + u"\n})"_s;
    m_watchdog.start(stop);
    base::Result<QJsonValue> result = QJsonValue();
    if (auto function = compiled(source, script); !function) {
        result = base::failure(function.error());
    } else {
        QJSValue values = m_engine.newArray(static_cast<uint>(arguments.size()));
        for (qsizetype i = 0; i < arguments.size(); ++i)
            values.setProperty(static_cast<quint32>(i), arguments.at(i));
        const QJSValue outcome = m_run.call({*function, values, script.body.contains(u"..."_s)});
        if (outcome.isArray() && outcome.property(0).toBool())
            result = converted(outcome.property(1), script);
        else
            result = base::failure(
                failed(outcome.isArray() ? outcome.property(1) : outcome, script, scope));
        if (result && script.vars != nullptr) {
            const auto vars = converted(arguments.last(), script);
            if (vars)
                *script.vars = vars->toObject();
            else
                result = base::failure(vars.error());
        }
    }
    const Interruption reason = m_watchdog.finish();
    if (reason == Interruption::None && !m_engine.isInterrupted())
        return result;
    m_spent = true;
    return base::failure(interrupted(reason, script));
}

base::Result<QJSValue> Expressions::Engine::compiled(const QString &source, const Script &script)
{
    constexpr qsizetype kMost = 2000;
    if (const auto found = m_compiled.constFind(source); found != m_compiled.cend())
        return *found;
    const QJSValue function = m_engine.evaluate(source);
    if (!function.isCallable()) {
        return base::failure(
            u"%1 is not JavaScript: %2"_s.arg(script.display, shortened(function.toString())),
            u"check the brackets and quotes"_s);
    }
    if (m_compiled.size() >= kMost)
        m_compiled.clear();
    m_compiled.insert(source, function);
    return function;
}

base::Result<QJsonValue> Expressions::Engine::converted(const QJSValue &value, const Script &script)
{
    if (value.isUndefined() && script.undefinedIsNull)
        return QJsonValue(QJsonValue::Null);
    if (value.isUndefined()) {
        return base::failure(
            u"%1 gives no value"_s.arg(script.display),
            u"check the names of its members, or write ?? null for \"may be missing\""_s);
    }
    if (value.isNull())
        return QJsonValue(QJsonValue::Null);
    if (value.isBool())
        return QJsonValue(value.toBool());
    if (value.isString())
        return QJsonValue(value.toString());
    if (value.isNumber()) {
        const double number = value.toNumber();
        if (!std::isfinite(number)) {
            return base::failure(
                u"%1 gives %2, which is not a value"_s.arg(script.display, value.toString()),
                u"check its operands"_s);
        }
        return QJsonValue(number);
    }
    const QJSValue outcome = m_toText.call({value});
    if (!outcome.isArray() || !outcome.property(0).toBool()) {
        const QJSValue error = outcome.isArray() ? outcome.property(1) : outcome;
        return base::failure(u"%1 gives a value that cannot be used: %2"_s.arg(
                                 script.display, shortened(m_describe.call({error}).toString())),
                             u"give plain data"_s);
    }
    const QJSValue text = outcome.property(1);
    if (!text.isString()) {
        return base::failure(
            u"%1 gives a function, or something else that is not data"_s.arg(script.display),
            u"call it: add ()"_s);
    }
    return base::parseJson(text.toString().toUtf8());
}

base::Error Expressions::Engine::failed(const QJSValue &error, const Script &script,
                                        const Scope &scope)
{
    static const QRegularExpression kUndefined(u"^ReferenceError: ([\\w$]+) is not defined$"_s);
    const QString text = m_describe.call({error}).toString();
    if (const auto match = kUndefined.match(text); match.hasMatch()) {
        const QString name = match.captured(1);
        const QStringList known =
            scope.names() +
            QStringList{u"uuid"_s, u"now"_s, u"random"_s, u"base64"_s, u"sha256"_s, u"number"_s};
        return base::Error{u"nothing is called \"%1\" in %2"_s.arg(name, script.display),
                           base::didYouMean(name, known)};
    }
    return base::Error{u"%1 failed: %2"_s.arg(script.display, shortened(text)), {}};
}

base::Error Expressions::Engine::interrupted(Interruption reason, const Script &script) const
{
    switch (reason) {
    case Interruption::Time:
        return base::Error{
            u"%1 ran longer than %2"_s.arg(script.display, base::durationText(m_limits.time)),
            u"check its loops"_s};
    case Interruption::Memory:
        return base::Error{u"%1 took more than %2 of memory"_s.arg(
                               script.display, base::byteCountText(m_limits.memory)),
                           u"check what it collects"_s};
    default:
        return base::Error{u"%1 was stopped"_s.arg(script.display), {}};
    }
}

} // namespace assay::suite
