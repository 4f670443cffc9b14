// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/status.h"

#include <QCoreApplication>
#include <QPainter>

#include <array>

namespace assay::ui {

using namespace Qt::StringLiterals;
using model::Outcome;

namespace {

struct Entry
{
    char16_t glyph;
    const char *word;
    Role role;
    int rank;
};

constexpr std::array<Entry, kStatusCount> kTable = {{
    {u'○', QT_TRANSLATE_NOOP("Status", "not run"), Role::Skipped, 10},
    {u'○', QT_TRANSLATE_NOOP("Status", "queued"), Role::Skipped, 8},
    {u'◐', QT_TRANSLATE_NOOP("Status", "running"), Role::Accent, 3},
    {u'✓', QT_TRANSLATE_NOOP("Status", "passed"), Role::Passed, 9},
    {u'≈', QT_TRANSLATE_NOOP("Status", "flaky"), Role::Flaky, 5},
    {u'–', QT_TRANSLATE_NOOP("Status", "skipped"), Role::Skipped, 7},
    {u'–', QT_TRANSLATE_NOOP("Status", "quarantined"), Role::Skipped, 6},
    {u'■', QT_TRANSLATE_NOOP("Status", "aborted"), Role::Skipped, 4},
    {u'⧗', QT_TRANSLATE_NOOP("Status", "timed out"), Role::Failed, 2},
    {u'✕', QT_TRANSLATE_NOOP("Status", "failed"), Role::Failed, 1},
    {u'!', QT_TRANSLATE_NOOP("Status", "error"), Role::Failed, 0},
}};

const Entry &entryOf(Status status)
{
    return kTable[static_cast<std::size_t>(status)];
}

void paintRing(QPainter &painter, const QRectF &r, const QColor &colour, qreal width)
{
    painter.setPen(QPen(colour, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(r);
}

} // namespace

QChar statusGlyph(Status status)
{
    return entryOf(status).glyph;
}

QString statusWord(Status status)
{
    return QLatin1StringView(entryOf(status).word);
}

QString statusLabel(Status status)
{
    return QCoreApplication::translate("Status", entryOf(status).word);
}

Role statusRole(Status status)
{
    return entryOf(status).role;
}

std::optional<Status> statusFromWord(QStringView word)
{
    for (int i = 0; i < kStatusCount; ++i) {
        const auto status = static_cast<Status>(i);
        const QString known = statusWord(status);
        if (word.compare(known, Qt::CaseInsensitive) == 0 ||
            word.compare(QString(known).remove(u' '), Qt::CaseInsensitive) == 0)
            return status;
    }
    return std::nullopt;
}

bool isBad(Status status)
{
    return status == Status::Failed || status == Status::Error || status == Status::TimedOut;
}

int statusRank(Status status)
{
    return entryOf(status).rank;
}

Status statusOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return Status::Passed;
    case Outcome::Failed:
        return Status::Failed;
    case Outcome::Error:
        return Status::Error;
    case Outcome::TimedOut:
        return Status::TimedOut;
    case Outcome::Skipped:
        return Status::Skipped;
    case Outcome::Aborted:
        return Status::Aborted;
    }
    return Status::Error;
}

Status statusOf(const events::RunState::CaseState &state)
{
    using CaseStatus = events::RunState::CaseStatus;
    switch (state.status) {
    case CaseStatus::Waiting:
    case CaseStatus::Queued:
        return Status::Queued;
    case CaseStatus::Running:
        return Status::Running;
    case CaseStatus::Finished:
        break;
    }
    if (state.quarantined && model::isBad(state.outcome))
        return Status::Quarantined;
    return state.flaky ? Status::Flaky : statusOf(state.outcome);
}

Status statusOf(const events::RunState::StepState &step)
{
    return step.running ? Status::Running : statusOf(step.outcome);
}

Status statusOf(const events::RunState::AttemptState &attempt)
{
    return attempt.running ? Status::Running : statusOf(attempt.outcome);
}

Status statusOf(model::ServiceState state)
{
    switch (state) {
    case model::ServiceState::Waiting:
        return Status::Queued;
    case model::ServiceState::Starting:
    case model::ServiceState::Stopping:
        return Status::Running;
    case model::ServiceState::Ready:
        return Status::Passed;
    case model::ServiceState::Failed:
        return Status::Failed;
    case model::ServiceState::Stopped:
        return Status::NotRun;
    }
    return Status::Error;
}

void paintStatus(QPainter &painter, const QRectF &square, Status status, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(square.topLeft());
    painter.scale(square.width() / 12.0, square.height() / 12.0);
    const QPen stroke(colour, 1.9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(stroke);
    const auto line = [&](qreal x1, qreal y1, qreal x2, qreal y2) {
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2));
    };
    switch (status) {
    case Status::NotRun:
    case Status::Queued:
        paintRing(painter, {2, 2, 8, 8}, colour, 1.6);
        break;
    case Status::Running: {
        paintRing(painter, {1.8, 1.8, 8.4, 8.4}, colour, 1.6);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPie(QRectF(1.8, 1.8, 8.4, 8.4), 90 * 16, 180 * 16);
        break;
    }
    case Status::Passed: {
        const std::array points = {QPointF(2, 6.4), QPointF(4.8, 9.2), QPointF(10.2, 3.2)};
        painter.drawPolyline(points.data(), int(points.size()));
        break;
    }
    case Status::Flaky:
        for (const qreal y : {4.2, 8.0}) {
            const std::array points = {QPointF(1.6, y + 0.7), QPointF(3.8, y - 0.7),
                                       QPointF(6.2, y), QPointF(8.3, y + 0.7),
                                       QPointF(10.4, y - 0.7)};
            painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPolyline(points.data(), int(points.size()));
        }
        break;
    case Status::Skipped:
    case Status::Quarantined:
        line(2.5, 6, 9.5, 6);
        break;
    case Status::Aborted:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(2.5, 2.5, 7, 7), 1, 1);
        break;
    case Status::TimedOut: {
        painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const std::array points = {QPointF(2.6, 1.6), QPointF(9.4, 1.6), QPointF(2.6, 10.4),
                                   QPointF(9.4, 10.4), QPointF(2.6, 1.6)};
        painter.drawPolyline(points.data(), int(points.size()));
        break;
    }
    case Status::Failed:
        line(2.8, 2.8, 9.2, 9.2);
        line(9.2, 2.8, 2.8, 9.2);
        break;
    case Status::Error:
        line(6, 1.8, 6, 6.8);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(6, 10), 1.2, 1.2);
        break;
    }
    painter.restore();
}

} // namespace assay::ui
