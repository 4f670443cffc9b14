// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_sample.h"

#include <algorithm>
#include <random>

namespace assay::ui::test {

using namespace Qt::StringLiterals;
using events::CaseIndex;

namespace {

struct Need
{
    QString needed;
    QString by;
    model::NeedOn on = model::NeedOn::Success;
};

std::vector<Need> needs()
{
    const QString ingests = u"ingests a document end to end"_s;
    const QString again = u"re-ingest keeps chunk ids"_s;
    const QString splits = u"splits a long text at sentences"_s;
    const QString stores = u"stores a text"_s;
    const QString opens = u"opens after five slow calls"_s;
    const QString fast = u"fails fast while open"_s;
    const QString half = u"half-open lets one call through"_s;
    return {
        {ingests, again},
        {ingests, u"finds by meaning"_s},
        {u"finds by meaning"_s, u"ranks exact hits first"_s},
        {u"finds by meaning"_s, u"pages through results"_s},
        {splits, again},
        {u"renders a template"_s, u"refuses a broken template"_s},
        {stores, u"updates a text"_s},
        {stores, u"rejects a body of 20 MB"_s},
        {stores, u"answers 404 for an unknown id"_s},
        {again, opens},
        {u"updates a text"_s, opens},
        {opens, fast},
        {opens, half},
        {half, u"closes again"_s},
        {u"updates a text"_s, u"retries with backoff"_s},
        {u"retries with backoff"_s, u"gives up after the deadline"_s},
        {u"updates a text"_s, u"rolls back on error"_s},
        {u"rolls back on error"_s, u"isolates two writers"_s},
        {u"isolates two writers"_s, u"hundred writers, one row"_s},
        {u"rolls back on error"_s, u"readers see whole chunks"_s},
        {fast, u"no orphan chunks"_s},
        {half, u"no orphan chunks"_s},
        {u"readers see whole chunks"_s, u"embeddings match their text"_s},
        {u"ranks exact hits first"_s, u"embeddings match their text"_s},
        {u"hundred writers, one row"_s, u"every text has an owner"_s, model::NeedOn::Completed}};
}

void join(events::RunPlanned &plan)
{
    QHash<QString, CaseIndex> indexOf;
    for (qsizetype i = 0; i < plan.cases.size(); ++i) {
        events::PlannedCase &planned = plan.cases[i];
        indexOf.insert(planned.name, static_cast<CaseIndex>(i));
        const QString folder = planned.position.file.section(u'/', 1, 1);
        planned.phase = folder == u"workflows" || folder == u"api" ? u"functional"_s : folder;
    }
    for (const Need &need : needs()) {
        events::PlannedCase &by = plan.cases[indexOf.value(need.by)];
        by.needs.push_back(indexOf.value(need.needed));
        by.needsOn.push_back(need.on);
    }
}

} // namespace

events::EventPointer eventOf(std::uint64_t sequence, std::chrono::milliseconds at,
                             events::Payload payload)
{
    auto event = std::make_shared<events::Event>();
    event->sequence = sequence;
    event->at = at;
    event->payload = std::move(payload);
    return event;
}

events::EventBatch graphEvents(bool finished)
{
    events::EventBatch batch;
    for (auto &[at, payload] : sampleScript(finished)) {
        if (auto *plan = std::get_if<events::RunPlanned>(&payload))
            join(*plan);
        batch.push_back(eventOf(batch.size() + 1, at, std::move(payload)));
    }
    return batch;
}

events::RunPlanned bigGraphPlan(int count)
{
    std::mt19937 random(11);
    const auto upTo = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    events::RunPlanned plan;
    plan.runId = u"0192f3cc"_s;
    for (int i = 0; i < count; ++i) {
        const int suite = i / 50;
        const int first = suite * 50;
        events::PlannedCase planned;
        planned.suite = u"suite %1"_s.arg(suite);
        planned.position = {u"suites/s%1.yaml"_s.arg(suite), 3, 1};
        planned.id = u"%1::case %2"_s.arg(planned.position.file).arg(i);
        planned.name = u"case %1 does what it says"_s.arg(i);
        planned.phase = i < count / 2 ? u"functional"_s : u"performance"_s;
        for (int needs = i % 2 + 1; needs > 0 && i > first; --needs)
            planned.needs.push_back(first + upTo(i - first));
        if (i % 97 == 96)
            planned.needs.push_back(upTo(first + 1));
        std::ranges::sort(planned.needs);
        planned.needs.erase(std::unique(planned.needs.begin(), planned.needs.end()),
                            planned.needs.end());
        plan.cases.push_back(planned);
    }
    return plan;
}

} // namespace assay::ui::test
