// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/panel_head.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeight = 30;

} // namespace

PanelHead::PanelHead(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(title, this))
    , m_detail(new ElidedLabel(this))
    , m_line(new QHBoxLayout(this))
{
    setObjectName(u"head"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(kHeight);
    m_title->setFont(boldFont());
    m_detail->setObjectName(u"muted"_s);
    m_line->setContentsMargins(10, 0, 8, 0);
    m_line->setSpacing(8);
    m_line->addWidget(m_title);
    m_line->addWidget(m_detail, 1);
}

void PanelHead::setDetail(const QString &detail)
{
    m_detail->setWhole(detail);
}

// A dock asks its title for a hint and takes no notice of a fixed height.
QSize PanelHead::sizeHint() const
{
    return {QWidget::sizeHint().width(), kHeight};
}

QSize PanelHead::minimumSizeHint() const
{
    return {60, kHeight};
}

void PanelHead::addControl(QWidget *widget)
{
    m_line->addWidget(widget);
}

QLabel *makeEmptyText(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setObjectName(u"muted"_s);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setMargin(16);
    return label;
}

} // namespace assay::ui
