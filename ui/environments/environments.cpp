// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/environments/environments.h"

#include <QHash>
#include <QMetaObject>

#include <deque>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// Nobody reads faster, and an environment that is up all day must cost nothing.
constexpr int kTickMs = 100;
constexpr int kWorkers = 4;

QString textOf(const base::Error &error)
{
    return error.fix.isEmpty() ? error.title : u"%1 (%2)"_s.arg(error.title, error.fix);
}

void keep(std::deque<events::EventPointer> &events, const events::EventPointer &event)
{
    events.push_back(event);
    if (events.size() > static_cast<std::size_t>(Environments::kLines))
        events.pop_front();
}

} // namespace

/// One that is up or on its way. It dies on a worker, and the collector outlives the session.
struct Environments::Live
{
    std::shared_ptr<workbench::Workbench> bench;
    EventCollector collector;
    struct Handle
    {
        std::shared_ptr<workbench::EnvironmentSession> session; ///< null while it is asked for
        bool cancelled = false;
    };
    base::Guarded<Handle> handle;
    /// At once, or as soon as there is a session. Any thread.
    void cancel()
    {
        handle.with([](Handle &h) {
            h.cancelled = true;
            if (h.session)
                h.session->cancel();
        });
    }
    void arrive(const std::shared_ptr<workbench::EnvironmentSession> &session)
    {
        handle.with([&](Handle &h) {
            h.session = session;
            if (h.cancelled)
                session->cancel();
        });
    }
    // The main thread's:
    Phase phase = Phase::Starting;
    bool cancelWanted = false;
    bool destroyWanted = false;
    QString problem;
    events::RunState state;
    QElapsedTimer sinceEvent;
    QHash<QString, std::deque<events::EventPointer>> lines; ///< of each service
    QHash<QString, std::deque<events::EventPointer>> changes;
    QHash<QString, QString> urls;
};

Environments::Environments(RunController &controller, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
{
    m_pool.setMaxThreadCount(kWorkers);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &Environments::drain);
    connect(&controller, &RunController::contentChanged, this, &Environments::changed);
}

Environments::~Environments()
{
    for (const auto &[name, live] : m_live)
        live->cancel();
    m_pool.waitForDone();
    m_live.clear();
}

QStringList Environments::names() const
{
    QStringList names = m_controller.content().environments;
    for (const auto &[name, live] : m_live) {
        if (!names.contains(name))
            names.append(name);
    }
    names.sort();
    return names;
}

std::shared_ptr<Environments::Live> Environments::live(const QString &name) const
{
    const auto found = m_live.find(name);
    return found == m_live.end() ? nullptr : found->second;
}

Environments::Phase Environments::phase(const QString &name) const
{
    const auto one = live(name);
    return one ? one->phase : Phase::Down;
}

Environments::View Environments::view(const QString &name) const
{
    View view;
    view.name = name;
    if (const auto one = live(name)) {
        view.phase = one->phase;
        view.problem = one->problem;
        view.state = one->state;
        view.now = one->state.now() + (one->sinceEvent.isValid()
                                           ? base::Nanoseconds(one->sinceEvent.nsecsElapsed())
                                           : base::Nanoseconds());
    } else if (const auto problem = m_problems.find(name); problem != m_problems.end()) {
        view.problem = problem->second;
    }
    return view;
}

QStringList Environments::logTail(const QString &name, const QString &service) const
{
    QStringList lines;
    for (const events::EventPointer &event : linesOf(name, service))
        lines.append(std::get<events::LogLine>(event->payload).text);
    return lines;
}

events::EventBatch Environments::linesOf(const QString &name, const QString &service) const
{
    const auto one = live(name);
    const auto lines = one ? one->lines.value(service) : std::deque<events::EventPointer>();
    return {lines.begin(), lines.end()};
}

events::EventBatch Environments::changesOf(const QString &name, const QString &service) const
{
    const auto one = live(name);
    const auto changes = one ? one->changes.value(service) : std::deque<events::EventPointer>();
    return {changes.begin(), changes.end()};
}

QString Environments::url(const QString &name, const QString &service) const
{
    const auto one = live(name);
    return one ? one->urls.value(service) : QString();
}

bool Environments::isIdle() const
{
    return m_live.empty();
}

void Environments::provision(const QString &name)
{
    const auto bench = m_controller.workbench();
    if (!bench || live(name) != nullptr)
        return;
    m_problems.erase(name);
    auto fresh = std::make_shared<Live>();
    fresh->bench = bench;
    m_live[name] = fresh;
    m_tick.start();
    Q_EMIT changed();
    m_pool.start([this, name, fresh] {
        auto made = fresh->bench->provision(name, {&fresh->collector});
        if (!made) {
            const auto &diagnostics = made.error().diagnostics;
            const base::Error error = diagnostics.empty()
                                          ? base::Error{u"it cannot be provided"_s, {}}
                                          : diagnostics.front().error;
            QMetaObject::invokeMethod(
                this, [this, name, fresh, error] { onStarted(name, fresh, base::failure(error)); },
                Qt::QueuedConnection);
            return;
        }
        const std::shared_ptr<workbench::EnvironmentSession> session = std::move(*made);
        fresh->arrive(session);
        const Result result = session->wait();
        QHash<QString, QString> urls;
        for (const environment::ServiceEndpoint &service : session->services())
            urls.insert(service.name, service.url);
        if (!result) // what it could not start is down; its stream ends
            static_cast<void>(session->destroy().has_value());
        QMetaObject::invokeMethod(
            this,
            [this, name, fresh, result, urls] {
                fresh->urls = urls;
                onStarted(name, fresh, result);
            },
            Qt::QueuedConnection);
    });
}

void Environments::onStarted(const QString &name, const std::shared_ptr<Live> &started,
                             const Result &result)
{
    if (live(name) != started)
        return;
    drain();
    if (result) {
        started->phase = Phase::Up;
        if (started->destroyWanted)
            return destroy(name);
    } else {
        if (!started->cancelWanted) {
            m_problems[name] = textOf(result.error());
            Q_EMIT failed(result.error().title, result.error().fix);
        }
        m_pool.start([gone = std::move(m_live[name])]() mutable { gone.reset(); });
        m_live.erase(name);
    }
    settle();
}

void Environments::cancel(const QString &name)
{
    const auto one = live(name);
    if (!one || (one->phase != Phase::Starting && one->phase != Phase::Changing))
        return;
    one->cancelWanted = true;
    one->cancel();
}

void Environments::operate(const QString &name, Phase meanwhile,
                           std::function<Result(workbench::EnvironmentSession &)> operation)
{
    const auto one = live(name);
    if (!one || one->phase != Phase::Up)
        return;
    one->phase = meanwhile;
    one->problem.clear();
    one->cancelWanted = false;
    Q_EMIT changed();
    m_pool.start([this, name, one, operation = std::move(operation)] {
        const auto session = one->handle.copy().session; // it is up, so there is one
        const Result result = operation(*session);
        QHash<QString, QString> urls;
        for (const environment::ServiceEndpoint &service : session->services())
            urls.insert(service.name, service.url);
        QMetaObject::invokeMethod(
            this,
            [this, name, one, result, urls] {
                one->urls = urls;
                finish(name, result);
            },
            Qt::QueuedConnection);
    });
}

void Environments::finish(const QString &name, const Result &result)
{
    const auto one = live(name);
    if (!one)
        return;
    drain();
    if (!result && !one->cancelWanted) {
        one->problem = textOf(result.error());
        Q_EMIT failed(result.error().title, result.error().fix);
    }
    const bool wasStopping = one->phase == Phase::Stopping;
    one->phase = Phase::Up;
    if (wasStopping) {
        m_pool.start([gone = std::move(m_live[name])]() mutable { gone.reset(); });
        m_live.erase(name);
    } else if (one->destroyWanted) {
        return destroy(name);
    }
    settle();
}

void Environments::destroy(const QString &name)
{
    const auto one = live(name);
    if (!one)
        return;
    if (one->phase == Phase::Starting || one->phase == Phase::Changing) {
        one->destroyWanted = true;
        return cancel(name);
    }
    operate(name, Phase::Stopping,
            [](workbench::EnvironmentSession &session) { return session.destroy(); });
}

void Environments::destroyAll()
{
    const QStringList all = names();
    for (const QString &name : all)
        destroy(name);
}

void Environments::startService(const QString &name, const QString &service)
{
    operate(name, Phase::Changing, [service](workbench::EnvironmentSession &session) {
        return session.startService(service);
    });
}

void Environments::stopService(const QString &name, const QString &service)
{
    operate(name, Phase::Changing, [service](workbench::EnvironmentSession &session) {
        return session.stopService(service);
    });
}

void Environments::configure(const QString &name, const QJsonObject &settings)
{
    operate(name, Phase::Changing, [settings](workbench::EnvironmentSession &session) {
        return session.configure(settings);
    });
}

void Environments::drain()
{
    bool any = false;
    for (const auto &[name, one] : m_live) {
        const events::EventBatch batch = one->collector.take();
        for (const events::EventPointer &event : batch) {
            one->state.apply(*event);
            if (const auto *line = std::get_if<events::LogLine>(&event->payload))
                keep(one->lines[line->source], event);
            else if (const auto *changed = std::get_if<events::EnvironmentChanged>(&event->payload))
                keep(one->changes[changed->service], event);
            else if (const auto *health = std::get_if<events::HealthChanged>(&event->payload))
                keep(one->changes[health->service], event);
        }
        if (!batch.empty()) {
            one->sinceEvent.start();
            any = true;
        }
    }
    if (any)
        Q_EMIT changed();
}

void Environments::settle()
{
    if (m_live.empty())
        m_tick.stop();
    Q_EMIT changed();
}

} // namespace assay::ui
