// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector_text_bench.h"

using namespace Qt::StringLiterals;

namespace assay::ui::test {

/// What the inspector says of a step, and what it gives to a shell.
class TestInspectorWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void curl_data()
    {
        QTest::addColumn<model::Exchange>("exchange");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("missing");
        const QString url = u"http://127.0.0.1:4311/v1/texts"_s;
        const auto row = [](const char *name, const model::Exchange &exchange, const QString &text,
                            const QString &missing = {}) {
            QTest::newRow(name) << exchange << QString(text).replace(u" \\\n  "_s, u" "_s)
                                << missing;
        };
        row("get", request(u"GET "_s + url), u"curl --globoff --url '%1'"_s.arg(url));
        row("head", request(u"HEAD "_s + url), u"curl --globoff --head --url '%1'"_s.arg(url));
        row("delete", request(u"DELETE "_s + url),
            u"curl --globoff --request 'DELETE' --url '%1'"_s.arg(url));
        auto json = request(u"POST "_s + url, "{\"a\":\"it's\"}",
                            {{u"Content-Length"_s, u"12"_s}, {u"X-A"_s, u"b"_s}});
        json.request.contentType = u"application/json"_s;
        row("json", json,
            u"curl --globoff --url '%1' --header 'X-A: b' --header 'Content-Type: application/json' --data-raw '{\"a\":\"it'\\''s\"}'"_s
                .arg(url));
        row("no type", request(u"PUT "_s + url, "@/etc/passwd"),
            u"curl --globoff --request 'PUT' --url '%1' --header 'Content-Type:' --data-raw '@/etc/passwd'"_s
                .arg(url));
        row("get with a body", request(u"GET "_s + url, "x", {{u"content-type"_s, u"a/b"_s}}),
            u"curl --globoff --request 'GET' --url '%1' --header 'content-type: a/b' --data-raw 'x'"_s
                .arg(url));
        row("empty header", request(u"GET "_s + url, {}, {{u"X-Empty"_s, {}}}),
            u"curl --globoff --url '%1' --header 'X-Empty;'"_s.arg(url));
        row("breaks in a header",
            request(u"GET "_s + url, {}, {{u"X-A"_s, u"a\r\nX-Evil: 1\x1b[2J"_s}}),
            u"curl --globoff --url '%1' --header 'X-A: a  X-Evil: 1 [2J'"_s.arg(url));
        row("a header that would read a file",
            request(u"GET "_s + url, {}, {{u"@/etc/passwd"_s, u"x"_s}}),
            u"curl --globoff --url '%1'"_s.arg(url), u"a header with the name \"@/etc/passwd\""_s);
        row("masked", request(u"GET "_s + url, {}, {{u"Authorization"_s, u"Bearer ***"_s}}),
            u"curl --globoff --url '%1' --header 'Authorization: Bearer ***'"_s.arg(url),
            u"the secret of Authorization"_s);
        row("binary", request(u"POST "_s + url, QByteArray("\x00\xff'", 3)),
            u"printf %s 'AP8n' | base64 -d | curl --globoff --url '%1' --header 'Content-Type:' --data-binary @-"_s
                .arg(url));
        auto cut = request(u"POST "_s + url, "abc");
        cut.request.bodySize = 10'000'000;
        row("cut", cut,
            u"curl --globoff --url '%1' --header 'Content-Type:' --data-raw 'abc'"_s.arg(url),
            u"the whole body: 3 B of 10 MB are kept"_s);
        auto form = request(u"POST "_s + url, "a: b\n");
        form.request.contentType = u"multipart/form-data"_s;
        row("form", form,
            u"curl --globoff --url '%1' --header 'Content-Type: multipart/form-data' --data-raw 'a: b\n'"_s
                .arg(url),
            u"the parts of the form as they were sent"_s);
    }

    void curl()
    {
        QFETCH(const model::Exchange, exchange);
        QFETCH(const QString, text);
        QFETCH(const QString, missing);
        const auto command = curlCommand(exchange);
        QVERIFY(command.has_value());
        QCOMPARE(QString(command->text).replace(u" \\\n  "_s, u" "_s), text);
        QCOMPARE(command->missing, missing);
    }

    void curlIsOnlyForHttp()
    {
        QVERIFY(!curlCommand(request(u"select 1"_s)));
        QVERIFY(!curlCommand(request(u"GET file:///etc/passwd"_s)));
        QVERIFY(!curlCommand(request(u"GET;rm http://h/"_s)));
        QVERIFY(!curlCommand({}));
    }

    void aShellTakesTheWordsAsTheyAre()
    {
        const QByteArray hostile =
            "$(touch /tmp/x) `id` \"'\\ !! \n ; rm -rf ~ & | < > * ? # {a,b}";
        auto exchange = request(u"POST http://h/$(id)/'a'?q=[1-9]&b={x}#;&`"_s, hostile,
                                {{u"X-A"_s, QString::fromUtf8(hostile)}});
        exchange.request.contentType = u"text/plain'; id; '"_s;
        const auto words = wordsInShell(curlCommand(exchange)->text);
        QVERIFY(words.contains("http://h/$(id)/'a'?q=[1-9]&b={x}#;&`"));
        QVERIFY(words.contains(hostile));
        QVERIFY(words.contains("X-A: " + QByteArray(hostile).replace('\n', ' ')));
        QVERIFY(words.contains("Content-Type: text/plain'; id; '"));
        QCOMPARE(words.size(), 9);
    }

    void aTerminalObeysNothing()
    {
        QCOMPARE(shellWord(u"a\x1b]0;x\x07\x9b"
                           "b\nc"_s),
                 u"'a?]0;x??b\nc'"_s);
    }

    void failureTexts()
    {
        events::Failure one;
        one.message = u"status: 200 is not 503"_s;
        one.position = {u"suites/a.yaml"_s, 4, 7};
        one.expected = u"503"_s;
        one.actual = u"200"_s;
        events::Failure tree;
        tree.message = u"json differs"_s;
        tree.path = u"json.a"_s;
        tree.expected = u"{\"b\":1,\"c\":2}"_s;
        tree.actual = u"{\"b\":1,\"c\":3}"_s;
        const PreparedText text = preparedFailures({one, tree});
        QCOMPARE(text.text, u"✕ status: 200 is not 503\nat suites/a.yaml:4:7\n✕ json differs"_s);
        QCOMPARE(text.lines[0].link, -1);
        QCOMPARE(text.lines[1].link, 0);
        const QString diff = failuresDiff({one, tree});
        QVERIFY2(diff.startsWith(u"@@ status: 200 is not 503\n- 503\n+ 200\n"), qPrintable(diff));
        QVERIFY2(diff.contains(u"- $.c: 2") && diff.contains(u"+ $.c: 3"), qPrintable(diff));
        QVERIFY(!hasDiff({}));
        QVERIFY(preparedFailures({}).text.isEmpty());
    }

    void goldenFailuresAreThoseOfTheMatcher()
    {
        struct Golden final : expect::Snapshots
        {
            base::Result<std::optional<QByteArray>> load(const QString &) override { return saved; }
            base::Result<> save(const QString &, const QByteArray &) override { return {}; }
            bool updating() const override { return false; }
            std::optional<QByteArray> saved;
        };
        Golden golden;
        const auto isGolden = [&](const QJsonValue &actual, const QJsonObject &expected) {
            const auto found =
                expect::match(actual, model::Node::fromJson(expected), {.snapshots = &golden});
            events::Failure failure;
            failure.message = found.empty() ? QString() : found.front().message;
            return isGoldenFailure(failure);
        };
        const QJsonObject asSnapshot{{u"snapshot"_s, u"answer"_s}};
        QVERIFY(isGolden(QJsonObject{{u"a"_s, 1}}, asSnapshot)); // there is none yet
        golden.saved = "{\"a\": 2}";
        QVERIFY(isGolden(QJsonObject{{u"a"_s, 1}}, asSnapshot));
        golden.saved = "{";
        QVERIFY(!isGolden(QJsonObject{{u"a"_s, 1}}, asSnapshot)); // an update does not help
        QVERIFY(!isGolden(1, QJsonObject{{u"gt"_s, 2}}));
    }

    void sides()
    {
        QCOMPARE(shortUrl(u"POST http://127.0.0.1:4311/v1/texts?a=b"_s), u"POST /v1/texts?a=b"_s);
        QCOMPARE(shortUrl(u"GET http://host"_s), u"GET http://host"_s);
        QCOMPARE(shortUrl(u"select 'a://b/c'"_s), u"select 'a://b/c'"_s);
        QCOMPARE(sideWords(u"sql"_s).sides[0], u"Rows"_s);
        QCOMPARE(sideWords({}).title, u"Log"_s);
        auto exchange = request(u"GET http://h/"_s, "b", {{u"A"_s, u"x\ny"_s}});
        exchange.response.summary = u"200 OK"_s;
        QCOMPARE(headersText(exchange), u"GET http://h/\nA: x↵y\n\n200 OK"_s);
        QCOMPARE(rawText(exchange), QByteArray("GET http://h/\nA: x\ny\n\nb\n\n200 OK\n"));
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestInspectorWords)
#include "tst_inspector_words.moc"
