// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/websocket_connection.h"

#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslError>
#include <QThread>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

namespace assay::steps {

using namespace Qt::StringLiterals;

namespace {

QNetworkRequest networkRequest(const WebSocketConnection::Options &options)
{
    QNetworkRequest request(QUrl::fromEncoded(options.url));
    for (const auto &[name, value] : options.headers)
        request.setRawHeader(name, value);
    return request;
}

QSslConfiguration tlsOf(const WebSocketConnection::Options &options)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(options.verify ? QSslSocket::VerifyPeer : QSslSocket::VerifyNone);
    if (!options.authorities.isEmpty())
        tls.setCaCertificates(options.authorities);
    return tls;
}

QString reasonsOf(const QList<QSslError> &errors)
{
    QStringList reasons;
    for (const QSslError &error : errors) {
        QString reason = error.errorString();
        reason[0] = reason[0].toLower();
        if (!reasons.contains(reason))
            reasons.append(reason);
    }
    return reasons.join(u"; "_s);
}

} // namespace

/// Lives on the connection's thread; its state is what the case's thread sees.
class WebSocketConnection::Peer : public QObject
{
public:
    Peer(Options options, base::Monitor<State> &state)
        : m_options(std::move(options))
        , m_state(state)
    {
    }

    void open()
    {
        m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
        const auto limit = static_cast<quint64>(m_options.messageLimit.value);
        m_socket->setMaxAllowedIncomingFrameSize(limit);
        m_socket->setMaxAllowedIncomingMessageSize(limit);
        connect(m_socket, &QWebSocket::connected, this, [this] {
            m_state.change([&](State &state) {
                state.open = true;
                state.protocol = m_socket->subprotocol();
            });
        });
        connect(m_socket, &QWebSocket::disconnected, this, [this] { closed(); });
        connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
                [this](QAbstractSocket::SocketError error) { failed(error); });
        connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            received({false, text.toUtf8()});
        });
        connect(m_socket, &QWebSocket::binaryMessageReceived, this,
                [this](const QByteArray &bytes) {
                    received({true, bytes});
                });
        // The configuration in a QNetworkRequest is not looked at.
        if (m_options.url.startsWith("wss:"))
            m_socket->setSslConfiguration(tlsOf(m_options));
        connect(m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
            if (m_options.verify)
                m_state.change([&](State &state) { state.distrust = reasonsOf(errors); });
        });
        QWebSocketHandshakeOptions handshake;
        handshake.setSubprotocols(m_options.subprotocols);
        m_socket->open(networkRequest(m_options), handshake);
    }

    void send(const Message &message)
    {
        if (message.binary)
            m_socket->sendBinaryMessage(message.content);
        else
            m_socket->sendTextMessage(QString::fromUtf8(message.content));
    }

    void close(int code, const QString &reason)
    {
        m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
    }

private:
    void closed()
    {
        // Where it never opened, the error that says why comes right after this signal.
        const bool opened = m_state.read([](const State &state) { return state.open; });
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_state.change([&](State &state) {
                    state.closed = true;
                    state.closeCode = m_socket->closeCode();
                    state.closeReason = m_socket->closeReason();
                });
            },
            opened ? Qt::DirectConnection : Qt::QueuedConnection);
    }
    void failed(QAbstractSocket::SocketError error)
    {
        // The end of the connection is told by disconnected(), with the code the peer gave.
        if (error == QAbstractSocket::RemoteHostClosedError &&
            m_state.read([](const State &state) { return state.open; }))
            return;
        m_state.change([&](State &state) {
            state.closed = true;
            state.error = m_socket->errorString();
        });
    }
    void received(Message message)
    {
        const bool full = m_state.change([&](State &state) {
            state.inboxBytes += message.content.size();
            state.inbox.push_back(std::move(message));
            const bool tooMuch =
                state.inboxBytes > m_options.messageLimit.value ||
                state.inbox.size() > static_cast<std::size_t>(m_options.countLimit);
            if (tooMuch) {
                state.error = u"more messages came than may wait (%1, %2)"_s.arg(state.inbox.size())
                                  .arg(base::byteCountText({state.inboxBytes}));
                state.closed = true;
            }
            return tooMuch;
        });
        if (full)
            m_socket->abort();
    }

    Options m_options;
    base::Monitor<State> &m_state;
    QWebSocket *m_socket = nullptr;
};

struct WebSocketConnection::Data
{
    base::Monitor<State> state;
    QByteArray url;
    QThread thread;
    Peer *peer = nullptr; ///< deleted by its thread, when that ends

    /// On the peer's thread, after what was asked before.
    template <class F>
    void post(F function)
    {
        QMetaObject::invokeMethod(peer, std::move(function), Qt::QueuedConnection);
    }
};

WebSocketConnection::WebSocketConnection(const Options &options)
    : m_data(std::make_unique<Data>())
{
    m_data->url = options.url;
    m_data->peer = new Peer(options, m_data->state);
    m_data->peer->moveToThread(&m_data->thread);
    QObject::connect(&m_data->thread, &QThread::finished, m_data->peer, &QObject::deleteLater);
    m_data->thread.setObjectName(u"websocket"_s);
    m_data->thread.start();
    m_data->post([peer = m_data->peer] { peer->open(); });
}

WebSocketConnection::~WebSocketConnection()
{
    m_data->thread.quit();
    m_data->thread.wait();
}

base::Monitor<WebSocketConnection::State> &WebSocketConnection::state()
{
    return m_data->state;
}

const QByteArray &WebSocketConnection::url() const
{
    return m_data->url;
}

void WebSocketConnection::send(Message message)
{
    m_data->post([peer = m_data->peer, message = std::move(message)] { peer->send(message); });
}

void WebSocketConnection::close(int code, const QString &reason)
{
    m_data->post([peer = m_data->peer, code, reason] { peer->close(code, reason); });
}

} // namespace assay::steps
