// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fake_workbench.h"

namespace assay::ui::test {

using namespace Qt::StringLiterals;
using workbench::ExitCode;

void FakeControls::release()
{
    const std::lock_guard lock(mutex);
    released = true;
    changed.notify_all();
}

bool FakeControls::isPosted()
{
    const std::lock_guard lock(mutex);
    return posted;
}

QStringList FakeControls::abortReasons()
{
    const std::lock_guard lock(mutex);
    return aborts;
}

std::vector<workbench::RunRequest> FakeControls::seenRequests()
{
    const std::lock_guard lock(mutex);
    return requests;
}

namespace {

class FakePrepared final : public workbench::PreparedRun
{
public:
    [[nodiscard]] QString id() const override { return u"0192f3aa"_s; }
    [[nodiscard]] const events::PlannedCases &cases() const override { return m_cases; }
    [[nodiscard]] QString environment() const override { return u"local"_s; }
    [[nodiscard]] std::optional<quint64> shuffleSeed() const override { return std::nullopt; }

private:
    events::PlannedCases m_cases;
};

class FakeSession final : public workbench::RunSession
{
public:
    FakeSession(std::shared_ptr<FakeControls> controls, std::vector<events::Sink *> sinks)
        : m_controls(std::move(controls))
        , m_sinks(std::move(sinks))
        , m_thread([this] { play(); })
    {
    }
    ~FakeSession() override
    {
        abort(u"destroyed"_s, ExitCode::StoppedEarly);
        wait();
    }
    [[nodiscard]] QString id() const override { return u"0192f3aa"_s; }
    void abort(const QString &reason, ExitCode code) override
    {
        const std::lock_guard lock(m_controls->mutex);
        if (m_aborted || m_finished)
            return;
        m_aborted = true;
        m_code = code;
        m_controls->aborts.append(reason);
        m_controls->changed.notify_all();
    }
    void stopScheduling(const QString &) override {}
    [[nodiscard]] bool isFinished() const override
    {
        const std::lock_guard lock(m_controls->mutex);
        return m_finished;
    }
    ExitCode wait() override
    {
        if (m_thread.joinable())
            m_thread.join();
        return m_code;
    }
    [[nodiscard]] const events::RunState &state() const override { return m_state; }

private:
    void post(std::chrono::milliseconds at, events::Payload payload)
    {
        auto event = std::make_shared<events::Event>();
        event->sequence = ++m_sequence;
        event->at = at;
        event->payload = std::move(payload);
        m_batch.push_back(std::move(event));
        if (m_batch.size() >= 100)
            flush();
    }
    void flush()
    {
        for (events::Sink *sink : m_sinks)
            sink->consume(m_batch);
        m_batch.clear();
    }
    void play()
    {
        std::chrono::milliseconds at{};
        for (const auto &[when, payload] : m_controls->script) {
            at = when;
            post(when, payload);
        }
        flush();
        bool stopped = false;
        {
            std::unique_lock lock(m_controls->mutex);
            m_controls->posted = true;
            if (m_controls->hold) {
                m_controls->changed.wait(lock, [&] { return m_aborted || m_controls->released; });
                stopped = m_aborted;
            }
            m_finished = true;
        }
        if (stopped)
            post(at, events::RunFinished{2, u"aborted from the window"_s});
        else if (m_controls->hold)
            post(at, events::RunFinished{1, {}});
        flush();
        for (events::Sink *sink : m_sinks)
            sink->finish();
    }

    std::shared_ptr<FakeControls> m_controls;
    std::vector<events::Sink *> m_sinks;
    events::EventBatch m_batch;
    events::RunState m_state;
    std::uint64_t m_sequence = 0;
    ExitCode m_code = ExitCode::BadCases;
    bool m_aborted = false;
    bool m_finished = false;
    std::thread m_thread;
};

class FakeWorkbench final : public workbench::Workbench
{
public:
    explicit FakeWorkbench(std::shared_ptr<FakeControls> controls)
        : m_controls(std::move(controls))
    {
    }
    [[nodiscard]] QString folder() const override { return m_controls->content.folder; }
    [[nodiscard]] workbench::WorkspaceContent load() override { return m_controls->content; }
    [[nodiscard]] tl::expected<std::unique_ptr<workbench::PreparedRun>, workbench::Refusal>
    prepare(const workbench::RunRequest &request) override
    {
        const std::lock_guard lock(m_controls->mutex);
        m_controls->requests.push_back(request);
        if (m_controls->refusal)
            return tl::unexpected(workbench::Refusal{ExitCode::BadInput, *m_controls->refusal});
        return std::make_unique<FakePrepared>();
    }
    [[nodiscard]] std::unique_ptr<workbench::RunSession>
    start(std::unique_ptr<workbench::PreparedRun>, std::vector<events::Sink *> sinks) override
    {
        return std::make_unique<FakeSession>(m_controls, std::move(sinks));
    }
    [[nodiscard]] QStringList reaped() const override { return {}; }
    [[nodiscard]] history::HistoryStore *history() override { return nullptr; }
    [[nodiscard]] QString historyProblem() override { return {}; }
    [[nodiscard]] base::Result<> writeReport(const QString &, const QString &,
                                             const QString &) override
    {
        return {};
    }

private:
    std::shared_ptr<FakeControls> m_controls;
};

} // namespace

RunController::Opener fakeOpener(std::shared_ptr<FakeControls> controls)
{
    return [controls = std::move(controls)](
               const QString &) -> base::Result<std::unique_ptr<workbench::Workbench>> {
        if (controls->openError)
            return tl::unexpected(*controls->openError);
        return std::make_unique<FakeWorkbench>(controls);
    };
}

} // namespace assay::ui::test
