// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reporting/report_format.h"

namespace assay::reporting {

/// Writes a report to a file in one step (a reader sees the old one or the whole new one), making
/// its folder when that is missing. The error names the file and the reason (disk full, no
/// permission).
///
///     auto format = findReportFormat(u"junit"_s);
///     writeReport(**format, {.state = state}, u"/work/results.xml"_s);
///
/// Any thread.
[[nodiscard]] base::Result<> writeReport(const ReportFormat &format, const ReportInput &input,
                                         const QString &path);
/// Bytes that are a report already; as writeReport.
[[nodiscard]] base::Result<> writeReportFile(const QString &path, const QByteArray &bytes);
/// The report as bytes: for standard output and tests.
[[nodiscard]] base::Result<QByteArray> reportBytes(const ReportFormat &format,
                                                   const ReportInput &input);

} // namespace assay::reporting
