// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutants/options.h"

#include <QCommandLineParser>
#include <QTextStream>

#include <cstdlib>

namespace assay::mutants {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBadUsage = 4;

int numberOf(const QCommandLineParser &parser, const QString &name, int low)
{
    bool isNumber = false;
    const int number = parser.value(name).toInt(&isNumber);
    if (isNumber && number >= low)
        return number;
    QTextStream(stderr) << u"mutants: --%1 takes a number of %2 or more\n"_s.arg(name).arg(low);
    std::exit(kBadUsage);
}

} // namespace

Options optionsFrom(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Runs the suites against the reference system with each of its seeded bugs, and says "
        "which suites catch it.\nExit code 0: every bug is caught, every suite catches two, and "
        "without a bug all pass; 1: not so; 4: wrong usage; 6: something could not be run."_s);
    parser.addHelpOption();
    parser.addOptions({
        {u"bug"_s, u"This bug only; may be given again."_s, u"name"_s},
        {u"suite"_s, u"This file or folder of the suites only; may be given again."_s, u"place"_s},
        {u"only-first"_s, u"Each bug only against the suite that catches it by the table."_s},
        {u"clean"_s, u"So many runs without a bug (20)."_s, u"n"_s, u"20"_s},
        {u"update"_s, u"Write the table into the help page."_s},
        {u"parallel"_s, u"Cases at once (4)."_s, u"n"_s, u"4"_s},
        {u"jobs"_s, u"Runs at once (1)."_s, u"n"_s, u"1"_s},
        {u"limit"_s, u"Seconds that one run may take (300)."_s, u"s"_s, u"300"_s},
        {u"binaries"_s, u"The folder of the programs."_s, u"folder"_s,
         QStringLiteral(ASSAY_BINARY_DIR "/bin")},
        {u"workspace"_s, u"The folder of the suites."_s, u"folder"_s,
         QStringLiteral(ASSAY_SOURCE_DIR "/suites")},
        {u"page"_s, u"The help page with the table."_s, u"file"_s,
         QStringLiteral(ASSAY_SOURCE_DIR "/resources/help/reference-system.md")},
    });
    parser.process(arguments);
    if (!parser.positionalArguments().isEmpty()) {
        QTextStream(stderr) << u"mutants: it takes only options; see --help\n"_s;
        std::exit(kBadUsage);
    }
    Options options;
    options.bugs = parser.values(u"bug"_s);
    options.suites = parser.values(u"suite"_s);
    options.onlyFirst = parser.isSet(u"only-first"_s);
    options.clean = numberOf(parser, u"clean"_s, 0);
    options.update = parser.isSet(u"update"_s);
    options.parallel = numberOf(parser, u"parallel"_s, 1);
    options.jobs = numberOf(parser, u"jobs"_s, 1);
    options.limit = std::chrono::seconds(numberOf(parser, u"limit"_s, 1));
    options.binaries = parser.value(u"binaries"_s);
    options.workspace = parser.value(u"workspace"_s);
    options.page = parser.value(u"page"_s);
    return options;
}

} // namespace assay::mutants
