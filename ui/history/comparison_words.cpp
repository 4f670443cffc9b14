// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/comparison_words.h"

#include "base/json_text.h"
#include "expect/diff.h"
#include "reporting/comparison_report.h"
#include "ui/theme/status.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <optional>

namespace assay::ui {

using namespace Qt::StringLiterals;
using history::CaseVerdict;
using history::ComparedSide;

namespace {

/// Larger bodies are compared as text elsewhere; here they would hide what changed.
constexpr qsizetype kMostBody = qsizetype(1024) * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("Comparison", text);
}

std::optional<QJsonValue> bodyOf(const ComparedSide &side)
{
    if (!side.exchange)
        return std::nullopt;
    const auto &part = side.exchange->response;
    if (!part.contentType.contains(u"json") || part.body.size() > kMostBody)
        return std::nullopt;
    const auto parsed = base::parseJson(part.body);
    if (!parsed)
        return std::nullopt;
    return *parsed;
}

/// What a side says, a fact a line, so that the diff names the lines that differ. No durations.
QString factsOf(const ComparedSide &side)
{
    if (!side.planned)
        return tr("not in this run");
    QStringList lines;
    const auto add = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            lines += u"%1: %2"_s.arg(name, value);
    };
    add(u"outcome"_s, side.finished ? model::outcomeName(side.outcome) : u"not reached"_s);
    if (side.attempts > 1)
        add(u"attempts"_s, QString::number(side.attempts));
    if (side.failures.empty())
        add(u"reason"_s, side.reason);
    for (const events::Failure &failure : side.failures) {
        lines += failure.message;
        add(u"  at"_s, failure.path);
        add(u"  expected"_s, failure.expected);
        add(u"  actual"_s, failure.actual);
    }
    return lines.join(u'\n');
}

/// The diff of two texts with their lines as they are: `- $ line 1: "text"` is for JSON.
QString lineDiff(const QString &before, const QString &after)
{
    if (before == after)
        return {};
    // Two lines at least, so that it compares lines.
    QStringList lines =
        expect::structuralDiff(before + u"\n.\n"_s, after + u"\n.\n"_s, 400).split(u'\n');
    static const QRegularExpression kLine(u"^([-+ ] )\\$ line \\d+: (\".*\")$"_s);
    QStringList plain;
    for (const QString &line : std::as_const(lines)) {
        const auto match = kLine.match(line.trimmed().startsWith(u'$') ? u"  "_s + line.trimmed()
                                                                       : line.trimmed());
        const auto text = match.hasMatch() ? base::parseJson(match.captured(2).toUtf8())
                                           : base::Result<QJsonValue>();
        if (!match.hasMatch() || !text)
            plain += line;
        else if (const QString own = text->toString(); !own.isEmpty() && own != u".")
            plain += match.captured(1) + own;
    }
    return plain.join(u'\n').trimmed();
}

} // namespace

QString verdictLabel(CaseVerdict verdict)
{
    switch (verdict) {
    case CaseVerdict::NewFailure:
        return tr("new failure");
    case CaseVerdict::StillFailing:
        return tr("still failing");
    case CaseVerdict::Flaky:
        return tr("flaky");
    case CaseVerdict::Slower:
        return tr("slower");
    case CaseVerdict::Gone:
        return tr("gone");
    case CaseVerdict::New:
        return tr("new");
    case CaseVerdict::Fixed:
        return tr("fixed");
    case CaseVerdict::Faster:
        return tr("faster");
    case CaseVerdict::Unchanged:
        break;
    }
    return tr("unchanged");
}

Role verdictRole(CaseVerdict verdict)
{
    switch (verdict) {
    case CaseVerdict::NewFailure:
    case CaseVerdict::StillFailing:
        return Role::Failed;
    case CaseVerdict::Flaky:
    case CaseVerdict::Slower:
        return Role::Flaky;
    case CaseVerdict::New:
        return Role::Accent;
    case CaseVerdict::Fixed:
    case CaseVerdict::Faster:
        return Role::Passed;
    case CaseVerdict::Gone:
    case CaseVerdict::Unchanged:
        break;
    }
    return Role::Muted;
}

QString comparisonDetail(const history::RunComparison &comparison)
{
    QStringList parts;
    parts += tr("%1 unchanged").arg(comparison.count(CaseVerdict::Unchanged));
    for (const auto *run : {&comparison.before, &comparison.after}) {
        if (!run->finished)
            parts += tr("%1 did not finish").arg(run->id);
    }
    for (const history::ComparedFact &fact : comparison.facts) {
        const auto text = [](const QString &value) {
            return value.isEmpty() ? u"–"_s : value.left(60).simplified();
        };
        parts += u"%1 %2 → %3"_s.arg(fact.name, text(fact.before), text(fact.after));
    }
    // What shifts all cases alike is the machine or the system, and no case's own.
    if (comparison.medianRatio >= 1.2)
        parts +=
            tr("half of the cases took %1 times as long").arg(comparison.medianRatio, 0, 'f', 1);
    else if (comparison.medianRatio <= 1 / 1.2)
        parts += tr("half of the cases took %1 of the time")
                     .arg(u"%1 %"_s.arg(comparison.medianRatio * 100, 0, 'f', 0));
    return parts.join(u" · "_s);
}

QString comparedSideDetail(const ComparedSide &side)
{
    if (!side.planned)
        return tr("not in this run");
    if (!side.finished)
        return tr("not reached");
    QString text = statusLabel(statusOf(side.outcome));
    if (side.flaky)
        text = statusLabel(Status::Flaky);
    if (side.quarantined)
        text += u" ("_s + statusLabel(Status::Quarantined) + u')';
    if (side.attempts > 0)
        text += u" · "_s + base::durationText(side.duration);
    if (side.attempts > 1)
        text += u" · "_s + tr("%1 attempts").arg(side.attempts);
    text += u'\n';
    if (side.failures.empty() && !side.reason.isEmpty())
        text += side.reason + u'\n';
    for (const events::Failure &failure : side.failures) {
        text += u"✕ "_s + failure.message + u'\n';
        if (failure.position.isValid())
            text += u"at "_s + failure.position.toString() + u'\n';
        if (!failure.diff.isEmpty())
            text += failure.diff + u'\n';
    }
    return text.trimmed();
}

QString comparedDiff(const history::ComparedCase &compared)
{
    const auto before = bodyOf(compared.before);
    const auto after = bodyOf(compared.after);
    if (before && after) {
        const QString diff = expect::structuralDiff(*before, *after, 400);
        if (!diff.isEmpty())
            return diff;
    }
    return lineDiff(factsOf(compared.before), factsOf(compared.after));
}

} // namespace assay::ui
