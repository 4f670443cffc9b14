// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graph_view.h"

class QLineEdit;
class QPushButton;

namespace assay::ui {

class FittingRow;
class PanelHead;

/// The graph with its head: which phase goes on, a search, and what is followed and grouped. Main
/// thread.
class GraphPanel : public QWidget
{
    Q_OBJECT
public:
    GraphPanel(RunFeed &feed, Selection &selection, const ThemeManager &themes,
               QWidget *parent = nullptr);

    [[nodiscard]] GraphView &view() { return *m_view; }
    void focusSearch();

private:
    QPushButton *chip(const QString &text, const QString &help);
    void refreshHead();
    void refreshSearch();

    RunFeed &m_feed;
    PanelHead *m_head;
    GraphView *m_view;
    FittingRow *m_controls;
    QLineEdit *m_search;
    QPushButton *m_focus;
    QPushButton *m_follow;
    QPushButton *m_bySuite;
    QPushButton *m_byPhase;
    QString m_phase;
    int m_hits = -1;
};

} // namespace assay::ui
