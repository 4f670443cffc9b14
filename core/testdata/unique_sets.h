// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/joint_choice.h"
#include "testdata/makers/column_maker.h"

#include <map>

namespace assay::testdata {

/// How the columns of a table's `unique:` sets are made so that no two rows are the same.
struct UniqueSets
{
    struct Joint
    {
        std::shared_ptr<const JointChoice> choice;
        int place = 0;
    };
    std::map<int, Joint> joint;            ///< by column
    std::vector<int> distinctWithinParent; ///< columns
};

/// An error for a set that cannot be kept unique. Any thread.
[[nodiscard]] base::Result<UniqueSets> planUniqueSets(const Cells &cells, int table, qint64 rows,
                                                      quint64 seed);

} // namespace assay::testdata
