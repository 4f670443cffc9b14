// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/attachment_model.h"

#include "base/units.h"
#include "ui/models/roles.h"
#include "ui/theme/status.h"

#include <QFileInfo>

namespace assay::ui {

using namespace Qt::StringLiterals;

void AttachmentModel::setAttachments(const std::vector<events::Attachment> &attachments)
{
    const bool more = attachments.size() >= m_rows.size() &&
                      std::equal(m_rows.begin(), m_rows.end(), attachments.begin(),
                                 [](const Row &row, const events::Attachment &attachment) {
                                     return row.attachment.name == attachment.name &&
                                            row.attachment.file == attachment.file &&
                                            row.attachment.content == attachment.content;
                                 });
    if (more && attachments.size() == m_rows.size())
        return;
    const auto known = static_cast<int>(m_rows.size());
    if (more)
        beginInsertRows({}, known, static_cast<int>(attachments.size()) - 1);
    else
        beginResetModel();
    if (!more)
        m_rows.clear();
    for (std::size_t i = m_rows.size(); i < attachments.size(); ++i) {
        const events::Attachment &attachment = attachments[i];
        m_rows.push_back({attachment, attachment.file.isEmpty() ? attachment.content.size() : -1});
    }
    if (more)
        endInsertRows();
    else
        endResetModel();
    askSizes();
}

void AttachmentModel::askSizes()
{
    QStringList files;
    for (const Row &row : m_rows)
        files.append(row.attachment.file);
    if (files.join(QString()).isEmpty())
        return;
    m_sizes.ask<std::vector<qint64>>(
        [files](const std::stop_token &stop) {
            std::vector<qint64> sizes;
            for (const QString &file : files) {
                const QFileInfo info(file);
                sizes.push_back(
                    !stop.stop_requested() && !file.isEmpty() && info.isFile() ? info.size() : -1);
            }
            return sizes;
        },
        [this](const std::vector<qint64> &sizes) {
            for (std::size_t i = 0; i < sizes.size() && i < m_rows.size(); ++i) {
                if (!m_rows[i].attachment.file.isEmpty())
                    m_rows[i].size = sizes[i];
            }
            if (!m_rows.empty())
                Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        });
}

BodySource AttachmentModel::sourceOf(int row, const QString &key) const
{
    const events::Attachment &attachment = at(row);
    BodySource source = attachment.file.isEmpty()
                            ? bytesSource(u"attachment %1 %2"_s.arg(key).arg(row),
                                          attachment.content, attachment.contentType)
                            : fileSource(attachment.file, attachment.contentType);
    // A name from outside is only a suggestion, and no path.
    source.name = attachment.name.section(u'/', -1).section(u'\\', -1);
    return source;
}

int AttachmentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant AttachmentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const QString size = row.size < 0 ? tr("size unknown") : base::byteCountText({row.size});
    switch (role) {
    case Qt::DisplayRole:
        return row.attachment.name;
    case NoteRole:
        return row.attachment.contentType.isEmpty()
                   ? size
                   : row.attachment.contentType.section(u';', 0, 0) + u" · "_s + size;
    case Qt::ToolTipRole:
        return row.attachment.file.isEmpty() ? row.attachment.name : row.attachment.file;
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(row.attachment.name, size);
    default:
        return {};
    }
}

} // namespace assay::ui
