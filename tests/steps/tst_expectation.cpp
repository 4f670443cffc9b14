// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http_test_server.h"
#include "support/step_harness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::test;
using Answer = HttpTestServer::Answer;
using Request = HttpTestServer::Request;

/// What `expect:` of a step says, and where.
class TestExpectation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void places_data();
    void places();
};

void TestExpectation::places_data()
{
    QTest::addColumn<QString>("expect");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *expect, const char *message) {
        QTest::newRow(expect) << QString::fromUtf8(expect) << QString::fromUtf8(message);
    };
    row("{ status: 201 }", "status: 200 is not 201");
    row("{ headers: { X-Kind: b } }", "headers.X-Kind: \"a\" is not \"b\"");
    // The same place has the same name, whatever led there.
    row("{ json: { items: [{ id: 8 }] } }", "json.items[0].id: 7 is not 8");
    row("{ json: { \"$.items[0].id\": 8 } }", "json.items[0].id: 7 is not 8");
    row("{ json: { $: { length: 2 } } }", "json: {\"items\":[{\"id\":7}]} has the length 1, not 2");
    row("{ json: { $.none: 8 } }", "json.none: nothing is at $.none");
    row("{ body: { json: { \"$['items'][0].id\": 8 } } }", "body['items'][0].id: 7 is not 8");
    row("{ body: { xpath: { //a: b } } }",
        "body: \"{\\\"items\\\":[{\\\"id\\\":7}]}\" is not valid XML: Start tag expected, '<' not "
        "found (line 1)");
    row("{ headers: { X-Page: { xpath: { //a: b } } } }", "headers.X-Page //a: \"1\" is not \"b\"");
}

void TestExpectation::places()
{
    QFETCH(const QString, expect);
    QFETCH(const QString, message);
    HttpTestServer server;
    server.on("*", [](const Request &, Answer &answer) {
        answer.send(200,
                    {{"Content-Type", "application/json"}, {"X-Kind", "a"}, {"X-Page", "<a>1</a>"}},
                    "{\"items\":[{\"id\":7}]}");
    });
    StepHarness harness;
    static_cast<void>(harness.run(StepHarness::step(u"http"_s, u"GET: "_s + server.url(), expect)));
    QStringList said;
    for (const events::EventPointer &event : harness.takeEvents()) {
        if (const auto *finished = std::get_if<events::StepFinished>(&event->payload)) {
            for (const events::Failure &failure : finished->failures)
                said.append(failure.message);
        }
    }
    QCOMPARE(said, QStringList{message});
}

QTEST_GUILESS_MAIN(TestExpectation)
#include "tst_expectation.moc"
