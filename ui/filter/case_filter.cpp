// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/case_filter.h"

#include "base/suggest.h"
#include "ui/filter/filter_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Filter", text);
}

QStringList knownStatuses()
{
    QStringList known;
    for (int i = 0; i < kStatusCount; ++i)
        known.append(statusWord(static_cast<Status>(i)));
    return known;
}

QStringList knownKeys()
{
    QStringList known;
    for (const FilterKeyInfo &info : filterKeys())
        known.append(info.word);
    return known;
}

bool anyContains(const QStringList &values, const QString &text)
{
    return std::any_of(values.begin(), values.end(), [&](const QString &value) {
        return text.contains(value, Qt::CaseInsensitive);
    });
}

/// A "*" stands for any letters, as in suite::parseTagExpression.
QRegularExpression patternOf(const QString &value)
{
    QString pattern = QRegularExpression::escape(value);
    pattern.replace(u"\\*"_s, u".*"_s);
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                              QRegularExpression::CaseInsensitiveOption);
}

} // namespace

const std::vector<FilterKeyInfo> &filterKeys()
{
    static const std::vector<FilterKeyInfo> kKeys{
        {FilterKey::Status, u"status"_s, tr("how it ended last: status:failed,flaky")},
        {FilterKey::Tag, u"tag"_s, tr("a tag that it has: tag:db, tag:db*")},
        {FilterKey::Suite, u"suite"_s, tr("a part of its suite's name or file")},
        {FilterKey::Slow, u"slow"_s, tr("how long it took: slow:>2s, slow:<100ms")},
        {FilterKey::Flaky, u"flaky"_s, tr("it needed more than one attempt: yes or no")},
        {FilterKey::Changed, u"changed"_s,
         tr("its suite was edited since all of it last ran: yes or no")},
    };
    return kKeys;
}

CaseFilter CaseFilter::parse(const QString &text)
{
    CaseFilter filter;
    for (const FilterWord &word : filterWords(text))
        filter.addTerm(text.sliced(word.begin, word.length), word.begin, word.length);
    for (const FilterTerm &term : filter.m_terms)
        filter.m_active += term.understood ? 1 : 0;
    return filter;
}

void CaseFilter::say(FilterTerm &term, const QString &title, const QString &fix)
{
    m_problems.push_back({title, fix, term.begin, term.length});
}

void CaseFilter::addTerm(const QString &text, qsizetype begin, qsizetype length)
{
    FilterTerm term;
    term.begin = begin;
    term.length = length;
    QString word = text;
    if (word.size() > 1 && word.startsWith(u'-')) {
        term.negated = true;
        word = word.sliced(1);
    }
    const qsizetype colon = keyColon(word);
    QString value = colon < 0 ? word : word.sliced(colon + 1);
    value.remove(u'"');
    if (colon < 0) {
        term.values = {value};
        term.understood = !value.isEmpty();
    } else {
        readValue(term, word.first(colon).toLower(), value);
    }
    m_terms.push_back(std::move(term));
}

void CaseFilter::readValue(FilterTerm &term, const QString &key, const QString &value)
{
    const auto &keys = filterKeys();
    const auto info = std::find_if(keys.begin(), keys.end(),
                                   [&](const FilterKeyInfo &known) { return known.word == key; });
    if (info == keys.end()) {
        term.understood = false;
        return say(term, u"\"%1\" is no filter word"_s.arg(key),
                   base::didYouMean(key, knownKeys()));
    }
    term.key = info->key;
    term.values = value.split(u',', Qt::SkipEmptyParts);
    term.understood = !term.values.isEmpty(); // else it is still being typed
    if (!term.understood)
        return;
    switch (term.key) {
    case FilterKey::Status:
        for (const QString &name : std::as_const(term.values)) {
            if (const auto status = statusFromWord(name))
                term.statuses.push_back(*status);
            else
                say(term, u"\"%1\" is no status"_s.arg(name),
                    base::didYouMean(name, knownStatuses()));
        }
        term.understood = !term.statuses.empty();
        break;
    case FilterKey::Tag:
        for (const QString &name : std::as_const(term.values)) {
            if (name.contains(u'*'))
                term.patterns.push_back(patternOf(name));
        }
        break;
    case FilterKey::Slow: {
        term.faster = value.startsWith(u'<');
        const QString number =
            value.startsWith(u'<') || value.startsWith(u'>') ? value.sliced(1) : value;
        const auto limit = base::parseDuration(number);
        term.understood = limit.has_value();
        if (limit)
            term.limit = *limit;
        else if (!number.isEmpty())
            say(term, limit.error().title);
        break;
    }
    case FilterKey::Flaky:
    case FilterKey::Changed: {
        const QString word = value.toLower();
        term.wanted = word == u"yes";
        term.understood = term.wanted || word == u"no";
        if (!term.understood && !u"yes"_s.startsWith(word) && !u"no"_s.startsWith(word))
            say(term, u"\"%1\" is neither yes nor no"_s.arg(value));
        break;
    }
    case FilterKey::Suite:
    case FilterKey::Text:
        break;
    }
}

bool FilterTerm::holds(const CaseFacts &facts) const
{
    switch (key) {
    case FilterKey::Text:
        return anyContains(values, facts.name) || anyContains(values, facts.suite);
    case FilterKey::Status:
        return std::find(statuses.begin(), statuses.end(), facts.status) != statuses.end();
    case FilterKey::Tag:
        return std::any_of(values.begin(), values.end(),
                           [&](const QString &tag) {
                               return facts.tags.contains(tag, Qt::CaseInsensitive);
                           }) ||
               std::any_of(patterns.begin(), patterns.end(),
                           [&](const QRegularExpression &pattern) {
                               return std::any_of(facts.tags.begin(), facts.tags.end(),
                                                  [&](const QString &tag) {
                                                      return pattern.match(tag).hasMatch();
                                                  });
                           });
    case FilterKey::Suite:
        return anyContains(values, facts.suite);
    case FilterKey::Slow:
        return facts.duration.count() > 0 &&
               (faster ? facts.duration < limit : facts.duration >= limit);
    case FilterKey::Flaky:
        return (facts.flaky || facts.status == Status::Flaky) == wanted;
    case FilterKey::Changed:
        return facts.changed == wanted;
    }
    return true;
}

bool CaseFilter::matches(const CaseFacts &facts) const
{
    return std::all_of(m_terms.begin(), m_terms.end(), [&](const FilterTerm &term) {
        return !term.understood || term.holds(facts) != term.negated;
    });
}

bool CaseFilter::looksAtResults() const
{
    return std::any_of(m_terms.begin(), m_terms.end(), [](const FilterTerm &term) {
        return term.key == FilterKey::Status || term.key == FilterKey::Slow ||
               term.key == FilterKey::Flaky || term.key == FilterKey::Changed;
    });
}

QString CaseFilter::problem() const
{
    return m_problems.empty() ? QString() : m_problems.front().text();
}

} // namespace assay::ui
