// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/file_snapshots.h"

#include "base/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace assay::expect {

using namespace Qt::StringLiterals;

namespace {

constexpr base::ByteCount kMaxSnapshot{16 * 1024 * 1024};
constexpr qsizetype kMaxName = 200;

bool isPlain(QChar character)
{
    return character.isLetterOrNumber() || character == u'-' || character == u'_' ||
           character == u'.' || character == u' ';
}

} // namespace

bool isSnapshotName(const QString &name)
{
    if (name.isEmpty() || name.size() > kMaxName)
        return false;
    for (const QString &part : name.split(u'/')) {
        if (part.isEmpty() || part.startsWith(u'.') || part.startsWith(u' ') ||
            part.endsWith(u' ') || !std::ranges::all_of(part, isPlain))
            return false;
    }
    return true;
}

QByteArray indentedJson(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson();
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson();
    return base::compactJson(value) + '\n';
}

FileSnapshots::FileSnapshots(base::Files &files, const QString &folder, const QString &suite,
                             bool updating)
    : m_files(files)
    , m_updating(updating)
{
    QString plain = suite.left(kMaxName);
    for (QChar &character : plain) {
        if (!isPlain(character))
            character = u'_';
    }
    if (plain.isEmpty() || plain.startsWith(u'.'))
        plain.prepend(u'_');
    m_folder = folder + u"/__snapshots__/"_s + plain;
}

base::Result<QString> FileSnapshots::pathOf(const QString &name) const
{
    if (!isSnapshotName(name)) {
        return base::failure(u"\"%1\" cannot be the name of a snapshot"_s.arg(name.left(80)),
                             u"write letters, digits, - and _, with / between folders"_s);
    }
    const QString path = m_folder + u'/' + name;
    const QString real = m_files.canonicalPath(path);
    const QString realFolder = m_files.canonicalPath(m_folder);
    if (!real.isEmpty() && !real.startsWith(realFolder + u'/'))
        return base::failure(u"the snapshot \"%1\" is a link out of its folder"_s.arg(name));
    const QString parent = m_files.canonicalPath(path.left(path.lastIndexOf(u'/')));
    if (!parent.isEmpty() && parent != realFolder && !parent.startsWith(realFolder + u'/'))
        return base::failure(u"the snapshot \"%1\" is behind a link out of its folder"_s.arg(name));
    return path;
}

base::Result<std::optional<QByteArray>> FileSnapshots::load(const QString &name)
{
    const auto path = pathOf(name);
    if (!path)
        return base::failure(path.error());
    if (!m_files.isFile(*path))
        return std::optional<QByteArray>();
    auto content = m_files.read(*path, kMaxSnapshot);
    if (!content)
        return base::failure(std::move(content).error());
    return std::optional(*std::move(content));
}

base::Result<> FileSnapshots::save(const QString &name, const QByteArray &content)
{
    const auto path = pathOf(name);
    if (!path)
        return base::failure(path.error());
    if (content.size() > kMaxSnapshot.value)
        return base::failure(u"the snapshot \"%1\" would be larger than 16 MiB"_s.arg(name));
    if (auto made = m_files.makeFolder(path->left(path->lastIndexOf(u'/'))); !made)
        return made;
    return m_files.write(*path, content);
}

} // namespace assay::expect
