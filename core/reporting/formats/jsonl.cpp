// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/formats/formats.h"

namespace assay::reporting::formats {

using namespace Qt::StringLiterals;

namespace {

/// The event stream itself; its schema is resources/schemas/events.schema.json.
class Jsonl final : public ReportFormat
{
public:
    [[nodiscard]] QString name() const override { return u"jsonl"_s; }
    [[nodiscard]] QString help() const override
    {
        return u"every event of the run, one JSON object a line"_s;
    }
    [[nodiscard]] QString fileSuffix() const override { return u".jsonl"_s; }
    [[nodiscard]] bool needsEvents() const override { return true; }
    [[nodiscard]] base::Result<> write(const ReportInput &input,
                                       const ReportOutput &out) const override
    {
        if (!input.events) {
            return base::failure(u"the jsonl report needs the events of the run"_s,
                                 u"keep history, or write them while it runs with --events FILE"_s);
        }
        return input.events(out);
    }
};

} // namespace

const ReportFormat &jsonl()
{
    static const Jsonl kFormat;
    return kFormat;
}

} // namespace assay::reporting::formats
