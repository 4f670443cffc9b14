// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace assay::app {

namespace {

void writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(descriptor, bytes.constData() + done,
                                  static_cast<std::size_t>(bytes.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        done += n;
    }
}

} // namespace

SystemConsole::SystemConsole(Options::Color color)
{
    const bool terminal = ::isatty(STDOUT_FILENO) == 1;
    const bool dumb = qEnvironmentVariable("TERM") == u"dumb";
    m_live = terminal && !dumb && !qEnvironmentVariableIsSet("CI");
    m_color = terminal && !dumb && !qEnvironmentVariableIsSet("NO_COLOR");
    const QString force = qEnvironmentVariable("CLICOLOR_FORCE");
    if (!force.isEmpty() && force != u"0" && !qEnvironmentVariableIsSet("NO_COLOR"))
        m_color = true;
    if (color != Options::Color::Auto)
        m_color = color == Options::Color::Always;
}

void SystemConsole::out(const QString &text)
{
    writeAll(STDOUT_FILENO, text.toUtf8());
}

void SystemConsole::err(const QString &text)
{
    writeAll(STDERR_FILENO, text.toUtf8());
}

int SystemConsole::columns() const
{
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

} // namespace assay::app
