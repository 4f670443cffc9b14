// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/mock/responders/text_vector.h"
#include "simulation/mock_checks.h"

#include <QJsonArray>
#include <QTest>
#include <QtEndian>

#include <cmath>

using namespace assay;
using namespace assay::simulation;
using namespace assay::simulation::test;
using namespace Qt::StringLiterals;

namespace {

double inner(const QString &a, const QString &b, int dimensions = 256)
{
    const std::vector<float> x = textVector(a, dimensions);
    const std::vector<float> y = textVector(b, dimensions);
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        sum += static_cast<double>(x[i]) * static_cast<double>(y[i]);
    return sum;
}

} // namespace

/// The built-in responders: chat completions and embeddings.
class TestMockAi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chats();
    void chatsInAStream();
    void refusesBadChats_data();
    void refusesBadChats();
    void embeds();
    void embedsAsBase64();
    void refusesBadEmbeddings_data();
    void refusesBadEmbeddings();
    void similarTextsAreNear_data();
    void similarTextsAreNear();
    void stems_data();
    void stems();
};

void TestMockAi::chats()
{
    MockRouter router(mock("mock: m\nroutes:\n  - match: { times: 2 }\n    responder: openai-chat\n"
                           "    options: { words: 3 }\n  - responder: openai-chat\n    options: { "
                           "reply: Fixed. }\n"));
    const MockHttpRequest asked =
        request(u"POST"_s, u"/v1/chat/completions"_s,
                R"({"model":"gpt","messages":[{"role":"system","content":"Be brief."},
            {"role":"user","content":[{"type":"text","text":"one  two"},{"type":"text","text":"three four"}]},
            {"role":"assistant","content":"no"}]})");
    const QJsonValue first = jsonOf(router.answer(asked));
    QCOMPARE(
        first[u"choices"_s][0][u"message"_s].toObject(),
        (QJsonObject{{u"role"_s, u"assistant"_s}, {u"content"_s, u"In short: one two three"_s}}));
    QCOMPARE(first[u"object"_s].toString(), u"chat.completion"_s);
    QCOMPARE(first[u"model"_s].toString(), u"gpt"_s);
    QCOMPARE(first[u"choices"_s][0][u"finish_reason"_s].toString(), u"stop"_s);
    QCOMPARE(first[u"usage"_s].toObject(),
             (QJsonObject{
                 {u"prompt_tokens"_s, 21}, {u"completion_tokens"_s, 6}, {u"total_tokens"_s, 27}}));
    QCOMPARE(jsonOf(router.answer(asked)), first); // the same request, the same answer
    QCOMPARE(jsonOf(router.answer(asked))[u"choices"_s][0][u"message"_s][u"content"_s].toString(),
             u"Fixed."_s);
}

void TestMockAi::chatsInAStream()
{
    MockRouter router(
        mock("mock: m\nroutes:\n  - responder: openai-chat\n    options: { tokenDelay: 5ms }\n"));
    const MockAnswer answer = router.answer(request(
        u"POST"_s, u"/"_s,
        R"({"stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"a b"}]})"));
    QCOMPARE(headerOf(answer, "content-type"), QByteArray("text/event-stream"));
    QCOMPARE(answer.chunkPause, base::Nanoseconds(std::chrono::milliseconds(5)));
    QCOMPARE(answer.chunks.back(), QByteArray("data: [DONE]\n\n"));
    QString text;
    QStringList reasons;
    int usage = 0;
    for (std::size_t i = 0; i + 1 < answer.chunks.size(); ++i) {
        QVERIFY(answer.chunks[i].startsWith("data: ") && answer.chunks[i].endsWith("\n\n"));
        const auto event = base::parseJson(answer.chunks[i].mid(6));
        QVERIFY(event);
        QCOMPARE((*event)[u"object"_s].toString(), u"chat.completion.chunk"_s);
        const QJsonValue choice = (*event)[u"choices"_s][0];
        text += choice[u"delta"_s][u"content"_s].toString();
        if (choice[u"finish_reason"_s].isString())
            reasons.append(choice[u"finish_reason"_s].toString());
        usage += (*event)[u"usage"_s][u"total_tokens"_s].toInt();
    }
    QCOMPARE(text, u"In short: a b"_s);
    QCOMPARE(reasons, QStringList{u"stop"_s});
    QVERIFY(usage > 0);
}

void TestMockAi::refusesBadChats_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body : {"", "{", "[]", "{}", R"({"messages":[]})", R"({"messages":"x"})"})
        QTest::newRow(body) << QByteArray(body);
}

void TestMockAi::refusesBadChats()
{
    QFETCH(const QByteArray, body);
    MockRouter router(mock("mock: m\nroutes:\n  - responder: openai-chat\n"));
    const MockAnswer answer = router.answer(request(u"POST"_s, u"/"_s, body));
    QCOMPARE(answer.status, 400);
    QCOMPARE(jsonOf(answer)[u"error"_s][u"type"_s].toString(), u"invalid_request_error"_s);
}

void TestMockAi::embeds()
{
    MockRouter router(mock(
        "mock: m\nroutes:\n  - responder: openai-embeddings\n    options: { dimensions: 32 }\n"));
    const QJsonValue one =
        jsonOf(router.answer(request(u"POST"_s, u"/"_s, R"({"input":"a spice planet"})")));
    const QJsonValue many = jsonOf(router.answer(
        request(u"POST"_s, u"/"_s, R"({"model":"e","input":["x","a spice planet"]})")));
    QCOMPARE(one[u"data"_s].toArray().size(), 1);
    QCOMPARE(many[u"data"_s].toArray().size(), 2);
    QCOMPARE(many[u"data"_s][1][u"index"_s].toInt(), 1);
    QCOMPARE(many[u"data"_s][1][u"embedding"_s], one[u"data"_s][0][u"embedding"_s]);
    QCOMPARE(many[u"model"_s].toString(), u"e"_s);
    const QJsonArray vector = one[u"data"_s][0][u"embedding"_s].toArray();
    QCOMPARE(vector.size(), 32);
    double square = 0;
    for (const QJsonValue &value : vector)
        square += value.toDouble() * value.toDouble();
    QVERIFY(std::abs(square - 1) < 1e-6);
    const QJsonValue asked =
        jsonOf(router.answer(request(u"POST"_s, u"/"_s, R"({"input":"a","dimensions":7})")));
    QCOMPARE(asked[u"data"_s][0][u"embedding"_s].toArray().size(), 7);
}

void TestMockAi::embedsAsBase64()
{
    MockRouter router(mock("mock: m\nroutes:\n  - responder: openai-embeddings\n"));
    const QJsonValue answer = jsonOf(router.answer(
        request(u"POST"_s, u"/"_s, R"({"input":"spice","encoding_format":"base64"})")));
    const QByteArray bytes =
        QByteArray::fromBase64(answer[u"data"_s][0][u"embedding"_s].toString().toLatin1());
    const std::vector<float> expected = textVector(u"spice"_s, 64);
    QCOMPARE(bytes.size(), 64 * 4);
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(qFromLittleEndian<float>(bytes.constData() + 4 * i), expected[i]);
}

void TestMockAi::refusesBadEmbeddings_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const char *body :
         {"", "{}", R"({"input":[]})", R"({"input":5})", R"({"input":["a",5]})",
          R"({"input":"a","dimensions":0})", R"({"input":"a","dimensions":999999})"})
        QTest::newRow(body) << QByteArray(body);
}

void TestMockAi::refusesBadEmbeddings()
{
    QFETCH(const QByteArray, body);
    MockRouter router(mock("mock: m\nroutes:\n  - responder: openai-embeddings\n"));
    QCOMPARE(router.answer(request(u"POST"_s, u"/"_s, body)).status, 400);
}

void TestMockAi::similarTextsAreNear_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<double>("atLeast");
    QTest::addColumn<double>("atMost");
    const QString dune = u"Dune is a story about a desert planet and its precious spice."_s;
    QTest::newRow("the same") << dune << dune << 0.9999 << 1.0001;
    QTest::newRow("case, endings, stop words")
        << dune << u"STORIES of the desert planets: dune, precious spices!"_s << 0.95 << 1.0001;
    QTest::newRow("some words") << dune << u"Which planet has the spice?"_s << 0.4 << 0.8;
    QTest::newRow("no words") << dune << u"Bake the bread for forty minutes."_s << -0.35 << 0.35;
    QTest::newRow("empty") << u""_s << u""_s << 0.9999 << 1.0001;
    QTest::newRow("only stop words") << u"the and of"_s << u"the and of"_s << 0.9999 << 1.0001;
    QTest::newRow("not Latin") << u"Пустынная планета"_s << u"планета"_s << 0.6 << 0.85;
}

void TestMockAi::similarTextsAreNear()
{
    QFETCH(const QString, a);
    QFETCH(const QString, b);
    QFETCH(const double, atLeast);
    QFETCH(const double, atMost);
    const double near = inner(a, b);
    QVERIFY2(near >= atLeast && near <= atMost, qPrintable(QString::number(near)));
}

void TestMockAi::stems_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *word, const char *result) {
        QTest::newRow(word) << QString::fromUtf8(word) << QString::fromUtf8(result);
    };
    row("stories", "story");
    row("story", "story");
    row("planets", "planet");
    row("running", "run");
    row("runs", "run");
    row("makes", "mak");
    row("making", "mak");
    row("make", "mak");
    row("glass", "glass");
    row("classes", "class");
    row("virus", "virus");
    row("quickly", "quick");
    row("is", "is");
    row("s", "s");
    row("ing", "ing");
    row("falling", "fall");
}

void TestMockAi::stems()
{
    QFETCH(const QString, word);
    QTEST(stem(word), "result");
}

QTEST_APPLESS_MAIN(TestMockAi)
#include "tst_mock_ai.moc"
