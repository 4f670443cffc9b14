// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/journal.h"

#include "base/files.h"
#include "history/owner.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr base::ByteCount kLargestEntry{64LL * 1024 * 1024};

}

QString Journal::fileOf(const QString &path) const
{
    const QByteArray name =
        QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().first(32);
    return m_folder + u'/' + QString::fromLatin1(name) + u".json"_s;
}

base::Result<> Journal::write(const JournalEntry &entry) const
{
    base::SystemFiles files;
    if (auto made = files.makeFolder(m_folder); !made)
        return made;
    const QJsonObject object{
        {u"path"_s, entry.path},
        {u"text"_s, entry.text},
        {u"base"_s, QString::fromLatin1(entry.baseHash.toHex())},
        {u"mark"_s, entry.hasMark},
        {u"typed"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
        {u"owner"_s, history::thisOwner()}};
    const QString file = fileOf(entry.path);
    auto written = files.write(file, QJsonDocument(object).toJson(QJsonDocument::Compact));
    if (written)
        QFile::setPermissions(file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return written;
}

void Journal::remove(const QString &path) const
{
    QFile::remove(fileOf(path));
}

std::vector<JournalEntry> Journal::abandoned() const
{
    std::vector<JournalEntry> entries;
    const base::SystemFiles files;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const QString &file : files.filesBelow(m_folder, u".json"_s)) {
        const auto bytes = files.read(file, kLargestEntry);
        if (!bytes)
            continue;
        const QJsonObject object = QJsonDocument::fromJson(*bytes).object();
        JournalEntry entry;
        entry.path = object[u"path"].toString();
        entry.text = object[u"text"].toString();
        entry.baseHash = QByteArray::fromHex(object[u"base"].toString().toLatin1());
        entry.hasMark = object[u"mark"].toBool();
        entry.typedAt = QDateTime::fromString(object[u"typed"].toString(), Qt::ISODateWithMs);
        entry.owner = object[u"owner"].toString();
        if (entry.path.isEmpty() || !object.contains(u"text") ||
            !history::isGone(entry.owner, entry.typedAt, now))
            continue;
        entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(),
              [](const auto &a, const auto &b) { return a.typedAt < b.typedAt; });
    return entries;
}

} // namespace assay::ui
