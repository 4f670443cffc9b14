// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/side_split.h"

#include <algorithm>

namespace assay::ui {

namespace {

constexpr int kMostAbove = 170; ///< px of the list above: some lines and its search

} // namespace

SideSplit::SideSplit(QWidget *side, QWidget *content, int sideWidth, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_sideWidth(sideWidth)
{
    setHandleWidth(1);
    addWidget(side);
    addWidget(content);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setCollapsible(1, false);
    connect(this, &QSplitter::splitterMoved, this, [this] { m_dragged = true; });
    share();
}

void SideSplit::resizeEvent(QResizeEvent *event)
{
    const Qt::Orientation wanted = width() < kNarrow ? Qt::Vertical : Qt::Horizontal;
    const bool turns = wanted != orientation();
    if (turns)
        setOrientation(wanted);
    QSplitter::resizeEvent(event);
    if (turns || !m_dragged)
        share();
}

void SideSplit::share()
{
    const int side = isNarrow() ? std::min(kMostAbove, height() * 2 / 5) : m_sideWidth;
    const int all = isNarrow() ? height() : width();
    setSizes({side, std::max(1, all - side - handleWidth())});
    m_dragged = false;
}

} // namespace assay::ui
