// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/compare_page.h"
#include "ui/history/past_run_page.h"
#include "ui/history/report_page.h"
#include "ui/history/runs_page.h"
#include "ui/history_bench.h"

#include <QApplication>
#include <QDir>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

using model::Outcome;
using namespace std::chrono_literals;

namespace {

/// Two weeks of runs like the drawing's, and the sample run.
void fill(HistoryBench &bench)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (int i = 40; i >= 1; --i) {
        std::vector<tests::MadeCase> cases;
        for (int c = 0; c < 97; ++c) {
            tests::MadeCase made{u"case %1"_s.arg(c), Outcome::Passed,
                                 std::chrono::milliseconds(60 + (c * 37 + i * 11) % 400)};
            if (i % 4 == 0 && c % 45 == 3)
                made.outcome = Outcome::Failed;
            if (i % 7 == 0 && c > 60)
                made.outcome = std::nullopt;
            cases.push_back(made);
        }
        tests::MadeRun run{u"0192%1"_s.arg(4096 - i, 6, 16, QLatin1Char('0')), 0, cases, i % 7 != 0,
                           i % 3 == 0 ? u"fix/breaker"_s : u"main"_s};
        auto batch = tests::eventsOf(run);
        auto plan = std::make_shared<events::Event>(*batch.front());
        auto &planned = std::get<events::RunPlanned>(plan->payload);
        planned.wallStart = now.addSecs(-i * 7 * 3600);
        planned.title = i % 3 == 0 ? u"resilience"_s : u"nightly"_s;
        planned.facts.insert(u"build"_s, QString::number(4100 - i));
        batch.front() = plan;
        tests::record(bench.store(), batch);
    }
    auto before = sampleScript(true);
    tests::record(bench.store(), HistoryBench::eventsOf(before, u"0192f3aa"_s, now.addSecs(-120)));
}

/// As in the drawing: what a day's work changes.
void fillCompared(HistoryBench &bench)
{
    const auto made = [](bool later) {
        const auto slow = [later](int a, int b) {
            return std::chrono::milliseconds(later ? b : a);
        };
        std::vector<tests::MadeCase> cases{
            {u"fails fast while open"_s, later ? Outcome::Failed : Outcome::Passed,
             slow(212, 3010)},
            {u"200/s for 60 s"_s, Outcome::Passed, slow(880, 1510)},
            {u"no orphan chunks"_s, later ? Outcome::Passed : Outcome::Failed, slow(20, 20)},
            {u"pages through results"_s, Outcome::Passed, slow(38, 37)},
            {u"stores a text"_s, Outcome::Passed, slow(610, 340)},
            {u"rolls back"_s, Outcome::Passed, slow(91, 92)},
            {u"renders"_s, Outcome::Error, slow(104, 109)}};
        if (!later)
            cases.push_back({u"was there"_s, Outcome::Passed, 5ms});
        return cases;
    };
    bench.record({u"0192e1a4b2"_s, 1, made(false)});
    auto batch = tests::eventsOf({u"0192f3b7c9"_s, 2, made(true), true, u"fix/breaker"_s});
    events::EventBatch full;
    for (const auto &event : batch) {
        const auto *finished = std::get_if<events::CaseFinished>(&event->payload);
        if (finished != nullptr) {
            const auto add = [&](events::Payload payload) {
                auto one = std::make_shared<events::Event>(*event);
                one->payload = std::move(payload);
                full.push_back(one);
            };
            add(events::AttemptStarted{finished->index, 1});
            events::AttemptFinished attempt{
                finished->index, 1, finished->outcome, finished->duration, {}};
            if (model::isBad(finished->outcome)) {
                attempt.failures.push_back(
                    {u"3.012 s is not less than 50 ms"_s,
                     u"time"_s,
                     u"    $.model: \"mock-large\"\n  - $.breaker: \"open\"\n  + $.breaker: \"closed\""_s,
                     u"50 ms"_s,
                     u"3.012 s"_s,
                     {u"suites/resilience/circuit_breaker.yaml"_s, 41, 13}});
            }
            add(attempt);
        }
        full.push_back(event);
    }
    for (std::size_t i = 0; i < full.size(); ++i) {
        auto numbered = std::make_shared<events::Event>(*full[i]);
        numbered->sequence = i + 1;
        full[i] = numbered;
    }
    tests::record(bench.store(), full);
}

} // namespace

/// Renders the pages of history into build/<preset>/screenshots, for people to look at.
class TestHistoryScreenshots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pages_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("scene");
        for (const QString &scene :
             {u"runs"_s, u"narrow"_s, u"past-run"_s, u"compare"_s, u"report"_s}) {
            QTest::newRow(qPrintable(scene + u"-dark"_s)) << true << scene;
            QTest::newRow(qPrintable(scene + u"-light"_s)) << false << scene;
        }
    }
    void pages()
    {
        QFETCH(const bool, dark);
        QFETCH(const QString, scene);
        HistoryBench bench;
        ThemeManager themes(*qApp);
        themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        HistoryAccess access;
        access.setWorkbench(bench.bench);
        if (scene == u"compare")
            fillCompared(bench);
        else
            fill(bench);
        std::unique_ptr<QWidget> shown;
        if (scene == u"runs" || scene == u"narrow") {
            auto page = std::make_unique<RunsPage>(access, themes);
            page->resize(scene == u"narrow" ? 400 : 1290, 640);
            page->show();
            QTRY_COMPARE(page->model().rowCount(), 41);
            for (const int row : {1, 3})
                page->table().selectionModel()->select(page->model().index(row, 0),
                                                       QItemSelectionModel::Select |
                                                           QItemSelectionModel::Rows);
            shown = std::move(page);
        } else if (scene == u"past-run") {
            auto page = std::make_unique<PastRunPage>(access, themes, settings);
            page->resize(1290, 760);
            page->show();
            page->open(u"0192f3aa"_s);
            QTRY_VERIFY(!page->player().isEmpty() && page->player().isSettled());
            page->player().seek(std::chrono::milliseconds(8'800));
            QTRY_VERIFY(page->player().isSettled());
            page->revealCase(sampleCaseId(u"fails fast while open"_s));
            shown = std::move(page);
        } else if (scene == u"compare") {
            auto page = std::make_unique<ComparePage>(access, themes);
            page->resize(1290, 700);
            page->show();
            page->compare(u"0192e1"_s, u"0192f3"_s);
            QTRY_COMPARE(page->model().rowCount(), 8);
            auto *diff = page->findChild<QPlainTextEdit *>(u"diffText"_s);
            QTRY_VERIFY(!diff->toPlainText().isEmpty());
            shown = std::move(page);
        } else {
            auto page = std::make_unique<ReportPage>(access, themes);
            page->resize(1290, 640);
            page->setFormat(u"markdown"_s);
            page->show(u"0192f3aa"_s);
            QTRY_VERIFY(!page->previewFile().isEmpty());
            shown = std::move(page);
        }
        QCoreApplication::processEvents();
        const QImage image = shown->grab().toImage();
        const QString out = QStringLiteral(ASSAY_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(out));
        QVERIFY(image.save(
            u"%1/history-%2-%3%4.png"_s.arg(out, scene, dark ? u"dark"_s : u"light"_s,
                                            qApp->devicePixelRatio() > 1 ? u"-2x"_s : QString())));
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY(colours.size() > 30);
        QVERIFY(colours.contains(themes.theme().fill(Role::Panel).rgb()));
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestHistoryScreenshots)
#include "tst_history.moc"
