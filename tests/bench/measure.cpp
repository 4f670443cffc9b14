// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/measure.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace assay::bench {

using namespace Qt::StringLiterals;

namespace {

bool allHeld = true;

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::exit(2);
}

pid_t start(const QStringList &command, const QString &outputFile,
            const QMap<QString, QString> &environment)
{
    std::vector<QByteArray> words;
    for (const QString &word : command)
        words.push_back(word.toLocal8Bit());
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const QByteArray out =
        outputFile.isEmpty() ? QByteArray("/dev/null") : outputFile.toLocal8Bit();
    const pid_t pid = ::fork();
    if (pid != 0)
        return pid;
    const int file = ::open(out.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    ::dup2(file, STDOUT_FILENO);
    if (outputFile.isEmpty())
        ::dup2(file, STDERR_FILENO);
    for (auto it = environment.begin(); it != environment.end(); ++it)
        ::setenv(it.key().toLocal8Bit().constData(), it.value().toLocal8Bit().constData(), 1);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

} // namespace

Cost measure(const QStringList &command, const QString &outputFile,
             const QMap<QString, QString> &environment)
{
    const auto begin = std::chrono::steady_clock::now();
    const pid_t pid = start(command, outputFile, environment);
    int status = 0;
    rusage usage{};
    ::wait4(pid, &status, 0, &usage);
    Cost cost;
    cost.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    cost.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    cost.peak = static_cast<double>(usage.ru_maxrss) / 1024;
    cost.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return cost;
}

Cost bestOf(int times, const std::function<Cost()> &once)
{
    Cost best;
    for (int i = 0; i < times; ++i) {
        const Cost cost = once();
        if (cost.exitCode != 0)
            giveUp(u"a measured program ended with %1"_s.arg(cost.exitCode));
        if (i == 0 || cost.cpu < best.cpu)
            best.cpu = cost.cpu;
        if (i == 0 || cost.wall < best.wall)
            best.wall = cost.wall;
        best.peak = std::max(best.peak, cost.peak);
    }
    return best;
}

void report(const QString &name, double ours, double peer, const QString &unit, double budget)
{
    const double ratio = ours / peer;
    const bool held = ratio <= budget;
    allHeld = allHeld && held;
    std::printf("%-52s ours %9.3f %s  peer %9.3f %s  -> %5.2fx (budget %.2fx) %s\n",
                qPrintable(name), ours, qPrintable(unit), peer, qPrintable(unit), ratio, budget,
                held ? "ok" : "OVER");
    std::fflush(stdout);
}

void reportBound(const QString &name, double value, const QString &unit, double budget)
{
    const bool held = value <= budget;
    allHeld = allHeld && held;
    std::printf("%-52s %9.3f %s (budget %.1f %s) %s\n", qPrintable(name), value, qPrintable(unit),
                budget, qPrintable(unit), held ? "ok" : "OVER");
    std::fflush(stdout);
}

int verdict()
{
    return allHeld ? 0 : 1;
}

Nginx::Nginx(const QString &folder)
{
    {
        QTcpServer free;
        if (!free.listen(QHostAddress::LocalHost, 0))
            giveUp(u"no free port"_s);
        m_port = free.serverPort();
    }
    QFile file(folder + u"/nginx.conf"_s);
    if (!file.open(QIODevice::WriteOnly))
        giveUp(u"cannot write "_s + file.fileName());
    file.write(u"daemon off; master_process off; pid %1/nginx.pid; error_log %1/error.log;\n"
               "events { worker_connections 1024; }\n"
               "http { access_log off; keepalive_requests 100000; server { listen 127.0.0.1:%2;\n"
               "location / { default_type application/json; return 200 '{\"id\": 7, \"status\": "
               "\"ready\"}'; } } }\n"_s.arg(folder)
                   .arg(m_port)
                   .toUtf8());
    file.close();
    m_pid = start({u"/usr/sbin/nginx"_s, u"-p"_s, folder, u"-c"_s, file.fileName()},
                  folder + u"/nginx.out"_s, {});
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    for (;;) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_port));
        if (socket.waitForConnected(200))
            return;
        if (std::chrono::steady_clock::now() > end)
            giveUp(u"nginx did not start; see "_s + folder);
    }
}

Nginx::~Nginx()
{
    ::kill(static_cast<pid_t>(m_pid), SIGTERM);
    ::waitpid(static_cast<pid_t>(m_pid), nullptr, 0);
}

} // namespace assay::bench
