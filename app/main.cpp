// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/batch.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <malloc.h>
#include <unistd.h>

namespace {

using namespace Qt::StringLiterals;
using assay::app::Options;

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

/// Becomes the window's program, which stands beside this one.
int becomeWindow(char **argv)
{
    const QString folder = QFileInfo(u"/proc/self/exe"_s).symLinkTarget().section(u'/', 0, -2);
    const QByteArray program = (folder + u"/assay-window"_s).toLocal8Bit();
    ::execv(program.constData(), argv);
    std::fprintf(stderr,
                 "error: the window cannot be opened: %s: %s\n"
                 "  = run headless with --batch, or install assay-window beside assay\n",
                 program.constData(), std::strerror(errno));
    return static_cast<int>(assay::workbench::ExitCode::InternalError);
}

int runHeadless(int &argc, char **argv, const Options &options, assay::base::Host &host)
{
    // Before any other thread, so that all of them have the signals blocked.
    assay::app::Signals signals;
    QCoreApplication application(argc, argv);
    assay::app::SystemConsole console(options.color);
    try {
        return assay::app::runBatch(options, host, console, &signals);
    } catch (const std::exception &problem) {
        console.err(u"internal error: %1\n"_s.arg(QString::fromLocal8Bit(problem.what())));
        return static_cast<int>(assay::workbench::ExitCode::InternalError);
    }
}

} // namespace

int main(int argc, char **argv)
{
    // What a worker allocates (events), a sink frees: with an arena a thread, each keeps the holes;
    // with two, workers wait for each other.
    ::mallopt(M_ARENA_MAX, 8);
    QCoreApplication::setApplicationName(u"assay"_s);
    QCoreApplication::setOrganizationName(u"assay"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAY_VERSION));

    const auto options = assay::app::parseOptions(argumentsOf(argc, argv));
    if (!options) {
        std::fputs(qPrintable(options.error().toText()), stderr);
        return static_cast<int>(assay::workbench::ExitCode::BadInput);
    }
    if (options->action == Options::Action::Window)
        return becomeWindow(argv);
    assay::base::SystemClock clock;
    assay::base::SystemFiles files;
    assay::base::SystemVariables variables;
    assay::base::SystemRandom random;
    assay::base::Host host{clock, files, variables, random};
    const int code = runHeadless(argc, argv, *options, host);
#ifdef NDEBUG
    // All that must be tidied is; what libraries would still give back piece by piece (a
    // millisecond) goes at once. Debug builds end the long way, where leaks are looked for.
    std::fflush(nullptr);
    std::quick_exit(code);
#else
    return code;
#endif
}
