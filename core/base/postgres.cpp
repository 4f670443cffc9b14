// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/postgres.h"

#include "base/postgres_collector.h"
#include "base/postgres_link.h"
#include "base/postgres_values.h"

#include <QJsonObject>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace assay::base {

using namespace Qt::StringLiterals;
using postgres::Collector;
using postgres::CustomType;
using postgres::Link;
using postgres::TypeId;

namespace {

/// What makes values the same on every server, see the class.
const QString kSettings = u"set datestyle = 'ISO, YMD'; set timezone = 'UTC'; "
                          "set intervalstyle = 'iso_8601'; set bytea_output = 'hex'"_s;

} // namespace

struct PostgresConnection::Private
{
    Link link;
    std::map<TypeId, CustomType> customTypes;

    /// Nothing is sent on a closed connection; the state of the last error starts anew.
    Result<> begin()
    {
        link.lastState.clear();
        if (!link.isOpen())
            return failure(link.connectionError());
        return {};
    }

    Result<> send(const QString &sql, const std::vector<QJsonValue> &parameters, WakeUp &wakeUp,
                  const QueryOptions &options)
    {
        const QByteArray text = sql.toUtf8();
        if (text.contains('\0'))
            return failure(u"the query contains the character NUL"_s);
        if (parameters.empty()) {
            if (PQsendQuery(link.get(), text.constData()) == 0)
                return failure(link.connectionError());
            return {};
        }
        if (parameters.size() > std::numeric_limits<quint16>::max())
            return failure(u"the query has more than 65535 parameters"_s);
        const auto count = static_cast<int>(parameters.size());
        std::vector<TypeId> types(parameters.size(), 0);
        // Only the server knows whether a list is meant as an array or as JSON.
        const bool described = std::any_of(parameters.begin(), parameters.end(),
                                           [](const QJsonValue &value) { return value.isArray(); });
        if (described) {
            if (auto done = describe(text, sql, types, wakeUp, options); !done)
                return done;
        }
        std::vector<std::optional<QByteArray>> texts;
        std::vector<const char *> pointers;
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            texts.push_back(postgres::parameterText(parameters[i], types[i]));
            if (texts.back() && texts.back()->contains('\0')) {
                return failure(u"parameter $%1 contains the character NUL, which PostgreSQL's text "
                               "cannot hold"_s.arg(i + 1));
            }
        }
        pointers.reserve(texts.size());
        for (const auto &value : texts)
            pointers.push_back(value ? value->constData() : nullptr);
        const int sent = described ? PQsendQueryPrepared(link.get(), "", count, pointers.data(),
                                                         nullptr, nullptr, 0)
                                   : PQsendQueryParams(link.get(), text.constData(), count, nullptr,
                                                       pointers.data(), nullptr, nullptr, 0);
        if (sent == 0)
            return failure(link.connectionError());
        return {};
    }

    /// The types that the statement takes for its parameters.
    Result<> describe(const QByteArray &text, const QString &sql, std::vector<TypeId> &types,
                      WakeUp &wakeUp, const QueryOptions &options)
    {
        if (PQsendPrepare(link.get(), "", text.constData(), 0, nullptr) == 0)
            return failure(link.connectionError());
        if (auto done = finish(sql, wakeUp, options, {}); !done)
            return done;
        if (PQsendDescribePrepared(link.get(), "") == 0)
            return failure(link.connectionError());
        return finish(sql, wakeUp, options, [&](PGresult *result) {
            for (std::size_t i = 0; i < types.size(); ++i)
                types[i] = PQparamtype(result, static_cast<int>(i));
        });
    }

    /// Takes all results; the first error of them.
    Result<> finish(const QString &sql, WakeUp &wakeUp, const QueryOptions &options,
                    const std::function<void(PGresult *)> &use)
    {
        Result<> all;
        while (true) {
            auto result = link.next(wakeUp, options);
            if (!result)
                return failure(result.error());
            if (!*result)
                return all;
            switch (PQresultStatus(result->get())) {
            case PGRES_COPY_IN:
            case PGRES_COPY_OUT:
            case PGRES_COPY_BOTH:
                link.cancel();
                return failure(u"COPY from or to the client cannot be run as a query"_s);
            case PGRES_FATAL_ERROR:
            case PGRES_BAD_RESPONSE:
            case PGRES_NONFATAL_ERROR:
                if (all)
                    all = failure(link.errorOf(result->get(), sql));
                if (!link.isOpen())
                    return all;
                break;
            default:
                if (use)
                    use(result->get());
            }
        }
    }

    Result<> startCopy(const QString &sql, ExecStatusType expected, WakeUp &wakeUp,
                       const QueryOptions &options)
    {
        if (auto begun = begin(); !begun)
            return begun;
        if (PQsendQuery(link.get(), sql.toUtf8().constData()) == 0)
            return failure(link.connectionError());
        auto first = link.next(wakeUp, options);
        if (!first)
            return failure(first.error());
        const ExecStatusType status = PQresultStatus(first->get());
        if (status == expected)
            return {};
        const bool refused = status == PGRES_FATAL_ERROR;
        Error error = refused ? link.errorOf(first->get(), sql)
                              : Error{u"the statement is not the COPY that it must be"_s, {}};
        link.cancel();
        return failure(std::move(error));
    }
};

PostgresConnection::PostgresConnection(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

PostgresConnection::~PostgresConnection() = default;

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const QString &url,
                                                                     const QueryOptions &options)
{
    std::unique_ptr<PostgresConnection> connection(
        new PostgresConnection(std::make_unique<Private>()));
    if (auto connected = connection->d->link.connect(url, options); !connected)
        return failure(connected.error());
    if (auto set = connection->executeScript(kSettings, options); !set)
        return failure(set.error());
    return connection;
}

Result<QueryResult> PostgresConnection::execute(const QString &sql,
                                                const std::vector<QJsonValue> &parameters,
                                                const QueryOptions &options)
{
    if (auto begun = d->begin(); !begun)
        return failure(begun.error());
    WakeUp wakeUp(options.stop);
    if (auto sent = d->send(sql, parameters, wakeUp, options); !sent)
        return failure(sent.error());
    PQsetSingleRowMode(d->link.get());
    Collector collector(options);
    Result<> all;
    bool cut = false;
    while (!cut) {
        auto result = d->link.next(wakeUp, options);
        if (!result)
            return failure(result.error());
        if (!*result)
            break;
        switch (PQresultStatus(result->get())) {
        case PGRES_SINGLE_TUPLE:
            cut = !collector.addRow(result->get());
            break;
        case PGRES_TUPLES_OK:
        case PGRES_COMMAND_OK:
        case PGRES_EMPTY_QUERY:
            collector.endStatement(result->get());
            break;
        case PGRES_COPY_IN:
        case PGRES_COPY_OUT:
        case PGRES_COPY_BOTH:
            d->link.cancel();
            return failure(u"COPY from or to the client cannot be run as a query"_s);
        default:
            if (all)
                all = failure(d->link.errorOf(result->get(), sql));
            if (!d->link.isOpen())
                return failure(all.error());
        }
    }
    if (!all)
        return failure(all.error());
    if (cut) {
        collector.cut();
        d->link.cancel();
    }
    std::set<TypeId> unknown = collector.customTypes();
    for (const auto &[type, known] : d->customTypes)
        unknown.erase(type);
    const bool canAsk = d->link.isOpen() && PQtransactionStatus(d->link.get()) != PQTRANS_INERROR;
    if (!unknown.empty() && canAsk) {
        QJsonArray ids;
        for (const TypeId type : unknown)
            ids.append(static_cast<qint64>(type));
        const auto types =
            execute(u"select oid::int8, format_type(oid, null) as name, "
                    "case when typcategory = 'A' then typelem::int8 else 0 end as element "
                    "from pg_type where oid::int8 = any($1::int8[])"_s,
                    {ids}, {.deadline = options.deadline, .stop = options.stop});
        if (!types)
            return failure(types.error());
        for (const auto row : types->rows) {
            const QJsonObject type = row.toObject();
            d->customTypes[static_cast<TypeId>(type[u"oid"].toInteger())] = {
                type[u"name"].toString(), static_cast<TypeId>(type[u"element"].toInteger())};
        }
    }
    return collector.take(d->customTypes);
}

Result<> PostgresConnection::executeScript(const QString &sql, const QueryOptions &options)
{
    if (auto begun = d->begin(); !begun)
        return begun;
    WakeUp wakeUp(options.stop);
    if (auto sent = d->send(sql, {}, wakeUp, options); !sent)
        return sent;
    PQsetSingleRowMode(d->link.get());
    return d->finish(sql, wakeUp, options, {});
}

Result<qint64> PostgresConnection::copyIn(const QString &sql, const CopySource &next,
                                          const QueryOptions &options)
{
    WakeUp wakeUp(options.stop);
    if (auto started = d->startCopy(sql, PGRES_COPY_IN, wakeUp, options); !started)
        return failure(started.error());
    while (true) {
        const Result<QByteArray> block = next();
        if (!block) {
            PQputCopyEnd(d->link.get(), "the client has no more");
            // The server answers that the copy was given up: that is what we asked for.
            [[maybe_unused]] const auto ended = d->finish(sql, wakeUp, options, {});
            return failure(block.error());
        }
        if (block->isEmpty())
            break;
        constexpr qsizetype kLargest = 64 * 1024 * 1024;
        for (qsizetype at = 0; at < block->size(); at += kLargest) {
            const auto size = static_cast<int>(std::min(kLargest, block->size() - at));
            if (PQputCopyData(d->link.get(), block->constData() + at, size) < 0)
                return failure(d->link.connectionError());
            if (auto flushed = d->link.flush(wakeUp, options); !flushed)
                return failure(flushed.error());
        }
    }
    if (PQputCopyEnd(d->link.get(), nullptr) < 0)
        return failure(d->link.connectionError());
    qint64 rows = 0;
    const auto ended = d->finish(sql, wakeUp, options, [&](PGresult *result) {
        rows = QByteArray(PQcmdTuples(result)).toLongLong();
    });
    if (!ended)
        return failure(ended.error());
    return rows;
}

Result<> PostgresConnection::copyOut(const QString &sql, const CopySink &sink,
                                     const QueryOptions &options)
{
    WakeUp wakeUp(options.stop);
    if (auto started = d->startCopy(sql, PGRES_COPY_OUT, wakeUp, options); !started)
        return started;
    while (true) {
        char *data = nullptr;
        const int size = PQgetCopyData(d->link.get(), &data, 1);
        if (size > 0) {
            const QByteArray block(data, size);
            PQfreemem(data);
            if (auto taken = sink(block); !taken) {
                d->link.cancel();
                return taken;
            }
        } else if (size == 0) {
            if (auto received = d->link.receive(wakeUp, options); !received)
                return received;
        } else {
            return d->finish(sql, wakeUp, options, {});
        }
    }
}

Result<> PostgresConnection::reset(const QueryOptions &options)
{
    if (inTransaction()) {
        if (auto undone = executeScript(u"rollback"_s, options); !undone)
            return undone;
    }
    // Not one script: DISCARD refuses to be part of a transaction.
    if (auto discarded = executeScript(u"discard all"_s, options); !discarded)
        return discarded;
    return executeScript(kSettings, options);
}

bool PostgresConnection::isAlive()
{
    return d->link.isAlive();
}

bool PostgresConnection::inTransaction() const
{
    if (!d->link.isOpen())
        return false;
    const PGTransactionStatusType status = PQtransactionStatus(d->link.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

QString PostgresConnection::lastState() const
{
    return d->link.lastState;
}

QString PostgresConnection::serverVersion() const
{
    const char *version =
        d->link.isOpen() ? PQparameterStatus(d->link.get(), "server_version") : nullptr;
    return QString::fromUtf8(version).section(u' ', 0, 0);
}

int PostgresConnection::backendPid() const
{
    return d->link.isOpen() ? PQbackendPID(d->link.get()) : 0;
}

void PostgresConnection::setNoticeHandler(std::function<void(const QString &)> handler)
{
    d->link.noticeHandler = std::move(handler);
}

Result<> postgresReady(const QString &url, const QueryOptions &options)
{
    const auto connection = PostgresConnection::open(url, options);
    if (!connection)
        return failure(connection.error());
    return {};
}

} // namespace assay::base
