// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace assay::ui {

/// A list beside what it leads to; above it where there is too little width for both. Main thread.
///
///     new SideSplit(list, text, 240, this);   // the list is 240 px wide until somebody drags it
class SideSplit : public QSplitter
{
    Q_OBJECT
public:
    static constexpr int kNarrow = 600; ///< px; below it the list stands above

    SideSplit(QWidget *side, QWidget *content, int sideWidth, QWidget *parent = nullptr);

    [[nodiscard]] bool isNarrow() const { return orientation() == Qt::Vertical; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void share();

    int m_sideWidth;
    bool m_dragged = false; ///< sizes are somebody's choice
};

} // namespace assay::ui
