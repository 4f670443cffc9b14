// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/sqlite_connection.h"

#include "base/ids.h"
#include "base/json_text.h"
#include "steps/kinds/sql_parameters.h"

#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlField>
#include <QSqlQuery>
#include <QSqlRecord>

namespace assay::steps {

using namespace Qt::StringLiterals;
using base::QueryResult;

namespace {

QVariant parameterOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? 1 : 0;
    case QJsonValue::Double: {
        const qint64 whole = value.toInteger();
        return static_cast<double>(whole) == value.toDouble() ? QVariant(whole)
                                                              : QVariant(value.toDouble());
    }
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
    case QJsonValue::Object:
        return QString::fromUtf8(base::compactJson(value));
    default:
        return {};
    }
}

QJsonValue valueOf(const QVariant &value)
{
    if (value.isNull())
        return QJsonValue::Null;
    if (value.typeId() == QMetaType::QByteArray)
        return QString::fromLatin1(value.toByteArray().toBase64());
    return QJsonValue::fromVariant(value);
}

QString firstWord(const QString &sql)
{
    return sql.trimmed().section(u' ', 0, 0).section(u'\n', 0, 0).toUpper();
}

base::Error errorOf(const QSqlError &error)
{
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return {text + u" (SQLite %1)"_s.arg(error.nativeErrorCode()), {}};
}

} // namespace

base::Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const QString &path)
{
    std::unique_ptr<SqliteConnection> connection(
        new SqliteConnection(u"assay-sqlite-"_s + base::randomId(16)));
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection->m_name);
    database.setDatabaseName(path);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!database.open()) {
        return base::failure(u"cannot open the SQLite database %1: %2"_s.arg(
                                 path, errorOf(database.lastError()).title),
                             u"check the path and its permissions"_s);
    }
    return connection;
}

SqliteConnection::~SqliteConnection()
{
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

base::Result<QueryResult> SqliteConnection::execute(const QString &sql,
                                                    const std::vector<QJsonValue> &parameters,
                                                    const base::QueryOptions &options)
{
    if (!parameters.empty())
        return executeOne(sql, parameters, options);
    QueryResult kept;
    const QStringList statements = splitStatements(sql, SqlDialect::Sqlite);
    for (const QString &statement : statements) {
        auto result = executeOne(statement, {}, options);
        if (!result)
            return result;
        if (!result->columns.empty() || kept.columns.empty())
            kept = std::move(*result);
    }
    return kept;
}

base::Result<QueryResult> SqliteConnection::executeOne(const QString &sql,
                                                       const std::vector<QJsonValue> &parameters,
                                                       const base::QueryOptions &options)
{
    const auto isOver = [&] {
        return options.stop.stop_requested() ||
               std::chrono::steady_clock::now() >= options.deadline;
    };
    if (isOver())
        return base::failure(u"the query was cancelled"_s);
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return base::failure(errorOf(query.lastError()));
    for (const QJsonValue &value : parameters)
        query.addBindValue(parameterOf(value));
    if (!query.exec())
        return base::failure(errorOf(query.lastError()));

    QueryResult result;
    result.command = firstWord(sql);
    if (result.command == u"BEGIN"_s)
        m_inTransaction = true;
    else if (result.command == u"COMMIT"_s || result.command == u"ROLLBACK"_s ||
             result.command == u"END"_s)
        m_inTransaction = false;
    const QSqlRecord record = query.record();
    QStringList names;
    for (int i = 0; i < record.count(); ++i) {
        QString name = record.fieldName(i);
        for (int number = 2; names.contains(name); ++number)
            name = record.fieldName(i) + u'_' + QString::number(number);
        names.append(name);
        result.columns.push_back({name, QString::fromLatin1(record.field(i).metaType().name())});
    }
    qint64 bytes = 0;
    while (query.isSelect() && query.next()) {
        if (isOver())
            return base::failure(u"the query was cancelled"_s);
        if (result.rows.size() >= options.rowLimit || bytes > options.byteLimit.value) {
            result.cut = true;
            break;
        }
        QJsonObject row;
        for (int i = 0; i < names.size(); ++i) {
            const QJsonValue value = valueOf(query.value(i));
            bytes += value.isString() ? value.toString().size() : 8;
            row.insert(names[i], value);
        }
        result.rows.append(row);
    }
    result.affected = query.isSelect() ? result.rows.size() : std::max(0, query.numRowsAffected());
    return result;
}

bool SqliteConnection::inTransaction()
{
    return m_inTransaction;
}

} // namespace assay::steps
