// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workbench/run_request.h"

#include <QMap>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace assay::app {

/// What the command line asks for. A plain value.
struct Options
{
    enum class Action {
        Window,
        Run,
        List,    ///< --list, --dry-run: what would run, and nothing is started
        Report,  ///< --report with --run: of a past run
        Runs,    ///< --runs: what history has
        Compare, ///< --compare: two past runs
        Schedule,
        Merge,
        Export,
        Import,
        Mock,
        Up, ///< --up, --restore: an environment by itself, until stopped
        Schema,
        Generate,   ///< --generate: rows of a data set into a file
        SeedData,   ///< --seed-database
        CleanData,  ///< --clean
        ReadSchema, ///< --read-schema: of a database
        Sample,     ///< --sample: some rows of a database, masked
        Help,
        Version,
    };
    enum class Color { Auto, Always, Never };

    Action action = Action::Window;
    QStringList places; ///< positional arguments, as written
    workbench::RunRequest request;
    std::vector<std::pair<QString, QString>> reports; ///< format, path
    QString run;                                      ///< --run: id, prefix or "latest"
    std::pair<QString, QString> compare;              ///< --compare: before and after, as --run
    QString schedule;                                 ///< cron expression; "" takes the plan's
    QString overlap = QStringLiteral("skip");
    QString catchup = QStringLiteral("none");
    QString file;      ///< of --export, --import, --mock; the name of --schema
    QStringList files; ///< of --merge
    int port = 0;
    QString bind = QStringLiteral("127.0.0.1"); ///< of --mock
    /// Of --generate, --seed-database, --clean, --read-schema and --sample.
    struct Data
    {
        QString database;
        std::optional<qint64> rows;
        std::optional<quint64> seed;
        QString format;
        QString out = QStringLiteral("-");
        QString mode = QStringLiteral("insert");
        bool references = false;
        QStringList tables;
        QMap<QString, QString> masks;
    } data;
    bool verbose = false;
    bool quiet = false;
    Color color = Color::Auto;
    QString theme; ///< of the window
};

/// The arguments without the program's name. Errors: an unknown option ("did you mean"), a value
/// that is missing or of the wrong form, options that do not go together.
[[nodiscard]] base::Result<Options> parseOptions(const QStringList &arguments);

/// What --help prints: good enough to need no manual.
[[nodiscard]] QString helpText();

} // namespace assay::app
