// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

class ProcessTest : public QObject
{
    Q_OBJECT

private:
    static base::ProcessRequest shell(const QString &text)
    {
        return {.program = u"/bin/sh"_s, .arguments = {u"-c"_s, text}};
    }
    static void writeFile(const QString &path, const QByteArray &content, bool executable)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        if (executable)
            file.setPermissions(file.permissions() | QFile::ExeOwner | QFile::ExeOther);
    }

private Q_SLOTS:
    void results_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<int>("signal");
        QTest::addColumn<QByteArray>("output");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char *name, const QString &script, const QByteArray &input,
                            int exitCode, int signal, const QByteArray &output,
                            const QByteArray &error) {
            QTest::newRow(name) << script << input << exitCode << signal << output << error;
        };
        row("both streams", u"echo out; echo err >&2; exit 3"_s, {}, 3, 0, "out\n", "err\n");
        row("no input", u"cat; echo end"_s, {}, 0, 0, "end\n", {});
        row("input", u"cat"_s, QByteArray(1'000'000, 'x'), 0, 0, QByteArray(1'000'000, 'x'), {});
        row("input that nobody reads", u"exit 0"_s, QByteArray(1'000'000, 'x'), 0, 0, {}, {});
        row("binary", u"printf '\\377\\000\\001'"_s, {}, 0, 0, QByteArray("\xff\0\1", 3), {});
        row("signal", u"kill -TERM $$"_s, {}, 0, SIGTERM, {}, {});
        row("default signals", u"kill -PIPE $$; echo alive"_s, {}, 0, SIGPIPE, {}, {});
        row("no descriptors of ours", u"test -e /proc/self/fd/77 && echo leaked || echo closed"_s,
            {}, 0, 0, "closed\n", {});
    }
    void results()
    {
        QFETCH(const QString, script);
        QFETCH(const QByteArray, input);
        QFETCH(const int, exitCode);
        QFETCH(const int, signal);
        QFETCH(const QByteArray, output);
        QFETCH(const QByteArray, error);
        constexpr int kLeaky = 77;
        dup2(STDERR_FILENO, kLeaky); // not close-on-exec
        base::ProcessRequest request = shell(script);
        request.input = input;
        const auto result = base::runProcess(request);
        close(kLeaky);
        QVERIFY2(result, qPrintable(result ? QString() : result.error().toText()));
        QCOMPARE(result->exitCode, exitCode);
        QCOMPARE(result->signal, signal);
        QCOMPARE(result->standardOutput, output);
        QCOMPARE(result->standardError, error);
        QVERIFY(!result->truncated && !result->stopped);
        QVERIFY(result->duration > 0ns);
    }

    void errors_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("message");
        QTest::newRow("absolute") << u"/no/such"_s << QString()
                                  << u"cannot run \"/no/such\": no such file"_s;
        QTest::newRow("no permission")
            << u"./plain"_s << u"%1"_s
            << u"cannot run \"./plain\": permission denied (make it executable: chmod +x ./plain)"_s;
        QTest::newRow("folder") << u"/tmp"_s << QString()
                                << u"cannot run \"/tmp\": permission denied (it is a folder)"_s;
        QTest::newRow("not a program")
            << u"./text"_s << u"%1"_s
            << u"cannot run \"./text\": it is not a program (a script starts with a line such as "
               "#!/bin/sh)"_s;
        QTest::newRow("interpreter")
            << u"./orphan"_s << u"%1"_s
            << u"cannot run \"./orphan\": no such file (the interpreter that its first line (#!) "
               "names does not exist)"_s;
        QTest::newRow("no folder")
            << u"/bin/true"_s << u"/no/folder"_s
            << u"cannot run \"/bin/true\" in the folder /no/folder: no such folder"_s;
        QTest::newRow("nothing") << QString() << QString()
                                 << u"there is no program to run (name one)"_s;
    }
    void errors()
    {
        QFETCH(const QString, program);
        QFETCH(QString, folder);
        QFETCH(const QString, message);
        const QTemporaryDir files;
        writeFile(files.filePath(u"plain"_s), "#!/bin/sh\n", false);
        writeFile(files.filePath(u"text"_s), "hello\n", true);
        writeFile(files.filePath(u"orphan"_s), "#!/no/interpreter\n", true);
        folder.replace(u"%1"_s, files.path());
        const auto result = base::runProcess({.program = program, .workingDirectory = folder});
        QVERIFY(!result);
        QCOMPARE(result.error().toString(), message);
        QCOMPARE(waitpid(-1, nullptr, WNOHANG), -1); // no zombie
        QCOMPARE(errno, ECHILD);
    }

    void searchesThePathOfTheChild()
    {
        const QTemporaryDir folder;
        writeFile(folder.filePath(u"own-tool"_s), "#!/bin/sh\necho \"$A,$HOME\"\n", true);
        const auto found =
            base::runProcess({.program = u"own-tool"_s,
                              .environment = {{u"PATH"_s, folder.path()}, {u"A"_s, u"1"_s}},
                              .cleanEnvironment = true});
        QCOMPARE(found.value().standardOutput, "1,\n");
        const auto missing =
            base::runProcess({.program = u"own-tool"_s, .environment = {{u"PATH"_s, u"/bin"_s}}});
        QCOMPARE(missing.error().toString(),
                 u"cannot run \"own-tool\": no such file (it is not in any "
                 "folder of PATH: /bin)"_s);
    }

    void outputIsBounded()
    {
        base::ProcessRequest request = shell(u"head -c 300000000 /dev/zero; echo done >&2"_s);
        request.outputLimit = base::ByteCount{100'000};
        const auto result = base::runProcess(request, steady_clock::now() + 60s);
        QCOMPARE(result->standardOutput.size(), 100'000);
        QCOMPARE(result->standardError, "done\n");
        QVERIFY(result->truncated);
        QVERIFY(!result->stopped);
    }

    void isStopped_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<int>("signal");
        QTest::newRow("sleeps") << u"sleep 600"_s << SIGTERM;
        QTest::newRow("endless output") << u"exec yes"_s << SIGTERM;
        QTest::newRow("ignores SIGTERM") << u"trap '' TERM; while :; do :; done"_s << SIGKILL;
        QTest::newRow("stopped itself") << u"kill -STOP $$"_s << SIGKILL;
    }
    void isStopped()
    {
        QFETCH(const QString, script);
        QFETCH(const int, signal);
        base::ProcessRequest request = shell(script);
        request.grace = 100ms;
        request.outputLimit = base::ByteCount{1000};
        QElapsedTimer watch;
        watch.start();
        const auto late = base::runProcess(request, steady_clock::now() + 100ms);
        QVERIFY(late->stopped);
        QCOMPARE(late->signal, signal);
        base::DeadlineTimer timer;
        base::StopScope scope(timer, {}, steady_clock::now() + 100ms);
        const auto aborted = base::runProcess(request, base::SteadyTime::max(), scope.token());
        QVERIFY(aborted->stopped);
        QVERIFY(watch.elapsed() < 3000);
    }

    void grandchildrenThatHoldTheOutput()
    {
        QElapsedTimer watch;
        watch.start();
        const auto result = base::runProcess(shell(u"sleep 600 & echo $!"_s));
        QVERIFY(watch.elapsed() < 5000);
        const pid_t grandchild = result->standardOutput.trimmed().toInt();
        QVERIFY(grandchild > 0);
        // Killed with its group; a zombie of init at the most.
        const auto isGone = [&] {
            QFile status(u"/proc/%1/stat"_s.arg(grandchild));
            return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z ");
        };
        QTRY_VERIFY(isGone());
    }

    void childrenDieWithTheirThread()
    {
        pid_t child = 0;
        {
            base::SpawnThread spawner;
            child = spawner.spawn({.program = u"sleep"_s, .arguments = {u"600"_s}}).value();
            QCOMPARE(kill(child, 0), 0);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QCOMPARE(base::ExitStatus::fromWait(status).toText(), u"was ended by signal 9 (Killed)"_s);
    }

    void runsAsNobody()
    {
        const auto nobody = base::unprivilegedIdentity();
        if (!nobody)
            QSKIP("needs root");
        const auto result = base::runProcess({.program = u"id"_s,
                                              .arguments = {u"-un"_s},
                                              .workingDirectory = u"/"_s,
                                              .identity = nobody});
        QCOMPARE(result.value().standardOutput, "nobody\n");
    }
};

QTEST_APPLESS_MAIN(ProcessTest)
#include "tst_process.moc"
