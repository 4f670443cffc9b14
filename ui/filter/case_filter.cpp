// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/case_filter.h"

#include "base/suggest.h"

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kStatusKey = u"status:"_s;

/// Splits at spaces; quotes keep together and are kept.
QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (c.isSpace() && !quoted) {
            if (!word.isEmpty())
                words.append(word);
            word.clear();
        } else {
            word.append(c);
        }
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

QStringList knownStatuses()
{
    QStringList known;
    for (int i = 0; i < kStatusCount; ++i)
        known.append(statusWord(static_cast<Status>(i)));
    return known;
}

bool anyContains(const QStringList &values, const QString &text)
{
    return std::any_of(values.begin(), values.end(), [&](const QString &value) {
        return text.contains(value, Qt::CaseInsensitive);
    });
}

QString compact(Status status)
{
    return statusWord(status).remove(u' ');
}

/// "failed,flaky" of a `status:` word; null when it is none.
QStringList statusValues(const QString &word)
{
    if (!word.startsWith(kStatusKey, Qt::CaseInsensitive))
        return {};
    return word.sliced(kStatusKey.size()).remove(u'"').split(u',', Qt::SkipEmptyParts);
}

} // namespace

CaseFilter CaseFilter::parse(const QString &text)
{
    CaseFilter filter;
    for (const QString &word : wordsOf(text))
        filter.addWord(word);
    return filter;
}

void CaseFilter::say(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

void CaseFilter::addWord(QString word)
{
    Term term;
    if (word.size() > 1 && word.startsWith(u'-')) {
        term.negated = true;
        word = word.sliced(1);
    }
    const qsizetype colon = word.startsWith(u'"') ? -1 : word.indexOf(u':');
    // "::" belongs to a case's id, which is text.
    const bool keyed = colon > 0 && !QStringView(word).sliced(colon).startsWith(u"::");
    QString value = keyed ? word.sliced(colon + 1) : word;
    value.remove(u'"');
    if (!keyed) {
        if (!value.isEmpty()) {
            term.values = {value};
            m_terms.push_back(std::move(term));
        }
        return;
    }
    const QString key = word.first(colon).toLower();
    term.values = value.split(u',', Qt::SkipEmptyParts);
    if (key == u"status") {
        term.key = Key::Status;
        for (const QString &name : std::as_const(term.values)) {
            if (const auto status = statusFromWord(name))
                term.statuses.push_back(*status);
            else
                say(u"\"%1\" is no status (%2)"_s.arg(name,
                                                      base::didYouMean(name, knownStatuses())));
        }
        if (term.statuses.empty())
            return;
    } else if (key == u"tag") {
        term.key = Key::Tag;
    } else if (key == u"suite") {
        term.key = Key::Suite;
    } else if (key == u"slow") {
        term.key = Key::Slow;
        term.faster = value.startsWith(u'<');
        const QString number =
            value.startsWith(u'<') || value.startsWith(u'>') ? value.sliced(1) : value;
        if (number.isEmpty())
            return; // still being typed
        const auto limit = base::parseDuration(number);
        if (!limit)
            return say(limit.error().title);
        term.limit = *limit;
    } else {
        return say(u"\"%1\" is no filter word (%2)"_s.arg(
            key, base::didYouMean(key, {u"status"_s, u"tag"_s, u"suite"_s, u"slow"_s})));
    }
    if (!term.values.isEmpty())
        m_terms.push_back(std::move(term));
}

bool CaseFilter::Term::holds(const CaseFacts &facts) const
{
    switch (key) {
    case Key::Text:
        return anyContains(values, facts.name) || anyContains(values, facts.suite);
    case Key::Status:
        return std::find(statuses.begin(), statuses.end(), facts.status) != statuses.end();
    case Key::Tag:
        return std::any_of(values.begin(), values.end(), [&](const QString &tag) {
            return facts.tags.contains(tag, Qt::CaseInsensitive);
        });
    case Key::Suite:
        return anyContains(values, facts.suite);
    case Key::Slow:
        return facts.duration.count() > 0 &&
               (faster ? facts.duration < limit : facts.duration >= limit);
    }
    return true;
}

bool CaseFilter::matches(const CaseFacts &facts) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&](const Term &term) { return term.holds(facts) != term.negated; });
}

bool CaseFilter::hasStatus(const QString &text, Status status)
{
    const QStringList words = wordsOf(text);
    return std::any_of(words.begin(), words.end(), [&](const QString &word) {
        const QStringList values = statusValues(word);
        return std::any_of(values.begin(), values.end(),
                           [&](const QString &value) { return statusFromWord(value) == status; });
    });
}

QString CaseFilter::toggleStatus(const QString &text, Status status)
{
    const bool remove = hasStatus(text, status);
    QStringList words = wordsOf(text);
    bool done = false;
    for (QString &word : words) {
        QStringList values = statusValues(word);
        if (values.isEmpty())
            continue;
        if (remove)
            values.removeIf([&](const QString &v) { return statusFromWord(v) == status; });
        else if (!done)
            values.append(compact(status));
        done = true;
        word = values.isEmpty() ? QString() : kStatusKey + values.join(u',');
    }
    if (!done)
        words.prepend(kStatusKey + compact(status));
    words.removeAll(QString());
    return words.join(u' ');
}

} // namespace assay::ui
