// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTabBar;

namespace assay::ui {

class PanelHead;

/// The line above a dock. A dock that shares its place with others shows all their names here as
/// tabs (in place of a second line of tabs, which Qt would draw), beside its own controls. The free
/// part drags the dock. Main thread.
class DockHead : public QWidget
{
    Q_OBJECT
public:
    /// Takes over `head`; null makes one with the title, and `controls` in it.
    DockHead(const QString &title, QWidget *head, QWidget *controls, QWidget *parent);

    /// The docks in this place, by name and with which is ours; fewer than two show no tabs.
    void setTabs(const QStringList &titles, int own);
    void setTitle(const QString &title); ///< of a head that the shell made
    [[nodiscard]] QTabBar &tabs() { return *m_tabs; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void tabChosen(int index);

private:
    QTabBar *m_tabs;
    PanelHead *m_head = nullptr; ///< when it is one
    bool m_made = false;
};

} // namespace assay::ui
