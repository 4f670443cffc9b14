// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that the suites catch a broken system: see options.cpp or --help.
#include "mutants/campaign.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QTextStream>

#include <algorithm>

namespace {

using namespace assay::mutants;
using namespace Qt::StringLiterals;

enum ExitCode { Good = 0, NotGood = 1, WrongUsage = 4, NotRun = 6 };

int complain(const QString &message, ExitCode code)
{
    QTextStream(stderr) << u"mutants: "_s << message << u'\n';
    return code;
}

/// Those that were asked for; empty when one of them is not known.
std::vector<Bug> chosen(const std::vector<Bug> &all, const QStringList &names, QString &unknown)
{
    if (names.isEmpty())
        return all;
    std::vector<Bug> bugs;
    for (const QString &name : names) {
        const auto found = std::ranges::find(all, name, &Bug::name);
        if (found == all.end()) {
            unknown = name;
            return {};
        }
        bugs.push_back(*found);
    }
    return bugs;
}

QStringList columns(const std::vector<BugResult> &results, QStringList suites)
{
    for (const BugResult &result : results) {
        for (const QString &suite : result.suites.keys()) {
            if (!suites.contains(suite))
                suites.append(suite);
        }
    }
    suites.sort();
    return suites;
}

QString pageText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool update(const QString &path, const QString &table)
{
    const QString changed = withTable(pageText(path), table);
    QSaveFile file(path);
    return !changed.isNull() && file.open(QIODevice::WriteOnly) &&
           file.write(changed.toUtf8()) >= 0 && file.commit();
}

} // namespace

int main(int count, char **values)
{
    const QCoreApplication application(count, values);
    const Options options = optionsFrom(QCoreApplication::arguments());
    const Runner runner(options);
    QString unknown;
    const auto bugs = chosen(runner.bugs(), options.bugs, unknown);
    if (!unknown.isEmpty())
        return complain(u"the system knows no bug %1; see semantic-processor --bugs"_s.arg(unknown),
                        WrongUsage);
    if (bugs.empty())
        return complain(u"%1/semantic-processor --bugs gives no list"_s.arg(options.binaries),
                        NotRun);

    QTextStream progress(stderr);
    const Campaign campaign(
        options,
        [&](const QString &bug, const QStringList &places, bool toFirst) {
            return runner.run(bug, places, toFirst);
        },
        [&](const QString &line) { progress << line << Qt::endl; });
    QStringList suites;
    QStringList troubles = campaign.withoutBug(suites);
    const auto results = campaign.againstBugs(
        bugs, options.onlyFirst ? catchersIn(pageText(options.page)) : QMap<QString, QString>(),
        suites);

    suites = columns(results, suites);
    const QString table = markdown(results, suites);
    QTextStream out(stdout);
    out << table << u'\n';
    // Part of the suites or of the bugs says nothing of how many each suite catches.
    const bool isWhole = options.bugs.isEmpty() && options.suites.isEmpty() && !options.onlyFirst;
    troubles += verdicts(results, isWhole ? suites : QStringList());
    for (const QString &trouble : std::as_const(troubles))
        out << u"✕ "_s << trouble << u'\n';
    if (troubles.isEmpty())
        out << u"✓ every bug is caught\n"_s;
    out.flush();
    if (options.update && !update(options.page, table))
        return complain(u"%1 has no table to replace"_s.arg(options.page), NotRun);
    const bool isRun = std::ranges::all_of(
        results, [](const BugResult &result) { return result.troubles.isEmpty(); });
    return !isRun ? NotRun : troubles.isEmpty() ? Good : NotGood;
}
