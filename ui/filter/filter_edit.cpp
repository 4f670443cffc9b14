// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_edit.h"

#include "ui/filter/filter_words.h"

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kStatusKey = u"status:"_s;

QString compact(Status status)
{
    return statusWord(status).remove(u' ');
}

/// "failed,flaky" of a `status:` word; empty when it is none.
QStringList statusValues(const QString &word)
{
    if (!word.startsWith(kStatusKey, Qt::CaseInsensitive))
        return {};
    return word.sliced(kStatusKey.size()).remove(u'"').split(u',', Qt::SkipEmptyParts);
}

QStringList textsOf(const QString &text)
{
    QStringList texts;
    for (const FilterWord &word : filterWords(text))
        texts.append(text.sliced(word.begin, word.length));
    return texts;
}

void addChoices(FilterCompletion &completion, const QStringList &words, const QString &typed)
{
    for (const QString &word : words) {
        if (completion.choices.size() == FilterCompletion::kMostChoices)
            return;
        if (word.startsWith(typed, Qt::CaseInsensitive)) {
            const bool hasSpace = word.contains(u' ');
            completion.choices.push_back({hasSpace ? u'"' + word + u'"' : word, {}});
        }
    }
}

QStringList statusWords()
{
    QStringList words;
    for (int i = kStatusCount - 1; i >= 0; --i) // what people look for first
        words.append(compact(static_cast<Status>(i)));
    return words;
}

} // namespace

bool filterHasStatus(const QString &text, Status status)
{
    const QStringList words = textsOf(text);
    return std::any_of(words.begin(), words.end(), [&](const QString &word) {
        const QStringList values = statusValues(word);
        return std::any_of(values.begin(), values.end(),
                           [&](const QString &value) { return statusFromWord(value) == status; });
    });
}

QString toggleFilterStatus(const QString &text, Status status)
{
    const bool remove = filterHasStatus(text, status);
    QStringList words = textsOf(text);
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

QString removeFilterTerm(const QString &text, qsizetype number)
{
    QStringList words = textsOf(text);
    if (number < 0 || number >= words.size())
        return text;
    words.removeAt(number);
    return words.join(u' ');
}

QString negateFilterTerm(const QString &text, qsizetype number)
{
    QStringList words = textsOf(text);
    if (number < 0 || number >= words.size())
        return text;
    QString &word = words[number];
    if (word.size() > 1 && word.startsWith(u'-'))
        word.remove(0, 1);
    else
        word.prepend(u'-');
    return words.join(u' ');
}

QString filterTermLabel(const QString &text, const FilterTerm &term)
{
    QString word = text.mid(term.begin, term.length);
    if (term.negated)
        word.remove(0, 1);
    const qsizetype colon = keyColon(word);
    if (colon > 0) {
        QString value = word.sliced(colon + 1);
        word = u"%1: %2"_s.arg(word.first(colon), value.replace(u',', u", "_s));
    }
    word.remove(u'"');
    return term.negated ? u"not %1"_s.arg(word) : word;
}

FilterCompletion completeFilter(const QString &text, qsizetype cursor,
                                const FilterVocabulary &vocabulary)
{
    cursor = std::clamp<qsizetype>(cursor, 0, text.size());
    FilterCompletion completion{cursor, 0, {}};
    QString word;
    for (const FilterWord &one : filterWords(text)) {
        if (one.begin <= cursor && cursor <= one.end()) {
            completion = {one.begin, one.length, {}};
            word = text.sliced(one.begin, cursor - one.begin);
        }
    }
    if (word.startsWith(u'-')) {
        word.remove(0, 1);
        ++completion.begin;
        --completion.length;
    }
    const qsizetype colon = keyColon(word);
    if (colon < 0) {
        for (const FilterKeyInfo &info : filterKeys()) {
            if (info.word.startsWith(word, Qt::CaseInsensitive))
                completion.choices.push_back({info.word + u':', info.help});
        }
        return completion;
    }
    const qsizetype start = std::max(word.lastIndexOf(u','), colon) + 1;
    completion.begin += start;
    completion.length -= start;
    const QString typed = word.sliced(start).remove(u'"');
    const QString key = word.first(colon).toLower();
    if (key == u"status")
        addChoices(completion, statusWords(), typed);
    else if (key == u"tag")
        addChoices(completion, vocabulary.tags, typed);
    else if (key == u"suite")
        addChoices(completion, vocabulary.suites, typed);
    else if (key == u"slow")
        addChoices(completion, {u">1s"_s, u">10s"_s, u"<100ms"_s}, typed);
    else if (key == u"flaky" || key == u"changed")
        addChoices(completion, {u"yes"_s, u"no"_s}, typed);
    return completion;
}

} // namespace assay::ui
