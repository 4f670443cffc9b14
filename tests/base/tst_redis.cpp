// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "base/redis.h"
#include "support/test_redis.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <thread>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using base::RedisConnection;
using std::chrono::steady_clock;

/// Answers every connection with the same bytes.
class FakeServer
{
public:
    explicit FakeServer(QByteArray answer)
        : m_answer(std::move(answer))
    {
        m_listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, path().toUtf8().constData(), sizeof address.sun_path);
        if (bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0 ||
            listen(m_listener, 1) != 0)
            qFatal("no socket");
        m_thread = std::jthread([this] {
            const int client = accept(m_listener, nullptr, nullptr);
            for (int i = 0; i < 1000 && client >= 0; ++i) {
                if (send(client, m_answer.constData(), static_cast<std::size_t>(m_answer.size()),
                         MSG_NOSIGNAL) <= 0)
                    break;
            }
            close(client);
        });
    }
    ~FakeServer()
    {
        shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        close(m_listener);
    }
    QString path() const { return m_folder.filePath(u"s"_s); }

private:
    QTemporaryDir m_folder;
    QByteArray m_answer;
    int m_listener = -1;
    std::jthread m_thread;
};

class RedisTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::TestRedis> m_server;
    std::unique_ptr<RedisConnection> m_redis;

private Q_SLOTS:
    void initTestCase()
    {
        if (!test::TestRedis::isAvailable())
            QSKIP("Redis is not installed");
        m_server = std::make_unique<test::TestRedis>();
    }
    void cleanupTestCase()
    {
        m_redis.reset();
        m_server.reset();
    }
    void init()
    {
        auto opened = RedisConnection::open(m_server->url());
        QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().toText()));
        m_redis = std::move(*opened);
        QVERIFY(m_redis->command({"FLUSHALL"}));
    }

    void repliesBecomeJson()
    {
        const auto replies = m_redis->pipeline({{"SET", "t", "grün"},
                                                {"GET", "t"},
                                                {"SET", "b", QByteArray("\xff\0x", 3)},
                                                {"GET", "b"},
                                                {"GET", "none"},
                                                {"INCR", "n"},
                                                {"RPUSH", "l", "a", "b"},
                                                {"LRANGE", "l", "0", "-1"},
                                                {"MULTI"},
                                                {"INCR", "l"},
                                                {"EXEC"}});
        QVERIFY(replies);
        QJsonArray all;
        for (const QJsonValue &reply : *replies)
            all.append(reply);
        QCOMPARE(
            QString::fromUtf8(base::compactJson(all)),
            u"[\"OK\",\"grün\",\"OK\",{\"base64\":\"/wB4\"},null,1,2,[\"a\",\"b\"],\"OK\","
            "\"QUEUED\",[{\"error\":\"WRONGTYPE Operation against a key holding the wrong kind "
            "of value\"}]]"_s);
    }

    void errorsNameTheCommand()
    {
        QCOMPARE(m_redis->command({"NOPE"}).error().title,
                 u"ERR unknown command 'NOPE', with args beginning with: "_s);
        const auto several = m_redis->pipeline({{"SET", "a", "x"}, {"INCR", "a"}, {"GET", "a"}});
        QCOMPARE(several.error().title,
                 u"command 2 (INCR): ERR value is not an integer or out of range"_s);
        QCOMPARE(m_redis->command({"GET", "a"})->toString(), u"x"_s); // still in step
        QCOMPARE(m_redis->command({"subscribe", "c"}).error().title,
                 u"SUBSCRIBE is not supported: its replies never end"_s);
        QCOMPARE(m_redis->command({}).error().title, u"a Redis command is empty"_s);
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("title");
        const QString unreadable = u"the address of the Redis server cannot be read"_s;
        QTest::newRow("http") << u"http://h"_s << unreadable;
        QTest::newRow("empty") << QString() << unreadable;
        QTest::newRow("unix without path") << u"unix://"_s << unreadable;
        QTest::newRow("tls") << u"rediss://h"_s << u"Redis over TLS (rediss://) is not supported"_s;
        QTest::newRow("database") << u"redis://h/zero"_s
                                  << u"\"zero\" is not the number of a Redis database"_s;
        QTest::newRow("refused") << u"redis://u:geheim@127.0.0.1:1"_s
                                 << u"cannot connect to Redis at 127.0.0.1:1: connection refused"_s;
        QTest::newRow("no socket")
            << u"unix:///nowhere/s"_s
            << u"cannot connect to Redis at /nowhere/s: no such file or directory"_s;
    }
    void addresses()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, title);
        QCOMPARE(RedisConnection::open(url).error().title, title);
    }

    void signsInAndSelects()
    {
        QVERIFY(m_redis->command({"CONFIG", "SET", "requirepass", "geheim"}));
        const QString path = m_server->socketPath();
        const auto without = RedisConnection::open(u"unix://"_s + path + u"?db=2"_s);
        QVERIFY(!without);
        QCOMPARE(without.error().title,
                 u"cannot connect to Redis at %1: NOAUTH Authentication required."_s.arg(path));
        const auto with = RedisConnection::open(u"unix://:geheim@"_s + path + u"?db=2"_s);
        QVERIFY(with);
        QVERIFY((*with)->command({"SET", "k", "v"}));
        QVERIFY((*with)->command({"CONFIG", "SET", "requirepass", ""}));
        QVERIFY(m_redis->command({"GET", "k"})->isNull());
        QVERIFY(m_redis->command({"SELECT", "2"}));
        QCOMPARE(m_redis->command({"GET", "k"})->toString(), u"v"_s);
    }

    void aBlockedCommandEnds()
    {
        QElapsedTimer watch;
        watch.start();
        const auto late =
            m_redis->command({"BLPOP", "none", "0"}, {.deadline = steady_clock::now() + 40ms});
        QCOMPARE(late.error().title, u"Redis did not answer in time"_s);
        QVERIFY(!m_redis->isAlive());
        init();
        base::DeadlineTimer timer;
        base::StopScope scope(timer, {}, steady_clock::now() + 40ms);
        const auto stopped = m_redis->command({"BLPOP", "none", "0"}, {.stop = scope.token()});
        QCOMPARE(stopped.error().title, u"waiting for Redis was stopped"_s);
        QVERIFY(watch.elapsed() < 1000);
    }

    void largePipelinesDoNotBlock()
    {
        const QByteArray value(1'000'000, 'x');
        std::vector<QByteArrayList> commands;
        for (int i = 0; i < 20; ++i)
            commands.push_back({"ECHO", value});
        const auto replies = m_redis->pipeline(commands);
        QCOMPARE(replies.value().size(), std::size_t(20));
        const auto tooMuch =
            m_redis->pipeline(commands, {.replyLimit = base::ByteCount{3'000'000}});
        QCOMPARE(tooMuch.error().title, u"Redis sent more than 3 MB"_s);
    }

    void hostileServers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("title");
        QTest::newRow("not Redis")
            << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << u"is not Redis's protocol"_s;
        QTest::newRow("huge list") << QByteArray("*2000000000\r\n") << u"is not Redis's protocol"_s;
        QTest::newRow("endless line") << QByteArray(100'000, '+') << u"Redis sent more than 1 MB"_s;
    }
    void hostileServers()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const QString, title);
        const FakeServer server(answer);
        auto redis = RedisConnection::open(u"unix://"_s + server.path());
        QVERIFY(redis);
        const auto reply =
            (*redis)->command({"GET", "a"}, {.deadline = steady_clock::now() + 10s,
                                             .replyLimit = base::ByteCount{1'000'000}});
        QVERIFY(!reply);
        QVERIFY2(reply.error().title.contains(title), qPrintable(reply.error().title));
        QVERIFY(!(*redis)->isAlive());
        redis->reset();
    }

    void theEndOfAConnection()
    {
        QVERIFY(m_redis->isAlive());
        auto other = RedisConnection::open(m_server->url());
        QVERIFY((*other)->command({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"}));
        QTRY_VERIFY(!m_redis->isAlive());
        QVERIFY(!m_redis->command({"PING"}));
        QVERIFY(base::redisReady(m_server->url()));
    }
};

QTEST_GUILESS_MAIN(RedisTest)
#include "tst_redis.moc"
