// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filter/case_filter.h"

namespace assay::ui {

/// Changes of a filter's text; every other term is kept as it was written. Pure, any thread.

/// Whether `status:` of the text names it: a chip is on.
[[nodiscard]] bool filterHasStatus(const QString &text, Status status);
/// The status put in or taken out.
[[nodiscard]] QString toggleFilterStatus(const QString &text, Status status);
/// Without the term of this number; unchanged when there is none.
[[nodiscard]] QString removeFilterTerm(const QString &text, qsizetype number);
/// The term with its minus put before it or taken away.
[[nodiscard]] QString negateFilterTerm(const QString &text, qsizetype number);
/// A term as a chip shows it: "tag: db", "not tag: wip", "text".
[[nodiscard]] QString filterTermLabel(const QString &text, const FilterTerm &term);

/// What may stand at the cursor.
struct FilterCompletion
{
    struct Choice
    {
        QString word; ///< what is put in
        QString help; ///< may be empty
    };
    qsizetype begin = 0; ///< what it replaces
    qsizetype length = 0;
    std::vector<Choice> choices; ///< that start with what is written; at most kMostChoices
    static constexpr std::size_t kMostChoices = 50;
};
/// The values that the workspace has.
struct FilterVocabulary
{
    QStringList tags;
    QStringList suites;
};
[[nodiscard]] FilterCompletion completeFilter(const QString &text, qsizetype cursor,
                                              const FilterVocabulary &vocabulary);

/// A filter as the headless runner understands it: the language of the window says more than
/// --tag and -k, which look at files only.
struct HeadlessFilter
{
    QString tags;            ///< for --tag (suite::parseTagExpression); "" for none
    QString keyword;         ///< for -k (suite::parseKeywordExpression)
    bool lastFailed = false; ///< --last-failed: `status:` names what is bad, and only that
    QStringList rest;        ///< terms that only the window can answer, as written
};
/// `tag:` becomes --tag; `suite:` and text become -k, which searches the case's id (file and name,
/// but not the suite's title).
[[nodiscard]] HeadlessFilter headlessFilter(const QString &text);
/// "assay --batch --tag 'db and not wip' -k 'api'", quoted for a shell. Terms that only the window
/// can answer are replaced by the cases that it shows: `cases`.
[[nodiscard]] QString headlessCommand(const QString &text, const QStringList &cases);

} // namespace assay::ui
