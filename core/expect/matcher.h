// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/node.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace assay::expect {

/// One thing that is not as expected.
struct Mismatch
{
    QString path;     ///< where in the value: "", "$.id", "headers.content-type", "[2].status"
    QString message;  ///< one plain sentence: "3.01 s is not less than 50 ms"
    QString diff;     ///< structural diff of many lines; "" when one line says it all
    QString expected; ///< cut to a bound, for tables
    QString actual;
};

/// Where golden files are. The runner gives FileSnapshots; tests a fake.
class Snapshots
{
public:
    virtual ~Snapshots() = default;
    /// Nothing when there is no such snapshot yet. `name` has its suffix: "answer.json".
    [[nodiscard]] virtual base::Result<std::optional<QByteArray>> load(const QString &name) = 0;
    [[nodiscard]] virtual base::Result<> save(const QString &name, const QByteArray &content) = 0;
    /// Snapshots are written anew and not compared (--update-snapshots).
    [[nodiscard]] virtual bool updating() const = 0;
};

struct MatchContext
{
    Snapshots *snapshots = nullptr;
    /// For schema files; may be empty, then only inline schemas work.
    std::function<base::Result<QByteArray>(const QString &path)> readFile = {};
};

/// Compares a value with an expectation whose ${...} is evaluated already. Empty: it holds.
///
///     expect: { status: { in: [200, 202] }, json: { $.id: { matches: uuid } } }
///
/// * A map whose keys are all matchers: all of them must hold.
/// * A map whose keys start with $: each JSONPath's value must fit. A path that can select many
/// gives
///   the list of what it selects.
/// * Anything else is equality, in which any leaf may be a matcher. Numbers compare by value.
///
/// Undefined is "nothing is there". Any thread; at most 50 mismatches and one that counts the rest.
[[nodiscard]] std::vector<Mismatch> match(const QJsonValue &actual, const model::Node &expected,
                                          const MatchContext &context = {});

/// What can be said about an expectation before a run: unknown words, bad patterns, paths and
/// argument types. Texts with ${ are left for the run.
[[nodiscard]] std::vector<base::Error> check(const model::Node &expected, const QString &file);

/// A map, not empty, whose keys are all names of matchers.
[[nodiscard]] bool isMatcher(const model::Node &node);
[[nodiscard]] QStringList matcherNames();
/// {"matchers": ..., "expectation": ...}: entries for the "definitions" of the format's JSON
/// Schema.
[[nodiscard]] QJsonObject matcherSchema();

} // namespace assay::expect
