// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "testdata/counter_random.h"

#include <memory>
#include <string>

namespace assay::testdata {

/// Texts that a regular expression describes, drawn or counted off.
///
///     auto pattern = PatternText::parse(u"[a-z]{3}-\\d{4}"_s);
///     pattern->drawn(draws);     // one of them
///     pattern->nth(12345);       // another one for each number below count()
///
/// Knows literals, ., classes, \d \w \s, groups, |, ?, *, +, {n}, {n,m}; ^ and $ at the ends. What
/// has no end stops after eight more. Look-around and back references are refused. `.` and negated
/// classes mean printable ASCII. Any thread.
class PatternText
{
public:
    struct Part;
    [[nodiscard]] static base::Result<PatternText> parse(const QString &pattern);
    [[nodiscard]] std::string drawn(Draws &draws) const;
    [[nodiscard]] quint64 count() const; ///< at most 2^62
    [[nodiscard]] std::string nth(quint64 index) const;

private:
    std::shared_ptr<const Part> m_root;
};

} // namespace assay::testdata
