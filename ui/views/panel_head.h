// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/elided_label.h"

#include <QWidget>

class QHBoxLayout;

namespace assay::ui {

/// The 30 px line above a panel: its name, a muted detail, and controls at the right.
class PanelHead : public QWidget
{
    Q_OBJECT
public:
    explicit PanelHead(const QString &title, QWidget *parent = nullptr);
    void setTitle(const QString &title) { m_title->setText(title); }
    void setTitleVisible(bool visible) { m_title->setVisible(visible); } ///< off: tabs say it
    void setDetail(const QString &detail);
    void addControl(QWidget *widget);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    QLabel *m_title;
    ElidedLabel *m_detail;
    QHBoxLayout *m_line;
};

/// A muted sentence in the middle of an empty panel: what is missing and what to do.
[[nodiscard]] QLabel *makeEmptyText(const QString &text, QWidget *parent);

} // namespace assay::ui
