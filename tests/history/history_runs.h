// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event_json.h"
#include "history/history_writer.h"

#include <QDateTime>

namespace assay::tests {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Outcome;

/// A case of a made-up run: its name and how it ended; nothing when it did not.
struct MadeCase
{
    QString name;
    std::optional<Outcome> outcome = std::nullopt;
    base::Nanoseconds duration = 1ms;
    QString reason = {};
    bool quarantined = false;
    std::vector<events::CaseIndex> needs = {};
};

struct MadeRun
{
    QString id;
    int minute = 0; ///< when it started
    std::vector<MadeCase> cases;
    bool finished = true;
    QString branch = u"main"_s;
};

/// Makes events with the sequence and time that a bus would give them.
class EventMaker
{
public:
    events::EventPointer operator()(events::Payload payload)
    {
        auto event = std::make_shared<events::Event>();
        event->sequence = ++m_sequence;
        event->at = m_at += 1ms;
        event->payload = std::move(payload);
        return event;
    }

private:
    std::uint64_t m_sequence = 0;
    base::Nanoseconds m_at{};
};

inline events::EventBatch eventsOf(const MadeRun &run)
{
    using namespace events;
    EventMaker make;
    RunPlanned plan;
    plan.runId = run.id;
    plan.title = u"made"_s;
    plan.environment = u"local"_s;
    plan.facts = {{u"branch"_s, run.branch}, {u"commit"_s, u"4e1c9a"_s}};
    plan.wallStart = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC).addSecs(run.minute * 60);
    for (const MadeCase &made : run.cases) {
        PlannedCase planned;
        planned.name = made.name;
        planned.id = u"suites/a.yaml::"_s + made.name;
        planned.needs = made.needs;
        plan.cases.push_back(planned);
    }
    EventBatch batch{make(plan), make(RunStarted{1})};
    int bad = 0;
    for (std::size_t i = 0; i < run.cases.size(); ++i) {
        const MadeCase &made = run.cases[i];
        const auto index = static_cast<CaseIndex>(i);
        if (!made.outcome)
            continue;
        batch.push_back(make(CaseStarted{index, 2}));
        CaseFinished finished;
        finished.index = index;
        finished.outcome = *made.outcome;
        finished.duration = made.duration;
        finished.reason = made.reason;
        finished.quarantined = made.quarantined;
        finished.attempts = 1;
        batch.push_back(make(finished));
        bad += model::isBad(*made.outcome) && !made.quarantined ? 1 : 0;
    }
    if (run.finished)
        batch.push_back(make(RunFinished{bad > 0 ? 1 : 0, {}}));
    return batch;
}

/// Through the writer, as a bus would do it.
inline QStringList record(const history::HistoryStore &store, const events::EventBatch &batch)
{
    history::HistoryWriter writer(store);
    writer.consume(batch);
    writer.finish();
    return writer.problems();
}

inline QByteArray linesOf(const events::EventBatch &batch)
{
    QByteArray lines;
    for (const events::EventPointer &event : batch)
        events::appendEventLine(lines, *event);
    return lines;
}

inline QByteArray linesOf(const history::HistoryStore &store, const QString &run)
{
    QByteArray lines;
    const auto read = store.lines(run, [&](const QByteArray &line) {
        lines += line;
        return true;
    });
    return read ? lines : read.error().toString().toUtf8();
}

} // namespace assay::tests
