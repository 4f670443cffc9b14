// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/mock/mock_session.h"

#include "simulation/mock/http_wire.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <array>
#include <memory>
#include <optional>

namespace assay::simulation {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using ErrorCode = boost::system::error_code;

namespace {

constexpr std::uint32_t kHeaderLimit = 64 * 1024;
constexpr std::uint64_t kBodyLimit = std::uint64_t{10} * 1024 * 1024;
constexpr auto kHang = 5min;
constexpr auto kLinger = 1s;
constexpr qsizetype kSlowPieces = 20;
constexpr auto kSlowPause = 100ms;

QByteArray bytesOf(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

class MockSession : public std::enable_shared_from_this<MockSession>
{
public:
    MockSession(asio::ip::tcp::socket socket, MockRouter &router, SessionSet &sessions,
                const MockServerOptions &options)
        : m_stream(std::move(socket))
        , m_timer(m_stream.get_executor())
        , m_router(router)
        , m_sessions(sessions)
        , m_options(options)
    {
        m_sessions.all.insert(this);
    }
    ~MockSession()
    {
        m_sessions.all.erase(this);
        if (m_sessions.empty() && m_sessions.whenEmpty)
            m_sessions.whenEmpty();
    }
    MockSession(const MockSession &) = delete;
    MockSession &operator=(const MockSession &) = delete;

    void read();
    void endWhenIdle()
    {
        m_isLast = true;
        if (m_isIdle)
            close();
    }
    void close()
    {
        ErrorCode ignored;
        m_timer.cancel(ignored);
        m_stream.socket().close(ignored);
    }

private:
    using Next = void (MockSession::*)();

    void readBody();
    void refuse(const ErrorCode &error);
    void handle();
    void begin();
    void sendWhole();
    void sendHead();
    void sendNextPiece();
    void pause();
    void finish();
    void reset();
    void shutDown();
    void drain();
    /// Writes m_out, then goes on.
    void write(Next next);
    void wait(base::Nanoseconds time, Next next);

    beast::tcp_stream m_stream;
    asio::steady_timer m_timer;
    MockRouter &m_router;
    SessionSet &m_sessions;
    const MockServerOptions &m_options;
    beast::flat_buffer m_buffer{kHeaderLimit + kBodyLimit}; ///< what came after this request, too
    std::optional<http::request_parser<http::string_body>> m_parser;
    MockAnswer m_answer;
    std::vector<QByteArray> m_pieces; ///< of a body that is sent bit by bit
    std::size_t m_piece = 0;
    base::Nanoseconds m_pause{};
    QByteArray m_out;
    std::array<char, 4096> m_unread{};
    bool m_isIdle = true;
    bool m_isLast = false; ///< the connection ends after this answer
    bool m_keepsAlive = false;
    bool m_isHead = false; ///< a HEAD request: no body
};

void MockSession::read()
{
    m_isIdle = true;
    m_parser.emplace();
    m_parser->header_limit(kHeaderLimit);
    m_parser->body_limit(kBodyLimit);
    // One deadline for the whole request: bytes that trickle in do not extend it.
    m_stream.expires_after(m_options.requestTime);
    http::async_read_header(
        m_stream, m_buffer, *m_parser,
        [self = shared_from_this()](const ErrorCode &error, std::size_t) {
            if (error)
                return self->refuse(error);
            self->m_isIdle = false;
            if (beast::iequals(self->m_parser->get()[http::field::expect], "100-continue")) {
                self->m_out = "HTTP/1.1 100 Continue\r\n\r\n";
                return self->write(&MockSession::readBody);
            }
            self->readBody();
        });
}

void MockSession::readBody()
{
    m_stream.expires_after(m_options.requestTime);
    http::async_read(m_stream, m_buffer, *m_parser,
                     [self = shared_from_this()](const ErrorCode &error, std::size_t) {
                         if (error)
                             return self->refuse(error);
                         self->handle();
                     });
}

/// A request that could not be read: said, where somebody may still listen, and the end.
void MockSession::refuse(const ErrorCode &error)
{
    if (error == http::error::end_of_stream || error == asio::error::operation_aborted ||
        error == asio::error::connection_reset || error == http::error::partial_message)
        return shutDown();
    int status = 400;
    if (error == http::error::body_limit || error == http::error::buffer_overflow)
        status = 413;
    else if (error == http::error::header_limit)
        status = 431;
    else if (error == beast::error::timeout)
        return close();
    else if (error.category() != http::make_error_code(http::error::bad_method).category())
        return close();
    m_answer = MockAnswer::json(
        status, QJsonObject{{u"status"_s, status},
                            {u"title"_s, u"This request cannot be read: %1"_s.arg(
                                             QString::fromStdString(error.message()))}});
    if (m_options.log)
        m_options.log(u"a request that cannot be read -> %1: %2"_s.arg(status).arg(
            QString::fromStdString(error.message())));
    m_isLast = true;
    m_isHead = false;
    m_keepsAlive = false;
    sendWhole();
}

void MockSession::handle()
{
    const auto &message = m_parser->get();
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    for (const auto &field : message)
        headers.emplace_back(bytesOf(field.name_string()), bytesOf(field.value()));
    const MockHttpRequest request =
        requestOf(bytesOf(message.method_string()), bytesOf(message.target()), headers,
                  QByteArray(message.body().data(), static_cast<qsizetype>(message.body().size())));
    m_isHead = message.method() == http::verb::head;
    m_keepsAlive = message.keep_alive();
    m_answer = m_router.answer(request);
    if (m_options.log) {
        m_options.log(u"%1 %2 -> %3"_s.arg(request.method, request.path).arg(m_answer.status));
    }
    // The answer's own time is not the client's slowness.
    m_stream.expires_never();
    wait(m_answer.delay, &MockSession::begin);
}

void MockSession::begin()
{
    switch (m_answer.fault) {
    case MockFault::Reset:
        return reset();
    case MockFault::Hang:
        return wait(kHang, &MockSession::reset);
    case MockFault::Garbage:
        m_out = "\x16\x03 this is not HTTP \xff\xfe\r\n\r\n";
        return write(&MockSession::shutDown);
    case MockFault::Truncate: {
        if (!m_answer.chunks.empty()) { // a stream is cut in the middle, without its last chunk
            m_answer.chunks.resize((m_answer.chunks.size() + 1) / 2);
            return sendHead();
        }
        m_out = headOf(m_answer, false, false) + m_answer.body.first(m_answer.body.size() / 2);
        return write(&MockSession::shutDown);
    }
    case MockFault::Slow:
    case MockFault::None:
        break;
    }
    if (m_answer.chunks.empty() && m_answer.fault == MockFault::None)
        return sendWhole();
    sendHead();
}

void MockSession::sendWhole()
{
    m_out = headOf(m_answer, false, m_keepsAlive && !m_isLast);
    if (!m_isHead && m_answer.status != 204 && m_answer.status != 304)
        m_out += m_answer.body;
    write(&MockSession::finish);
}

void MockSession::sendHead()
{
    m_pieces.clear();
    m_piece = 0;
    m_pause = m_answer.chunkPause;
    const bool isChunked = !m_answer.chunks.empty();
    for (const QByteArray &chunk : m_answer.chunks)
        m_pieces.push_back(chunkOf(chunk));
    if (isChunked && m_answer.fault != MockFault::Truncate)
        m_pieces.push_back(chunkOf({}));
    if (m_answer.fault == MockFault::Slow) {
        m_pause = std::max<base::Nanoseconds>(m_pause, kSlowPause);
        const qsizetype step =
            std::max<qsizetype>(1, (m_answer.body.size() + kSlowPieces - 1) / kSlowPieces);
        for (qsizetype at = 0; !isChunked && at < m_answer.body.size(); at += step)
            m_pieces.push_back(m_answer.body.mid(at, step));
    }
    if (m_isHead)
        m_pieces.clear();
    m_out = headOf(m_answer, isChunked, m_keepsAlive && !m_isLast);
    write(&MockSession::sendNextPiece);
}

void MockSession::sendNextPiece()
{
    if (m_piece == m_pieces.size())
        return m_answer.fault == MockFault::Truncate ? shutDown() : finish();
    if (m_pause.count() == 0) { // nothing to wait for: all at once
        m_out.clear();
        while (m_piece < m_pieces.size())
            m_out += m_pieces[m_piece++];
    } else {
        m_out = m_pieces[m_piece++];
    }
    write(m_pause.count() == 0 ? &MockSession::sendNextPiece : &MockSession::pause);
}

void MockSession::pause()
{
    wait(m_pause, &MockSession::sendNextPiece);
}

void MockSession::finish()
{
    if (!m_keepsAlive || m_isLast)
        return shutDown();
    read();
}

void MockSession::reset()
{
    ErrorCode ignored;
    m_stream.socket().set_option(asio::socket_base::linger(true, 0), ignored); // close sends RST
    close();
}

void MockSession::shutDown()
{
    ErrorCode ignored;
    m_stream.socket().shutdown(asio::socket_base::shutdown_send, ignored);
    m_stream.expires_after(kLinger);
    drain();
}

/// Until the client has read our answer and ends, too: a close with its bytes unread would be an
/// RST, which may overtake the answer.
void MockSession::drain()
{
    m_stream.async_read_some(asio::buffer(m_unread),
                             [self = shared_from_this()](const ErrorCode &error, std::size_t) {
                                 if (error)
                                     return self->close();
                                 self->drain();
                             });
}

void MockSession::write(Next next)
{
    m_stream.expires_after(m_options.requestTime);
    asio::async_write(m_stream,
                      asio::buffer(m_out.constData(), static_cast<std::size_t>(m_out.size())),
                      [self = shared_from_this(), next](const ErrorCode &error, std::size_t) {
                          if (error)
                              return self->close();
                          ((*self).*next)();
                      });
}

void MockSession::wait(base::Nanoseconds time, Next next)
{
    if (time.count() <= 0)
        return (this->*next)();
    m_stream.expires_never();
    m_timer.expires_after(time);
    m_timer.async_wait([self = shared_from_this(), next](const ErrorCode &error) {
        if (!error)
            ((*self).*next)();
    });
}

void startSession(asio::ip::tcp::socket socket, MockRouter &router, SessionSet &sessions,
                  const MockServerOptions &options)
{
    ErrorCode ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    std::make_shared<MockSession>(std::move(socket), router, sessions, options)->read();
}

void endIdle(SessionSet &sessions)
{
    const std::set<MockSession *> all = sessions.all;
    for (MockSession *session : all)
        session->endWhenIdle();
}

void endAll(SessionSet &sessions)
{
    const std::set<MockSession *> all = sessions.all;
    for (MockSession *session : all)
        session->close();
}

} // namespace assay::simulation
