// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/run_query.h"

namespace assay::history {

using namespace Qt::StringLiterals;
using Field = RunTerm::Field;

namespace {

const QString kText =
    QStringLiteral("(id like ? escape '\\' or title || ' ' || branch || ' ' || commit_id || ' ' ||"
                   " environment || ' ' || facts like ? escape '\\')");

/// What a word of `status:` means; nothing for one that is none.
QString statusCondition(const QString &word)
{
    if (word == u"passed")
        return u"(status = 'finished' and exit_code = 0)"_s;
    if (word == u"failed")
        return u"(status = 'finished' and exit_code <> 0)"_s;
    if (word == u"flaky")
        return u"flaky > 0"_s;
    if (word == u"interrupted" || word == u"running")
        return u"status = '%1'"_s.arg(word);
    return {};
}

class Builder
{
public:
    void add(const QString &condition) { m_conditions += condition; }
    void addText(const QString &word)
    {
        add(kText);
        m_values << likePattern(word, false) << likePattern(word, true);
    }
    void add(const RunTerm &term)
    {
        QStringList either;
        switch (term.field) {
        case Field::After:
            either += bound(u"started >= ?"_s, term.time.toMSecsSinceEpoch());
            break;
        case Field::Before:
            either += bound(u"started < ?"_s, term.time.toMSecsSinceEpoch());
            break;
        case Field::Longer:
        case Field::Shorter: {
            const qint64 limit =
                std::chrono::duration_cast<std::chrono::milliseconds>(term.limit).count();
            either += bound(term.field == Field::Longer ? u"finished - started >= ?"_s
                                                        : u"finished - started < ?"_s,
                            limit);
            break;
        }
        default:
            for (const QString &value : term.values)
                either += valueCondition(term.field, value);
        }
        either.removeAll(QString());
        if (!either.isEmpty()) {
            // A duration that is not known is neither long nor short: null counts as false.
            add(u"%1coalesce(%2, 0)"_s.arg(term.negated ? u"not "_s : QString(),
                                           u'(' + either.join(u" or "_s) + u')'));
        }
    }
    [[nodiscard]] RunCondition take() const
    {
        return {m_conditions.isEmpty() ? u"1"_s : m_conditions.join(u" and "_s), m_values};
    }

private:
    QString bound(const QString &condition, qint64 value)
    {
        m_values << value;
        return condition;
    }
    QString like(const QString &column, const QString &value)
    {
        m_values << likePattern(value, true);
        return column + u" like ? escape '\\'"_s;
    }
    QString valueCondition(Field field, const QString &value)
    {
        switch (field) {
        case Field::Status:
            return statusCondition(value);
        case Field::Branch:
            return like(u"branch"_s, value);
        case Field::Environment:
            return like(u"environment"_s, value);
        case Field::Fact:
            return like(u"facts"_s, value);
        default:
            m_values << likePattern(value, false) << likePattern(value, true);
            return kText;
        }
    }

    QStringList m_conditions;
    QVariantList m_values;
};

} // namespace

QString likePattern(QString text, bool anywhere)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return (anywhere ? u"%"_s : QString()) + text + u'%';
}

RunCondition runCondition(const RunQuery &query)
{
    Builder builder;
    for (const QString &word : query.text.split(u' ', Qt::SkipEmptyParts))
        builder.addText(word);
    switch (query.verdict) {
    case RunQuery::Verdict::Any:
        break;
    case RunQuery::Verdict::Passed:
        builder.add(statusCondition(u"passed"_s));
        break;
    case RunQuery::Verdict::Bad:
        builder.add(statusCondition(u"failed"_s));
        break;
    case RunQuery::Verdict::Interrupted:
        builder.add(statusCondition(u"interrupted"_s));
        break;
    }
    for (const RunTerm &term : query.terms)
        builder.add(term);
    return builder.take();
}

} // namespace assay::history
