// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/sse_parser.h"
#include "steps/http_checks.h"
#include "steps/registry.h"
#include "support/http_test_server.h"
#include "support/step_harness.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::test;
using namespace std::chrono_literals;
using model::Outcome;
using steps::http::SseEvent;
using steps::http::SseParser;
using Answer = HttpTestServer::Answer;
using Request = HttpTestServer::Request;
using Events = std::vector<SseEvent>;

/// Server-sent events: the parser by the rules of WHATWG HTML 9.2.6, and the sse step.
class TestSse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parser_data();
    void parser();
    void parserState();
    void parserLimits();

    void takes();
    void until_data();
    void until();
    void postsABody();
    void withoutGoal();
    void tooFew();
    void endedEarly();
    void noStream();
    void endlessLine();
    void abortIsPrompt();

private:
    static void stream(Answer &answer, const QByteArray &events)
    {
        answer.raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n" +
                   events);
    }
    steps::StepResult run(const QString &more, const QByteArray &events, bool stays = true,
                          std::chrono::nanoseconds timeout = 20s)
    {
        m_server.on("/e", [=](const Request &, Answer &answer) {
            stream(answer, events);
            if (stays)
                answer.waitForHangUp();
            answer.close();
        });
        return m_harness.run(u"sse"_s, u"{ GET: \"%1\"%2 }"_s.arg(m_server.url(u"/e"_s), more),
                             timeout);
    }

    HttpTestServer m_server;
    StepHarness m_harness;
};

void TestSse::parser_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Events>("events");
    const QString message = u"message"_s;
    const auto row = [](const char *name, QByteArray stream, Events events) {
        QTest::newRow(name) << std::move(stream) << std::move(events);
    };
    row("three lines of data", "data: YHOO\ndata: +2\ndata: 10\n\n",
        {{message, u"YHOO\n+2\n10"_s, {}}});
    row("comments, ids, spaces",
        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third "
        "event\n",
        {{message, u"first event"_s, u"1"_s}, {message, u"second event"_s, {}}});
    row("empty data is an event",
        "data\n\ndata\ndata\n\ndata:", {{message, {}, {}}, {message, u"\n"_s, {}}});
    row("one space is cut", "data:test\n\ndata: test\n\ndata:  test\n\n",
        {{message, u"test"_s, {}}, {message, u"test"_s, {}}, {message, u" test"_s, {}}});
    row("types", "event: add\ndata: 1\n\ndata: 2\n\n",
        {{u"add"_s, u"1"_s, {}}, {message, u"2"_s, {}}});
    row("a type without data is none", "event: add\n\ndata: 2\n\n", {{message, u"2"_s, {}}});
    row("the last type holds", "event: a\nevent: b\ndata: 1\n\n", {{u"b"_s, u"1"_s, {}}});
    row("CR", "data: a\rdata: b\r\rdata: c\r\r", {{message, u"a\nb"_s, {}}, {message, u"c"_s, {}}});
    row("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", {{message, u"a"_s, {}}, {message, u"b"_s, {}}});
    row("mixed", "data: a\r\ndata: b\n\rdata: c\r\r",
        {{message, u"a\nb"_s, {}}, {message, u"c"_s, {}}});
    row("BOM",
        "\xEF\xBB\xBF"
        "data: a\n\n",
        {{message, u"a"_s, {}}});
    row("a second BOM is a name",
        "\xEF\xBB\xBF\xEF\xBB\xBF"
        "data: a\n\ndata: b\n\n",
        {{message, u"b"_s, {}}});
    row("ids stay", "id: 7\ndata: a\n\ndata: b\n\n",
        {{message, u"a"_s, u"7"_s}, {message, u"b"_s, u"7"_s}});
    row("an id with NUL is ignored", QByteArray("id: 7\ndata: a\n\nid: 8\0\ndata: b\n\n", 31),
        {{message, u"a"_s, u"7"_s}, {message, u"b"_s, u"7"_s}});
    row("unknown fields", "foo: bar\ndata: a\nDATA: b\n data: c\n\n", {{message, u"a"_s, {}}});
    row("colons in the value", "data: a: b\n\n", {{message, u"a: b"_s, {}}});
    row("no end, no event", "data: a\n\ndata: b\n", {{message, u"a"_s, {}}});
    row("bad UTF-8", "data: \xff\n\n", {{message, u"\uFFFD"_s, {}}});
}

void TestSse::parser()
{
    QFETCH(QByteArray, stream);
    QFETCH(Events, events);
    for (const qsizetype piece : {qsizetype(1), qsizetype(2), qsizetype(3), stream.size()}) {
        SseParser parser({});
        Events got;
        for (qsizetype at = 0; at < stream.size(); at += piece)
            QVERIFY(parser.feed(stream.mid(at, piece), got));
        QCOMPARE(got.size(), events.size());
        for (std::size_t i = 0; i < got.size(); ++i) {
            QCOMPARE(got[i].type, events[i].type);
            QCOMPARE(got[i].data, events[i].data);
            QCOMPARE(got[i].id, events[i].id);
        }
    }
}

void TestSse::parserState()
{
    SseParser parser({});
    Events events;
    QVERIFY(parser.feed("retry: 1500\nretry: 15x\nretry:\nretry: -1\nid: 9\n", events));
    QCOMPARE(parser.retry().value_or(0ns), base::Nanoseconds(1500ms));
    QCOMPARE(parser.lastEventId(), QString());
    QVERIFY(parser.feed("\n", events));
    QCOMPARE(parser.lastEventId(), u"9"_s);
    QVERIFY(events.empty());
}

void TestSse::parserLimits()
{
    Events events;
    SseParser lines({.line = {100}, .data = {1000}});
    QVERIFY(lines.feed(QByteArray(100, 'x'), events));
    const auto line = lines.feed("x", events);
    QVERIFY(!line);
    QCOMPARE(line.error().toString(),
             u"a line of the event stream is longer than 100 B (the rest was not read)"_s);
    SseParser data({.line = {100}, .data = {20}});
    const auto large = data.feed("data: 0123456789\ndata: 0123456789\n", events);
    QVERIFY(!large);
    QCOMPARE(large.error().toString(),
             u"an event's data is larger than 20 B (the rest was not read)"_s);
}

void TestSse::takes()
{
    auto result = run(
        u", take: 2"_s,
        "retry: 50\nid: 1\ndata: one\n\nevent: add\nid: 2\ndata: {\"n\": 2}\n\ndata: three\n\n");
    QCOMPARE(message(result), QString());
    const QJsonObject first{{u"event"_s, u"message"_s}, {u"data"_s, u"one"_s}, {u"id"_s, u"1"_s}};
    const QJsonObject second{{u"event"_s, u"add"_s},
                             {u"data"_s, u"{\"n\": 2}"_s},
                             {u"id"_s, u"2"_s},
                             {u"json"_s, QJsonObject{{u"n"_s, 2}}}};
    QCOMPARE(field(result, u"events"_s), QJsonValue(QJsonArray{first, second}));
    QCOMPARE(field(result, u"last"_s), QJsonValue(QJsonObject{{u"n"_s, 2}}));
    QCOMPARE(field(result, u"count"_s), QJsonValue(2));
    QCOMPARE(field(result, u"status"_s), QJsonValue(200));
    QCOMPARE(field(result, u"lastEventId"_s), QJsonValue(u"2"_s));
    QCOMPARE(field(result, u"retry"_s), QJsonValue(50));
    QCOMPARE(field(result, u"ended"_s), QJsonValue(false));
    QCOMPARE(m_server.lastRequest().header("Accept"), QByteArray("text/event-stream"));
    QCOMPARE(m_server.lastRequest().header("Cache-Control"), QByteArray("no-store"));
    for (const QString &name : steps::kindNamed(u"sse"_s)->cachedShape().expectKeys)
        QVERIFY2(result.fields.contains(name), qPrintable(name));
}

void TestSse::until_data()
{
    QTest::addColumn<QString>("until");
    QTest::addColumn<int>("count");
    QTest::newRow("text in the data") << u"DONE"_s << 3;
    QTest::newRow("text in the type") << u"progress"_s << 2;
    QTest::newRow("type") << u"{ event: progress }"_s << 2;
    QTest::newRow("json") << u"{ json: { $.n: { gte: 1 } } }"_s << 2;
    QTest::newRow("data") << u"{ data: { startsWith: \"[\" } }"_s << 3;
}

void TestSse::until()
{
    QFETCH(QString, until);
    QFETCH(int, count);
    auto result =
        run(u", until: %1"_s.arg(until),
            "data: {\"n\": 0}\n\nevent: progress\ndata: {\"n\": 1}\n\ndata: [DONE]\n\ndata: x\n\n");
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"count"_s), QJsonValue(count));
}

void TestSse::postsABody()
{
    m_server.on("/chat", [](const Request &request, Answer &answer) {
        stream(answer, "data: " + request.body + "\n\n");
        answer.close();
    });
    auto result = m_harness.run(
        u"sse"_s,
        u"{ POST: \"%1\", json: { stream: true }, take: 1 }"_s.arg(m_server.url(u"/chat"_s)));
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"last"_s), QJsonValue(QJsonObject{{u"stream"_s, true}}));
}

void TestSse::withoutGoal()
{
    auto result = run(QString(), "data: a\n\ndata: b\n\n", false);
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"count"_s), QJsonValue(2));
    QCOMPARE(field(result, u"ended"_s), QJsonValue(true));
    result = run(u", within: 200ms"_s, "data: a\n\n");
    QCOMPARE(message(result), QString());
    QCOMPARE(field(result, u"count"_s), QJsonValue(1));
    QCOMPARE(field(result, u"ended"_s), QJsonValue(false));
}

void TestSse::tooFew()
{
    auto result = run(u", take: 3, within: 200ms"_s, "data: a\n\n");
    QCOMPARE(result.outcome, Outcome::TimedOut);
    QCOMPARE(message(result), u"only 1 of 3 events came within 200 ms"_s);
    result = run(u", until: z, within: 200ms"_s, "data: a\n\n");
    QCOMPARE(result.outcome, Outcome::TimedOut);
    QCOMPARE(message(result),
             u"none of the 1 events that came is the one that until: waits for within 200 ms"_s);
    result = run(u", take: 3"_s, "data: a\n\n", true, 200ms);
    QCOMPARE(result.outcome, Outcome::TimedOut);
}

void TestSse::endedEarly()
{
    auto result = run(u", take: 3"_s, "data: a\n\n", false);
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result), u"the stream ended too early: only 1 of 3 events came"_s);
}

void TestSse::noStream()
{
    auto result =
        m_harness.run(u"sse"_s, u"{ GET: \"%1\", take: 1 }"_s.arg(m_server.url(u"/none"_s)));
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(
        message(result),
        u"GET %1 answered 404 Not Found with content type \"\", which is no event stream (it must "
        "be 200 and text/event-stream)"_s.arg(m_server.url(u"/none"_s)));
    result = m_harness.run(u"sse"_s, u"GET: "_s + m_server.url(u"/none"_s));
    QCOMPARE(field(result, u"status"_s), QJsonValue(404));
    QCOMPARE(field(result, u"count"_s), QJsonValue(0));
}

void TestSse::endlessLine()
{
    m_server.on("/endless", [](const Request &, Answer &answer) {
        stream(answer, "data: ");
        while (answer.raw(QByteArray(10'000, 'x'))) {
        }
        answer.close();
    });
    auto result =
        m_harness.run(u"sse"_s, u"{ GET: \"%1\", take: 1 }"_s.arg(m_server.url(u"/endless"_s)));
    QCOMPARE(result.outcome, Outcome::Error);
    QCOMPARE(message(result),
             u"a line of the event stream is longer than 1.05 MB (the rest was not read)"_s);
}

void TestSse::abortIsPrompt()
{
    StepHarness harness;
    std::atomic<bool> asked = false;
    m_server.on("/s", [&](const Request &, Answer &answer) {
        stream(answer, "data: a\n\n");
        asked = true;
        asked.notify_all();
        answer.waitForHangUp();
    });
    std::chrono::steady_clock::time_point stoppedAt;
    const std::jthread stopper([&] {
        asked.wait(false);
        stoppedAt = std::chrono::steady_clock::now();
        harness.stop.request_stop();
    });
    auto result = harness.run(u"sse"_s, u"{ GET: \"%1\", take: 5 }"_s.arg(m_server.url(u"/s"_s)));
    QCOMPARE(result.outcome, Outcome::Aborted);
    QVERIFY(std::chrono::steady_clock::now() - stoppedAt < 500ms);
}

QTEST_GUILESS_MAIN(TestSse)
#include "tst_sse.moc"
