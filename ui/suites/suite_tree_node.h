// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/suites/suite_tree_model.h"

namespace assay::ui {

/// A line of the tree. `children` are all that there are, `shown` those that the filter takes.
struct SuiteTreeModel::Node
{
    Kind kind = Kind::Folder;
    Node *parent = nullptr;
    int place = 0; ///< in the parent's children
    int row = -1;  ///< in the parent's shown ones; -1: hidden
    QString name;
    QString key; ///< path, or the case's id
    QString hint;
    base::SourcePosition position;
    std::vector<std::unique_ptr<Node>> children;
    std::vector<Node *> shown;
    StatusCounts counts{};
    int broken = 0;  ///< files at and below it that do not load
    CaseFacts facts; ///< of a case; of a group only the duration, the sum of its cases'
    bool quarantined = false;
    bool changed = false; ///< its views have not been told yet

    [[nodiscard]] Status status() const
    {
        if (kind == Kind::Case)
            return facts.status;
        const auto has = [this](Status s) { return counts[static_cast<std::size_t>(s)] > 0; };
        if (has(Status::Running))
            return Status::Running;
        if (broken > 0)
            return Status::Error;
        for (const Status s :
             {Status::Error, Status::TimedOut, Status::Failed, Status::Aborted, Status::Queued,
              Status::Flaky, Status::Passed, Status::Quarantined, Status::Skipped}) {
            if (has(s))
                return s;
        }
        return Status::NotRun;
    }
    /// The cases that are shown at and below it.
    void collect(QStringList &ids) const
    {
        if (kind == Kind::Case)
            ids.append(key);
        for (const Node *child : shown)
            child->collect(ids);
    }
};

} // namespace assay::ui
