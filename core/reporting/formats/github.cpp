// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/case_view.h"
#include "reporting/formats/formats.h"
#include "reporting/text.h"

namespace assay::reporting::formats {

using namespace Qt::StringLiterals;

namespace {

/// GitHub shows ten a step and drops the rest without a word.
constexpr std::size_t kMost = 10;

QByteArray dataText(const QString &text)
{
    return plainText(text)
        .replace(u'%', u"%25"_s)
        .replace(u'\r', u"%0D"_s)
        .replace(u'\n', u"%0A"_s)
        .toUtf8();
}

QByteArray propertyText(const QString &text)
{
    return dataText(text).replace(':', "%3A").replace(',', "%2C");
}

/// Workflow commands: annotations beside the lines of suite files, the worst first.
class Github final : public ReportFormat
{
public:
    [[nodiscard]] QString name() const override { return u"github"_s; }
    [[nodiscard]] QString help() const override
    {
        return u"GitHub annotations (::error ...::), ten at most; write them to standard output"_s;
    }
    [[nodiscard]] QString fileSuffix() const override { return u".txt"_s; }
    [[nodiscard]] base::Result<> write(const ReportInput &input,
                                       const ReportOutput &out) const override
    {
        std::vector<CaseView> shown;
        for (const CaseView &view : worstFirst(input.state)) {
            if (view.isBad() || view.verdict == Verdict::Flaky)
                shown.push_back(view);
        }
        QByteArray text;
        const std::size_t lines = shown.size() > kMost ? kMost - 1 : shown.size();
        for (std::size_t i = 0; i < lines; ++i)
            text += annotation(shown[i]);
        if (shown.size() > kMost) {
            text += "::error title=Assay::and " +
                    QByteArray::number(static_cast<int>(shown.size() - lines)) +
                    " more cases that failed or were flaky: see the report\n";
        }
        out(text);
        return {};
    }

private:
    static QByteArray annotation(const CaseView &view)
    {
        QByteArray text = view.isBad() ? "::error " : "::warning ";
        const base::SourcePosition position = view.position();
        if (!position.file.isEmpty())
            text += "file=" + propertyText(position.file) + ',';
        if (position.line > 0)
            text += "line=" + QByteArray::number(position.line) + ',';
        if (position.column > 0)
            text += "col=" + QByteArray::number(position.column) + ',';
        text += "title=" + propertyText(u"%1: %2"_s.arg(verdictName(view.verdict), view.title()));
        QString body = view.message();
        if (!view.failures().empty()) {
            QStringList texts;
            for (const events::Failure &failure : view.failures())
                texts += failureText(failure);
            body = texts.join(u'\n');
        }
        return text + "::" + dataText(cutText(body, 4000)) + '\n';
    }
};

} // namespace

const ReportFormat &github()
{
    static const Github kFormat;
    return kFormat;
}

} // namespace assay::reporting::formats
