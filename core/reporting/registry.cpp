// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/registry.h"

#include "base/suggest.h"
#include "reporting/formats/formats.h"

namespace assay::reporting {

using namespace Qt::StringLiterals;

const std::vector<const ReportFormat *> &reportFormats()
{
    static const std::vector<const ReportFormat *> kFormats{
        &formats::html(), &formats::junit(), &formats::json(),     &formats::jsonl(),
        &formats::tap(),  &formats::csv(),   &formats::markdown(), &formats::github()};
    return kFormats;
}

QStringList reportFormatNames()
{
    QStringList names;
    for (const ReportFormat *format : reportFormats())
        names += format->name();
    return names;
}

base::Result<const ReportFormat *> findReportFormat(const QString &name)
{
    for (const ReportFormat *format : reportFormats()) {
        if (format->name() == name)
            return format;
    }
    return base::failure(u"there is no report format \"%1\""_s.arg(name),
                         base::didYouMean(name, reportFormatNames()));
}

base::Result<ReportRequest> parseReportRequest(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon <= 0 || colon + 1 == text.size()) {
        return base::failure(u"\"%1\" does not name a report"_s.arg(text),
                             u"write FORMAT:FILE, for example junit:results.xml, or FORMAT:- for "
                             "standard output"_s);
    }
    const auto format = findReportFormat(text.first(colon));
    if (!format)
        return base::failure(format.error());
    return ReportRequest{*format, text.sliced(colon + 1)};
}

} // namespace assay::reporting
