// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/progress.h"

#include <QCoreApplication>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kEnoughToTell = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("assay::ui", text);
}

} // namespace

std::optional<base::Nanoseconds> timeLeft(const events::RunState::Counts &counts,
                                          base::Nanoseconds elapsed)
{
    const int left = counts.total - counts.finished;
    if (counts.finished < kEnoughToTell || left <= 0)
        return std::nullopt;
    return elapsed / counts.finished * left;
}

QString progressText(const events::RunState &state, base::Nanoseconds elapsed, bool running)
{
    const events::RunState::Counts &counts = state.counts();
    QStringList parts;
    if (running)
        parts.append(tr("%1 of %2").arg(counts.finished).arg(counts.total));
    else
        parts.append(tr("%1 passed").arg(counts.passed));
    if (counts.bad() > 0)
        parts.append(tr("%1 failed").arg(counts.bad()));
    if (!running) {
        if (counts.flaky > 0)
            parts.append(tr("%1 flaky").arg(counts.flaky));
        if (counts.skipped > 0)
            parts.append(tr("%1 skipped").arg(counts.skipped));
        if (counts.aborted > 0)
            parts.append(tr("%1 aborted").arg(counts.aborted));
        if (const int left = counts.total - counts.finished; left > 0)
            parts.append(tr("%1 not run").arg(left));
        parts.append(base::durationText(elapsed));
        if (state.finished() && !state.finished()->reason.isEmpty())
            parts.append(state.finished()->reason);
    } else if (const auto left = timeLeft(counts, elapsed)) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*left);
        parts.append(tr("about %1 left").arg(base::durationText(seconds)));
    }
    return parts.join(u" · "_s);
}

QString countText(quint64 count)
{
    QString text = QString::number(count);
    for (qsizetype i = text.size() - 3; i > 0; i -= 3)
        text.insert(i, QChar(0x2009));
    return text;
}

} // namespace assay::ui
