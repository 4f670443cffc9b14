// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/batch.h"
#include "ui/application.h"

#include <QApplication>
#include <QCoreApplication>

#include <cstdio>
#include <exception>

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

int openWindow(int &argc, char **argv, const Options &options, assay::base::Host &host)
{
    QApplication application(argc, argv);
    assay::ui::WindowOptions window;
    window.folder = options.places.value(0);
    window.theme = options.theme;
    return assay::ui::runWindow(application, host, window);
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
    QCoreApplication::setApplicationName(u"assay"_s);
    QCoreApplication::setOrganizationName(u"assay"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAY_VERSION));

    const auto options = assay::app::parseOptions(argumentsOf(argc, argv));
    if (!options) {
        std::fputs(qPrintable(options.error().toText()), stderr);
        return static_cast<int>(assay::workbench::ExitCode::BadInput);
    }
    assay::base::SystemClock clock;
    assay::base::SystemFiles files;
    assay::base::SystemVariables variables;
    assay::base::SystemRandom random;
    assay::base::Host host{clock, files, variables, random};
    if (options->action == Options::Action::Window)
        return openWindow(argc, argv, *options, host);
    return runHeadless(argc, argv, *options, host);
}
