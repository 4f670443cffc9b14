// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/case.h"

#include <memory>

namespace assay::suite {

/// A condition on cases: words joined by `and`, `or`, `not` and brackets; `not` binds closest, then
/// `and`. The words are shell-like: quotes keep spaces together. A cheap value, any thread.
class Selector
{
public:
    struct Term;
    explicit Selector(std::shared_ptr<const Term> root)
        : m_root(std::move(root))
    {
    }
    [[nodiscard]] bool matches(const model::Case &candidate) const;

private:
    std::shared_ptr<const Term> m_root;
};

/// "smoke and not (slow or db)": each word is a tag that the case has, letter case ignored. A "*"
/// in a word stands for any letters. The error's position has the column.
[[nodiscard]] base::Result<Selector> parseTagExpression(const QString &text);
/// "text and not slow": each word is found somewhere in the case's id (file, name and key), letter
/// case ignored.
[[nodiscard]] base::Result<Selector> parseKeywordExpression(const QString &text);

} // namespace assay::suite
