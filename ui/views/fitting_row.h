// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QHBoxLayout;

namespace assay::ui {

/// Controls side by side. Where there is too little room for all of them some are hidden whole, so
/// that none is ever cut off: what is hidden has to be reachable elsewhere. Main thread.
///
///     row.addText(note);        // takes what is left
///     row.add(level, 2);        // goes before what has a higher rank
///     row.add(follow, kAlways);
class FittingRow : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kAlways = 1000;

    explicit FittingRow(QWidget *parent = nullptr);

    void add(QWidget *widget, int rank);
    void addText(QWidget *widget);
    /// Off: there is nothing to do with it now, it is hidden whatever the room.
    void setWanted(const QWidget *widget, bool wanted);
    [[nodiscard]] QSize sizeHint() const override; ///< of all
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Item
    {
        QWidget *widget = nullptr;
        int rank = 0;
        bool wanted = true;
    };
    [[nodiscard]] int widthOf(int leastRank) const;
    void fit();

    QHBoxLayout *m_line;
    std::vector<Item> m_items;
};

} // namespace assay::ui
