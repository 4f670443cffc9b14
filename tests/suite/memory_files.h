// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/files.h"

#include <QDir>
#include <QMap>

namespace assay::suite::test {

/// Files in memory, with symbolic links. Folders are there when a file is in them.
class MemoryFiles final : public base::Files
{
public:
    void add(const QString &path, const QByteArray &content) { m_files.insert(path, content); }
    void link(const QString &path, const QString &target) { m_links.insert(path, target); }

    /// Cuts "=== path" sections: the text before the first is `first`. Paths are below `folder`.
    void addSections(const QString &folder, const QString &first, const QByteArray &text)
    {
        QString path = first;
        QByteArray content;
        const QList<QByteArray> lines = text.split('\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (!lines[i].startsWith("=== ")) {
                content += lines[i];
                if (i + 1 < lines.size())
                    content += '\n';
                continue;
            }
            if (!content.isEmpty())
                add(QDir::cleanPath(folder + u'/' + path), content);
            content.clear();
            path = QString::fromUtf8(lines[i].sliced(4));
        }
        add(QDir::cleanPath(folder + u'/' + path), content);
    }

    [[nodiscard]] base::Result<QByteArray> read(const QString &path,
                                                base::ByteCount limit) const override
    {
        const auto found = m_files.constFind(path);
        if (found == m_files.cend())
            return base::failure(QStringLiteral("cannot read %1").arg(path));
        if (found->size() > limit.value)
            return base::failure(QStringLiteral("%1 is too large").arg(path));
        return *found;
    }
    [[nodiscard]] base::Result<> write(const QString &path, const QByteArray &content) override
    {
        add(path, content);
        return {};
    }
    [[nodiscard]] base::Result<> makeFolder(const QString &) override { return {}; }
    [[nodiscard]] base::Result<> removeTree(const QString &path) override
    {
        m_files.remove(path);
        return {};
    }
    [[nodiscard]] bool isFile(const QString &path) const override { return m_files.contains(path); }
    [[nodiscard]] bool isFolder(const QString &path) const override
    {
        const auto found = m_files.lowerBound(path + u'/');
        return found != m_files.cend() && found.key().startsWith(path + u'/');
    }
    [[nodiscard]] QStringList filesBelow(const QString &folder,
                                         const QString &suffix) const override
    {
        QStringList found;
        for (auto it = m_files.lowerBound(folder + u'/');
             it != m_files.cend() && it.key().startsWith(folder + u'/'); ++it) {
            if (it.key().endsWith(suffix))
                found.append(it.key());
        }
        return found;
    }
    [[nodiscard]] QString canonicalPath(const QString &path) const override
    {
        const QString clean = QDir::cleanPath(path);
        if (const auto target = m_links.constFind(clean); target != m_links.cend())
            return canonicalPath(*target);
        return isFile(clean) || isFolder(clean) ? clean : QString();
    }

private:
    QMap<QString, QByteArray> m_files;
    QMap<QString, QString> m_links;
};

} // namespace assay::suite::test
