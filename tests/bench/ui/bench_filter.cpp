// SPDX-License-Identifier: GPL-3.0-or-later
// The filter over 10 000 cases: matching beside a plain contains() over the same texts, and what a
// person waits for: the tree filtered and laid out again.
#include "bench/measure.h"
#include "ui/fake_workbench.h"
#include "ui/suites/suites_panel.h"

#include <QApplication>
#include <QEventLoop>
#include <QLineEdit>
#include <QTextStream>
#include <QTreeView>

#include <algorithm>
#include <chrono>

using namespace assay;
using namespace assay::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int kCases = 10'000;
constexpr int kRounds = 101;
constexpr double kBudgetMs = 30;

struct Times
{
    double p50 = 0;
    double p99 = 0;
};

template <class F>
Times timesOf(const F &once)
{
    std::vector<double> all;
    for (int round = 0; round < kRounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        once(round);
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - start;
        all.push_back(took.count());
    }
    std::sort(all.begin(), all.end());
    return {all[all.size() / 2], all[all.size() * 99 / 100]};
}

workbench::WorkspaceContent content()
{
    workbench::WorkspaceContent content;
    content.folder = u"/bench"_s;
    for (int s = 0; s < 100; ++s) {
        model::Suite suite;
        suite.file = u"suites/area%1/suite_%2.yaml"_s.arg(s % 10).arg(s);
        suite.name = u"Suite %1"_s.arg(s);
        for (int c = 0; c < kCases / 100; ++c) {
            model::Case one;
            one.name = u"stores and finds the text number %1 of %2"_s.arg(c).arg(s);
            one.id = suite.file + u"::"_s + one.name;
            one.tags = {c % 3 == 0 ? u"db"_s : u"api"_s, u"smoke"_s};
            one.position = {suite.file, 4 + c, 5};
            suite.cases.push_back(one);
        }
        content.suites.push_back(std::move(suite));
    }
    return content;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QTextStream out(stdout);

    auto controls = std::make_shared<test::FakeControls>();
    controls->content = content();
    ThemeManager themes(application);
    RunController controller(test::fakeOpener(controls));
    SuitesPanel panel(controller, themes);
    panel.resize(310, 900);
    panel.show();
    controller.openWorkspace(u"x"_s);
    QEventLoop read;
    QObject::connect(&controller, &RunController::contentChanged, &read, &QEventLoop::quit);
    read.exec();
    SuiteTreeModel &tree = panel.model();
    int number = 0;
    std::vector<CaseFacts> facts;
    for (const QString &id : tree.caseIds()) {
        const Status status = number % 7 == 0 ? Status::Failed : Status::Passed;
        tree.setResult(id, status, std::chrono::milliseconds(number % 3000));
        ++number;
    }
    tree.finishUpdate();
    for (const QString &id : tree.caseIds())
        facts.push_back(*tree.factsOf(id));

    qsizetype found = 0;
    const Times floor = timesOf([&](int) {
        for (const CaseFacts &one : facts)
            found += one.name.contains(u"number 7", Qt::CaseInsensitive) ||
                     one.suite.contains(u"number 7", Qt::CaseInsensitive);
    });
    out << u"floor, contains() in name and suite: p50 %1 ms, p99 %2 ms\n"_s
               .arg(floor.p50, 0, 'f', 2)
               .arg(floor.p99, 0, 'f', 2);
    const QStringList filters{u"\"number 7\""_s,
                              u"tag:db"_s,
                              u"tag:d*"_s,
                              u"status:failed tag:db slow:>1s number"_s,
                              u"-status:passed"_s,
                              u"suite:area3 -tag:wip"_s,
                              u"nothing that is there"_s};
    for (const QString &text : filters) {
        const CaseFilter filter = CaseFilter::parse(text);
        const Times match = timesOf([&](int) {
            for (const CaseFacts &one : facts)
                found += filter.matches(one);
        });
        const Times model = timesOf([&](int) { tree.setFilter(filter); });
        const Times whole = timesOf([&](int round) {
            panel.filterBox().setText(round % 2 == 0 ? text : QString());
            QMetaObject::invokeMethod(&panel.filterBox(), "returnPressed");
            panel.findChild<QTreeView *>(u"suiteTree"_s)->grab();
        });
        out << u"%1: match p50 %2 p99 %3 ms; tree p50 %4 p99 %5 ms; shown p50 %6 p99 %7 ms\n"_s
                   .arg(text, -38)
                   .arg(match.p50, 0, 'f', 2)
                   .arg(match.p99, 0, 'f', 2)
                   .arg(model.p50, 0, 'f', 1)
                   .arg(model.p99, 0, 'f', 1)
                   .arg(whole.p50, 0, 'f', 1)
                   .arg(whole.p99, 0, 'f', 1);
        out.flush();
        bench::reportBound(u"filter to picture, p99: "_s + text, whole.p99, u"ms"_s, kBudgetMs);
        panel.filterBox().clear();
        QMetaObject::invokeMethod(&panel.filterBox(), "returnPressed");
    }
    const Times anew = timesOf([&](int) { tree.setContent(controls->content); });
    out << u"content of %1 cases, read anew: p50 %2 p99 %3 ms\n"_s.arg(kCases)
               .arg(anew.p50, 0, 'f', 1)
               .arg(anew.p99, 0, 'f', 1);
    out << u"(%1)\n"_s.arg(found);
    return bench::verdict();
}
