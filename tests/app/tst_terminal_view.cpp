// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/terminal_view.h"
#include "reporting/recorded_run.h"

#include <QTest>

using namespace assay;
using namespace assay::app;
using namespace assay::tests;

namespace {

/// A pipe: no colour, no rows that are rewritten.
class FakeConsole final : public Console
{
public:
    void out(const QString &text) override { written += text; }
    void err(const QString &text) override { said += text; }
    [[nodiscard]] bool isLive() const override { return false; }
    [[nodiscard]] bool hasColor() const override { return colours; }
    [[nodiscard]] int columns() const override { return 100; }

    QString written;
    QString said;
    bool colours = false;
};

} // namespace

/// What a terminal shows of the recorded run, against golden files.
/// ASSAY_APPROVE=1 takes what is written now as right.
class TestTerminalView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void golden_data();
    void golden();
    void exchangeOfTheLastAttempt();
    void levels();

private:
    static QString show(const std::vector<events::Event> &events, FakeConsole &console,
                        TerminalView::Settings settings = {})
    {
        TerminalView view(console, std::move(settings));
        events::EventBatch batch;
        for (const events::Event &event : events)
            batch.push_back(std::make_shared<const events::Event>(event));
        view.consume(batch);
        view.finish();
        return console.written;
    }
    static std::vector<events::Event> recorded()
    {
        std::vector<events::Event> events;
        for (const QByteArray &line : recordedLines())
            events.push_back(*events::parseEventLine(line));
        return events;
    }
};

void TestTerminalView::golden_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("quiet");
    QTest::addColumn<bool>("verbose");
    QTest::newRow("normal") << u"normal.txt"_s << false << false;
    QTest::newRow("quiet") << u"quiet.txt"_s << true << false;
    QTest::newRow("verbose") << u"verbose.txt"_s << false << true;
}

void TestTerminalView::golden()
{
    QFETCH(const QString, file);
    QFETCH(const bool, quiet);
    QFETCH(const bool, verbose);
    FakeConsole console;
    const QString text =
        show(recorded(), console,
             {.verbose = verbose, .quiet = quiet, .rerun = u"assay --batch . --last-failed"_s});
    const QString path = QStringLiteral(ASSAY_SOURCE_DIR "/tests/app/golden/") + file;
    if (qEnvironmentVariableIntValue("ASSAY_APPROVE") == 1) {
        QFile golden(path);
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(text.toUtf8());
        return;
    }
    const QStringList expected = QString::fromUtf8(contentOf(path)).split(u'\n');
    const QStringList actual = text.split(u'\n');
    for (qsizetype i = 0; i < std::min(actual.size(), expected.size()); ++i)
        QCOMPARE(actual[i], expected[i]);
    QCOMPARE(actual.size(), expected.size());
    for (const QString &line : actual)
        QVERIFY2(!line.endsWith(u' ') && !line.contains(u'\x1b'), qPrintable(line));
}

void TestTerminalView::exchangeOfTheLastAttempt()
{
    std::vector<events::Event> events;
    const auto post = [&](events::Payload payload) {
        events.push_back({events.size() + 1, {}, std::move(payload)});
    };
    const auto step = [&](const QString &answer, const QByteArray &body, model::Outcome outcome) {
        events::StepFinished finished;
        finished.index = 0;
        finished.outcome = outcome;
        auto exchange = std::make_shared<model::Exchange>();
        exchange->request.summary = u"GET http://api/x"_s;
        exchange->response.summary = answer;
        exchange->response.body = body;
        finished.exchange = exchange;
        post(finished);
    };
    events::RunPlanned planned;
    planned.cases.resize(1);
    planned.cases[0].id = u"a.yaml::x"_s;
    post(planned);
    post(events::CaseStarted{});
    post(events::AttemptStarted{.index = 0, .attempt = 1});
    step(u"500 Oh"_s, "first", model::Outcome::Failed);
    post(events::AttemptFinished{.index = 0, .attempt = 1, .outcome = model::Outcome::Failed});
    post(events::AttemptStarted{.index = 0, .attempt = 2});
    step(u"200 OK"_s, "fine", model::Outcome::Passed);
    step(u"502 Bad Gateway"_s, "{\n  \"error\": \"" + QByteArray(300, 'x') + "\"\n}",
         model::Outcome::Failed);
    step(u"503 Later"_s, "teardown", model::Outcome::Failed);
    post(events::AttemptFinished{.index = 0, .attempt = 2, .outcome = model::Outcome::Failed});
    post(events::CaseFinished{.index = 0, .outcome = model::Outcome::Failed});
    FakeConsole console;
    const QStringList lines = show(events, console).split(u'\n');
    QCOMPARE(lines.at(1), u"    GET http://api/x → 502 Bad Gateway"_s);
    QCOMPARE(lines.at(2), u"    { \"error\": \""_s + QString(148, u'x') + u'…');
    QVERIFY(!lines.join(u'\n').contains(u"first"_s));
    QVERIFY(!lines.join(u'\n').contains(u"503"_s));
}

void TestTerminalView::levels()
{
    const auto line = [](events::LogLevel level, const QString &text) {
        return events::Event{
            1, {}, events::LogLine{.source = u"assay"_s, .level = level, .text = text}};
    };
    FakeConsole console;
    show({line(events::LogLevel::Warning, u"the disk is nearly full"_s),
          line(events::LogLevel::Error, u"error: no such file\n  = look again\n"_s),
          line(events::LogLevel::Error, u"no more"_s), line(events::LogLevel::Info, u"unheard"_s)},
         console);
    QCOMPARE(console.said, u"warning: the disk is nearly full\nerror: no such file\n  = look "
                           "again\nerror: no more\n"_s);
}

QTEST_APPLESS_MAIN(TestTerminalView)
#include "tst_terminal_view.moc"
