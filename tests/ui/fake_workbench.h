// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/history_store.h"
#include "ui/run/run_controller.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace assay::ui::test {

/// What a fake run posts, with the time each event carries.
using Script = std::vector<std::pair<std::chrono::milliseconds, events::Payload>>;

/// What tests set before and ask after; shared by the fakes. Any thread.
struct FakeControls
{
    workbench::WorkspaceContent content;
    Script script;
    bool hold = false; ///< the run stays live after the script, until it is aborted or released
    std::optional<std::vector<suite::Diagnostic>> refusal;
    std::optional<base::Error> openError;
    workbench::WorkspaceRecord record;
    std::shared_ptr<history::HistoryStore> history; ///< of past runs; null: there is none
    /// What an environment posts when it is provisioned: its services become ready, unless
    /// provisionError or provisionHolds says otherwise.
    QStringList services{QStringLiteral("database"), QStringLiteral("api")};
    std::optional<base::Error> provisionError;
    bool provisionHolds = false; ///< it is starting until it is cancelled

    std::mutex mutex;
    std::condition_variable changed;
    bool released = false;
    bool posted = false; ///< the whole script has been handed to the sinks
    QStringList aborts;
    std::vector<workbench::RunRequest> requests;
    QStringList acts; ///< "provision local", "stop api", "quarantine on <id>", ... in order
    int loads = 0;

    void act(const QString &what);
    [[nodiscard]] QStringList seenActs();
    [[nodiscard]] int seenLoads();
    void release();
    [[nodiscard]] bool isPosted();
    [[nodiscard]] QStringList abortReasons();
    [[nodiscard]] std::vector<workbench::RunRequest> seenRequests();
};

/// A controller over a workbench that plays the script on a thread of its own.
[[nodiscard]] RunController::Opener fakeOpener(std::shared_ptr<FakeControls> controls);

/// A workspace of nine suites like the reference one, and a run of it that has failures, a flaky
/// case, a skipped one, running ones, services, logs and health: what every test and picture shows.
[[nodiscard]] workbench::WorkspaceContent sampleContent();
[[nodiscard]] Script sampleScript(bool finished);
[[nodiscard]] QString sampleCaseId(const QString &name);

/// A workspace of one suite with `count` cases, and its run in which every seventh fails.
[[nodiscard]] workbench::WorkspaceContent bigContent(int count);
[[nodiscard]] Script bigScript(int count);

} // namespace assay::ui::test
