// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"

#include <QJsonArray>

namespace assay::tests {

using namespace Qt::StringLiterals;

/// One payload of every kind, with every member different from its default.
inline std::vector<events::Payload> payloadsOfEveryKind()
{
    using namespace events;
    using namespace std::chrono_literals;
    const QString hostile = u"a \"quote\", \\, \n\t\u0001, </script>, ]]>, \u202Eabc, \U0001F600"_s;
    const Failure failure{hostile, u"json.$.id"_s, u"- 1\n+ 2"_s,
                          u"1"_s,  u"2"_s,         {u"suites/a.yaml"_s, 41, 13}};
    auto exchange = std::make_shared<model::Exchange>();
    exchange->protocol = u"http"_s;
    exchange->request = {u"POST http://127.0.0.1:1/v1"_s,
                         {{u"accept"_s, u"*/*"_s}, {u"accept"_s, u"text/html"_s}},
                         "{\"title\": \"\xC3\xA9\"}",
                         14,
                         u"application/json"_s};
    exchange->response = {u"201 Created"_s, {}, QByteArray("\xff\x00\xfe", 3), 900, u"image/png"_s};
    exchange->timings = {{u"connect"_s, 12us}, {u"wait"_s, 3ms}};

    RunPlanned planned;
    planned.runId = u"0192f3aa00112233"_s;
    planned.workspace = u"/work/space"_s;
    planned.title = u"nightly"_s;
    planned.wallStart = QDateTime::fromString(u"2026-11-23T10:00:00.125Z"_s, Qt::ISODateWithMs);
    planned.planHash = u"abc"_s;
    planned.shard = 1;
    planned.shards = 3;
    planned.resumedFrom = u"0192f3"_s;
    planned.environment = u"local"_s;
    planned.version = u"0.1.0"_s;
    planned.facts = {{u"branch"_s, u"main"_s}, {u"cores"_s, 2}, {u"list"_s, QJsonArray{1, true}}};
    planned.cases.push_back(
        {u"suites/a.yaml::one"_s, u"one"_s, {}, u"A"_s, {}, {}, {}, {}, {}, false});
    planned.cases.push_back({u"suites/a.yaml::two[de]"_s,
                             hostile,
                             u"de"_s,
                             u"A"_s,
                             u"smoke"_s,
                             {u"suites/a.yaml"_s, 3, 5},
                             {u"x"_s, u"y"_s},
                             {0},
                             {model::NeedOn::Failure},
                             true});

    return {planned,
            RunStarted{4},
            RunFinished{130, u"interrupted (SIGINT)"_s},
            EnvironmentChanged{u"api"_s, model::ServiceState::Ready, u"process"_s,
                               u"127.0.0.1:43117"_s, hostile},
            CaseQueued{1},
            CaseStarted{1, 2},
            AttemptStarted{1, 2},
            AttemptFinished{1, 2, model::Outcome::Failed, 412ms, {failure, {u"second"_s}}},
            StepStarted{1, 2, u"steps.2.1"_s, u"http"_s, u"POST /v1"_s, u"suites/a.yaml"_s},
            StepFinished{1,
                         2,
                         u"steps.2.1"_s,
                         u"http"_s,
                         u"POST /v1"_s,
                         u"suites/a.yaml"_s,
                         model::Outcome::TimedOut,
                         3s,
                         5,
                         u"condition"_s,
                         {failure},
                         {u"suites/a.yaml"_s, 7, 9},
                         exchange},
            CaseFinished{1, model::Outcome::Skipped, true, true, u"needs: one failed"_s, 5s, 2},
            LogLine{u"api"_s, LogLevel::Warning, hostile, 1},
            SampleBatch{u"latency{step=\"POST\"}"_s, u"ms"_s, {{1ms, 0.1}, {2ms, -3e300}}, 7},
            FaultStarted{u"f1"_s, u"api -> llm"_s, u"latency"_s, {{u"delay"_s, u"3s"_s}}},
            FaultEnded{u"f1"_s, 9'007'199'254'740'993}, // not a double
            LoadStage{u"peak"_s, u"ramp"_s, 199.5},
            HealthChanged{u"api"_s, u"ready"_s, u"degraded"_s, hostile},
            SnapshotTaken{u"failing"_s, u"template"_s, qint64(1) << 40, 1},
            Attachment{1, u"shot"_s, u"image/png"_s, u"/tmp/shot.png"_s, QByteArray("\x89PNG", 4)}};
}

} // namespace assay::tests
