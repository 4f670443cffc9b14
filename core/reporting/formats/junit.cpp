// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting/case_view.h"
#include "reporting/formats/formats.h"
#include "reporting/text.h"

#include <QHash>
#include <QSet>

namespace assay::reporting::formats {

using namespace Qt::StringLiterals;
using events::RunState;
using model::Outcome;

namespace {

/// How a case appears: which element counts it.
enum class Kind { Plain, Failure, Error, Skipped };

bool isErrorOutcome(Outcome outcome)
{
    return outcome != Outcome::Failed;
}

/// Attempts that went wrong, in order; aborted ones do not count (semantics: retries).
std::vector<const RunState::AttemptState *> badAttempts(const CaseView &view)
{
    std::vector<const RunState::AttemptState *> bad;
    for (const RunState::AttemptState &attempt : view.state->attempts) {
        if (!attempt.running && model::isBad(attempt.outcome))
            bad.push_back(&attempt);
    }
    return bad;
}

Kind kindOf(const CaseView &view)
{
    switch (view.verdict) {
    case Verdict::Passed:
    case Verdict::Flaky:
        return Kind::Plain;
    case Verdict::Skipped:
    case Verdict::NotRun:
    case Verdict::Quarantined:
        return Kind::Skipped;
    case Verdict::Aborted:
        return Kind::Error;
    default:
        break;
    }
    const auto bad = badAttempts(view);
    const Outcome first = bad.empty() ? view.state->outcome : bad.front()->outcome;
    return isErrorOutcome(first) ? Kind::Error : Kind::Failure;
}

QString messageOf(const RunState::AttemptState &attempt)
{
    return attempt.failures.empty() ? model::outcomeName(attempt.outcome)
                                    : attempt.failures.front().message;
}

struct Suite
{
    QString name;
    std::vector<const CaseView *> cases;
};

/// Writes one document; keeps what makes class name and name unique together.
class Writer
{
public:
    Writer(const RunState &state, const ReportOutput &out)
        : m_state(state)
        , m_out(out)
    {
    }

    void write()
    {
        const std::vector<CaseView> views = caseViews(m_state);
        std::vector<Suite> suites;
        QHash<QString, std::size_t> known;
        for (const CaseView &view : views) {
            const QString name = view.planned->suite.isEmpty() ? view.file() : view.planned->suite;
            const QString key = view.file() + u'\n' + name;
            if (!known.contains(key)) {
                known.insert(key, suites.size());
                suites.push_back({name, {}});
            }
            suites[known.value(key)].cases.push_back(&view);
        }
        m_text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites";
        std::vector<const CaseView *> all;
        for (const CaseView &view : views)
            all.push_back(&view);
        const QString title = m_state.plan().title;
        attribute("name", title.isEmpty() ? u"assay"_s : title);
        counts(all, false);
        m_text += ">\n";
        for (const Suite &suite : suites) {
            writeSuite(suite);
            if (!m_out(m_text))
                return;
            m_text.resize(0);
        }
        m_text += "</testsuites>\n";
        m_out(m_text);
    }

private:
    void attribute(const char *name, const QString &value)
    {
        m_text += ' ';
        m_text += name;
        m_text += "=\"" + xmlAttribute(value) + '"';
    }
    void attribute(const char *name, int value) { attribute(name, QString::number(value)); }

    void counts(const std::vector<const CaseView *> &cases, bool skippedToo)
    {
        int failures = 0;
        int errors = 0;
        int skipped = 0;
        base::Nanoseconds time{};
        for (const CaseView *view : cases) {
            const Kind kind = kindOf(*view);
            failures += kind == Kind::Failure ? 1 : 0;
            errors += kind == Kind::Error ? 1 : 0;
            skipped += kind == Kind::Skipped ? 1 : 0;
            time += view->state->duration;
        }
        attribute("tests", static_cast<int>(cases.size()));
        attribute("failures", failures);
        attribute("errors", errors);
        if (skippedToo)
            attribute("skipped", skipped);
        attribute("time", QString::fromLatin1(secondsText(time)));
    }

    void writeSuite(const Suite &suite)
    {
        m_text += "  <testsuite";
        attribute("name", suite.name);
        counts(suite.cases, true);
        if (m_state.plan().wallStart.isValid()) {
            base::Nanoseconds first = base::Nanoseconds::max();
            for (const CaseView *view : suite.cases) {
                if (view->state->status != RunState::CaseStatus::Waiting)
                    first = std::min(first, view->state->start);
            }
            const qint64 after =
                first == base::Nanoseconds::max()
                    ? 0
                    : std::chrono::duration_cast<std::chrono::milliseconds>(first).count();
            // Without zone and fraction: the one form that every reader takes. It is UTC.
            attribute("timestamp", m_state.plan().wallStart.toUTC().addMSecs(after).toString(
                                       u"yyyy-MM-ddTHH:mm:ss"_s));
        }
        m_text += ">\n";
        for (const CaseView *view : suite.cases)
            writeCase(*view);
        m_text += "  </testsuite>\n";
    }

    void writeCase(const CaseView &view)
    {
        // "suites/api/text.yaml" -> "suites.api.text": readers take the last dot for package.class.
        QString className = view.file();
        for (const QString &suffix : {u".yaml"_s, u".yml"_s}) {
            if (className.endsWith(suffix))
                className.chop(suffix.size());
        }
        className.replace(u'/', u'.');
        while (className.startsWith(u'.'))
            className.remove(0, 1);
        if (className.trimmed().isEmpty())
            className = u"assay"_s;
        QString name = view.title();
        // What is told apart only by characters that XML cannot hold would be the same here.
        for (int n = 2; m_names.contains(xmlAttribute(className) + '\n' + xmlAttribute(name)); ++n)
            name = u"%1 (%2)"_s.arg(view.title()).arg(n);
        m_names.insert(xmlAttribute(className) + '\n' + xmlAttribute(name));

        m_text += "    <testcase";
        attribute("name", name);
        attribute("classname", className);
        attribute("time", QString::fromLatin1(secondsText(view.state->duration)));
        const qsizetype before = m_text.size();
        m_text += ">\n";
        writeOutcome(view);
        writeAttachments(view);
        if (m_text.size() == before + 2) {
            m_text.chop(2);
            m_text += "/>\n";
        } else {
            m_text += "    </testcase>\n";
        }
    }

    void element(const char *name, const QString &type, const QString &message, const QString &text)
    {
        m_text += "      <";
        m_text += name;
        if (!type.isEmpty())
            attribute("type", type);
        attribute("message", message);
        m_text += '>' + xmlText(text) + "</";
        m_text += name;
        m_text += ">\n";
    }
    void rerun(const char *name, const RunState::AttemptState &attempt)
    {
        m_text += "      <";
        m_text += name;
        attribute("type", model::outcomeName(attempt.outcome));
        attribute("message", messageOf(attempt));
        m_text += "><stackTrace>" + xmlText(attemptText(attempt)) + "</stackTrace></";
        m_text += name;
        m_text += ">\n";
    }

    /// Surefire's order: failure, rerunFailure, flakyFailure, skipped, error, rerunError,
    /// flakyError.
    void writeOutcome(const CaseView &view)
    {
        const auto bad = badAttempts(view);
        const auto each = [&](const char *name, bool errors, std::size_t from) {
            for (std::size_t i = from; i < bad.size(); ++i) {
                if (isErrorOutcome(bad[i]->outcome) == errors)
                    rerun(name, *bad[i]);
            }
        };
        switch (kindOf(view)) {
        case Kind::Plain:
            each("flakyFailure", false, 0);
            each("flakyError", true, 0);
            return;
        case Kind::Skipped: {
            QString why = view.reason();
            if (view.verdict == Verdict::Quarantined) {
                if (!why.startsWith(u"quarantined"))
                    why = u"quarantined: "_s + why;
                why += u" (%1: %2)"_s.arg(model::outcomeName(view.state->outcome),
                                          view.failures().empty() ? u"no more is known"_s
                                                                  : view.message());
            }
            element("skipped", {}, why, why);
            return;
        }
        case Kind::Failure:
        case Kind::Error:
            break;
        }
        const char *const main = kindOf(view) == Kind::Failure ? "failure" : "error";
        if (view.verdict == Verdict::Aborted) {
            QString text = view.reason();
            for (const RunState::AttemptState *attempt : bad)
                text += u'\n' + attemptText(*attempt);
            element(main, u"aborted"_s, view.reason(), text);
            return;
        }
        const bool isFailure = kindOf(view) == Kind::Failure;
        const auto writeMain = [&] {
            if (bad.empty()) {
                element(main, model::outcomeName(view.state->outcome), view.message(),
                        view.message());
            } else {
                element(main, model::outcomeName(bad.front()->outcome), messageOf(*bad.front()),
                        attemptText(*bad.front()));
            }
        };
        if (isFailure)
            writeMain();
        each("rerunFailure", false, 1);
        if (!isFailure)
            writeMain();
        each("rerunError", true, 1);
    }

    /// GitLab's way to show a file beside a case.
    void writeAttachments(const CaseView &view)
    {
        QStringList files;
        for (const events::Attachment &attachment : view.state->attachments) {
            if (attachment.file.isEmpty())
                continue;
            QString path = attachment.file;
            const QString &workspace = m_state.plan().workspace;
            if (!workspace.isEmpty() && path.startsWith(workspace + u'/'))
                path = path.sliced(workspace.size() + 1);
            files += u"[[ATTACHMENT|%1]]"_s.arg(path);
        }
        if (!files.isEmpty())
            m_text += "      <system-out>" + xmlText(files.join(u'\n')) + "</system-out>\n";
    }

    const RunState &m_state;
    const ReportOutput &m_out;
    QByteArray m_text;
    QSet<QByteArray> m_names;
};

/// Valid for Jenkins' junit-10.xsd, in Surefire's dialect for retries (semantics: "JUnit XML").
class Junit final : public ReportFormat
{
public:
    [[nodiscard]] QString name() const override { return u"junit"_s; }
    [[nodiscard]] QString help() const override
    {
        return u"JUnit XML for CI servers; retries as Surefire writes them"_s;
    }
    [[nodiscard]] QString fileSuffix() const override { return u".xml"_s; }
    [[nodiscard]] base::Result<> write(const ReportInput &input,
                                       const ReportOutput &out) const override
    {
        Writer(input.state, out).write();
        return {};
    }
};

} // namespace

const ReportFormat &junit()
{
    static const Junit kFormat;
    return kFormat;
}

} // namespace assay::reporting::formats
