// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/guarded.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace assay::test {

/// A certificate authority, a server's certificate for localhost and 127.0.0.1, and a client's,
/// made anew by the openssl program. All PEM files.
struct TestCertificates
{
    explicit TestCertificates(const QString &folder);

    QString ca;
    QString serverCertificate;
    QString serverKey;
    QString clientCertificate;
    QString clientKey;
};

/// A scripted HTTP/1.1 server for tests, on loopback or a unix socket, with a thread a connection.
///
///     HttpTestServer server;
///     server.on("/hello", [](auto &request, auto &answer) { answer.send(200, {}, "hello"); });
///     h.run("http", "GET: " + server.url("/hello"));
///     QCOMPARE(server.requests().at(0).method, "GET");
///
/// Handlers run on the connections' threads. The destructor ends every connection.
class HttpTestServer
{
public:
    using Headers = std::vector<std::pair<QByteArray, QByteArray>>;

    struct Request
    {
        QByteArray method;
        QByteArray target; ///< as it came
        QByteArray version;
        Headers headers;    ///< in order, names as they came
        QByteArray body;    ///< chunked or by length
        int connection = 0; ///< 1-based: equal numbers were kept alive

        [[nodiscard]] QByteArray header(const QByteArray &name) const; ///< any case; null = none
        [[nodiscard]] QByteArray path() const;
    };

    /// How a handler answers: whole, or by hand.
    class Answer
    {
    public:
        virtual ~Answer() = default;
        /// A whole answer with its Content-Length; the connection stays.
        void send(int status, const Headers &headers = {}, const QByteArray &body = {});
        /// These bytes; false when the peer is gone.
        virtual bool raw(const QByteArray &bytes) = 0;
        bool chunk(const QByteArray &bytes); ///< of a chunked body; empty ends it
        virtual void close() = 0;            ///< after what was sent
        virtual void reset() = 0;            ///< drops the connection with an RST
        /// Waits until the peer hangs up or the server ends: for answers that never come.
        virtual void waitForHangUp() = 0;
    };
    using Handler = std::function<void(const Request &, Answer &)>;

    struct Options
    {
        const TestCertificates *certificates = nullptr; ///< speaks TLS with them
        bool wantsClientCertificate = false;
        QString unixSocket; ///< path; "" is TCP on 127.0.0.1
    };

    explicit HttpTestServer(Options options);
    HttpTestServer()
        : HttpTestServer(Options{})
    {
    }
    ~HttpTestServer();

    /// For a path without its query; "*" takes all others. Without a handler it is 404.
    void on(const QByteArray &path, Handler handler);
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString url(const QString &target = {}) const;
    [[nodiscard]] int connections() const; ///< accepted so far
    [[nodiscard]] std::vector<Request> requests() const;
    [[nodiscard]] Request lastRequest() const;

private:
    class Connection;
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace assay::test
