// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace assay::simulation {

/// A plain socket to a mock, to send it anything at all. Every wait ends after 20 s.
class MockClient
{
public:
    explicit MockClient(int port)
        : m_fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<quint16>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_isOpen = connect(m_fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~MockClient() { close(m_fd); }
    MockClient(const MockClient &) = delete;
    MockClient &operator=(const MockClient &) = delete;

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    bool send(const QByteArray &bytes)
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            const ssize_t n = ::send(m_fd, bytes.constData() + sent,
                                     static_cast<std::size_t>(bytes.size() - sent), MSG_NOSIGNAL);
            if (n <= 0)
                return false;
            sent += n;
        }
        return true;
    }
    /// Everything until the other side ends; wasReset() says how.
    QByteArray readAll()
    {
        while (readSome()) {
        }
        return std::exchange(m_buffer, {});
    }
    struct Answer
    {
        int status = 0;
        QMap<QByteArray, QByteArray> headers; ///< lower-case names
        QByteArray body;
    };
    /// One answer with Content-Length, or chunked.
    Answer readAnswer()
    {
        Answer answer;
        qsizetype end = 0;
        while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
            if (!readSome())
                return answer;
        }
        const QList<QByteArray> lines = m_buffer.first(end).split('\n');
        m_buffer.remove(0, end + 4);
        answer.status = lines.value(0).split(' ').value(1).toInt();
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            answer.headers.insert(line.first(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        if (answer.headers.value("transfer-encoding") == "chunked") {
            while (readChunk(answer.body)) {
            }
            return answer;
        }
        const qsizetype length = answer.headers.value("content-length").toLongLong();
        while (m_buffer.size() < length && readSome()) {
        }
        answer.body = m_buffer.first(qMin(length, m_buffer.size()));
        m_buffer.remove(0, answer.body.size());
        return answer;
    }
    Answer request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                   const QByteArray &headers = {})
    {
        send(method + ' ' + target + " HTTP/1.1\r\nHost: mock\r\n" + headers +
             "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return readAnswer();
    }
    [[nodiscard]] bool wasReset() const { return m_wasReset; }

private:
    bool readSome()
    {
        pollfd entry{m_fd, POLLIN, 0};
        if (poll(&entry, 1, 20'000) <= 0)
            return false;
        char bytes[65536];
        const ssize_t n = recv(m_fd, bytes, sizeof bytes, 0);
        m_wasReset = n < 0 && errno == ECONNRESET;
        if (n <= 0)
            return false;
        m_buffer.append(bytes, n);
        return true;
    }
    bool readChunk(QByteArray &body)
    {
        qsizetype end = 0;
        while ((end = m_buffer.indexOf("\r\n")) < 0) {
            if (!readSome())
                return false;
        }
        const qsizetype size = m_buffer.first(end).toLongLong(nullptr, 16);
        while (m_buffer.size() < end + 4 + size) {
            if (!readSome())
                return false;
        }
        body += m_buffer.mid(end + 2, size);
        m_buffer.remove(0, end + 4 + size);
        return size > 0;
    }

    int m_fd;
    bool m_isOpen = false;
    bool m_wasReset = false;
    QByteArray m_buffer;
};

} // namespace assay::simulation
