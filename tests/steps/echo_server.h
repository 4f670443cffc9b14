// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/http_test_server.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QWebSocket>
#include <QWebSocketServer>

namespace assay::test {

using namespace Qt::StringLiterals;

/// Lives on the test's main thread while the step runs on another: says back what it hears, but
/// obeys "close CODE REASON", "flood" and "silent".
class EchoServer : public QObject
{
public:
    EchoServer()
        : EchoServer(nullptr)
    {
    }
    /// Speaks TLS with these certificates, when there are some.
    explicit EchoServer(const TestCertificates *certificates)
        : m_server(u"echo"_s, certificates != nullptr ? QWebSocketServer::SecureMode
                                                      : QWebSocketServer::NonSecureMode)
    {
        if (certificates != nullptr)
            setTls(*certificates);
        m_server.setSupportedSubprotocols({u"v1"_s, u"v2"_s});
        if (!m_server.listen(QHostAddress::AnyIPv4))
            qFatal("cannot listen");
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            QWebSocket *socket = m_server.nextPendingConnection();
            socket->setParent(this);
            ++accepted;
            token = socket->request().rawHeader("X-Token");
            connect(socket, &QWebSocket::disconnected, this, [this, socket] {
                closeCode = socket->closeCode();
                closeReason = socket->closeReason();
                ++closed;
            });
            connect(socket, &QWebSocket::textMessageReceived, socket,
                    [socket](const QString &text) {
                        if (text.startsWith(u"close "_s)) {
                            socket->close(static_cast<QWebSocketProtocol::CloseCode>(
                                              text.section(u' ', 1, 1).toInt()),
                                          text.section(u' ', 2));
                        } else if (text == u"flood"_s) {
                            for (int i = 0; i < 300; ++i)
                                socket->sendTextMessage(QString(10'000, u'x'));
                        } else if (text != u"silent"_s) {
                            socket->sendTextMessage(text);
                        }
                    });
            connect(socket, &QWebSocket::binaryMessageReceived, socket,
                    [socket](const QByteArray &bytes) { socket->sendBinaryMessage(bytes); });
        });
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QString url() const
    {
        return u"%1://127.0.0.1:%2/live"_s
            .arg(m_server.secureMode() == QWebSocketServer::SecureMode ? u"wss"_s : u"ws"_s)
            .arg(port());
    }

    int accepted = 0;
    int closed = 0;
    int closeCode = 0;
    QString closeReason;
    QByteArray token;

private:
    void setTls(const TestCertificates &files)
    {
        QFile key(files.serverKey);
        if (!key.open(QIODevice::ReadOnly))
            qFatal("no key");
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificateChain(QSslCertificate::fromPath(files.serverCertificate));
        tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_server.setSslConfiguration(tls);
    }

    QWebSocketServer m_server;
};

} // namespace assay::test
