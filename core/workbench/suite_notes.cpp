// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/suite_notes.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace assay::workbench {

SuiteNotes::Fingerprints SuiteNotes::read() const
{
    constexpr base::ByteCount kLargest{16 * 1024 * 1024};
    Fingerprints known;
    if (!m_files.isFile(m_path))
        return known;
    const auto text = m_files.read(m_path, kLargest);
    if (!text)
        return known;
    const QJsonObject all = QJsonDocument::fromJson(*text).object();
    for (auto it = all.begin(); it != all.end(); ++it)
        known.insert(it.key(), QByteArray::fromHex(it.value().toString().toLatin1()));
    return known;
}

base::Result<> SuiteNotes::add(const Fingerprints &news) const
{
    Fingerprints known = read();
    bool any = false;
    for (auto it = news.begin(); it != news.end(); ++it) {
        any = any || known.value(it.key()) != it.value();
        known.insert(it.key(), it.value());
    }
    if (!any)
        return {};
    QJsonObject all;
    for (auto it = known.begin(); it != known.end(); ++it)
        all.insert(it.key(), QString::fromLatin1(it.value().toHex()));
    if (auto made = m_files.makeFolder(QFileInfo(m_path).path()); !made)
        return made;
    return m_files.write(m_path, QJsonDocument(all).toJson());
}

} // namespace assay::workbench
