// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <unistd.h>
#include <vector>

namespace assay::test {

inline QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A workspace in a temporary folder, and the real `assay` run on it: nothing of the user's is read
/// or written. Every process that comes of it carries the sandbox's mark in its environment.
class Sandbox
{
public:
    struct Result
    {
        int code = -1; ///< -1: it did not end in time, or crashed
        QString out;
        QString err;
        [[nodiscard]] QByteArray describe() const
        {
            return "exit code " + QByteArray::number(code) + "\n--- stdout\n" + out.toUtf8() +
                   "\n--- stderr\n" + err.toUtf8();
        }
    };

    Sandbox()
        : m_mark("ASSAY_SANDBOX=" + m_dir.path().toUtf8())
    {
        QDir(m_dir.path()).mkpath(QStringLiteral("tmp"));
        write(QStringLiteral("workspace.yaml"), "workspace: sandbox\n");
        variables = QProcessEnvironment::systemEnvironment();
        variables.insert(QStringLiteral("XDG_STATE_HOME"), path(QStringLiteral("../state")));
        variables.insert(QStringLiteral("XDG_CACHE_HOME"), path(QStringLiteral("../cache")));
        variables.insert(QStringLiteral("ASSAY_TMPDIR"), path(QStringLiteral("../tmp")));
        variables.insert(QStringLiteral("ASSAY_SANDBOX"), m_dir.path());
        for (const char *name : {"NO_COLOR", "CLICOLOR_FORCE", "CI", "GITHUB_STEP_SUMMARY"})
            variables.remove(QString::fromLatin1(name));
    }

    /// Within the workspace; "../x" lies beside it, still in the temporary folder.
    [[nodiscard]] QString path(const QString &name = {}) const
    {
        return QDir::cleanPath(m_dir.path() + QStringLiteral("/ws/") + name);
    }
    void write(const QString &name, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path(name)));
    }
    [[nodiscard]] QByteArray read(const QString &name) const { return readAll(path(name)); }
    [[nodiscard]] bool has(const QString &name) const { return QFileInfo::exists(path(name)); }

    /// Starts `assay --batch ARGUMENTS` in the workspace's folder.
    void start(QProcess &process, const QStringList &arguments) const
    {
        process.setWorkingDirectory(path());
        process.setProcessEnvironment(variables);
        process.start(binary(), QStringList{QStringLiteral("--batch")} + arguments);
    }
    [[nodiscard]] Result run(const QStringList &arguments, int milliseconds = 60'000) const
    {
        QProcess process;
        start(process, arguments);
        return wait(process, milliseconds);
    }
    /// The same through a shell, where $ASSAY is the program.
    [[nodiscard]] Result shell(const QString &command, int milliseconds = 60'000) const
    {
        QProcess process;
        process.setWorkingDirectory(path());
        QProcessEnvironment mine = variables;
        mine.insert(QStringLiteral("ASSAY"), binary());
        process.setProcessEnvironment(mine);
        process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command});
        return wait(process, milliseconds);
    }
    [[nodiscard]] static Result wait(QProcess &process, int milliseconds = 60'000)
    {
        Result result;
        if (!process.waitForFinished(milliseconds)) {
            process.kill();
            process.waitForFinished(10'000);
        } else if (process.exitStatus() == QProcess::NormalExit) {
            result.code = process.exitCode();
        }
        result.out = QString::fromUtf8(process.readAllStandardOutput());
        result.err = QString::fromUtf8(process.readAllStandardError());
        return result;
    }

    /// "pid command" of every live process that comes of this sandbox.
    [[nodiscard]] QStringList processes() const
    {
        QStringList found;
        const QStringList entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
        for (const QString &entry : entries) {
            const QString folder = QStringLiteral("/proc/") + entry;
            if (entry.toLongLong() <= 0 || entry.toLongLong() == ::getpid())
                continue;
            if (!readAll(folder + QStringLiteral("/environ")).split('\0').contains(m_mark))
                continue;
            const QByteArray stat = readAll(folder + QStringLiteral("/stat"));
            const QByteArray state = stat.mid(stat.lastIndexOf(')') + 2, 1);
            if (state == "Z" || state == "X" || state.isEmpty())
                continue;
            found.append(
                entry + u' ' +
                QString::fromUtf8(
                    readAll(folder + QStringLiteral("/cmdline")).replace('\0', ' ').trimmed()));
        }
        return found;
    }
    /// Ids of the leases that are open: the names of their files end with them.
    [[nodiscard]] QStringList leases() const
    {
        QStringList ids;
        const QStringList files = QDir(path(QStringLiteral("../state/assay/leases")))
                                      .entryList({QStringLiteral("*.jsonl")}, QDir::Files);
        for (const QString &file : files)
            ids.append(file.section(u'-', 2).section(u'.', 0, 0));
        return ids;
    }
    /// Temporary folders of ours that are there: all on disk, and in memory those of `leaseIds`
    /// (other tests share /dev/shm).
    [[nodiscard]] QStringList temporaryFolders(const QStringList &leaseIds = {}) const
    {
        QStringList found;
        const QString mine = QStringLiteral("assay-%1/").arg(::getuid());
        const QDir disk(path(QStringLiteral("../tmp/")) + u'/' + mine);
        for (const QString &name : disk.entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
            found.append(disk.filePath(name));
        for (const QString &id : leaseIds) {
            const QString folder = QStringLiteral("/dev/shm/") + mine + id;
            if (QFileInfo::exists(folder))
                found.append(folder);
        }
        return found;
    }

    [[nodiscard]] static QString binary() { return QStringLiteral(ASSAY_BINARY_DIR "/bin/assay"); }

    QProcessEnvironment variables;

private:
    QTemporaryDir m_dir;
    QByteArray m_mark;
};

/// "two" is bad until there is a file `fixed`.
inline const QByteArray kTwoGoodOneBad = R"y(suite: Three
cases:
  - { case: one, steps: [{ script: "1" }] }
  - { case: two, steps: [{ exec: { shell: "test -f fixed" } }] }
  - { case: three, steps: [{ script: "1" }] }
)y";

/// Element names of well-formed XML, each with how often it occurs; empty when it is not.
inline QMap<QString, int> elementsOf(const QByteArray &xml)
{
    QMap<QString, int> counts;
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement)
            ++counts[reader.name().toString()];
    }
    return reader.hasError() ? QMap<QString, int>() : counts;
}

/// The whole lines of a JSON Lines file; a line that is no object is an empty one.
inline std::vector<QJsonObject> jsonLines(const QByteArray &content)
{
    std::vector<QJsonObject> lines;
    for (qsizetype from = 0, to = 0; (to = content.indexOf('\n', from)) >= 0; from = to + 1)
        lines.push_back(QJsonDocument::fromJson(content.mid(from, to - from)).object());
    return lines;
}

/// Case id -> outcome of every finished case that an events file tells of.
inline QMap<QString, QString> outcomesOf(const QByteArray &events)
{
    const QString kind = QStringLiteral("event");
    QStringList ids;
    QMap<QString, QString> outcomes;
    for (const QJsonObject &line : jsonLines(events)) {
        if (line[kind] == QStringLiteral("run planned")) {
            for (const QJsonValue &one : line[QStringLiteral("cases")].toArray())
                ids.append(one.toObject()[QStringLiteral("id")].toString());
        } else if (line[kind] == QStringLiteral("case finished")) {
            outcomes.insert(ids.value(line[QStringLiteral("case")].toInt()),
                            line[QStringLiteral("outcome")].toString() +
                                (line[QStringLiteral("flaky")].toBool() ? QStringLiteral(" flaky")
                                                                        : QString()));
        }
    }
    return outcomes;
}

} // namespace assay::test
