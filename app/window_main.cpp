// SPDX-License-Identifier: GPL-3.0-or-later
// The window is a program of its own, which `assay` becomes: so headless runs need not load the
// widgets' libraries, and start twice as fast.
#include "app/batch/options.h"
#include "base/host.h"
#include "ui/application.h"

#include <QApplication>

#include <cstdio>
#include <optional>

int main(int argc, char **argv)
{
    using namespace Qt::StringLiterals;
    QCoreApplication::setApplicationName(u"assay"_s);
    QCoreApplication::setOrganizationName(u"assay"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAY_VERSION));
    assay::base::SystemVariables variables;
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    if (const auto problem = assay::ui::displayProblem(variables, arguments)) {
        std::fputs(qPrintable(problem->toText()), stderr);
        return static_cast<int>(assay::workbench::ExitCode::BadInput);
    }
    std::optional<assay::ui::PlatformGuard> guard(std::in_place);
    QApplication application(argc, argv);
    guard.reset();

    const auto options = assay::app::parseOptions(QCoreApplication::arguments().sliced(1));
    if (!options) {
        std::fputs(qPrintable(options.error().toText()), stderr);
        return static_cast<int>(assay::workbench::ExitCode::BadInput);
    }
    assay::base::SystemClock clock;
    assay::base::SystemFiles files;
    assay::base::SystemRandom random;
    assay::base::Host host{clock, files, variables, random};
    return assay::ui::runWindow(application, host,
                                {.folder = options->places.value(0), .theme = options->theme});
}
