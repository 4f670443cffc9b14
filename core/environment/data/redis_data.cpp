// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/data/redis_data.h"

#include "base/redis.h"
#include "environment/folders.h"

#include <QFile>
#include <QFileInfo>

namespace assay::environment {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr base::Nanoseconds kLongest = 5min;

} // namespace

RedisData::RedisData(QString url, QString folder)
    : m_url(std::move(url))
    , m_folder(std::move(folder))
{
}

base::Result<> RedisData::command(const QByteArrayList &words, const std::stop_token &stop) const
{
    const base::RedisOptions bounds{.deadline = std::chrono::steady_clock::now() + kLongest,
                                    .stop = stop};
    auto connection = base::RedisConnection::open(m_url, bounds);
    if (!connection)
        return base::failure(connection.error());
    const auto answer = (*connection)->command(words, bounds);
    if (!answer) {
        base::Error error = answer.error();
        error.title = u"Redis refused %1: %2"_s.arg(
            QString::fromUtf8(words.first() + ' ' + words.value(1)).trimmed(), error.title);
        return base::failure(error);
    }
    return {};
}

/// dump.rdb becomes what it holds now.
base::Result<> RedisData::writeDump(const std::stop_token &stop) const
{
    return command({"SAVE"}, stop);
}

base::Result<> RedisData::readFrom(const QString &file, const std::stop_token &stop) const
{
    const QString dump = m_folder + u"/dump.rdb"_s;
    // What it holds now, for the case that it cannot read the other.
    if (auto written = writeDump(stop); !written)
        return written;
    const QString before = m_folder + u"/before.rdb"_s;
    if (auto moved = replaceFile(dump, before); !moved)
        return moved;
    auto read = copyFile(file, dump, stop);
    if (read)
        read = command({"DEBUG", "RELOAD", "NOSAVE"}, {});
    if (!read && copyFile(before, dump, {}))
        (void)command({"DEBUG", "RELOAD", "NOSAVE"}, {}).has_value();
    QFile::remove(before);
    return read;
}

base::Result<base::ByteCount> RedisData::keep(const QString &name, const std::stop_token &stop)
{
    return m_state.with([&](State &state) -> base::Result<base::ByteCount> {
        if (auto written = writeDump(stop); !written)
            return base::failure(written.error());
        const QString file = u"%1/kept-%2.rdb"_s.arg(m_folder).arg(++state.named);
        if (auto moved = replaceFile(m_folder + u"/dump.rdb"_s, file); !moved)
            return base::failure(moved.error());
        QString &known = state.files[name];
        if (!known.isEmpty())
            QFile::remove(known);
        known = file;
        return base::ByteCount{QFileInfo(file).size()};
    });
}

base::Result<QString> RedisData::putBack(const QString &name, const std::stop_token &stop)
{
    return m_state.with([&](State &state) -> base::Result<QString> {
        const auto found = state.files.find(name);
        if (found == state.files.end())
            return base::failure(u"nothing was kept as \"%1\""_s.arg(name),
                                 u"take a snapshot first"_s);
        if (auto read = readFrom(found->second, stop); !read)
            return base::failure(read.error());
        return u"from a file"_s;
    });
}

void RedisData::forget(const QString &name)
{
    m_state.with([&](State &state) {
        const auto found = state.files.find(name);
        if (found == state.files.end())
            return;
        QFile::remove(found->second);
        state.files.erase(found);
    });
}

base::Result<> RedisData::save(const QString &name, const QString &file,
                               const std::stop_token &stop)
{
    return m_state.with([&](State &state) -> base::Result<> {
        const auto found = state.files.find(name);
        if (found == state.files.end())
            return base::failure(u"nothing was kept as \"%1\""_s.arg(name));
        return copyFile(found->second, file, stop);
    });
}

base::Result<> RedisData::load(const QString &file, const std::stop_token &stop)
{
    return m_state.with([&](State &) { return readFrom(file, stop); });
}

} // namespace assay::environment
