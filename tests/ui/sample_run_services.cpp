// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sample_run_services.h"

namespace assay::ui::test {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

void addSampleServices(Script &script)
{
    using State = model::ServiceState;
    const auto change = [&](int at, const QString &name, const QString &provider,
                            const QString &endpoint, State state) {
        script.emplace_back(milliseconds(at),
                            events::EnvironmentChanged{name, state, provider, endpoint, {}});
    };
    change(2, {}, {}, {}, State::Starting);
    const std::vector<std::tuple<QString, QString, int>> services = {
        {u"database"_s, u"PostgreSQL 15"_s, 43118},
        {u"cache"_s, u"Redis 7"_s, 43119},
        {u"llm"_s, u"mock"_s, 43120},
        {u"embedding"_s, u"mock"_s, 43121},
        {u"api"_s, u"process"_s, 43117}};
    int at = 5;
    for (const auto &[name, provider, port] : services) {
        change(at, name, provider, {}, State::Starting);
        change(at + 130, name, provider, u"127.0.0.1:%1"_s.arg(port), State::Ready);
        at += 150;
    }
    change(860, {}, {}, {}, State::Ready);
    const auto log = [&](int when, const QString &source, events::LogLevel level,
                         const QString &text) {
        script.emplace_back(milliseconds(when), events::LogLine{source, level, text, -1});
    };
    using enum events::LogLevel;
    log(870, u"api"_s, Info, u"listening on 127.0.0.1:43117, 4 workers"_s);
    log(4100, u"api"_s, Warning, u"breaker llm: 1 of 5 failures in window, still closed"_s);
    log(7400, u"api"_s, Warning, u"breaker llm: 4 of 5 failures in window, still closed"_s);
    script.emplace_back(milliseconds(7414),
                        events::HealthChanged{u"api"_s, u"ready"_s, u"degraded"_s,
                                              u"llm: 3 of 5 calls over 1 s"_s});
    log(10100, u"database"_s, Info, u"checkpoint complete: wrote 214 buffers (1.3%)"_s);
    log(10300, u"api"_s, Error, u"POST /v1/texts/7c1e04/summary: upstream took 3.01 s"_s);
    script.emplace_back(milliseconds(10722),
                        events::SnapshotTaken{u"failure/0192f3/fails-fast-while-open"_s,
                                              u"template"_s, 214'000'000, 13});
    log(11200, u"api"_s, Info, u"breaker llm: half-open, one probe let through"_s);
}

} // namespace assay::ui::test
