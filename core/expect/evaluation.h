// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "expect/matcher.h"
#include "expect/matchers/matcher_kind.h"

namespace assay::expect {

/// One run of an expectation against a value: what matchers report to and recurse through. Confined
/// to one call of match().
class Evaluation
{
public:
    static constexpr int kMaxDepth = 256;
    static constexpr std::size_t kMaxMismatches = 50;

    /// Quiet only counts: for trying out.
    explicit Evaluation(const MatchContext &context, bool quiet = false, int depth = 0)
        : m_context(context)
        , m_quiet(quiet)
        , m_depth(depth)
    {
    }

    void expect(const QJsonValue &actual, const model::Node &expected, const QString &path);
    /// Equality; with `literal`, names of matchers are plain names.
    void equals(const QJsonValue &actual, const model::Node &expected, const QString &path,
                bool literal);

    /// Whether it fits, without a report.
    [[nodiscard]] bool fits(const QJsonValue &actual, const model::Node &expected) const;
    /// What would be reported.
    [[nodiscard]] std::vector<Mismatch> tried(const QJsonValue &actual, const model::Node &expected,
                                              const QString &path) const;

    /// "<actual> <kind.lacks><note>".
    void lacks(const MatcherCall &call, const QString &note = {});
    /// "<actual> <what>", with the expectation in words beside it.
    void fail(const MatcherCall &call, const QString &message, const QString &diff = {});
    void fail(Mismatch mismatch);
    /// The matcher itself cannot be carried out.
    void malformed(const MatcherCall &call, const QString &what);

    [[nodiscard]] const MatchContext &context() const { return m_context; }
    [[nodiscard]] bool quiet() const { return m_quiet; }
    [[nodiscard]] bool failed() const { return m_failures > 0; }
    [[nodiscard]] std::vector<Mismatch> take();

private:
    void applyMatchers(const QJsonValue &actual, const model::Node &expected, const QString &path);
    void applyPaths(const QJsonValue &actual, const model::Node &expected, const QString &path);
    void equalsMap(const QJsonObject &actual, const model::Node &expected, const QString &path,
                   bool literal);
    void equalsList(const QJsonArray &actual, const model::Node &expected, const QString &path,
                    bool literal);
    [[nodiscard]] QJsonValue forDiff(const QJsonValue &actual, const model::Node &expected,
                                     bool literal, int depth) const;

    const MatchContext &m_context;
    bool m_quiet;
    int m_depth;
    bool m_inTree = false;
    std::size_t m_failures = 0;
    std::vector<Mismatch> m_mismatches;
};

/// What a map among the expectations is.
enum class MapForm { Matchers, Paths, Literal, Mixed };
[[nodiscard]] MapForm mapForm(const model::Node &map);
/// It may hold where nothing is: it says `exists` somewhere.
[[nodiscard]] bool speaksOfExistence(const model::Node &expected);

} // namespace assay::expect
