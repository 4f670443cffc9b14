// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/load_run.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay::ui::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::Nanoseconds;

namespace {

void add(events::EventBatch &events, Nanoseconds at, events::Payload payload)
{
    auto event = std::make_shared<events::Event>();
    event->at = at;
    event->payload = std::move(payload);
    events.push_back(std::move(event));
}

void addRequest(events::EventBatch &events, Nanoseconds at, QRandomGenerator &random)
{
    events::StepStarted start;
    start.kind = u"http"_s;
    start.title = random.bounded(3) == 0 ? u"GET /v1/search?q=dune"_s : u"POST /v1/texts"_s;
    add(events, at, start);
    const bool faulty = at > 9200ms && at < 15600ms;
    const double normal = std::exp(random.bounded(1.0) * random.bounded(1.0) * 2.2 + 2.2);
    const double rise =
        std::clamp((std::chrono::duration<double>(at).count() - 9.2) / 1.5, 0.0, 1.0);
    const bool slow = faulty && random.bounded(10) < 3;
    const double took = slow ? rise * (2200 + random.bounded(900.0)) + normal : normal;
    events::StepFinished done;
    done.kind = start.kind;
    done.title = start.title;
    done.duration = Nanoseconds(std::llround(took * 1e6));
    const bool bad = at > 10s && at < 12s && random.bounded(5) == 0;
    done.outcome = bad ? model::Outcome::Failed : model::Outcome::Passed;
    if (at + done.duration < 18s) // else the run ends first
        add(events, at + done.duration, done);
}

void addCases(events::EventBatch &events, events::PlannedCases &planned)
{
    for (int worker = 1; worker <= 3; ++worker) {
        Nanoseconds at = 400ms * worker;
        for (int i = 0; at < 17500ms; ++i) {
            const auto index = static_cast<events::CaseIndex>(planned.size());
            const Nanoseconds length = 700ms + 310ms * ((i * worker) % 5);
            planned.append({u"suites/load.yaml::case %1"_s.arg(index),
                            u"case %1"_s.arg(index),
                            {},
                            u"load"_s,
                            {},
                            {},
                            {},
                            {},
                            {},
                            false});
            add(events, at, events::CaseStarted{index, worker});
            add(events, at + length,
                events::CaseFinished{index, model::Outcome::Passed, false, false, {}, length, 1});
            at += length + 90ms * worker;
        }
    }
}

void addMemory(events::EventBatch &events, QRandomGenerator &random)
{
    const double unread = std::numeric_limits<double>::quiet_NaN();
    for (int i = 0; i < 180; ++i) {
        const Nanoseconds at = 100ms * i;
        const double api = 180e6 + 60e6 * std::sin(i / 22.0) + random.bounded(4e6);
        const double llm = i > 60 && i < 80 ? unread : 96e6 + i * 0.4e6 + random.bounded(2e6);
        add(events, at,
            events::SampleBatch{u"memory{service=\"api\"}"_s, u"bytes"_s, {{at, api}}, 0});
        add(events, at,
            events::SampleBatch{u"memory{service=\"llm\"}"_s, u"bytes"_s, {{at, llm}}, 0});
    }
}

} // namespace

events::EventBatch loadRun()
{
    QRandomGenerator random(42);
    events::EventBatch events;
    events::PlannedCases planned;
    addCases(events, planned);
    addMemory(events, random);
    add(events, 9200ms, events::FaultStarted{u"f1"_s, u"api -> llm"_s, u"latency 3 s"_s, {}});
    add(events, 15600ms, events::FaultEnded{u"f1"_s, 380});
    for (double at = 2; at < 18;) {
        const double rate = std::clamp((at - 2) / 6, 0.02, 1.0) * 200;
        addRequest(events, Nanoseconds(std::llround(at * 1e9)), random);
        at += (0.6 + random.bounded(0.8)) / rate;
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const auto &a, const auto &b) { return a->at < b->at; });
    events::RunPlanned plan;
    plan.runId = u"0192f3cc"_s;
    plan.cases = planned;
    events::EventBatch all;
    add(all, 0ns, plan);
    add(all, 0ns, events::RunStarted{3});
    all.insert(all.end(), events.begin(), events.end());
    add(all, 18s, events::RunFinished{});
    return all;
}

} // namespace assay::ui::test
