// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <chrono>

namespace assay::history {

/// One connection to one SQLite file; closes itself. Internal to this folder.
/// Confined to the thread that opened it; queries end before it does.
class Database
{
public:
    enum class Mode { Create, Write, Read };

    [[nodiscard]] static base::Result<Database> open(const QString &file, Mode mode,
                                                     std::chrono::milliseconds busy);
    Database(Database &&other) noexcept;
    Database &operator=(Database &&other) noexcept;
    ~Database();

    [[nodiscard]] const QString &file() const { return m_file; }

    [[nodiscard]] base::Result<QSqlQuery> prepare(const QString &sql) const;
    /// Binds, executes; the values of one row come with query.next() and query.value().
    [[nodiscard]] base::Result<> run(QSqlQuery &query, const QVariantList &values = {}) const;
    [[nodiscard]] base::Result<QSqlQuery> query(const QString &sql,
                                                const QVariantList &values = {}) const;
    [[nodiscard]] base::Result<> execute(const QString &sql, const QVariantList &values = {}) const;
    /// The first value of the first row; 0 when there is none.
    [[nodiscard]] base::Result<qint64> number(const QString &sql,
                                              const QVariantList &values = {}) const;
    [[nodiscard]] base::Result<> setBusyTimeout(std::chrono::milliseconds busy) const;

    /// Runs `work` in a write transaction; rolled back when it fails.
    template <class F>
    [[nodiscard]] base::Result<> transaction(F &&work) const
    {
        if (auto begun = execute(QStringLiteral("begin immediate")); !begun)
            return begun;
        base::Result<> done = std::forward<F>(work)();
        if (done)
            done = execute(QStringLiteral("commit"));
        if (!done)
            (void)execute(QStringLiteral("rollback"));
        return done;
    }

private:
    explicit Database(QString file, QString connection)
        : m_file(std::move(file))
        , m_connection(std::move(connection))
    {
    }
    [[nodiscard]] QSqlDatabase handle() const;
    void close();

    QString m_file;
    QString m_connection;
};

} // namespace assay::history
