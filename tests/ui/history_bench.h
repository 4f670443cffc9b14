// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_runs.h"
#include "ui/fake_workbench.h"
#include "ui/history/history_access.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace assay::ui::test {

/// A real workbench on an empty workspace in a temporary folder, with runs that were made up.
struct HistoryBench
{
    HistoryBench()
    {
        QDir().mkpath(folder());
        write(folder() + QStringLiteral("/workspace.yaml"), "workspace: given\n");
        open();
    }
    void open()
    {
        workbench::Workbench::Settings settings;
        settings.stateFolder = dir.path() + QStringLiteral("/state");
        settings.cacheFolder = dir.path() + QStringLiteral("/cache");
        auto opened = workbench::Workbench::open(folder(), host, settings);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().toText()));
        bench = std::move(*opened);
    }
    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
    }
    [[nodiscard]] QString folder() const { return dir.path() + QStringLiteral("/ws"); }
    [[nodiscard]] QString historyFile() const
    {
        return folder() + QStringLiteral("/.assay/history.db");
    }
    [[nodiscard]] history::HistoryStore &store() const { return *bench->history(); }
    void record(const tests::MadeRun &run) const
    {
        const QStringList problems = tests::record(store(), tests::eventsOf(run));
        if (!problems.isEmpty())
            qFatal("%s", qPrintable(problems.join(u'\n')));
    }
    /// The run of the pictures (sample_run.cpp), as events.
    [[nodiscard]] static events::EventBatch eventsOf(const Script &script, const QString &id,
                                                     const QDateTime &start)
    {
        events::EventBatch batch;
        for (const auto &[at, payload] : script) {
            auto event = std::make_shared<events::Event>();
            event->sequence = batch.size() + 1;
            event->at = at;
            event->payload = payload;
            if (auto *plan = std::get_if<events::RunPlanned>(&event->payload)) {
                plan->runId = id;
                plan->wallStart = start;
            }
            batch.push_back(std::move(event));
        }
        return batch;
    }

    QTemporaryDir dir;
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemVariables variables;
    base::SystemRandom random;
    base::Host host{clock, files, variables, random};
    std::shared_ptr<workbench::Workbench> bench;
};

} // namespace assay::ui::test
