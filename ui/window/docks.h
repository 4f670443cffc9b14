// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/panel.h"

#include <QTimer>

class QDockWidget;
class QMainWindow;

namespace assay::ui {

class DockHead;

/// The docks of a window: made from the registry of panels; they can be moved, tabbed, split,
/// floated and closed. Main thread, a child of its window.
class Docks : public QObject
{
    Q_OBJECT
public:
    explicit Docks(QMainWindow &window);

    void build(std::vector<PanelSpec> specs, PanelContext &context);
    /// In sight, in front, with the keyboard's focus.
    void show(const QString &id);
    /// Shows it, or closes it when the focus is in it already.
    void toggle(const QString &id);
    [[nodiscard]] bool isInSight(const QString &id) const;
    /// Null for a panel that is not there.
    [[nodiscard]] QWidget *panel(const QString &id) const;
    [[nodiscard]] const std::vector<PanelSpec> &specs() const { return m_specs; }

    /// False when a panel is not done with what it has started (PanelParts::mayClose).
    [[nodiscard]] bool mayClose();

    /// How a layout is before anybody moved something.
    void arrange(LayoutKind layout);
    /// After the window became narrower: the sides give so much that the middle, which has `width`
    /// px, is fit to be read.
    void giveRoomTo(int width);
    [[nodiscard]] QByteArray state() const;
    /// False, and nothing changes, when it is of another version or broken.
    bool restore(const QByteArray &state);

Q_SIGNALS:
    void changed(); ///< which are in sight, and where

private:
    struct Panel
    {
        QDockWidget *dock = nullptr;
        DockHead *head = nullptr;
        QWidget *widget = nullptr;
        std::function<bool()> mayClose;
    };
    void add(const PanelSpec &spec, PanelContext &context);
    void refreshHeads();
    void chooseTab(std::size_t panel, int tab);
    [[nodiscard]] std::vector<std::size_t> sharing(std::size_t panel) const;
    [[nodiscard]] std::size_t indexOf(const QString &id) const;

    QMainWindow &m_window;
    std::vector<PanelSpec> m_specs; ///< by area and order
    std::vector<Panel> m_panels;    ///< as m_specs
    QTimer m_headsTimer;
};

} // namespace assay::ui
