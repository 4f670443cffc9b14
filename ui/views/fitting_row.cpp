// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fitting_row.h"

#include <QEvent>
#include <QHBoxLayout>

#include <set>
#include <utility>

namespace assay::ui {

namespace {

constexpr int kGapInRow = 6;
constexpr int kRightMargin = 8;

} // namespace

FittingRow::FittingRow(QWidget *parent)
    : QWidget(parent)
    , m_line(new QHBoxLayout(this))
{
    m_line->setContentsMargins(0, 0, kRightMargin, 0);
    m_line->setSpacing(kGapInRow);
    m_line->addStretch(0); // without a text, controls stand at the right
}

void FittingRow::add(QWidget *widget, int rank)
{
    m_line->addWidget(widget);
    widget->setSizePolicy(QSizePolicy::Maximum, widget->sizePolicy().verticalPolicy());
    m_items.push_back({widget, rank, true});
}

void FittingRow::addText(QWidget *widget)
{
    m_line->addWidget(widget, 1);
}

void FittingRow::setWanted(const QWidget *widget, bool wanted)
{
    for (Item &item : m_items) {
        if (item.widget == widget && std::exchange(item.wanted, wanted) != wanted) {
            updateGeometry();
            fit();
        }
    }
}

int FittingRow::widthOf(int leastRank) const
{
    int width = kRightMargin;
    for (const Item &item : m_items) {
        if (item.wanted && item.rank >= leastRank)
            width += kGapInRow + item.widget->sizeHint().width();
    }
    return width;
}

QSize FittingRow::sizeHint() const
{
    int height = 0;
    for (const Item &item : m_items)
        height = std::max(height, item.widget->sizeHint().height());
    return {widthOf(0), height};
}

QSize FittingRow::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void FittingRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

bool FittingRow::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) // a text became longer
        fit();
    return QWidget::event(event);
}

void FittingRow::fit()
{
    std::set<int> ranks;
    for (const Item &item : m_items)
        ranks.insert(item.rank);
    int least = kAlways;
    for (const int rank : ranks) {
        if (widthOf(rank) <= width()) {
            least = rank;
            break;
        }
    }
    for (const Item &item : m_items) {
        const bool shown = item.wanted && item.rank >= least;
        if (item.widget->isHidden() == shown)
            item.widget->setVisible(shown);
    }
    m_line->activate();
}

} // namespace assay::ui
