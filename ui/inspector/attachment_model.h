// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "events/event.h"
#include "ui/inspector/body_source.h"
#include "ui/inspector/worker_task.h"

#include <QAbstractListModel>

namespace assay::ui {

/// The attachments of a case: names with sizes (a file's is asked for by a worker, and is unknown
/// when the file is gone). Main thread.
class AttachmentModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setAttachments(const std::vector<events::Attachment> &attachments);
    [[nodiscard]] const events::Attachment &at(int row) const
    {
        return m_rows[static_cast<std::size_t>(row)].attachment;
    }
    /// Its content for BodyView; `key` tells apart attachments of one name.
    [[nodiscard]] BodySource sourceOf(int row, const QString &key) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row
    {
        events::Attachment attachment;
        qint64 size = -1; ///< bytes; -1: not known
    };
    void askSizes();

    std::vector<Row> m_rows;
    WorkerTask m_sizes;
};

} // namespace assay::ui
