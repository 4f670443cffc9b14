// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/application.h"

#include "ui/window/main_window.h"

#include <QApplication>
#include <QFontDatabase>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

namespace assay::ui {

using namespace Qt::StringLiterals;

std::optional<base::Error> displayProblem(const base::Variables &variables,
                                          const QStringList &arguments)
{
    for (const auto &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s}) {
        if (!variables.value(name).value_or(QString()).isEmpty())
            return std::nullopt;
    }
    if (std::ranges::any_of(arguments, [](const QString &argument) {
            return argument.startsWith(u"-platform") || argument.startsWith(u"--platform");
        }))
        return std::nullopt;
    return base::Error{u"there is no display to open a window on"_s,
                       u"run headless with --batch, log in with ssh -X, or start it under "
                       "xvfb-run; DISPLAY and WAYLAND_DISPLAY are not set"_s};
}

namespace {

/// What Qt said while a PlatformGuard stands.
struct Said
{
    QtMsgType type;
    QString text;
};
std::vector<Said> platformSaid;
QtMessageHandler handlerBefore = nullptr;

void onPlatformMessage(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type != QtFatalMsg) {
        platformSaid.push_back({type, text});
        return;
    }
    const QString reason = platformSaid.empty() ? u"no platform of Qt starts here"_s
                                                : platformSaid.front().text.trimmed();
    const base::Error error{u"no window can be opened: %1"_s.arg(reason),
                            u"run headless with --batch, or look at DISPLAY, WAYLAND_DISPLAY and "
                            "QT_QPA_PLATFORM"_s};
    std::fputs(qPrintable(error.toText()), stderr);
    std::fflush(nullptr);
    std::_Exit(static_cast<int>(workbench::ExitCode::BadInput));
}

} // namespace

PlatformGuard::PlatformGuard()
{
    platformSaid.clear();
    handlerBefore = qInstallMessageHandler(onPlatformMessage);
}

PlatformGuard::~PlatformGuard()
{
    qInstallMessageHandler(handlerBefore);
    for (const auto &[type, text] : std::exchange(platformSaid, {})) {
        if (type == QtCriticalMsg)
            qCritical("%s", qPrintable(text));
        else if (type == QtWarningMsg)
            qWarning("%s", qPrintable(text));
        else
            qInfo("%s", qPrintable(text));
    }
}

QString languageFor(const QString &setting, const QStringList &desktop)
{
    if (setting == u"de" || setting == u"en")
        return setting;
    for (const QString &one : desktop) {
        const QString language = one.section(u'-', 0, 0).section(u'_', 0, 0).toLower();
        if (language == u"de" || language == u"en")
            return language;
    }
    return u"en"_s;
}

namespace {

/// English is what the source says, but for its plurals.
void install(QApplication &app, const QString &language)
{
    QLocale::setDefault(language == QLocale().name().left(2) ? QLocale() : QLocale(language));
    for (const auto &[name, folder] :
         {std::pair(u"qtbase_"_s + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)),
          std::pair(u"qscintilla_"_s + language,
                    QLibraryInfo::path(QLibraryInfo::TranslationsPath)),
          std::pair(u"assay_"_s + language, u":/assay/translations"_s)}) {
        auto *translator = new QTranslator(&app);
        if (translator->load(name, folder))
            QCoreApplication::installTranslator(translator);
    }
}

} // namespace

int runWindow(QApplication &app, base::Host &host, const WindowOptions &options)
{
    if (QFontDatabase::families().isEmpty())
        std::fputs("warning: there are no fonts on this machine, the window cannot show text\n"
                   "  = install some, such as fonts-dejavu-core\n",
                   stderr);
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"assay"_s, u"assay"_s);
    {
        const QString chosen = settings.value(u"general/language"_s).toString();
        install(app, languageFor(chosen, QLocale().uiLanguages()));
    }
    const Preferences preferences(settings);
    ThemeManager themes(app);
    themes.setMode(themeModeFromName(options.theme.isEmpty() ? preferences.text(u"window/theme")
                                                             : options.theme));
    QApplication::setWindowIcon(QIcon(u":/assay/icons/assay.svg"_s));

    RunController controller(
        [&host](const QString &folder) { return workbench::Workbench::open(folder, host, {}); });
    MainWindow window(controller, themes, settings);
    const bool restore = options.restore && preferences.isOn(u"session/restore");
    if (restore)
        window.restore();
    window.show();
    QString folder = options.folder;
    if (folder.isEmpty() && restore)
        folder = settings.value(u"workspace/last"_s).toString();
    if (!folder.isEmpty())
        controller.openWorkspace(folder);
    return QApplication::exec();
}

} // namespace assay::ui
