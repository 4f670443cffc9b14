// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "expect/matchers/matcher_kind.h"
#include "model/node.h"

#include <vector>

namespace assay::expect {

/// Collects what is wrong with an expectation before a run. Confined to one call of check().
class Checking
{
public:
    /// Shallow looks at one matcher's own argument and not at the expectations inside it.
    explicit Checking(QString file, bool shallow = false)
        : m_file(std::move(file))
        , m_shallow(shallow)
    {
    }

    void expectation(const model::Node &expected);
    void expectations(const model::Node &list);
    void problem(const model::Node &where, const QString &title, const QString &fix = {});
    /// Reports unless the argument has the kind; true when it has.
    bool needs(const model::Node &argument, model::Node::Kind kind);

    [[nodiscard]] std::vector<base::Error> &errors() { return m_errors; }

    /// Text with ${...}: known only in the run.
    [[nodiscard]] static bool isLater(const model::Node &node);

private:
    void members(const model::Node &map);

    QString m_file;
    bool m_shallow;
    int m_depth = 0;
    std::vector<base::Error> m_errors;
};

/// Why the argument cannot be carried out in the run; "" when it can.
[[nodiscard]] QString argumentProblem(const MatcherKind &kind, const model::Node &argument);

} // namespace assay::expect
