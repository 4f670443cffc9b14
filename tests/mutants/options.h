// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>

namespace assay::mutants {

struct Options
{
    QString binaries;   ///< the folder of assay and semantic-processor
    QString workspace;  ///< the folder `suites`
    QString page;       ///< resources/help/reference-system.md
    QStringList bugs;   ///< empty: all
    QStringList suites; ///< places in the workspace; empty: all
    int clean = 20;     ///< runs without any bug
    int parallel = 4;
    int jobs = 1;                    ///< runs at once
    std::chrono::seconds limit{300}; ///< of one run
    bool onlyFirst = false;
    bool update = false;
};

/// Of the command line. Ends the program for --help and for what it does not know.
[[nodiscard]] Options optionsFrom(const QStringList &arguments);

} // namespace assay::mutants
