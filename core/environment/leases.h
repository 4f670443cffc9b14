// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "base/guarded.h"
#include "base/result.h"
#include "base/spawn.h"
#include "base/units.h"
#include "base/variables.h"

#include <QJsonObject>
#include <QStringList>

#include <map>
#include <memory>
#include <optional>

namespace assay::environment {

/// Where everything temporary of ours lives: folders that end with /assay-<uid>, only ours.
struct TemporaryRoots
{
    QString disk;   ///< beneath $ASSAY_TMPDIR or the system's temporary folder
    QString memory; ///< beneath /dev/shm; "" when there is none
};
[[nodiscard]] TemporaryRoots temporaryRoots(const base::Variables &variables);

/// Something that others keep for us: a compose project, a namespace of a cluster, a control group.
struct Holding
{
    enum class Kind { ComposeProject, Namespace, ControlGroup };
    Kind kind = Kind::ComposeProject;
    QString name;    ///< of Leases::newName()
    QJsonObject how; ///< what takes it away: Tool::toJson(); of a control group its folder
};

/// The journal of what one Assay has made outside itself: processes, folders, holdings. Each is
/// written to <state>/leases/<pid>-<start>-<id>.jsonl before it is there (a process, whose pid is
/// only known after, is found by its variable ASSAY_LEASE=<id>) and crossed out when it is gone.
/// What a SIGKILL leaves is cleared away by reapAbandoned() of the next start.
///
///     auto leases = Leases::open(stateFolder, temporaryRoots(variables));
///     auto folder = (*leases)->makeFolder(u"database"_s, Leases::Place::Memory);
///
/// The file is made with the first entry and removed with the last. Any thread.
class Leases
{
public:
    enum class Place { Disk, Memory };

    [[nodiscard]] static base::Result<std::unique_ptr<Leases>> open(const QString &stateFolder,
                                                                    TemporaryRoots roots);
    /// Removes the folders that are left.
    ~Leases();
    Leases(const Leases &) = delete;
    Leases &operator=(const Leases &) = delete;

    [[nodiscard]] const QString &id() const { return m_id; }
    /// ASSAY_LEASE=<id>: every child of ours gets it.
    [[nodiscard]] static QString variableName();

    /// A child is about to be started: makes sure that the journal is there. Then addProcess(), or
    /// giveUpProcess() when it was not started.
    [[nodiscard]] base::Result<> beginProcess();
    [[nodiscard]] base::Result<> addProcess(pid_t pid);
    void giveUpProcess();
    void removeProcess(pid_t pid);

    /// A new empty folder that only `owner` (or we) can read. Memory becomes disk when there is no
    /// room for `size` in memory.
    [[nodiscard]] base::Result<QString>
    makeFolder(const QString &name, Place place, base::ByteCount size = {},
               const std::optional<base::SpawnRequest::Identity> &owner = {});
    /// With all that is in it. An error is what could not be removed.
    [[nodiscard]] base::Result<> removeFolder(const QString &path);

    /// "assay-<id>-3": a new name for something that another program will keep for us.
    [[nodiscard]] QString newName();
    /// To be called before it is made. What is not removed is taken away by the next start.
    [[nodiscard]] base::Result<> addHolding(const Holding &holding);
    void removeHolding(const QString &name);

private:
    struct State
    {
        base::Descriptor file;
        QString path;
        std::map<pid_t, bool> processes;
        QStringList folders;
        QStringList holdings;
        int starting = 0; ///< children between beginProcess() and addProcess()
        int named = 0;
    };
    Leases(QString stateFolder, TemporaryRoots roots);
    [[nodiscard]] base::Result<> write(State &state, const QJsonObject &entry) const;
    void closeWhenEmpty(State &state) const;

    const QString m_stateFolder;
    const TemporaryRoots m_roots;
    const QString m_id;
    base::Guarded<State> m_state;
};

} // namespace assay::environment
