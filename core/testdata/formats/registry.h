// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testdata/formats/data_format.h"

namespace assay::testdata {

/// Every format there is. Made once; any thread.
[[nodiscard]] const std::vector<std::unique_ptr<DataFormat>> &allFormats();
[[nodiscard]] const DataFormat *formatNamed(QStringView name); ///< null when there is none
[[nodiscard]] QStringList formatNamesOfData();

/// Writes the set: to the file `path`, or, where a format holds one table a file and the set has
/// several, to `path`/<table>.<format>. "-" is the standard output. The rows of each table.
[[nodiscard]] base::Result<std::vector<std::pair<QString, qint64>>>
writeDataSet(const DataSet &set, const DataFormat &format, const QString &path,
             const WorkOptions &options = {});

} // namespace assay::testdata
