// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/monitor.h"
#include "base/units.h"

#include <QByteArray>
#include <QSslCertificate>
#include <QString>
#include <QStringList>

#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace assay::steps {

/// A WebSocket (RFC 6455) that lives on a thread of its own, so that the case's thread can wait for
/// it with a stop token. Its owner's thread calls it; the destructor closes it and joins the
/// thread.
///
///     WebSocketConnection connection(options);
///     connection.state().waitFor([](auto &s) { return s.open || s.closed; }, 5s, stop);
///     connection.send({false, "hello"});
class WebSocketConnection
{
public:
    struct Options
    {
        QByteArray url; ///< ws://... or wss://..., encoded
        std::vector<std::pair<QByteArray, QByteArray>> headers;
        QStringList subprotocols;
        bool verify = true;
        QList<QSslCertificate> authorities;             ///< empty = the system's
        base::ByteCount messageLimit{16 * 1024 * 1024}; ///< of one, and of all that wait
        int countLimit = 100'000;                       ///< of those that wait
    };
    struct Message
    {
        bool binary = false;
        QByteArray content;
    };
    struct State
    {
        bool open = false;
        bool closed = false; ///< or never opened; see `error`
        QString error;
        QString distrust; ///< why the peer's certificate is not trusted
        int closeCode = 0;
        QString closeReason;
        QString protocol;
        std::deque<Message> inbox;
        qint64 inboxBytes = 0;
    };

    explicit WebSocketConnection(const Options &options);
    ~WebSocketConnection();
    WebSocketConnection(const WebSocketConnection &) = delete;
    WebSocketConnection &operator=(const WebSocketConnection &) = delete;

    [[nodiscard]] base::Monitor<State> &state();
    [[nodiscard]] const QByteArray &url() const;
    void send(Message message);
    void close(int code, const QString &reason);

private:
    class Peer;
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace assay::steps
