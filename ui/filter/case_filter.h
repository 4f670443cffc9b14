// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

#include <QRegularExpression>
#include <QStringList>

#include <vector>

namespace assay::ui {

/// What a filter looks at. A plain value.
struct CaseFacts
{
    QString name;
    QString suite; ///< its name and file
    QStringList tags;
    Status status = Status::NotRun;
    base::Nanoseconds duration{};
    bool flaky = false;   ///< its last run needed more than one attempt to pass
    bool changed = false; ///< its suite was edited since all of it last ran
};

/// The words before a colon, in the order in which people are told of them.
enum class FilterKey { Text, Status, Tag, Suite, Slow, Flaky, Changed };

/// A key as it is written, with what is said of it. The one table of them: parser, completion and
/// tool tips read it.
struct FilterKeyInfo
{
    FilterKey key;
    QString word; ///< "status"
    QString help; ///< for people
};
[[nodiscard]] const std::vector<FilterKeyInfo> &filterKeys();

/// One term of a filter with its place in the text. A plain value, any thread.
struct FilterTerm
{
    FilterKey key = FilterKey::Text;
    bool negated = false;
    bool understood = true; ///< else it takes nothing away
    qsizetype begin = 0;    ///< of the whole term, with its minus, in the text
    qsizetype length = 0;
    QStringList values;
    std::vector<Status> statuses;             ///< of `status:`
    std::vector<QRegularExpression> patterns; ///< of `tag:` values with a "*"
    base::Nanoseconds limit{};                ///< of `slow:`
    bool faster = false;                      ///< of `slow:<`
    bool wanted = true;                       ///< of `flaky:` and `changed:`

    [[nodiscard]] bool holds(const CaseFacts &facts) const;
};

/// What is wrong with a filter and where. A plain value.
struct FilterProblem
{
    QString title;
    QString fix; ///< may be empty
    qsizetype begin = 0;
    qsizetype length = 0;

    [[nodiscard]] QString text() const
    {
        return fix.isEmpty() ? title : QStringLiteral("%1 (%2)").arg(title, fix);
    }
};

/// The one filter language of the window:
///
///     status:failed,flaky tag:db slow:>2s suite:api flaky:yes changed:yes -tag:wip "stores a" text
///
/// Terms are joined by and; values separated by commas by or; a leading minus negates. `slow:2s`
/// and `slow:>2s` take what is slower, `slow:<2s` what is faster; a "*" in a tag stands for any
/// letters, as in --tag. Other words are searched in name and suite; case never matters. A term
/// that is not understood is named by problems() and takes nothing away. A plain value, any thread.
class CaseFilter
{
public:
    CaseFilter() = default;
    [[nodiscard]] static CaseFilter parse(const QString &text);

    [[nodiscard]] bool matches(const CaseFacts &facts) const;
    /// It takes every case.
    [[nodiscard]] bool isEmpty() const { return m_active == 0; }
    /// Whether what it takes changes while a run goes on: it looks at results.
    [[nodiscard]] bool looksAtResults() const;
    [[nodiscard]] const std::vector<FilterTerm> &terms() const & { return m_terms; }
    [[nodiscard]] const std::vector<FilterProblem> &problems() const & { return m_problems; }
    void terms() && = delete; ///< a loop over them would outlive the filter
    void problems() && = delete;
    [[nodiscard]] QString problem() const; ///< the first, with its fix; "" when none

private:
    void addTerm(const QString &text, qsizetype begin, qsizetype length);
    void readValue(FilterTerm &term, const QString &key, const QString &value);
    void say(FilterTerm &term, const QString &title, const QString &fix = {});

    std::vector<FilterTerm> m_terms;
    std::vector<FilterProblem> m_problems;
    std::size_t m_active = 0; ///< terms that are understood
};

} // namespace assay::ui
