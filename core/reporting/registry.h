// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reporting/report_format.h"

#include <QStringList>

#include <vector>

namespace assay::reporting {

/// Every report format there is, in the order of --help: the explicit list is in registry.cpp.
/// They live as long as the program. Any thread.
[[nodiscard]] const std::vector<const ReportFormat *> &reportFormats();
[[nodiscard]] QStringList reportFormatNames();
/// An error with the nearest name for one that is not there.
[[nodiscard]] base::Result<const ReportFormat *> findReportFormat(const QString &name);

/// `junit:out/results.xml`, as in --report; `json:-` is standard output.
struct ReportRequest
{
    const ReportFormat *format = nullptr;
    QString path; ///< "-" is standard output
};
[[nodiscard]] base::Result<ReportRequest> parseReportRequest(const QString &text);

} // namespace assay::reporting
