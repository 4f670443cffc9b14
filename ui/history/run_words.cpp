// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/run_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace assay::ui {

using namespace Qt::StringLiterals;
using history::RunInfo;

namespace {

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("Runs", text, nullptr, count);
}

} // namespace

Status statusOfRun(const RunInfo &run)
{
    if (run.status == RunInfo::Status::Running)
        return Status::Running;
    if (run.status == RunInfo::Status::Interrupted)
        return Status::Aborted;
    switch (run.exitCode.value_or(0)) {
    case 0:
        return run.counts.flaky > 0 ? Status::Flaky : Status::Passed;
    case 1:
        return Status::Failed;
    case 2:
    case 130:
    case 143:
        return Status::Aborted;
    case 5:
        return Status::Skipped;
    default:
        return Status::Error;
    }
}

QString runTags(const RunInfo &run)
{
    QStringList tags;
    if (!run.branch.isEmpty())
        tags += run.branch;
    if (!run.commit.isEmpty())
        tags += run.commit.left(7);
    for (auto it = run.facts.begin(); it != run.facts.end(); ++it) {
        if (it.key() != u"branch" && it.key() != u"commit" && it.key() != u"host")
            tags += u"%1=%2"_s.arg(it.key(), it.value().toVariant().toString());
    }
    if (run.shards > 0)
        tags += u"%1/%2"_s.arg(run.shard).arg(run.shards);
    return tags.join(u"  "_s).left(200);
}

QString runResult(const RunInfo &run)
{
    const auto &n = run.counts;
    QStringList parts;
    const auto part = [&](int count, const QString &word) {
        if (count > 0)
            parts += u"%1 %2"_s.arg(count).arg(word);
    };
    if (run.status == RunInfo::Status::Running)
        parts += tr("live");
    else if (run.status == RunInfo::Status::Interrupted)
        parts += tr("interrupted");
    part(n.failed, statusLabel(Status::Failed));
    part(n.error, statusLabel(Status::Error));
    part(n.timedOut, statusLabel(Status::TimedOut));
    part(n.flaky, statusLabel(Status::Flaky));
    part(n.passed - n.flaky, statusLabel(Status::Passed));
    part(n.quarantined, statusLabel(Status::Quarantined));
    part(n.skipped, statusLabel(Status::Skipped));
    part(n.aborted, statusLabel(Status::Aborted));
    return parts.isEmpty() ? tr("no cases") : parts.join(u", "_s);
}

QString shortRunId(const QString &id)
{
    return id.left(10);
}

QString runTime(const QDateTime &started, const QDateTime &now)
{
    const QDateTime local = started.toLocalTime();
    const QString time = local.toString(u"HH:mm"_s);
    const qint64 days = local.date().daysTo(now.date());
    if (days == 0)
        return tr("Today %1").arg(time);
    if (days == 1)
        return tr("Yesterday %1").arg(time);
    const QString format = local.date().year() == now.date().year() ? u"d MMM"_s : u"d MMM yyyy"_s;
    return u"%1 %2"_s.arg(QLocale().toString(local.date(), format), time);
}

QString runToolTip(const RunInfo &run)
{
    QStringList lines{run.id, QLocale().toString(run.started.toLocalTime(), QLocale::LongFormat),
                      runResult(run)};
    for (const QString &more : {run.title, run.environment, runTags(run), run.reason}) {
        if (!more.isEmpty())
            lines += more.left(500);
    }
    return lines.join(u'\n');
}

} // namespace assay::ui
