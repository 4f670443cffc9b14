// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/run_filter.h"

#include "base/suggest.h"
#include "ui/filter/filter_words.h"

#include <optional>

namespace assay::ui {

using namespace Qt::StringLiterals;
using history::RunTerm;
using Field = RunTerm::Field;

namespace {

std::optional<QDateTime> timeOf(const QString &text, const QDateTime &now)
{
    if (text == u"today")
        return QDateTime(now.date(), QTime(0, 0));
    if (text == u"yesterday")
        return QDateTime(now.date().addDays(-1), QTime(0, 0));
    if (text.endsWith(u'd')) {
        bool ok = false;
        const int days = text.chopped(1).toInt(&ok);
        if (ok && days >= 0)
            return now.addDays(-days);
    }
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (time.isValid())
        return time;
    return std::nullopt;
}

class Parser
{
public:
    Parser(RunFilter &filter, const QDateTime &now)
        : m_filter(filter)
        , m_now(now)
    {
    }

    void add(QString word)
    {
        RunTerm term;
        if (word.size() > 1 && word.startsWith(u'-')) {
            term.negated = true;
            word = word.sliced(1);
        }
        const qsizetype colon = keyColon(word);
        const QString key = colon < 0 ? QString() : word.first(colon).toLower();
        QString value = word.sliced(colon + 1);
        value.remove(u'"');
        if (value.isEmpty())
            return; // still being typed
        if (colon < 0)
            term.values = {value};
        else if (!read(term, key, value))
            return;
        m_filter.terms.push_back(std::move(term));
    }

private:
    bool read(RunTerm &term, const QString &key, const QString &value)
    {
        static const QStringList kKeys{u"status"_s, u"branch"_s, u"env"_s, u"tag"_s,
                                       u"after"_s,  u"before"_s, u"slow"_s};
        term.values = value.split(u',', Qt::SkipEmptyParts);
        if (key == u"status")
            return readStatus(term);
        if (key == u"after" || key == u"before")
            return readTime(term, key == u"after" ? Field::After : Field::Before, value);
        if (key == u"slow")
            return readLength(term, value);
        if (key == u"branch")
            term.field = Field::Branch;
        else if (key == u"env" || key == u"environment")
            term.field = Field::Environment;
        else if (key == u"tag")
            term.field = Field::Fact;
        else
            return say(u"\"%1\" is no filter word (%2)"_s.arg(key, base::didYouMean(key, kKeys)));
        return !term.values.isEmpty();
    }
    bool readStatus(RunTerm &term)
    {
        static const QStringList kWords{u"passed"_s, u"failed"_s, u"flaky"_s, u"interrupted"_s,
                                        u"running"_s};
        term.field = Field::Status;
        QStringList known;
        for (const QString &value : std::as_const(term.values)) {
            if (kWords.contains(value.toLower()))
                known += value.toLower();
            else
                say(u"\"%1\" is no status of a run (%2)"_s.arg(value,
                                                               base::didYouMean(value, kWords)));
        }
        term.values = known;
        return !known.isEmpty();
    }
    bool readTime(RunTerm &term, Field field, const QString &value)
    {
        const auto time = timeOf(value, m_now);
        if (!time)
            return say(
                u"\"%1\" is no date (write 2026-11-01, today, yesterday or 7d)"_s.arg(value));
        term.field = field;
        term.time = *time;
        return true;
    }
    bool readLength(RunTerm &term, const QString &value)
    {
        const bool shorter = value.startsWith(u'<');
        const QString number = shorter || value.startsWith(u'>') ? value.sliced(1) : value;
        if (number.isEmpty())
            return false;
        const auto limit = base::parseDuration(number);
        if (!limit)
            return say(limit.error().title);
        term.field = shorter ? Field::Shorter : Field::Longer;
        term.limit = *limit;
        return true;
    }
    bool say(const QString &problem)
    {
        if (m_filter.problem.isEmpty())
            m_filter.problem = problem;
        return false;
    }

    RunFilter &m_filter;
    const QDateTime &m_now;
};

} // namespace

RunFilter RunFilter::parse(const QString &text, const QDateTime &now)
{
    RunFilter filter;
    Parser parser(filter, now);
    for (const FilterWord &word : filterWords(text))
        parser.add(text.sliced(word.begin, word.length));
    return filter;
}

} // namespace assay::ui
