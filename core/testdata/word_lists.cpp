// SPDX-License-Identifier: GPL-3.0-or-later
#include "testdata/word_lists.h"

#include "testdata/word_data.h"

#include <map>

namespace assay::testdata {

using namespace Qt::StringLiterals;

namespace {

using Sections = std::map<QString, QString>;

Sections sectionsOf(const QString &text)
{
    Sections sections;
    QString name;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(u'#') || line.isEmpty())
            continue;
        if (line.startsWith(u'[')) {
            name = line.sliced(1, line.size() - 2);
            continue;
        }
        sections[name] += line;
    }
    return sections;
}

std::vector<std::string> listOf(const QString &text)
{
    std::vector<std::string> items;
    const QStringList parts = text.split(u", "_s);
    for (const QString &part : parts)
        items.push_back(part.trimmed().toStdString());
    return items;
}

std::vector<WordList::Name> namesOf(const QString &text)
{
    std::vector<WordList::Name> names;
    const QStringList parts = text.split(u", "_s);
    for (const QString &part : parts) {
        const QString shown = part.section(u'=', 0, 0).trimmed();
        const QString ascii = part.contains(u'=') ? part.section(u'=', 1) : shown.toLower();
        names.push_back({shown.toStdString(), ascii.trimmed().toStdString()});
    }
    return names;
}

WordList listFrom(const char *locale, const char *content)
{
    Sections sections = sectionsOf(QString::fromUtf8(content));
    Sections formats;
    const QStringList parts = sections[u"formats"_s].split(u"; "_s);
    for (const QString &part : parts)
        formats[part.section(u'=', 0, 0)] = part.section(u'=', 1);
    WordList list;
    list.locale = locale;
    list.firstNames = namesOf(sections[u"first_names"_s]);
    list.lastNames = namesOf(sections[u"last_names"_s]);
    list.cities = listOf(sections[u"cities"_s]);
    list.streets = listOf(sections[u"streets"_s]);
    list.countries = listOf(sections[u"countries"_s]);
    list.companies = listOf(sections[u"companies"_s]);
    list.companyForms = listOf(sections[u"company_forms"_s]);
    list.jobs = listOf(sections[u"jobs"_s]);
    list.subjects = listOf(sections[u"subjects"_s]);
    list.predicates = listOf(sections[u"predicates"_s]);
    list.endings = listOf(sections[u"endings"_s]);
    list.words = listOf(sections[u"words"_s]);
    list.nameForm = formats[u"name"_s].toStdString();
    list.streetForm = formats[u"street"_s].toStdString();
    list.phoneForm = formats[u"phone"_s].toStdString();
    list.postcodeForm = formats[u"postcode"_s].toStdString();
    list.stop = formats[u"stop"_s].toStdString();
    if (formats[u"spaces"_s] != u"no")
        list.space.assign(1, ' ');
    const QString order = sections[u"sentence_order"_s];
    list.sentenceForm = order.isEmpty() ? "{s} {p} {e}" : order.toStdString();
    return list;
}

const std::map<QString, WordList> &allLists()
{
    static const std::map<QString, WordList> kLists = [] {
        std::map<QString, WordList> lists;
        for (const auto &[locale, content] : wordData())
            lists.emplace(QString::fromLatin1(locale), listFrom(locale, content));
        return lists;
    }();
    return kLists;
}

} // namespace

const WordList *wordList(const QString &locale)
{
    const auto found = allLists().find(locale);
    return found == allLists().end() ? nullptr : &found->second;
}

QStringList wordListLocales()
{
    QStringList names;
    for (const auto &[name, list] : allLists())
        names.append(name);
    return names;
}

} // namespace assay::testdata
