// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/case_view.h"
#include "reporting/formats/formats.h"

namespace assay::reporting::formats {

using namespace Qt::StringLiterals;

namespace {

/// RFC 4180. A text that a spreadsheet would take for a formula starts with an apostrophe
/// (owasp.org/www-community/attacks/CSV_Injection).
QByteArray textField(QString text)
{
    static const QString kFormula = u"=+-@\t\r"_s;
    text.remove(QChar(u'\0'));
    if (!text.isEmpty() && kFormula.contains(text.front()))
        text.prepend(u'\'');
    const bool quoted = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') ||
                        text.contains(u'\r') || text.startsWith(u' ') || text.endsWith(u' ');
    if (!quoted)
        return text.toUtf8();
    return '"' + text.replace(u'"', u"\"\""_s).toUtf8() + '"';
}

/// Milliseconds with microseconds as decimals, without a locale.
QByteArray millisecondsField(base::Nanoseconds duration)
{
    return QByteArray::number(static_cast<double>(duration.count()) / 1e6, 'f', 3);
}

/// One line a case, in plan order.
class Csv final : public ReportFormat
{
public:
    [[nodiscard]] QString name() const override { return u"csv"_s; }
    [[nodiscard]] QString help() const override { return u"one line a case, for spreadsheets"_s; }
    [[nodiscard]] QString fileSuffix() const override { return u".csv"_s; }
    [[nodiscard]] base::Result<> write(const ReportInput &input,
                                       const ReportOutput &out) const override
    {
        QByteArray text = "id,suite,name,key,verdict,flaky,quarantined,reason,message,duration_ms,"
                          "attempts,worker,start_ms,file,line\r\n";
        for (const CaseView &view : caseViews(input.state)) {
            const base::SourcePosition position = view.position();
            const QByteArrayList fields{textField(view.planned->id),
                                        textField(view.planned->suite),
                                        textField(view.planned->name),
                                        textField(view.planned->key),
                                        textField(verdictName(view.verdict)),
                                        view.state->flaky ? "true" : "false",
                                        view.state->quarantined ? "true" : "false",
                                        textField(view.reason()),
                                        textField(view.message()),
                                        millisecondsField(view.state->duration),
                                        QByteArray::number(view.attempts()),
                                        QByteArray::number(view.state->worker),
                                        millisecondsField(view.state->start),
                                        textField(position.file),
                                        position.isValid() ? QByteArray::number(position.line)
                                                           : QByteArray()};
            text += fields.join(',') + "\r\n";
        }
        out(text);
        return {};
    }
};

} // namespace

const ReportFormat &csv()
{
    static const Csv kFormat;
    return kFormat;
}

} // namespace assay::reporting::formats
