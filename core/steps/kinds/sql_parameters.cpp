// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/kinds/sql_parameters.h"

#include "base/suggest.h"

namespace assay::steps {

using namespace Qt::StringLiterals;
using model::Node;

namespace {

bool isNameStart(QChar c)
{
    return c.isLetter() || c == u'_';
}

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// Walks over SQL and tells code from what only looks like it.
class Scanner
{
public:
    Scanner(QStringView sql, SqlDialect dialect)
        : m_sql(sql)
        , m_dialect(dialect)
    {
    }

    /// The end of the string, quoted name, comment or dollar quote that starts at `at`; `at` itself
    /// when none does. One that is not closed ends with the text.
    [[nodiscard]] qsizetype skip(qsizetype at) const
    {
        const QChar c = m_sql[at];
        const QChar next = at + 1 < m_sql.size() ? m_sql[at + 1] : QChar();
        if (c == u'\'')
            return quoted(at, u'\'', isEscapeString(at));
        if (c == u'"' || (c == u'`' && m_dialect == SqlDialect::Sqlite))
            return quoted(at, c, false);
        if (c == u'-' && next == u'-')
            return endOf(m_sql.indexOf(u'\n', at), 1);
        if (c == u'/' && next == u'*')
            return comment(at);
        if (c == u'$' && m_dialect == SqlDialect::Postgres)
            return dollarQuote(at);
        return at;
    }

private:
    [[nodiscard]] qsizetype endOf(qsizetype found, qsizetype length) const
    {
        return found < 0 ? m_sql.size() : found + length;
    }

    /// E'...' knows backslashes.
    [[nodiscard]] bool isEscapeString(qsizetype at) const
    {
        if (m_dialect != SqlDialect::Postgres || at == 0 || m_sql[at - 1].toLower() != u'e')
            return false;
        return at == 1 || !isNamePart(m_sql[at - 2]);
    }

    [[nodiscard]] qsizetype quoted(qsizetype at, QChar quote, bool backslashes) const
    {
        for (qsizetype i = at + 1; i < m_sql.size(); ++i) {
            if (backslashes && m_sql[i] == u'\\') {
                ++i;
            } else if (m_sql[i] == quote) {
                if (i + 1 >= m_sql.size() || m_sql[i + 1] != quote)
                    return i + 1;
                ++i;
            }
        }
        return m_sql.size();
    }

    /// PostgreSQL's comments nest.
    [[nodiscard]] qsizetype comment(qsizetype at) const
    {
        int depth = 1;
        for (qsizetype i = at + 2; i + 1 < m_sql.size(); ++i) {
            const QStringView pair = m_sql.sliced(i, 2);
            if (pair == u"*/") {
                ++i;
                if (--depth == 0)
                    return i + 1;
            } else if (pair == u"/*" && m_dialect == SqlDialect::Postgres) {
                ++i;
                ++depth;
            }
        }
        return m_sql.size();
    }

    [[nodiscard]] qsizetype dollarQuote(qsizetype at) const
    {
        if (at > 0 && isNamePart(m_sql[at - 1]))
            return at;
        qsizetype end = at + 1;
        while (end < m_sql.size() && isNamePart(m_sql[end]))
            ++end;
        const bool isQuote = end < m_sql.size() && m_sql[end] == u'$' &&
                             (end == at + 1 || isNameStart(m_sql[at + 1]));
        if (!isQuote)
            return at;
        const QStringView tag = m_sql.sliced(at, end - at + 1);
        return endOf(m_sql.indexOf(tag, end + 1), tag.size());
    }

    QStringView m_sql;
    SqlDialect m_dialect;
};

/// The length of the name of a parameter whose colon stands at `at`; 0 when it is none.
qsizetype nameLength(QStringView sql, qsizetype at)
{
    if (sql[at] != u':' || at + 1 >= sql.size() || !isNameStart(sql[at + 1]))
        return 0;
    // ::cast, and [low:high].
    if (at > 0 && (sql[at - 1] == u':' || isNamePart(sql[at - 1]) || sql[at - 1] == u']'))
        return 0;
    qsizetype end = at + 1;
    while (end < sql.size() && isNamePart(sql[end]))
        ++end;
    return end - at - 1;
}

} // namespace

base::Result<BoundSql> bindParameters(const QString &sql, const Node &bind, SqlDialect dialect)
{
    BoundSql bound;
    if (!bind.isMap()) {
        bound.sql = sql;
        for (const Node &item : bind.items())
            bound.values.push_back(item.toJson());
        return bound;
    }
    QStringList given;
    for (const Node::Member &member : bind.members())
        given.append(member.key);
    const QString mark = dialect == SqlDialect::Postgres ? u"$"_s : u"?"_s;
    const Scanner scanner(sql, dialect);
    QStringList used;
    for (qsizetype at = 0; at < sql.size();) {
        if (const qsizetype end = scanner.skip(at); end > at) {
            bound.sql += QStringView(sql).sliced(at, end - at);
            at = end;
            continue;
        }
        const qsizetype length = nameLength(sql, at);
        if (length == 0) {
            bound.sql += sql[at++];
            continue;
        }
        const QString name = sql.sliced(at + 1, length);
        const Node &value = bind[name];
        if (value.isMissing()) {
            return base::failure(u"bind: has no \"%1\", which the query uses as :%1"_s.arg(name),
                                 base::didYouMean(name, given));
        }
        if (!used.contains(name)) {
            used.append(name);
            bound.values.push_back(value.toJson());
        }
        bound.sql += (mark + QString::number(used.indexOf(name) + 1)).leftJustified(length + 1);
        at += length + 1;
    }
    for (const Node::Member &member : bind.members()) {
        if (!used.contains(member.key)) {
            return base::failure(
                u"bind: has \"%1\", which the query does not use"_s.arg(member.key),
                u"write :%1 in the query, or take it out"_s.arg(member.key));
        }
    }
    return bound;
}

QStringList splitStatements(const QString &sql, SqlDialect dialect)
{
    const Scanner scanner(sql, dialect);
    QStringList statements;
    qsizetype start = 0;
    bool any = false; // anything but space and comments
    const auto finish = [&](qsizetype end) {
        if (any)
            statements.append(sql.sliced(start, end - start));
        any = false;
    };
    for (qsizetype at = 0; at < sql.size();) {
        if (const qsizetype end = scanner.skip(at); end > at) {
            any = any || (sql[at] != u'-' && sql[at] != u'/');
            at = end;
        } else if (sql[at] == u';') {
            finish(at);
            start = ++at;
        } else {
            any = any || !sql[at].isSpace();
            ++at;
        }
    }
    finish(sql.size());
    return statements;
}

} // namespace assay::steps
