// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "base/units.h"

#include <QByteArrayList>
#include <QJsonValue>

#include <memory>
#include <vector>

namespace assay::base {

/// What bounds one command, whatever the server does.
struct RedisOptions
{
    SteadyTime deadline = SteadyTime::max();
    std::stop_token stop = {};
    ByteCount replyLimit{64 * 1024 * 1024}; ///< of what one call receives; more is an error
};

/// A connection to a Redis server (RESP2).
///
///     auto redis = RedisConnection::open(u"redis://127.0.0.1:6379/0"_s, {.deadline = deadline});
///     auto value = (*redis)->command({"GET", "key"});
///
/// Replies become JSON: texts that are UTF-8 as text, other bytes as {"base64": "..."}, integers as
/// numbers, nil as null, lists as lists; an error inside a list (EXEC) as {"error": "..."}.
///
/// Every wait ends at the deadline or when the token is triggered; the connection is closed then,
/// because its next reply would be the old command's. Only the look-up of a host's name blocks for
/// as long as the system's resolver does. Errors: the server's message as title. Never the URL's
/// password. Confined to one thread at a time.
class RedisConnection
{
public:
    /// redis://[user:password@]host[:6379][/database], or unix:///path/of/socket[?db=1]; sends AUTH
    /// and SELECT when the address asks for it.
    [[nodiscard]] static Result<std::unique_ptr<RedisConnection>>
    open(const QString &url, const RedisOptions &options = {});
    ~RedisConnection();
    RedisConnection(const RedisConnection &) = delete;
    RedisConnection &operator=(const RedisConnection &) = delete;

    /// One command with its arguments, which are sent as they are. Commands that turn the
    /// connection into a stream (SUBSCRIBE, MONITOR ...) are refused.
    [[nodiscard]] Result<QJsonValue> command(const QByteArrayList &arguments,
                                             const RedisOptions &options = {});
    /// Several commands in one go; the replies in order. An error reply to any is the Error, after
    /// all were answered: "command 2 (INCR): WRONGTYPE ...".
    [[nodiscard]] Result<std::vector<QJsonValue>>
    pipeline(const std::vector<QByteArrayList> &commands, const RedisOptions &options = {});

    /// False when the server has closed the connection. Does not send anything.
    [[nodiscard]] bool isAlive() const;

private:
    struct Private;
    explicit RedisConnection(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// One try whether a server answers PING with PONG; the error says what it answered ("LOADING
/// ...").
[[nodiscard]] Result<> redisReady(const QString &url, const RedisOptions &options = {});

} // namespace assay::base
