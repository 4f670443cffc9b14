// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fake_workbench.h"

namespace assay::ui::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using model::Outcome;
using std::chrono::milliseconds;

workbench::WorkspaceContent bigContent(int count)
{
    workbench::WorkspaceContent content;
    content.folder = u"/home/dev/big"_s;
    content.name = u"big"_s;
    for (int i = 0; i < count; ++i) {
        if (i % 50 == 0) {
            model::Suite suite;
            suite.file = u"suites/g%1/s%2.yaml"_s.arg(i / 1000).arg(i / 50);
            suite.name = u"suite %1"_s.arg(i / 50);
            content.suites.push_back(suite);
        }
        model::Case made;
        made.id = u"%1::case %2"_s.arg(content.suites.back().file).arg(i);
        made.name = u"case %1"_s.arg(i);
        content.suites.back().cases.push_back(made);
    }
    return content;
}

Script bigScript(int count)
{
    events::RunPlanned plan;
    plan.runId = u"0192f3bb"_s;
    for (const model::Suite &suite : bigContent(count).suites) {
        for (const model::Case &c : suite.cases) {
            events::PlannedCase planned;
            planned.id = c.id;
            planned.name = c.name;
            planned.suite = suite.name;
            planned.position = {suite.file, 3, 1};
            plan.cases.push_back(planned);
        }
    }
    Script script;
    script.emplace_back(0ms, plan);
    script.emplace_back(0ms, events::RunStarted{2});
    for (int i = 0; i < count; ++i) {
        const Outcome outcome = i % 7 == 0 ? Outcome::Failed : Outcome::Passed;
        script.emplace_back(milliseconds(i), events::CaseStarted{i, i % 2 + 1});
        script.emplace_back(milliseconds(i), events::AttemptStarted{i, 1});
        script.emplace_back(milliseconds(i), events::LogLine{u"api"_s, events::LogLevel::Info,
                                                             u"request %1"_s.arg(i), i});
        script.emplace_back(milliseconds(i + 2),
                            events::AttemptFinished{i, 1, outcome, milliseconds(2), {}});
        script.emplace_back(milliseconds(i + 2),
                            events::CaseFinished{i, outcome, false, false, {}, milliseconds(2), 1});
    }
    script.emplace_back(milliseconds(count + 10), events::RunFinished{1, {}});
    return script;
}

} // namespace assay::ui::test
