// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reporting/report_format.h"

namespace assay::reporting::formats {

/// One function a format, each in the file of its name. Only registry.cpp asks for them.
[[nodiscard]] const ReportFormat &html();
[[nodiscard]] const ReportFormat &junit();
[[nodiscard]] const ReportFormat &json();
[[nodiscard]] const ReportFormat &jsonl();
[[nodiscard]] const ReportFormat &tap();
[[nodiscard]] const ReportFormat &csv();
[[nodiscard]] const ReportFormat &markdown();
[[nodiscard]] const ReportFormat &github();

} // namespace assay::reporting::formats
