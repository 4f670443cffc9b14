// SPDX-License-Identifier: GPL-3.0-or-later
// The window is a program of its own, which `assay` becomes: so headless runs need not load the
// widgets' libraries, and start twice as fast.
#include "app/batch/options.h"
#include "base/host.h"
#include "ui/application.h"

#include <QApplication>

#include <cstdio>
#include <optional>

namespace {

using namespace Qt::StringLiterals;
using assay::app::Options;
using assay::workbench::ExitCode;

/// The exit code of what needs no window; nothing when one is wanted.
std::optional<int> withoutWindow(const Options &options)
{
    switch (options.action) {
    case Options::Action::Window:
        return std::nullopt;
    case Options::Action::Help:
        std::fputs(qPrintable(assay::app::helpText()), stdout);
        return static_cast<int>(ExitCode::Good);
    case Options::Action::Version:
        std::printf("assay %s\n", qPrintable(QCoreApplication::applicationVersion()));
        return static_cast<int>(ExitCode::Good);
    default:
        std::fputs("error: assay-window only opens the window\n"
                   "  = what runs without one: assay, with the same options\n",
                   stderr);
        return static_cast<int>(ExitCode::BadInput);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"assay"_s);
    QCoreApplication::setOrganizationName(u"assay"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAY_VERSION));
    assay::base::SystemVariables variables;
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    // Help is for those without a display, too. What is wrong here may be an option of Qt's, which
    // the application takes out.
    if (const auto early = assay::app::parseOptions(arguments)) {
        if (const auto code = withoutWindow(*early))
            return *code;
    }
    if (const auto problem = assay::ui::displayProblem(variables, arguments)) {
        std::fputs(qPrintable(problem->toText()), stderr);
        return static_cast<int>(ExitCode::BadInput);
    }
    std::optional<assay::ui::PlatformGuard> guard(std::in_place);
    QApplication application(argc, argv);
    guard.reset();

    const auto options = assay::app::parseOptions(QCoreApplication::arguments().sliced(1));
    if (!options) {
        std::fputs(qPrintable(options.error().toText()), stderr);
        return static_cast<int>(ExitCode::BadInput);
    }
    if (const auto code = withoutWindow(*options))
        return *code;
    assay::base::SystemClock clock;
    assay::base::SystemFiles files;
    assay::base::SystemRandom random;
    assay::base::Host host{clock, files, variables, random};
    return assay::ui::runWindow(application, host,
                                {.folder = options->places.value(0), .theme = options->theme});
}
