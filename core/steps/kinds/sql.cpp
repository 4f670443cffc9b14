// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/sql.h"

#include "base/json_text.h"
#include "steps/kinds/sql_connections.h"
#include "steps/kinds/sql_parameters.h"
#include "steps/kinds/step_parts.h"
#include "suite/node_values.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using base::QueryResult;
using model::Node;
using suite::Shape;

namespace {

/// To end a transaction that was stopped.
base::QueryOptions endingOptions()
{
    return {.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2)};
}

struct Answer
{
    QueryResult result;
    QString error; ///< what the server refused, when the step expects that it may
    QString state;
};

base::Result<QString> queryOf(const Node &body, const model::Step &step, StepContext &context)
{
    if (body.contains(u"query"))
        return body[u"query"].text();
    const auto content = readWorkspaceFile(body[u"file"].text(), step, context);
    if (!content)
        return base::failure(base::Error(content.error()).at(body[u"file"].position(step.file)));
    return QString::fromUtf8(*content);
}

/// "... does not exist (42P01), at 2:3 of the query".
base::Error withPlace(base::Error error)
{
    if (error.position.isValid()) {
        error.title +=
            u", at %1:%2 of the query"_s.arg(error.position.line).arg(error.position.column);
        error.position = {};
    }
    return error;
}

base::Result<QueryResult> executeIn(SqlConnection &connection, const QString &transaction,
                                    const BoundSql &bound, const base::QueryOptions &options)
{
    if (transaction.isEmpty())
        return connection.execute(bound.sql, bound.values, options);
    if (auto begun = connection.execute(u"begin"_s, {}, options); !begun)
        return begun;
    auto result = connection.execute(bound.sql, bound.values, options);
    const bool keep = result && !result->cut && transaction == u"commit"_s;
    const QString refused = connection.lastState();
    if (connection.isAlive()) {
        // Also when the query was stopped: a transaction is never left open.
        const auto ended =
            connection.execute(keep ? u"commit"_s : u"rollback"_s, {}, endingOptions());
        if (!ended && result)
            return ended;
    }
    connection.setLastState(refused);
    return result;
}

void setFields(Fields &fields, const Answer &answer, base::SteadyTime start)
{
    const QueryResult &result = answer.result;
    QJsonArray columns;
    for (const QueryResult::Column &column : result.columns)
        columns.append(column.name);
    fields.set(u"rows"_s, result.rows);
    fields.set(u"rowCount"_s, result.rows.size());
    fields.set(u"affected"_s, result.affected);
    fields.set(u"columns"_s, columns);
    fields.set(u"value"_s, result.rows.isEmpty() || result.columns.empty()
                               ? QJsonValue(QJsonValue::Undefined)
                               : result.rows.first().toObject().value(result.columns.front().name));
    fields.set(u"time"_s, millisecondsSince(start));
    fields.set(u"error"_s,
               answer.error.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(answer.error));
    fields.set(u"state"_s,
               answer.state.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(answer.state));
    fields.setDefault(u"rows"_s);
}

std::shared_ptr<model::Exchange> exchangeOf(const QString &sql, const BoundSql &bound)
{
    auto exchange = std::make_shared<model::Exchange>();
    exchange->protocol = u"sql"_s;
    exchange->request = partOf(oneLine(sql), sql.toUtf8(), u"application/sql"_s);
    for (std::size_t i = 0; i < bound.values.size(); ++i) {
        exchange->request.headers.emplace_back(u"parameter %1"_s.arg(i + 1),
                                               base::jsonForMessage(bound.values[i]));
    }
    return exchange;
}

QString summaryOf(const Answer &answer)
{
    if (!answer.error.isEmpty())
        return answer.error;
    if (!answer.result.columns.empty())
        return u"%1 rows"_s.arg(answer.result.rows.size());
    return u"%1 %2"_s.arg(answer.result.command).arg(answer.result.affected);
}

} // namespace

suite::StepShape SqlStep::shape() const
{
    return {.kind = u"sql"_s,
            .body =
                Shape::map({{u"on"_s, Shape::text(), false, u"a service of the environment"_s},
                            {u"url"_s, Shape::text(), false, u"postgres://... or sqlite:/path"_s},
                            {u"query"_s, Shape::text()},
                            {u"file"_s, Shape::text(), false, u"a file with the query"_s},
                            {u"bind"_s,
                             Shape::anyOf({Shape::mapOf(Shape::any()), Shape::list(Shape::any())}),
                             false, u"values for :name, or a list for $1, $2"_s},
                            {u"rowLimit"_s, Shape::integer(1, 10'000'000), false,
                             u"more rows are an error; 100000"_s},
                            {u"transaction"_s, Shape::oneOfWords({u"commit"_s, u"rollback"_s}),
                             false, u"rollback undoes what the query wrote"_s}})
                    .exactlyOneOf({u"on"_s, u"url"_s})
                    .exactlyOneOf({u"query"_s, u"file"_s}),
            .help = u"Runs a query on PostgreSQL or SQLite."_s,
            .expectKeys = {u"rows"_s, u"rowCount"_s, u"affected"_s, u"columns"_s, u"value"_s,
                           u"time"_s, u"error"_s, u"state"_s}};
}

QString SqlStep::title(const model::Step &step) const
{
    const Node &query = step.body[u"query"];
    return oneLine(query.isMissing() ? u"SQL of "_s + step.body[u"file"].text() : query.text(), 60);
}

StepResult SqlStep::run(const model::Step &step, StepContext &context) const
{
    const base::SteadyTime start = std::chrono::steady_clock::now();
    const auto body = context.resolve(step.body, step);
    if (!body)
        return StepResult::error(body.error());
    const auto url = addressOf(*body, context);
    if (!url)
        return StepResult::error(url.error());
    const auto sql = queryOf(*body, step, context);
    if (!sql)
        return StepResult::error(sql.error());
    const SqlDialect dialect =
        url->startsWith(u"sqlite:"_s) ? SqlDialect::Sqlite : SqlDialect::Postgres;
    const auto bound = bindParameters(*sql, (*body)[u"bind"], dialect);
    if (!bound) {
        return StepResult::error(
            base::Error(bound.error()).at((*body)[u"bind"].position(step.file)));
    }

    const base::QueryOptions options{
        .deadline = context.deadline(),
        .stop = context.stopToken(),
        .rowLimit = suite::wholeNumber((*body)[u"rowLimit"]).value_or(context.limits().rows),
        .byteLimit = context.limits().body};
    const auto connection =
        context.worker().locals.get<SqlConnections>().take(*url, options, step, context);
    if (!connection)
        return isStopped(context) ? StepResult::stopped(context, u"connecting to the database"_s)
                                  : StepResult::error(connection.error());
    (*connection)->setNoticeHandler([&](const QString &text) {
        context.log(events::LogLevel::Info, text);
    });
    auto done = executeIn(**connection, (*body)[u"transaction"].text(), *bound, options);
    (*connection)->setNoticeHandler({});

    StepResult result;
    Answer answer;
    const bool expectsErrors = step.expect.contains(u"error") || step.expect.contains(u"state");
    if (done) {
        answer.result = std::move(*done);
    } else if (isStopped(context)) {
        result = StepResult::stopped(context, u"the query"_s);
    } else {
        const base::Error why = withPlace(done.error());
        answer.error = why.title;
        answer.state = (*connection)->lastState();
        if (!expectsErrors || answer.state.isEmpty())
            result = StepResult::error(why);
    }
    if (answer.result.cut) {
        result =
            StepResult::error({u"the query gave more than %1 rows or %2"_s.arg(options.rowLimit)
                                   .arg(base::byteCountText(options.byteLimit)),
                               u"add a LIMIT to the query, or raise rowLimit:"_s});
    }
    if ((*connection)->inTransaction()) {
        if (!(*connection)->execute(u"rollback"_s, {}, endingOptions()))
            context.worker().locals.get<SqlConnections>().forget(*url);
        if (result.outcome == model::Outcome::Passed && answer.error.isEmpty()) {
            result = StepResult::error(
                {u"the query left a transaction open; it was rolled back"_s,
                 u"put begin and commit into one query, or write transaction: commit"_s});
        }
    }
    setFields(result.fields, answer, start);
    result.title = oneLine(*sql, 60);
    result.exchange = exchangeOf(*sql, *bound);
    result.exchange->response =
        partOf(summaryOf(answer), base::compactJson(answer.result.rows), u"application/json"_s);
    return result;
}

} // namespace assay::steps
