// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redis.h"

#include "base/wake_up.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringDecoder>
#include <QUrl>
#include <QUrlQuery>

#include <hiredis/hiredis.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <sys/socket.h>

namespace assay::base {

using namespace Qt::StringLiterals;

namespace {

struct ContextDeleter
{
    void operator()(redisContext *context) const { redisFree(context); }
};
struct ReaderDeleter
{
    void operator()(redisReader *reader) const { redisReaderFree(reader); }
};
struct ReplyDeleter
{
    void operator()(redisReply *reply) const { freeReplyObject(reply); }
};
using ReplyPointer = std::unique_ptr<redisReply, ReplyDeleter>;

/// hiredis makes room for all elements that a list announces, before they come: bound what it
/// believes.
constexpr int kMostElements = 10'000'000;

redisReplyObjectFunctions &boundedFunctions()
{
    static redisReplyObjectFunctions functions = [] {
        const std::unique_ptr<redisReader, ReaderDeleter> reader(redisReaderCreate());
        redisReplyObjectFunctions bounded = *reader->fn;
        static const auto kCreateArray = bounded.createArray;
        bounded.createArray = [](const redisReadTask *task, int elements) -> void * {
            return elements > kMostElements ? nullptr : kCreateArray(task, elements);
        };
        return bounded;
    }();
    return functions;
}

QJsonValue valueOfBytes(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return QJsonObject{{u"base64"_s, QString::fromLatin1(bytes.toBase64())}};
    return text;
}

QByteArray bytesOf(const redisReply &reply)
{
    return {reply.str, static_cast<qsizetype>(reply.len)};
}

QJsonValue valueOf(const redisReply &reply)
{
    switch (reply.type) {
    case REDIS_REPLY_INTEGER:
        return static_cast<qint64>(reply.integer);
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
        return valueOfBytes(bytesOf(reply));
    case REDIS_REPLY_ERROR:
        return QJsonObject{{u"error"_s, QString::fromUtf8(bytesOf(reply))}};
    case REDIS_REPLY_ARRAY: {
        QJsonArray list;
        for (std::size_t i = 0; i < reply.elements; ++i)
            list.append(valueOf(*reply.element[i]));
        return list;
    }
    default:
        return QJsonValue::Null;
    }
}

struct Address
{
    QString host;
    int port = 6379;
    QString socket; ///< a path; then host and port mean nothing
    QString user;
    QString password;
    int database = 0;

    [[nodiscard]] QString shown() const
    {
        return socket.isEmpty() ? host + u':' + QString::number(port) : socket;
    }
};

Result<Address> parseAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isSocket = url.scheme() == u"unix"_s;
    if (url.scheme() == u"rediss"_s) {
        return failure(u"Redis over TLS (rediss://) is not supported"_s,
                       u"connect to a plain port: redis://host:port"_s);
    }
    if (!url.isValid() || (url.scheme() != u"redis"_s && !isSocket) ||
        (isSocket && url.path().isEmpty())) {
        return failure(u"the address of the Redis server cannot be read"_s,
                       u"write redis://user:password@host:port/0 or unix:///path/of/socket"_s);
    }
    Address address;
    address.user = url.userName(QUrl::FullyDecoded);
    address.password = url.password(QUrl::FullyDecoded);
    QString database;
    if (isSocket) {
        address.socket = url.path(QUrl::FullyDecoded);
        database = QUrlQuery(url).queryItemValue(u"db"_s);
    } else {
        address.host = url.host().isEmpty() ? u"127.0.0.1"_s : url.host();
        address.port = url.port(6379);
        database = url.path().mid(1);
    }
    bool ok = true;
    address.database = database.isEmpty() ? 0 : database.toInt(&ok);
    if (!ok || address.database < 0) {
        return failure(u"\"%1\" is not the number of a Redis database"_s.arg(database),
                       u"databases are numbered from 0"_s);
    }
    return address;
}

QString systemError(int error)
{
    return QString::fromLocal8Bit(std::strerror(error)).toLower();
}

} // namespace

struct RedisConnection::Private
{
    std::unique_ptr<redisContext, ContextDeleter> context; ///< for the socket; null when closed
    std::unique_ptr<redisReader, ReaderDeleter> reader;
    QString shown;

    Result<> connect(const Address &address, const RedisOptions &options)
    {
        shown = address.shown();
        context.reset(address.socket.isEmpty()
                          ? redisConnectNonBlock(address.host.toUtf8().constData(), address.port)
                          : redisConnectUnixNonBlock(address.socket.toUtf8().constData()));
        reader.reset(redisReaderCreateWithFunctions(&boundedFunctions()));
        if (!context || context->err != 0) {
            const QString why = context ? QString::fromUtf8(context->errstr) : u"out of memory"_s;
            context.reset();
            return failure(u"cannot connect to Redis at %1: %2"_s.arg(shown, why.toLower()));
        }
        WakeUp wakeUp(options.stop);
        const auto waited = wakeUp.waitFor(context->fd, POLLOUT, options.deadline);
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(context->fd, SOL_SOCKET, SO_ERROR, &error, &size);
        if (waited == WakeUp::Ready && error == 0)
            return {};
        context.reset();
        return failure(u"cannot connect to Redis at %1: %2"_s.arg(
            shown, waited == WakeUp::Stopped    ? u"it was stopped"_s
                   : waited == WakeUp::TimedOut ? u"it took too long"_s
                                                : systemError(error)));
    }

    tl::unexpected<Error> giveUp(const QString &title, const QString &fix = {})
    {
        context.reset();
        return failure(title, fix);
    }

    Result<> wait(WakeUp &wakeUp, short events, const RedisOptions &options)
    {
        switch (wakeUp.waitFor(context->fd, events, options.deadline)) {
        case WakeUp::Ready:
            return {};
        case WakeUp::TimedOut:
            return giveUp(u"Redis did not answer in time"_s);
        case WakeUp::Stopped:
            break;
        }
        return giveUp(u"waiting for Redis was stopped"_s);
    }

    /// What the socket has; false when it has nothing now.
    Result<bool> receive(qint64 &received, const RedisOptions &options)
    {
        std::array<char, 65536> buffer; // NOLINT: filled by recv
        const ssize_t got = recv(context->fd, buffer.data(), buffer.size(), 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return false;
        if (got < 0)
            return giveUp(
                u"the connection to Redis at %1 broke: %2"_s.arg(shown, systemError(errno)));
        if (got == 0)
            return giveUp(u"Redis at %1 closed the connection"_s.arg(shown));
        received += got;
        if (received > options.replyLimit.value) {
            return giveUp(u"Redis sent more than %1"_s.arg(byteCountText(options.replyLimit)),
                          u"ask for less, for example with SCAN or LRANGE"_s);
        }
        if (redisReaderFeed(reader.get(), buffer.data(), static_cast<std::size_t>(got)) != REDIS_OK)
            return giveUp(brokenReply());
        return true;
    }

    [[nodiscard]] QString brokenReply() const
    {
        return u"what %1 sent is not Redis's protocol: %2"_s.arg(shown,
                                                                 QString::fromUtf8(reader->errstr));
    }

    /// Sends and receives in one loop: a server that is not read stops reading us.
    Result<std::vector<ReplyPointer>> exchange(const QByteArray &request, std::size_t count,
                                               const RedisOptions &options)
    {
        if (!context)
            return failure(u"the connection to Redis at %1 is closed"_s.arg(shown));
        WakeUp wakeUp(options.stop);
        std::vector<ReplyPointer> replies;
        qsizetype sent = 0;
        qint64 received = 0;
        while (replies.size() < count) {
            const bool sending = sent < request.size();
            if (sending) {
                const ssize_t written =
                    send(context->fd, request.constData() + sent,
                         static_cast<std::size_t>(request.size() - sent), MSG_NOSIGNAL);
                if (written < 0 && errno != EAGAIN && errno != EINTR) {
                    return giveUp(u"the connection to Redis at %1 broke: %2"_s.arg(
                        shown, systemError(errno)));
                }
                sent += std::max<ssize_t>(written, 0);
            }
            const short events = sent < request.size() ? POLLIN | POLLOUT : POLLIN;
            if (auto waited = wait(wakeUp, events, options); !waited)
                return failure(waited.error());
            const auto more = receive(received, options);
            if (!more)
                return failure(more.error());
            while (*more && replies.size() < count) {
                void *reply = nullptr;
                if (redisReaderGetReply(reader.get(), &reply) != REDIS_OK)
                    return giveUp(brokenReply());
                if (reply == nullptr)
                    break;
                replies.emplace_back(static_cast<redisReply *>(reply));
            }
        }
        return replies;
    }
};

RedisConnection::RedisConnection(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

RedisConnection::~RedisConnection() = default;

Result<std::unique_ptr<RedisConnection>> RedisConnection::open(const QString &url,
                                                               const RedisOptions &options)
{
    const auto address = parseAddress(url);
    if (!address)
        return failure(address.error());
    std::unique_ptr<RedisConnection> connection(new RedisConnection(std::make_unique<Private>()));
    if (auto connected = connection->d->connect(*address, options); !connected)
        return failure(connected.error());
    std::vector<QByteArrayList> commands;
    if (!address->password.isEmpty()) {
        QByteArrayList auth{"AUTH"};
        if (!address->user.isEmpty())
            auth.append(address->user.toUtf8());
        auth.append(address->password.toUtf8());
        commands.push_back(auth);
    }
    if (address->database != 0)
        commands.push_back({"SELECT", QByteArray::number(address->database)});
    if (!commands.empty()) {
        if (auto done = connection->pipeline(commands, options); !done) {
            Error why = done.error();
            why.title = u"cannot connect to Redis at %1: %2"_s.arg(connection->d->shown, why.title);
            return failure(std::move(why));
        }
    }
    return connection;
}

Result<QJsonValue> RedisConnection::command(const QByteArrayList &arguments,
                                            const RedisOptions &options)
{
    auto replies = pipeline({arguments}, options);
    if (!replies)
        return failure(replies.error());
    return replies->front();
}

Result<std::vector<QJsonValue>>
RedisConnection::pipeline(const std::vector<QByteArrayList> &commands, const RedisOptions &options)
{
    static const QByteArrayList kStreams = {"SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE",
                                            "MONITOR",   "SYNC",       "PSYNC"};
    QByteArray request;
    for (const QByteArrayList &arguments : commands) {
        if (arguments.isEmpty() || arguments.front().isEmpty())
            return failure(u"a Redis command is empty"_s, u"write it as a list: [GET, key]"_s);
        if (kStreams.contains(arguments.front().toUpper())) {
            return failure(u"%1 is not supported: its replies never end"_s.arg(
                QString::fromUtf8(arguments.front().toUpper())));
        }
        std::vector<const char *> texts;
        std::vector<std::size_t> sizes;
        for (const QByteArray &argument : arguments) {
            texts.push_back(argument.constData());
            sizes.push_back(static_cast<std::size_t>(argument.size()));
        }
        char *formatted = nullptr;
        const int size = redisFormatCommandArgv(&formatted, static_cast<int>(texts.size()),
                                                texts.data(), sizes.data());
        if (size < 0)
            return failure(u"the Redis command is too large"_s);
        request.append(formatted, size);
        redisFreeCommand(formatted);
    }
    auto replies = d->exchange(request, commands.size(), options);
    if (!replies)
        return failure(replies.error());
    std::vector<QJsonValue> values;
    std::optional<Error> firstError;
    for (std::size_t i = 0; i < replies->size(); ++i) {
        const redisReply &reply = *(*replies)[i];
        if (reply.type == REDIS_REPLY_ERROR && !firstError) {
            QString title = QString::fromUtf8(bytesOf(reply));
            if (commands.size() > 1) {
                title = u"command %1 (%2): %3"_s.arg(i + 1).arg(
                    QString::fromUtf8(commands[i].front()), title);
            }
            firstError = Error{title, {}};
        }
        values.push_back(valueOf(reply));
    }
    if (firstError)
        return failure(*firstError);
    return values;
}

bool RedisConnection::isAlive() const
{
    if (!d->context)
        return false;
    // Nothing may come when nothing was asked: the end of the stream, or an error before it.
    pollfd entry{d->context->fd, POLLIN, 0};
    return poll(&entry, 1, 0) == 0;
}

Result<> redisReady(const QString &url, const RedisOptions &options)
{
    const auto connection = RedisConnection::open(url, options);
    if (!connection)
        return failure(connection.error());
    const auto answer = (*connection)->command({"PING"}, options);
    if (!answer)
        return failure(answer.error());
    if (answer->toString() != u"PONG"_s)
        return failure(u"the server did not answer PING with PONG"_s);
    return {};
}

} // namespace assay::base
