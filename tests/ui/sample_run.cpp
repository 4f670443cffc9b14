// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sample_run_services.h"

namespace assay::ui::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Outcome;
using std::chrono::milliseconds;

namespace {

enum class End { Waiting, Queued, Running, Passed, Flaky, Failed, Error, TimedOut, Skipped };

struct SampleCase
{
    QString suite;
    QString name;
    int worker = 1;
    int start = 0; ///< ms
    int length = 0;
    End end = End::Passed;
};

std::vector<SampleCase> sampleCases()
{
    const QString text = u"workflows/text_processing"_s;
    const QString search = u"workflows/search_retrieval"_s;
    const QString templates = u"workflows/template_management"_s;
    const QString api = u"api/text_api"_s;
    const QString breaker = u"resilience/circuit_breaker"_s;
    const QString retry = u"resilience/retry_mechanism"_s;
    const QString transaction = u"consistency/transaction"_s;
    const QString concurrency = u"consistency/concurrency"_s;
    const QString integrity = u"consistency/integrity"_s;
    return {{text, u"ingests a document end to end"_s, 1, 900, 1812, End::Passed},
            {text, u"re-ingest keeps chunk ids"_s, 2, 950, 1431, End::Passed},
            {text, u"splits a long text at sentences"_s, 3, 960, 730, End::Passed},
            {search, u"finds by meaning"_s, 1, 2760, 1240, End::Passed},
            {search, u"ranks exact hits first"_s, 2, 2420, 1860, End::Flaky},
            {search, u"pages through results"_s, 3, 1740, 620, End::Passed},
            {templates, u"renders a template"_s, 3, 2400, 410, End::Passed},
            {templates, u"refuses a broken template"_s, 3, 2850, 280, End::Passed},
            {api, u"stores a text"_s, 3, 3160, 512, End::Passed},
            {api, u"updates a text"_s, 3, 3700, 340, End::Passed},
            {api, u"answers 404 for an unknown id"_s, 3, 4080, 96, End::Passed},
            {api, u"rejects a body of 20 MB"_s, 3, 4210, 1190, End::Error},
            {breaker, u"opens after five slow calls"_s, 1, 4050, 3210, End::Passed},
            {breaker, u"fails fast while open"_s, 1, 7300, 3424, End::Failed},
            {breaker, u"half-open lets one call through"_s, 1, 10780, 0, End::Running},
            {breaker, u"closes again"_s, 0, 0, 0, End::Queued},
            {retry, u"retries with backoff"_s, 2, 4320, 2980, End::Passed},
            {retry, u"gives up after the deadline"_s, 2, 7350, 2000, End::TimedOut},
            {transaction, u"rolls back on error"_s, 3, 5450, 910, End::Passed},
            {transaction, u"isolates two writers"_s, 3, 6400, 2240, End::Passed},
            {concurrency, u"hundred writers, one row"_s, 3, 8700, 0, End::Running},
            {concurrency, u"readers see whole chunks"_s, 2, 9400, 0, End::Running},
            {integrity, u"no orphan chunks"_s, 0, 0, 0, End::Skipped},
            {integrity, u"embeddings match their text"_s, 0, 0, 0, End::Waiting},
            {integrity, u"every text has an owner"_s, 0, 0, 0, End::Waiting}};
}

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

/// Phases and needs, as in the drawing of the look.
void join(events::RunPlanned &plan)
{
    QHash<QString, events::CaseIndex> indexOf;
    for (qsizetype i = 0; i < plan.cases.size(); ++i) {
        events::PlannedCase &planned = plan.cases[i];
        indexOf.insert(planned.name, static_cast<events::CaseIndex>(i));
        const QString folder = planned.position.file.section(u'/', 1, 1);
        planned.phase = folder == u"workflows" || folder == u"api" ? u"functional"_s : folder;
    }
    for (const Need &need : needs()) {
        events::PlannedCase &by = plan.cases[indexOf.value(need.by)];
        by.needs.push_back(indexOf.value(need.needed));
        by.needsOn.push_back(need.on);
    }
}

QString fileOf(const SampleCase &c)
{
    return u"suites/%1.yaml"_s.arg(c.suite);
}

QString idOf(const SampleCase &c)
{
    return u"%1::%2"_s.arg(fileOf(c), c.name);
}

base::SourcePosition positionOf(const SampleCase &c, int line)
{
    return {fileOf(c), line, 13};
}

events::Failure failure(const SampleCase &c, const QString &message, int line,
                        const QString &diff = {})
{
    events::Failure result;
    result.message = message;
    result.position = positionOf(c, line);
    result.diff = diff;
    return result;
}

std::vector<events::Failure> failuresOf(const SampleCase &c, int attempt)
{
    if (c.end == End::Failed)
        return {failure(c, u"time: 3.012 s is not less than 50 ms"_s, 41),
                failure(c, u"status: 200 is not 503"_s, 42),
                failure(c, u"json: 1 member differs"_s, 43,
                        u"  {\n-   \"breaker\": \"open\",\n+   \"breaker\": \"closed\",\n"
                        "    \"model\": \"mock-large\"\n  }"_s)};
    if (c.end == End::Error)
        return {failure(c, u"the connection was closed while 20 MB were sent: broken pipe"_s, 18)};
    if (c.end == End::TimedOut)
        return {failure(c, u"the case took longer than 2 s; \"POST /v1/texts\" was running"_s, 9)};
    if (c.end == End::Flaky && attempt == 1)
        return {failure(c, u"json.$.hits[0].id: \"t-17\" is not \"t-03\""_s, 27)};
    return {};
}

std::shared_ptr<const model::Exchange> exchangeOf(const SampleCase &c)
{
    auto exchange = std::make_shared<model::Exchange>();
    exchange->protocol = u"http"_s;
    exchange->request.summary = u"POST http://127.0.0.1:43117/v1/texts/7c1e04/summary"_s;
    exchange->request.contentType = u"application/json"_s;
    exchange->request.body = R"({"style":"short","language":"en"})";
    exchange->request.bodySize = exchange->request.body.size();
    exchange->request.headers = {{u"content-type"_s, u"application/json"_s},
                                 {u"traceparent"_s, u"00-0192f3aa-01"_s}};
    exchange->response.summary = c.end == End::Failed ? u"200 OK"_s : u"201 Created"_s;
    exchange->response.contentType = u"application/json"_s;
    exchange->response.headers = {{u"content-type"_s, u"application/json"_s},
                                  {u"server"_s, u"semantic-processor/1.4.1"_s}};
    exchange->response.body = R"({"summary":"A beginning is a very delicate time.",)"
                              R"("model":"mock-large","breaker":"closed","tokens":128,)"
                              R"("chunks":["c-01","c-02"],"cached":false})";
    exchange->response.bodySize = exchange->response.body.size();
    exchange->timings = {
        {u"connect"_s, 100us}, {u"send"_s, 120us}, {u"wait"_s, 3011400us}, {u"receive"_s, 400us}};
    return exchange;
}

std::shared_ptr<const model::Exchange> queryOf()
{
    auto exchange = std::make_shared<model::Exchange>();
    exchange->protocol = u"sql"_s;
    exchange->request.summary = u"select id, status, chunks from texts where id = $1"_s;
    exchange->request.contentType = u"application/sql"_s;
    exchange->request.body = "select id, status, chunks\nfrom texts\nwhere id = $1";
    exchange->request.bodySize = exchange->request.body.size();
    exchange->request.headers = {{u"parameter 1"_s, u"\"7c1e04\""_s}};
    exchange->response.summary = u"2 rows"_s;
    exchange->response.contentType = u"application/json"_s;
    exchange->response.body = R"([{"id":"7c1e04","status":"stored","chunks":12},)"
                              R"({"id":"7c1e05","status":"embedded","chunks":7}])";
    exchange->response.bodySize = exchange->response.body.size();
    return exchange;
}

Outcome outcomeOf(End end)
{
    switch (end) {
    case End::Failed:
        return Outcome::Failed;
    case End::Error:
        return Outcome::Error;
    case End::TimedOut:
        return Outcome::TimedOut;
    case End::Skipped:
        return Outcome::Skipped;
    default:
        return Outcome::Passed;
    }
}

void addStep(Script &script, const SampleCase &c, int index, int attempt, int number,
             const QString &kind, const QString &title, int from, int to, Outcome outcome)
{
    const QString path = u"steps.%1"_s.arg(number);
    script.emplace_back(milliseconds(from),
                        events::StepStarted{index, attempt, path, kind, title, fileOf(c)});
    if (to < 0)
        return;
    events::StepFinished done;
    done.index = index;
    done.attempt = attempt;
    done.path = path;
    done.kind = kind;
    done.title = title;
    done.suite = fileOf(c);
    done.outcome = outcome;
    done.duration = milliseconds(to - from);
    done.position = positionOf(c, 12 + 6 * number);
    if (model::isBad(outcome))
        done.failures = failuresOf(c, attempt);
    if (kind == u"http")
        done.exchange = exchangeOf(c);
    if (kind == u"sql" && outcome == Outcome::Passed)
        done.exchange = queryOf();
    script.emplace_back(milliseconds(to), done);
}

void addAttempt(Script &script, const SampleCase &c, int index, int attempt, int from, int to,
                Outcome outcome)
{
    script.emplace_back(milliseconds(from), events::AttemptStarted{index, attempt});
    const int seeded = from + (to < 0 ? 90 : std::max(1, (to - from) / 10));
    addStep(script, c, index, attempt, 0, u"seed"_s, u"seed small-corpus"_s, from, seeded,
            Outcome::Passed);
    addStep(script, c, index, attempt, 1, u"http"_s, u"POST /v1/texts/7c1e04/summary"_s, seeded,
            to < 0 ? -1 : to - 1, outcome);
    if (to < 0)
        return;
    addStep(script, c, index, attempt, 2, u"sql"_s, u"select status from texts where id = :id"_s,
            to - 1, to, model::isBad(outcome) ? Outcome::Skipped : Outcome::Passed);
    events::AttemptFinished done{index, attempt, outcome, milliseconds(to - from),
                                 failuresOf(c, attempt)};
    script.emplace_back(milliseconds(to), done);
}

void addCase(Script &script, const SampleCase &c, int index)
{
    if (c.end == End::Waiting)
        return;
    if (c.end == End::Skipped) {
        script.emplace_back(milliseconds(10724),
                            events::CaseFinished{index,
                                                 Outcome::Skipped,
                                                 false,
                                                 false,
                                                 u"needs: fails fast while open failed"_s,
                                                 {},
                                                 0});
        return;
    }
    script.emplace_back(milliseconds(c.start > 0 ? c.start : 9000), events::CaseQueued{index});
    if (c.end == End::Queued)
        return;
    script.emplace_back(milliseconds(c.start), events::CaseStarted{index, c.worker});
    const int end = c.start + c.length;
    if (c.end == End::Running)
        return addAttempt(script, c, index, 1, c.start, -1, Outcome::Passed);
    const bool twice = c.end == End::Flaky || c.end == End::Failed;
    const int middle = c.start + c.length / 2;
    if (twice)
        addAttempt(script, c, index, 1, c.start, middle, Outcome::Failed);
    addAttempt(script, c, index, twice ? 2 : 1, twice ? middle + 5 : c.start, end,
               outcomeOf(c.end));
    script.emplace_back(milliseconds(end), events::CaseFinished{index,
                                                                outcomeOf(c.end),
                                                                c.end == End::Flaky,
                                                                false,
                                                                {},
                                                                milliseconds(c.length),
                                                                twice ? 2 : 1});
}

} // namespace

QString sampleCaseId(const QString &name)
{
    for (const SampleCase &c : sampleCases()) {
        if (c.name == name)
            return idOf(c);
    }
    return {};
}

workbench::WorkspaceContent sampleContent()
{
    workbench::WorkspaceContent content;
    content.folder = u"/home/dev/semantic/suites"_s;
    content.name = u"suites"_s;
    content.environments = {u"local"_s};
    for (const SampleCase &c : sampleCases()) {
        if (content.suites.empty() || content.suites.back().file != fileOf(c)) {
            model::Suite suite;
            suite.file = fileOf(c);
            suite.name = c.suite.section(u'/', -1).replace(u'_', u' ');
            content.suites.push_back(suite);
        }
        model::Case made;
        made.id = idOf(c);
        made.name = c.name;
        made.tags = {c.suite.section(u'/', 0, 0)};
        made.position = positionOf(c, 10);
        content.suites.back().cases.push_back(made);
    }
    base::Error error{u"\"retrys\" is no key of a case"_s, u"did you mean \"retries\"?"_s};
    content.diagnostics.push_back(
        {error.at({u"suites/performance/load.yaml"_s, 14, 5}), {}, u"retries"_s});
    base::Error second{u"\"200\" is not a duration"_s,
                       u"write a number and a unit, for example 200ms, 1.5s, 2m or 1h"_s};
    content.diagnostics.push_back(
        {second.at({u"suites/performance/load.yaml"_s, 22, 16}), u"a duration"_s, {}});
    return content;
}

Script sampleScript(bool finished)
{
    events::RunPlanned plan;
    plan.runId = u"0192f3aa"_s;
    plan.environment = u"local"_s;
    std::vector<SampleCase> cases = sampleCases();
    for (const SampleCase &c : cases) {
        events::PlannedCase planned;
        planned.id = idOf(c);
        planned.name = c.name;
        planned.suite = c.suite.section(u'/', -1);
        planned.position = positionOf(c, 10);
        planned.tags = {c.suite.section(u'/', 0, 0)};
        plan.cases.push_back(planned);
    }
    join(plan);
    Script script;
    int index = 0;
    int late = 0; // what was waiting runs on worker 1, one after the other
    for (SampleCase &c : cases) {
        if (finished && (c.end == End::Running || c.end == End::Waiting || c.end == End::Queued)) {
            c.end = End::Passed;
            c.worker = std::max(1, c.worker);
            c.start = std::max(11300 + late, c.start);
            c.length = 440;
            late += c.worker == 1 ? 450 : 0;
        }
        addCase(script, c, index++);
    }
    addSampleServices(script);
    std::stable_sort(script.begin(), script.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    script.insert(script.begin(), {0ms, events::RunStarted{3}});
    script.insert(script.begin(), {0ms, plan});
    if (finished)
        script.emplace_back(13600ms, events::RunFinished{1, {}});
    else
        script.emplace_back(12600ms, events::LogLine{u"api"_s, events::LogLevel::Info,
                                                     u"GET /v1/texts?page=2 200 in 4 ms"_s, -1});
    return script;
}

} // namespace assay::ui::test
