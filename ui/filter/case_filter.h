// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/status.h"

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
};

/// The one filter language of the window:
///
///     status:failed,flaky tag:db slow:>2s suite:api -tag:wip "stores a" text
///
/// Terms are joined by and; values separated by commas by or; a leading minus negates. `slow:2s`
/// and `slow:>2s` take what is slower, `slow:<2s` what is faster. Other words are searched in name
/// and suite; case never matters. A term that is not understood is named by problem() and takes
/// nothing away. A plain value, any thread.
class CaseFilter
{
public:
    CaseFilter() = default;
    [[nodiscard]] static CaseFilter parse(const QString &text);

    [[nodiscard]] bool matches(const CaseFacts &facts) const;
    [[nodiscard]] bool isEmpty() const { return m_terms.empty(); }
    [[nodiscard]] const QString &problem() const { return m_problem; } ///< the first; "" when none

    /// Whether `status:` of the text names it: a chip is on.
    [[nodiscard]] static bool hasStatus(const QString &text, Status status);
    /// The text with the status put in or taken out; every other term is kept as it was written.
    [[nodiscard]] static QString toggleStatus(const QString &text, Status status);

private:
    enum class Key { Text, Status, Tag, Suite, Slow };
    struct Term
    {
        Key key = Key::Text;
        bool negated = false;
        QStringList values;
        std::vector<Status> statuses;
        base::Nanoseconds limit{};
        bool faster = false;

        [[nodiscard]] bool holds(const CaseFacts &facts) const;
    };
    void addWord(QString word);
    void say(const QString &problem);

    std::vector<Term> m_terms;
    QString m_problem;
};

} // namespace assay::ui
