// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph_sample.h"

#include <algorithm>
#include <random>

namespace assay::ui::test {

using namespace Qt::StringLiterals;
using events::CaseIndex;

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
    for (auto &[at, payload] : sampleScript(finished))
        batch.push_back(eventOf(batch.size() + 1, at, std::move(payload)));
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
