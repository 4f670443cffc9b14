// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

namespace assay::test {

/// A real container engine of the test's own (container_engine.sh), with nothing in it. It ends
/// with this, with all that it runs.
class ContainerEngine
{
public:
    ContainerEngine()
    {
        m_script.setProgram(QStringLiteral(ASSAY_SOURCE_DIR "/tests/support/container_engine.sh"));
        m_script.setArguments({folder()});
        m_script.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_script.start();
        m_answer = answer();
    }
    ~ContainerEngine()
    {
        m_script.closeWriteChannel();
        m_script.waitForFinished(60'000);
    }
    /// "" when it answers; else why there is none.
    [[nodiscard]] QString whyNot() const
    {
        return m_answer == QStringLiteral("ready") ? QString() : m_answer;
    }
    [[nodiscard]] QString folder() const { return m_dir.filePath(QStringLiteral("engine")); }
    [[nodiscard]] QString host() const
    {
        return QStringLiteral("unix://") + folder() + QStringLiteral("/docker.sock");
    }
    void killNow() { tell("kill\n"); }
    void startAgain() { tell("start\n"); }
    /// The lines that docker prints.
    QStringList docker(const QStringList &arguments) const
    {
        QProcess process;
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        variables.insert(QStringLiteral("DOCKER_HOST"), host());
        process.setProcessEnvironment(variables);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("docker"), arguments);
        process.waitForFinished(60'000);
        return QString::fromUtf8(process.readAll()).split(u'\n', Qt::SkipEmptyParts);
    }
    /// Names of all containers, networks and volumes of compose projects, and of images.
    [[nodiscard]] QStringList everything() const
    {
        const QString label = QStringLiteral("label=com.docker.compose.project");
        QStringList all =
            docker({QStringLiteral("ps"), QStringLiteral("-a"), QStringLiteral("--format"),
                    QStringLiteral("container {{.Names}}")});
        for (const char *kind : {"network", "volume"}) {
            const QString name = QString::fromLatin1(kind);
            all += docker({name, QStringLiteral("ls"), QStringLiteral("--filter"), label,
                           QStringLiteral("--format"), name + QStringLiteral(" {{.Name}}")});
        }
        all += docker({QStringLiteral("images"), QStringLiteral("--format"),
                       QStringLiteral("image {{.Repository}}")});
        all.removeAll(QStringLiteral("image <none>"));
        all.sort();
        return all;
    }

private:
    QString answer()
    {
        while (!m_script.canReadLine()) {
            if (!m_script.waitForReadyRead(60'000))
                return QStringLiteral("none: it did not start");
        }
        return QString::fromUtf8(m_script.readLine()).trimmed();
    }
    void tell(const QByteArray &command)
    {
        m_script.write(command);
        m_script.waitForBytesWritten();
        m_answer = answer();
    }

    QTemporaryDir m_dir;
    QProcess m_script;
    QString m_answer;
};

} // namespace assay::test
