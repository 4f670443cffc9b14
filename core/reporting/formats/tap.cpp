// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "reporting/case_view.h"
#include "reporting/formats/formats.h"

namespace assay::reporting::formats {

using namespace Qt::StringLiterals;

namespace {

/// On one line; `#` would start a directive, `\` an escape (TAP 14, "Escaping").
QByteArray tapText(QString text)
{
    text = text.simplified();
    text.replace(u'\\', u"\\\\"_s).replace(u'#', u"\\#"_s);
    for (QChar &unit : text) {
        if (unit.unicode() < 0x20 || unit.unicode() == 0x7F)
            unit = QChar::ReplacementCharacter;
    }
    return text.toUtf8();
}

/// A JSON string is a YAML 1.2 double-quoted scalar.
void yamlMember(QByteArray &out, const char *indent, const char *key, const QString &value)
{
    if (value.isEmpty())
        return;
    out += indent;
    out += key;
    out += ": ";
    base::appendJsonString(out, value);
    out += '\n';
}

void writeDiagnostics(QByteArray &out, const CaseView &view)
{
    out += "  ---\n";
    yamlMember(out, "  ", "message", view.message());
    yamlMember(out, "  ", "outcome", verdictName(view.verdict));
    const base::SourcePosition position = view.position();
    if (position.isValid()) {
        out += "  at:\n";
        yamlMember(out, "    ", "file", position.file);
        out += "    line: " + QByteArray::number(position.line) + '\n';
    }
    out += "  duration_ms: " +
           QByteArray::number(
               std::chrono::round<std::chrono::milliseconds>(view.state->duration).count()) +
           '\n';
    out += "  attempts: " + QByteArray::number(view.attempts()) + '\n';
    if (!view.failures().empty()) {
        out += "  failures:\n";
        for (const events::Failure &failure : view.failures()) {
            out += "    - ";
            base::appendJsonString(out, failureText(failure));
            out += '\n';
        }
    }
    out += "  ...\n";
}

void writeCase(QByteArray &out, const CaseView &view)
{
    out += view.isBad() || view.verdict == Verdict::Quarantined ? "not ok " : "ok ";
    out += QByteArray::number(view.index + 1) + " - " + tapText(view.planned->id);
    switch (view.verdict) {
    case Verdict::Skipped:
    case Verdict::NotRun:
        out += " # SKIP " + tapText(view.reason());
        break;
    case Verdict::Quarantined: // a failure that is expected, in TAP's words
        out += " # TODO " + tapText(view.reason());
        break;
    default:
        break;
    }
    out += '\n';
    if (view.isBad() || view.verdict == Verdict::Quarantined || view.verdict == Verdict::Flaky)
        writeDiagnostics(out, view);
}

/// TAP 14 (testanything.org/tap-version-14-specification.html).
class Tap final : public ReportFormat
{
public:
    [[nodiscard]] QString name() const override { return u"tap"_s; }
    [[nodiscard]] QString help() const override { return u"TAP 14 with YAML diagnostics"_s; }
    [[nodiscard]] QString fileSuffix() const override { return u".tap"_s; }
    [[nodiscard]] base::Result<> write(const ReportInput &input,
                                       const ReportOutput &out) const override
    {
        const std::vector<CaseView> views = caseViews(input.state);
        QByteArray text =
            "TAP version 14\n1.." + QByteArray::number(static_cast<int>(views.size()));
        text += views.empty() ? " # SKIP no case was selected\n" : "\n";
        for (const CaseView &view : views)
            writeCase(text, view);
        if (input.state.status() == events::RunState::Status::Interrupted)
            text += "Bail out! the run was interrupted\n";
        out(text);
        return {};
    }
};

} // namespace

const ReportFormat &tap()
{
    static const Tap kFormat;
    return kFormat;
}

} // namespace assay::reporting::formats
