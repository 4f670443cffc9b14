// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/postgres_link.h"

#include <array>
#include <csignal>
#include <thread>

namespace assay::base::postgres {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;

namespace {

/// How long the server has to confirm that a query is cancelled, before the connection is given up.
constexpr std::chrono::milliseconds kCancelGrace(80);

QString field(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code)).trimmed();
}

/// The first line is what happened, the others are libpq's advice.
Error errorOfMessage(const QString &message)
{
    const qsizetype lineEnd = message.indexOf(u'\n');
    if (lineEnd < 0)
        return {message.trimmed(), {}};
    return {message.first(lineEnd).trimmed(), message.sliced(lineEnd + 1).simplified()};
}

void reportNotice(void *target, const PGresult *result)
{
    auto &link = *static_cast<Link *>(target);
    const QString severity = field(result, PG_DIAG_SEVERITY_NONLOCALIZED).toLower();
    // Between queries the server's farewell (it was shut down, the session was ended) comes as a
    // notice.
    if (severity == u"fatal" || severity == u"panic")
        link.hasFarewell = true;
    if (link.noticeHandler)
        link.noticeHandler(severity + u": "_s + field(result, PG_DIAG_MESSAGE_PRIMARY));
}

Result<> checkAddress(const QString &url)
{
    const QString fix = u"write postgres://user:password@host:port/database"_s;
    // A name alone would be taken for a database of a server on this machine.
    if (!url.contains(u"://"_s) && !url.contains(u'='))
        return failure(u"the address of the PostgreSQL server cannot be read"_s, fix);
    char *message = nullptr;
    if (PQconninfoOption *parsed = PQconninfoParse(url.toUtf8().constData(), &message)) {
        PQconninfoFree(parsed);
        return {};
    }
    const QString why = QString::fromUtf8(message).trimmed();
    PQfreemem(message);
    if (why.isEmpty() || why.contains(url)) // the whole address: it may hold a password
        return failure(u"the address of the PostgreSQL server cannot be read"_s, fix);
    return failure(u"the address of the PostgreSQL server cannot be read: %1"_s.arg(why), fix);
}

} // namespace

Result<> Link::connect(const QString &url, const QueryOptions &options)
{
    if (auto checked = checkAddress(url); !checked)
        return checked;
    const QByteArray address = url.toUtf8();
    const std::array<const char *, 4> names = {"dbname", "client_encoding",
                                               "fallback_application_name", nullptr};
    const std::array<const char *, 4> values = {address.constData(), "UTF8", "assay", nullptr};
    m_connection = PQconnectStartParams(names.data(), values.data(), 1);
    if (m_connection == nullptr)
        return failure(u"cannot connect to PostgreSQL: out of memory"_s);
    PQsetNoticeReceiver(m_connection, reportNotice, this);
    WakeUp wakeUp(options.stop);
    PostgresPollingStatusType state =
        PQstatus(m_connection) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
    while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
        const short events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        const auto waited = wakeUp.waitFor(PQsocket(m_connection), events, options.deadline);
        if (waited != WakeUp::Ready) {
            close();
            return failure(waited == WakeUp::Stopped
                               ? u"connecting to PostgreSQL was stopped"_s
                               : u"cannot connect to PostgreSQL: it took too long"_s);
        }
        state = PQconnectPoll(m_connection);
    }
    if (state != PGRES_POLLING_OK) {
        Error why = errorOfMessage(QString::fromUtf8(PQerrorMessage(m_connection)));
        close();
        why.title = u"cannot connect to PostgreSQL: "_s + why.title;
        return failure(std::move(why));
    }
    PQsetnonblocking(m_connection, 1);
    return {};
}

void Link::close()
{
    PQfinish(m_connection);
    m_connection = nullptr;
}

bool Link::isAlive()
{
    constexpr int kMostReads = 16;
    for (int i = 0; isOpen() && i < kMostReads; ++i) {
        pollfd entry{PQsocket(m_connection), POLLIN, 0};
        if (poll(&entry, 1, 0) <= 0)
            break;
        if (PQconsumeInput(m_connection) == 0 || (PQisBusy(m_connection) == 0 && hasFarewell))
            close();
    }
    return isOpen() && PQstatus(m_connection) == CONNECTION_OK;
}

Result<> Link::wait(WakeUp &wakeUp, short events, const QueryOptions &options)
{
    switch (wakeUp.waitFor(PQsocket(m_connection), events, options.deadline)) {
    case WakeUp::Ready:
        return {};
    case WakeUp::TimedOut:
        cancel();
        return failure(u"the query took too long and was cancelled"_s);
    case WakeUp::Stopped:
        break;
    }
    cancel();
    return failure(u"the query was cancelled"_s);
}

Result<> Link::receive(WakeUp &wakeUp, const QueryOptions &options)
{
    if (auto waited = wait(wakeUp, POLLIN, options); !waited)
        return waited;
    if (PQconsumeInput(m_connection) == 0)
        return failure(connectionError());
    return {};
}

Result<> Link::flush(WakeUp &wakeUp, const QueryOptions &options)
{
    while (true) {
        const int left = PQflush(m_connection);
        if (left == 0)
            return {};
        if (left < 0)
            return failure(connectionError());
        if (auto waited = wait(wakeUp, POLLIN | POLLOUT, options); !waited)
            return waited;
        // The server may wait for us to take its answer before it reads on.
        if (PQconsumeInput(m_connection) == 0)
            return failure(connectionError());
    }
}

Result<ResultPointer> Link::next(WakeUp &wakeUp, const QueryOptions &options)
{
    if (auto flushed = flush(wakeUp, options); !flushed)
        return failure(flushed.error());
    while (PQisBusy(m_connection) != 0) {
        if (auto received = receive(wakeUp, options); !received)
            return failure(received.error());
    }
    return ResultPointer(PQgetResult(m_connection));
}

void Link::cancel()
{
    if (!isOpen())
        return;
    if (PGcancel *request = PQgetCancel(m_connection)) {
        // PQcancel opens a connection and waits without a limit, so it gets a thread that nobody
        // waits for; it holds nothing but the request.
        std::thread([request] {
            sigset_t all;
            sigfillset(&all);
            pthread_sigmask(SIG_BLOCK, &all, nullptr);
            std::array<char, 256> message{};
            PQcancel(request, message.data(), static_cast<int>(message.size()));
            PQfreeCancel(request);
        }).detach();
    }
    if (!drain(steady_clock::now() + kCancelGrace))
        close();
}

bool Link::drain(SteadyTime until)
{
    WakeUp noStop{std::stop_token()};
    while (true) {
        PQflush(m_connection);
        while (PQisBusy(m_connection) != 0) {
            if (noStop.waitFor(PQsocket(m_connection), POLLIN, until) != WakeUp::Ready ||
                PQconsumeInput(m_connection) == 0)
                return false;
        }
        const ResultPointer result(PQgetResult(m_connection));
        if (!result)
            return true;
        switch (PQresultStatus(result.get())) {
        case PGRES_COPY_IN:
            if (PQputCopyEnd(m_connection, "it was stopped") < 0)
                return false;
            break;
        case PGRES_COPY_OUT:
        case PGRES_COPY_BOTH:
            return false;
        default:
            break;
        }
        if (steady_clock::now() > until)
            return false;
    }
}

Error Link::errorOf(const PGresult *result, const QString &sql)
{
    lastState = field(result, PG_DIAG_SQLSTATE);
    const QString message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (message.isEmpty()) // libpq's own, for example when the connection is lost
        return connectionError();
    Error error{lastState.isEmpty() ? message : message + u" ("_s + lastState + u')', {}};
    QStringList advice;
    for (const char code : {PG_DIAG_MESSAGE_HINT, PG_DIAG_MESSAGE_DETAIL}) {
        const QString text = field(result, code);
        if (!text.isEmpty())
            advice.append(text);
    }
    error.fix = advice.join(u' ');
    const QList<uint> points = sql.toUcs4();
    const qsizetype position = field(result, PG_DIAG_STATEMENT_POSITION).toLongLong();
    if (position > 0 && position <= points.size() + 1) {
        const QString before =
            QString::fromUcs4(reinterpret_cast<const char32_t *>(points.constData()), position - 1);
        const qsizetype lineStart = before.lastIndexOf(u'\n') + 1;
        error.position.line = static_cast<int>(before.count(u'\n')) + 1;
        error.position.column = static_cast<int>(before.sliced(lineStart).toUcs4().size()) + 1;
        error.quotedLine = sql.split(u'\n').value(error.position.line - 1).left(500);
    }
    return error;
}

Error Link::connectionError()
{
    if (!isOpen())
        return {u"the connection to PostgreSQL is closed"_s, {}};
    Error error = errorOfMessage(QString::fromUtf8(PQerrorMessage(m_connection)));
    if (error.title.isEmpty())
        error.title = u"the server closed the connection"_s;
    if (PQstatus(m_connection) != CONNECTION_OK)
        close();
    return error;
}

} // namespace assay::base::postgres
