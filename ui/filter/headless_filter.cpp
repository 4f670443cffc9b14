// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_edit.h"

#include <QRegularExpression>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// A word of the languages of --tag and -k: what they would read otherwise stands in quotes.
QString word(const QString &value)
{
    static const QRegularExpression kPlain(u"^[^\\s()\"']+$"_s);
    const bool isWord = value == u"and" || value == u"or" || value == u"not";
    if (!isWord && kPlain.match(value).hasMatch())
        return value;
    return value.contains(u'"') ? u'\'' + value + u'\'' : u'"' + value + u'"';
}

/// "a", "(a or b)", "not (a or b)".
QString expressionOf(const FilterTerm &term)
{
    QStringList words;
    for (const QString &value : term.values)
        words.append(word(value));
    const QString joined = words.join(u" or "_s);
    const QString bracketed = words.size() > 1 ? u'(' + joined + u')' : joined;
    return term.negated ? u"not "_s + bracketed : bracketed;
}

/// What --last-failed takes: all that is bad.
bool isLastFailed(const FilterTerm &term)
{
    return term.key == FilterKey::Status && !term.negated && term.statuses.size() == 3 &&
           std::all_of(term.statuses.begin(), term.statuses.end(), &isBad);
}

void join(QString &expression, const QString &more)
{
    expression += expression.isEmpty() ? more : u" and "_s + more;
}

QString shellQuoted(QString text)
{
    static const QRegularExpression kPlain(u"^[\\w./:=,@%+-]+$"_s);
    if (kPlain.match(text).hasMatch())
        return text;
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

HeadlessFilter headlessFilter(const QString &text)
{
    HeadlessFilter headless;
    const CaseFilter filter = CaseFilter::parse(text);
    for (const FilterTerm &term : filter.terms()) {
        if (!term.understood)
            continue;
        if (term.key == FilterKey::Tag)
            join(headless.tags, expressionOf(term));
        else if (term.key == FilterKey::Suite || term.key == FilterKey::Text)
            join(headless.keyword, expressionOf(term));
        else if (isLastFailed(term))
            headless.lastFailed = true;
        else
            headless.rest.append(text.sliced(term.begin, term.length));
    }
    return headless;
}

QString headlessCommand(const QString &text, const QStringList &cases)
{
    const HeadlessFilter headless = headlessFilter(text);
    QStringList words{u"assay"_s, u"--batch"_s};
    if (!headless.rest.isEmpty()) {
        for (const QString &id : cases)
            words += {u"--case"_s, shellQuoted(id)};
        return words.join(u' ');
    }
    if (!headless.tags.isEmpty())
        words += {u"--tag"_s, shellQuoted(headless.tags)};
    if (!headless.keyword.isEmpty())
        words += {u"-k"_s, shellQuoted(headless.keyword)};
    if (headless.lastFailed)
        words += u"--last-failed"_s;
    return words.join(u' ');
}

} // namespace assay::ui
