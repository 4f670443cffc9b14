// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/postgres_collector.h"

#include <QJsonObject>
#include <QSet>

namespace assay::base::postgres {

using namespace Qt::StringLiterals;

namespace {

/// "INSERT 0 3" -> "INSERT".
QString commandOf(const QString &status)
{
    QStringList words = status.split(u' ', Qt::SkipEmptyParts);
    words.removeIf([](const QString &word) { return word.front().isDigit(); });
    return words.join(u' ');
}

} // namespace

bool Collector::addRow(const PGresult *row)
{
    startStatement(row);
    if (m_current.rows.size() >= m_options.rowLimit || m_bytes > m_options.byteLimit.value)
        return false;
    QJsonObject values;
    for (int i = 0; i < PQnfields(row); ++i) {
        const auto column = static_cast<std::size_t>(i);
        QJsonValue value = QJsonValue::Null;
        if (PQgetisnull(row, 0, i) == 0) {
            const QByteArray text(PQgetvalue(row, 0, i), PQgetlength(row, 0, i));
            m_bytes += text.size();
            value = postgres::valueOfText(text, m_types[column]);
        }
        values.insert(m_current.columns[column].name, value);
    }
    m_current.rows.append(values);
    return true;
}

void Collector::endStatement(PGresult *result)
{
    startStatement(result);
    m_current.affected = QByteArray(PQcmdTuples(result)).toLongLong();
    m_current.command = commandOf(QString::fromUtf8(PQcmdStatus(result)));
    keep();
}

void Collector::cut()
{
    m_current.cut = true;
    keep();
}

std::set<TypeId> Collector::customTypes() const
{
    std::set<TypeId> custom;
    for (const TypeId type : m_keptTypes) {
        if (postgres::typeName(type).isEmpty())
            custom.insert(type);
    }
    return custom;
}

QueryResult Collector::take(const std::map<TypeId, CustomType> &custom)
{
    for (std::size_t i = 0; i < m_keptTypes.size(); ++i) {
        QueryResult::Column &column = m_kept.columns[i];
        const auto it = custom.find(m_keptTypes[i]);
        if (it == custom.end()) {
            column.type = postgres::typeName(m_keptTypes[i]);
            continue;
        }
        column.type = it->second.name;
        if (it->second.element != 0)
            readArrays(column.name, it->second.element);
    }
    return std::move(m_kept);
}

void Collector::startStatement(const PGresult *result)
{
    if (m_started)
        return;
    m_started = true;
    m_current = {};
    m_types.clear();
    QSet<QString> names;
    for (int i = 0; i < PQnfields(result); ++i) {
        const QString name = QString::fromUtf8(PQfname(result, i));
        QString unique = name;
        for (int number = 2; names.contains(unique); ++number)
            unique = name + u'_' + QString::number(number);
        names.insert(unique);
        m_current.columns.push_back({unique, {}});
        m_types.push_back(PQftype(result, i));
    }
}

void Collector::keep()
{
    m_started = false;
    if (m_current.columns.empty() && !m_kept.columns.empty())
        return;
    m_kept = std::move(m_current);
    m_keptTypes = m_types;
}

void Collector::readArrays(const QString &column, TypeId element)
{
    for (auto row : m_kept.rows) {
        QJsonObject values = row.toObject();
        const QJsonValue text = values.value(column);
        if (!text.isString())
            continue;
        values.insert(column, postgres::valueOfArray(text.toString().toUtf8(), element));
        row = values;
    }
}

} // namespace assay::base::postgres
