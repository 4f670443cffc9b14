// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "base/result.h"
#include "base/variables.h"

#include <QJsonObject>

namespace assay::environment {

/// A client program of something that runs elsewhere: docker, docker-compose, kubectl.
///
///     Tool docker{.program = u"/usr/bin/docker"_s};
///     auto ids = docker.run({u"ps"_s, u"-aq"_s}, deadline, stop);
///
/// A plain value, any thread.
struct Tool
{
    QString program = {};                    ///< absolute
    QStringList leading = {};                ///< arguments before all others: "compose"
    QMap<QString, QString> environment = {}; ///< added to ours
    QString folder = {};

    /// What it wrote to its standard output. The error says what it complained of; its cause has
    /// the last lines.
    [[nodiscard]] base::Result<QByteArray> run(const QStringList &arguments,
                                               base::SteadyTime deadline,
                                               const std::stop_token &stop,
                                               const QByteArray &input = {}) const;
    [[nodiscard]] base::SpawnRequest spawn(const QStringList &arguments) const;
    /// As a person would type it.
    [[nodiscard]] QString text(const QStringList &arguments) const;

    /// For the journal of leases: program, leading arguments, environment.
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Tool fromJson(const QJsonObject &json);
};

/// The program's absolute path, by $PATH; "" when there is none.
[[nodiscard]] QString findProgram(const QString &name, const base::Variables &variables);
/// Those variables that are set and whose name starts with one of these: for Tool::environment,
/// since a Tool may be used when ours have changed.
[[nodiscard]] QMap<QString, QString> variablesLike(const QStringList &beginnings,
                                                   const base::Variables &variables);
/// The last lines of a text, without empty ones.
[[nodiscard]] QStringList lastLinesOf(const QByteArray &text, int count);
/// As a person would type it: words with blanks are quoted.
[[nodiscard]] QString commandText(const QString &program, const QStringList &arguments);
/// "\n    | line" of each: the way an account of a service shows what it wrote.
[[nodiscard]] QString quotedLines(const QStringList &lines);

} // namespace assay::environment
