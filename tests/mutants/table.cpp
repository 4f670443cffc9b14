// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutants/table.h"

#include <algorithm>
#include <utility>

namespace assay::mutants {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFewestCaught = 2;

QString beginMark()
{
    return u"<!-- mutants: begin -->"_s;
}

QString endMark()
{
    return u"<!-- mutants: end -->"_s;
}

/// "api/text_api.yaml" -> "text api"
QString shortName(const QString &file)
{
    return file.section(u'/', -1).section(u'.', 0, 0).replace(u'_', u' ');
}

QString cell(QString text)
{
    return text.replace(u'|', u"\\|"_s).replace(u'\n', u' ');
}

QString row(const QStringList &cells)
{
    return u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
}

std::pair<int, int> clarity(const SuiteFindings &findings)
{
    return {findings.refuted, findings.failed};
}

int caughtBy(const QString &suite, const std::vector<BugResult> &results)
{
    return static_cast<int>(std::ranges::count_if(
        results, [&](const BugResult &result) { return result.suites.value(suite).failed > 0; }));
}

qsizetype caught(const std::vector<BugResult> &results)
{
    return std::ranges::count_if(results,
                                 [](const BugResult &result) { return !result.first.isEmpty(); });
}

QString rowOf(const BugResult &result, const QStringList &suites)
{
    QStringList cells{u'`' + result.bug.name + u'`', cell(result.bug.wrong)};
    for (const QString &suite : suites)
        cells.append(result.suites.value(suite).failed > 0 ? u"✕"_s : u" "_s);
    cells.append(result.first.isEmpty() ? u"**not caught**"_s
                                        : u'`' + result.first + u"` "_s +
                                              cell(result.suites.value(result.first).firstFailure));
    return row(cells);
}

} // namespace

QStringList BugResult::candidates() const
{
    QStringList found;
    for (auto it = suites.begin(); it != suites.end(); ++it) {
        if (it->failed > 0)
            found.append(it.key());
    }
    std::ranges::stable_sort(found, std::ranges::greater(),
                             [this](const QString &suite) { return clarity(suites[suite]); });
    return found;
}

QString markdown(const std::vector<BugResult> &results, const QStringList &suites)
{
    QStringList head{u"bug"_s, u"what is wrong"_s};
    QStringList rule{u"---"_s, u"---"_s};
    QStringList totals{u"**caught**"_s, u"%1 of %2"_s.arg(caught(results)).arg(results.size())};
    for (const QString &suite : suites) {
        head.append(shortName(suite));
        rule.append(u":-:"_s);
        totals.append(QString::number(caughtBy(suite, results)));
    }
    head.append(u"caught first by"_s);
    rule.append(u"---"_s);
    totals.append(u" "_s);
    QString text = row(head) + row(rule);
    for (const BugResult &result : results)
        text += rowOf(result, suites);
    return text + row(totals);
}

QStringList verdicts(const std::vector<BugResult> &results, const QStringList &suites)
{
    QStringList found;
    for (const BugResult &result : results) {
        if (result.first.isEmpty())
            found.append(u"%1: no suite catches it"_s.arg(result.bug.name));
        for (const QString &trouble : result.troubles)
            found.append(result.bug.name + u": "_s + trouble);
    }
    for (const QString &suite : suites) {
        if (const int count = caughtBy(suite, results); count < kFewestCaught)
            found.append(
                u"%1: catches %2 of the bugs, at least %3 are wanted"_s.arg(suite).arg(count).arg(
                    kFewestCaught));
    }
    return found;
}

QMap<QString, QString> catchersIn(const QString &page)
{
    QMap<QString, QString> catchers;
    const qsizetype begin = page.indexOf(beginMark());
    const qsizetype end = page.indexOf(endMark());
    if (begin < 0 || end < begin)
        return catchers;
    for (const QString &line : page.sliced(begin, end - begin).split(u'\n')) {
        if (!line.startsWith(u"| `"_s))
            continue;
        const QString bug = line.section(u'`', 1, 1);
        // The last two back quotes; the text between them may hold no other.
        const QString last = line.section(u" | `"_s, -1);
        if (line.contains(u" | `"_s) && last.contains(u'`'))
            catchers.insert(bug, last.section(u'`', 0, 0));
    }
    return catchers;
}

QString withTable(const QString &page, const QString &table)
{
    const qsizetype begin = page.indexOf(beginMark());
    const qsizetype end = page.indexOf(endMark());
    if (begin < 0 || end < begin)
        return {};
    return page.first(begin + beginMark().size()) + u'\n' + table + page.sliced(end);
}

} // namespace assay::mutants
