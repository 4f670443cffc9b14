// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/data/postgres_data.h"

#include "base/process.h"

#include <QUrl>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Strategy = PostgresServer::Strategy;

namespace {

constexpr base::Nanoseconds kLongest = 30min;

base::Error notKept(const QString &name, const std::vector<QString> &known)
{
    QStringList names(known.begin(), known.end());
    return {u"nothing was kept as \"%1\""_s.arg(name),
            names.isEmpty() ? u"take a snapshot first"_s
                            : u"there is: %1"_s.arg(names.join(u", "_s))};
}

} // namespace

PostgresData::PostgresData(Place place, Post post)
    : m_place(std::move(place))
    , m_pool(m_place.adminUrl, m_place.service, m_place.dataFolder, std::move(post))
{
    m_state.with(
        [&](State &state) { state.server = std::make_unique<PostgresServer>(m_place.adminUrl); });
}

QString PostgresData::nextName(State &state, const QString &kind)
{
    return u"assay_%1_%2"_s.arg(kind).arg(++state.named);
}

base::Result<base::ByteCount> PostgresData::keep(const QString &name, const std::stop_token &stop)
{
    return m_state.with([&](State &state) -> base::Result<base::ByteCount> {
        PostgresServer &server = *state.server;
        const QString copy = nextName(state, u"kept"_s);
        if (auto cleared = server.clear(m_place.database, stop); !cleared)
            return base::failure(cleared.error());
        // A database that others write to has pages that are in memory only: the log copies them
        // without a checkpoint, and ten times the size at which files would be quicker is small.
        auto made = server.copy(m_place.database, copy, Strategy::Log, stop);
        if (auto admitted = server.admit(m_place.database); !admitted && made)
            made = admitted;
        if (made)
            made = server.seal(copy);
        if (!made) {
            m_pool.discard(copy);
            return base::failure(made.error());
        }
        const auto size = server.sizeOf(copy);
        if (!size)
            return base::failure(size.error());
        Kept &kept = state.kept[name];
        if (!kept.database.isEmpty())
            m_pool.discard(kept.database);
        kept = {copy, *size};
        m_pool.cloneFrom(copy, *size);
        return *size;
    });
}

base::Result<> PostgresData::goTo(State &state, const QString &fresh, const std::stop_token &stop)
{
    const QString old = nextName(state, u"old"_s);
    auto swapped = state.server->swap(m_place.database, fresh, old, stop);
    m_pool.discard(swapped ? old : fresh);
    return swapped;
}

base::Result<QString> PostgresData::putBack(const QString &name, const std::stop_token &stop)
{
    return m_state.with([&](State &state) -> base::Result<QString> {
        const auto found = state.kept.find(name);
        if (found == state.kept.end()) {
            std::vector<QString> known;
            for (const auto &[one, kept] : state.kept)
                known.push_back(one);
            return base::failure(notKept(name, known));
        }
        m_pool.cloneFrom(found->second.database, found->second.size);
        const bool wasReady = m_pool.hasReady();
        const auto clone = m_pool.take(stop);
        if (!clone)
            return base::failure(clone.error());
        const auto gone = goTo(state, *clone, stop);
        m_pool.goOn();
        if (!gone)
            return base::failure(gone.error());
        return wasReady ? u"by a clone made ahead"_s : u"by a clone"_s;
    });
}

void PostgresData::forget(const QString &name)
{
    m_state.with([&](State &state) {
        const auto found = state.kept.find(name);
        if (found == state.kept.end())
            return;
        m_pool.forget(found->second.database);
        state.kept.erase(found);
    });
}

base::Result<> PostgresData::save(const QString &name, const QString &file,
                                  const std::stop_token &stop)
{
    return m_state.with([&](State &state) -> base::Result<> {
        const auto found = state.kept.find(name);
        if (found == state.kept.end())
            return base::failure(notKept(name, {}));
        // What is kept admits nobody, and who opens it for pg_dump ends its being a template.
        const QString copy = nextName(state, u"saved"_s);
        auto done = state.server->copy(found->second.database, copy, Strategy::Files, stop);
        if (done)
            done =
                runTool(u"pg_dump"_s,
                        {u"--format=custom"_s, u"--compress=0"_s, u"--file"_s, file, copy}, stop);
        m_pool.discard(copy);
        return done;
    });
}

base::Result<> PostgresData::load(const QString &file, const std::stop_token &stop)
{
    return m_state.with([&](State &state) -> base::Result<> {
        const QString copy = nextName(state, u"loaded"_s);
        auto done = state.server->copy(u"template0"_s, copy, Strategy::Log, stop);
        if (done) {
            // The rights and the owner may name users that this server does not have.
            done = runTool(u"pg_restore"_s,
                           {u"--jobs=2"_s, u"--exit-on-error"_s, u"--no-owner"_s,
                            u"--no-privileges"_s, u"--dbname"_s, copy, file},
                           stop);
        }
        if (!done) {
            m_pool.discard(copy);
            return done;
        }
        return goTo(state, copy, stop);
    });
}

base::Result<> PostgresData::runTool(const QString &program, const QStringList &arguments,
                                     const std::stop_token &stop) const
{
    const QUrl url(m_place.adminUrl);
    base::ProcessRequest request{.program = m_place.programs + u'/' + program,
                                 .arguments = arguments};
    request.environment.insert(u"PGHOST"_s, url.host());
    request.environment.insert(u"PGPORT"_s, QString::number(url.port()));
    request.environment.insert(u"PGUSER"_s, url.userName(QUrl::FullyDecoded));
    request.environment.insert(u"PGPASSWORD"_s, url.password(QUrl::FullyDecoded));
    request.environment.insert(u"LC_MESSAGES"_s, u"C"_s);
    const auto ran = base::runProcess(request, std::chrono::steady_clock::now() + kLongest, stop);
    if (!ran)
        return base::failure(ran.error());
    if (stop.stop_requested())
        return base::failure(u"%1 was stopped"_s.arg(program));
    if (ran->exitCode == 0 && ran->signal == 0)
        return {};
    const QString said = QString::fromUtf8(ran->standardError).trimmed();
    return base::failure(u"%1 %2: %3"_s.arg(program,
                                            base::ExitStatus{ran->exitCode, ran->signal}.toText(),
                                            said.last(std::min<qsizetype>(said.size(), 1000))));
}

bool PostgresData::waitUntilIdle(const std::stop_token &stop) const
{
    return m_pool.waitUntilIdle(stop);
}

} // namespace assay::environment
