// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history_watch.h"

#include "history/owner.h"
#include "history/store_access.h"

#include <QFile>

#include <sys/stat.h>

namespace assay::history {

using namespace Qt::StringLiterals;

struct HistoryWatch::Private
{
    explicit Private(const HistoryStore &watched)
        : store(watched)
    {
    }

    [[nodiscard]] quint64 identity() const
    {
        struct stat found = {};
        return ::stat(QFile::encodeName(store.file()).constData(), &found) == 0
                   ? static_cast<quint64>(found.st_ino)
                   : 0;
    }
    bool anyGone() const
    {
        auto rows = database->query(u"select owner, started from runs where status = 'running'"_s);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        while (rows && rows->next()) {
            const auto started =
                QDateTime::fromMSecsSinceEpoch(rows->value(1).toLongLong(), Qt::UTC);
            if (isGone(rows->value(0).toString(), started, now))
                return true;
        }
        return false;
    }

    const HistoryStore &store;
    std::optional<Database> database;
    quint64 inode = 0;
    qint64 version = -1;
};

HistoryWatch::HistoryWatch(const HistoryStore &store)
    : d(std::make_unique<Private>(store))
{
}

HistoryWatch::~HistoryWatch() = default;

bool HistoryWatch::changed()
{
    // Another file may stand there by now: the connection would hold the old one for ever.
    const quint64 inode = d->identity();
    if (!d->database || inode != d->inode) {
        d->database.reset();
        d->inode = inode;
        d->version = -1;
        if (inode == 0)
            return false;
        auto opened = openForReading(d->store);
        if (!opened)
            return false;
        d->database.emplace(std::move(*opened));
    }
    if (d->anyGone())
        static_cast<void>(d->store.closeAbandoned().has_value()); // locked: at the next look
    const auto version = d->database->number(u"pragma data_version"_s);
    return version && std::exchange(d->version, *version) != *version;
}

} // namespace assay::history
