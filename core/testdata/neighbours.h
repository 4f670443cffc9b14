// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/data_set.h"

namespace assay::testdata {

/// What a search over vectors should find: for some rows, the k rows whose vectors have the largest
/// dot product with theirs (of vectors of length one, the nearest), without the row itself. Exact:
/// each is compared with all. Rows: query and neighbour (primary keys), rank from 1, similarity.
///
/// Nothing is held but sixteen queries: every next() of a reader makes all vectors again. `table`
/// has `neighbours` in the generator's schema. Any thread.
[[nodiscard]] base::Result<TablePointer> neighboursTable(std::shared_ptr<const Generator> generator,
                                                         int table);

} // namespace assay::testdata
