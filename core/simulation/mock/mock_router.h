// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"
#include "simulation/mock/mock_definition.h"

#include <deque>

namespace assay::simulation {

/// What a mock answers, without any network: finds the route, fills the templates, keeps the record
/// of calls. Any thread.
///
/// GET /__assay/calls, GET /__assay/counts and POST /__assay/reset are answered by itself.
class MockRouter
{
public:
    static constexpr std::size_t kCallsKept = 1000;

    explicit MockRouter(MockDefinition definition);

    [[nodiscard]] MockAnswer answer(const MockHttpRequest &request);

    [[nodiscard]] std::vector<MockCall> calls() const; ///< the last 1000, oldest first
    /// How often each route answered, in file order; last: those that none matched.
    [[nodiscard]] std::vector<qint64> counts() const;
    /// Forgets the calls, the counts and what `set` changed.
    void reset();
    void setState(const QJsonObject &variables);

private:
    struct State
    {
        QJsonObject variables;
        std::vector<qint64> tries; ///< by route: matched, before `times` and `probability`
        std::vector<qint64> hits;  ///< by route: answered
        qint64 unmatched = 0;
        std::deque<MockCall> calls;
    };
    [[nodiscard]] State freshState() const;
    [[nodiscard]] MockAnswer ownAnswer(const MockHttpRequest &request);
    [[nodiscard]] MockAnswer routedAnswer(const MockHttpRequest &request, State &state,
                                          int &index) const;
    [[nodiscard]] MockAnswer notFound(const MockHttpRequest &request) const;

    MockDefinition m_definition;
    base::Guarded<State> m_state;
};

} // namespace assay::simulation
