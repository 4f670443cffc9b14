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

void FakeControls::act(const QString &what)
{
    const std::lock_guard lock(mutex);
    acts.append(what);
}

QStringList FakeControls::seenActs()
{
    const std::lock_guard lock(mutex);
    return acts;
}

int FakeControls::seenLoads()
{
    const std::lock_guard lock(mutex);
    return loads;
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

/// An environment of nothing: it posts what a real one would.
class FakeEnvironment final : public workbench::EnvironmentSession
{
public:
    FakeEnvironment(std::shared_ptr<FakeControls> controls, QString name,
                    std::vector<events::Sink *> sinks)
        : m_controls(std::move(controls))
        , m_name(std::move(name))
        , m_sinks(std::move(sinks))
    {
        tell({}, model::ServiceState::Starting);
        for (const QString &service : m_controls->services)
            tell(service, model::ServiceState::Starting);
    }
    ~FakeEnvironment() override { static_cast<void>(destroy().has_value()); }
    [[nodiscard]] QString name() const override { return m_name; }
    [[nodiscard]] base::Result<> wait() override
    {
        std::unique_lock lock(m_controls->mutex);
        m_controls->changed.wait(lock,
                                 [&] { return !m_controls->provisionHolds || m_isCancelled; });
        lock.unlock();
        if (m_isCancelled || m_controls->provisionError) {
            const base::Error error =
                m_controls->provisionError.value_or(base::Error{u"the start was stopped"_s, {}});
            tell({}, model::ServiceState::Failed, error.title);
            return base::failure(error);
        }
        int port = 5432;
        for (const QString &service : m_controls->services) {
            log(service, u"%1 listens"_s.arg(service));
            tell(service, model::ServiceState::Ready, {}, port++);
        }
        tell({}, model::ServiceState::Ready);
        return {};
    }
    [[nodiscard]] std::vector<environment::ServiceEndpoint> services() const override
    {
        std::vector<environment::ServiceEndpoint> all;
        int port = 5432;
        for (const QString &service : m_controls->services) {
            environment::ServiceEndpoint endpoint;
            endpoint.name = service;
            endpoint.host = u"127.0.0.1"_s;
            endpoint.port = port++;
            endpoint.url = u"http://127.0.0.1:%1"_s.arg(endpoint.port);
            all.push_back(endpoint);
        }
        return all;
    }
    [[nodiscard]] base::Result<> configure(const QJsonObject &settings) override
    {
        m_controls->act(u"configure "_s + settings.keys().join(u','));
        return {};
    }
    [[nodiscard]] base::Result<> stopService(const QString &service) override
    {
        m_controls->act(u"stop "_s + service);
        tell(service, model::ServiceState::Stopping);
        tell(service, model::ServiceState::Stopped);
        return {};
    }
    [[nodiscard]] base::Result<> startService(const QString &service) override
    {
        m_controls->act(u"start "_s + service);
        tell(service, model::ServiceState::Starting);
        tell(service, model::ServiceState::Ready, {}, 6000);
        return {};
    }
    [[nodiscard]] base::Result<environment::EnvironmentSnapshot>
    snapshot(const QString &name) override
    {
        m_controls->act(u"snapshot "_s + name);
        environment::EnvironmentSnapshot made;
        made.name = name;
        made.environment = m_name;
        made.taken = QDateTime(QDate(2026, 3, 4), QTime(5, 6), Qt::UTC);
        made.parts = {{u"database"_s, u"postgres"_s, {8'000'000}}};
        m_snapshots.push_back(made);
        return made;
    }
    [[nodiscard]] base::Result<> restore(const QString &name) override
    {
        m_controls->act(u"restore "_s + name);
        return {};
    }
    [[nodiscard]] base::Result<> reset() override
    {
        m_controls->act(u"reset"_s);
        return {};
    }
    [[nodiscard]] base::Result<> forget(const QString &name) override
    {
        m_controls->act(u"forget "_s + name);
        std::erase_if(m_snapshots, [&](const auto &one) { return one.name == name; });
        return {};
    }
    [[nodiscard]] std::vector<environment::EnvironmentSnapshot> snapshots() const override
    {
        return m_snapshots;
    }
    [[nodiscard]] base::Result<base::ByteCount> saveSnapshot(const QString &name,
                                                             const QString &file) override
    {
        m_controls->act(u"save %1 to %2"_s.arg(name, file));
        return base::ByteCount{1'000'000};
    }
    [[nodiscard]] base::Result<environment::ArchiveManifest>
    loadSnapshot(const QString &file) override
    {
        m_controls->act(u"load "_s + file);
        return environment::ArchiveManifest{};
    }
    void cancel() override
    {
        const std::lock_guard lock(m_controls->mutex);
        m_isCancelled = true;
        m_controls->changed.notify_all();
    }
    [[nodiscard]] base::Result<> destroy() override
    {
        if (std::exchange(m_isDestroyed, true))
            return {};
        m_controls->act(u"destroy "_s + m_name);
        for (const QString &service : m_controls->services)
            tell(service, model::ServiceState::Stopped);
        tell({}, model::ServiceState::Stopped);
        return {};
    }

private:
    void post(events::Payload payload)
    {
        const std::lock_guard lock(m_posting);
        const auto at = std::chrono::milliseconds(10 * ++m_sequence);
        const events::EventBatch batch{
            std::make_shared<const events::Event>(events::Event{m_sequence, at, payload})};
        for (events::Sink *sink : m_sinks)
            sink->consume(batch);
    }
    void tell(const QString &service, model::ServiceState state, const QString &detail = {},
              int port = 0)
    {
        post(
            events::EnvironmentChanged{service, state, service.isEmpty() ? QString() : u"process"_s,
                                       port > 0 ? u"127.0.0.1:%1"_s.arg(port) : QString(), detail});
    }
    void log(const QString &service, const QString &text)
    {
        post(events::LogLine{service, events::LogLevel::Info, text});
    }

    std::shared_ptr<FakeControls> m_controls;
    QString m_name;
    std::vector<events::Sink *> m_sinks;
    std::mutex m_posting;
    std::uint64_t m_sequence = 0;
    std::vector<environment::EnvironmentSnapshot> m_snapshots;
    bool m_isCancelled = false;
    bool m_isDestroyed = false;
};

class FakeWorkbench final : public workbench::Workbench
{
public:
    explicit FakeWorkbench(std::shared_ptr<FakeControls> controls)
        : m_controls(std::move(controls))
    {
    }
    [[nodiscard]] QString folder() const override { return m_controls->content.folder; }
    [[nodiscard]] workbench::WorkspaceContent load() override
    {
        const std::lock_guard lock(m_controls->mutex);
        ++m_controls->loads;
        return m_controls->content;
    }
    [[nodiscard]] workbench::WorkspaceRecord record(const workbench::WorkspaceContent &) override
    {
        return m_controls->record;
    }
    [[nodiscard]] base::Result<> setQuarantine(const QStringList &caseIds,
                                               const suite::QuarantineEdit &edit) override
    {
        for (const QString &id : caseIds)
            m_controls->act(u"quarantine %1 %2"_s.arg(edit.on ? u"on"_s : u"off"_s, id));
        return {};
    }
    [[nodiscard]] tl::expected<std::unique_ptr<workbench::EnvironmentSession>, workbench::Refusal>
    provision(const QString &environment, std::vector<events::Sink *> sinks) override
    {
        m_controls->act(u"provision "_s + environment);
        return std::make_unique<FakeEnvironment>(m_controls, environment, std::move(sinks));
    }
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
    [[nodiscard]] workbench::KeptWorlds keptWorlds() const override
    {
        return workbench::KeptWorlds(m_controls->content.folder + u"/.assay/kept"_s);
    }
    [[nodiscard]] QStringList reaped() const override { return {}; }
    [[nodiscard]] history::HistoryStore *history() override { return m_controls->history.get(); }
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
