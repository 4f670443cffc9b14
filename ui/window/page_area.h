// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/panel.h"

#include <QHash>
#include <QSplitter>

#include <optional>

class QTabWidget;

namespace assay::ui {

/// The middle of the window: pages as tabs, side by side when they are split, in a window of their
/// own when they float. Main thread.
class PageArea : public QSplitter
{
    Q_OBJECT
public:
    explicit PageArea(QWidget *parent);
    ~PageArea() override;

    /// Opens the permanent pages. `context` outlives this.
    void build(std::vector<PageSpec> specs, PanelContext &context);
    /// In front and with the focus; made when it is not there yet. Null when no page is called so.
    QWidget *open(const QString &id, const QString &argument = {});
    /// Unless it is permanent or does not want to.
    void close(QWidget *page, bool ask = true);
    void closeCurrent();
    [[nodiscard]] QWidget *current() const;
    [[nodiscard]] QWidget *find(const QString &id, const QString &argument = {}) const;
    [[nodiscard]] const std::vector<PageSpec> &specs() const { return m_specs; }
    [[nodiscard]] int pageCount() const { return static_cast<int>(m_pages.size()); }
    /// False when a page wants to stay: it has been brought to the front and asks.
    [[nodiscard]] bool mayCloseAll();

    void splitCurrent(); ///< into the next column; makes one
    void floatCurrent(); ///< into a window of its own, or back
    void next(int step);

    /// "run" and the like, with where each stands, for the session.
    [[nodiscard]] QStringList state() const;
    void restore(const QStringList &state);

Q_SIGNALS:
    void currentChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Page
    {
        QString id;
        QString argument;
        QWidget *widget = nullptr;
        std::function<bool()> mayClose;
        bool permanent = false;
    };
    [[nodiscard]] const PageSpec *specOf(const QString &id) const;
    [[nodiscard]] const Page *pageOf(const QWidget *widget) const;
    QTabWidget *addGroup();
    [[nodiscard]] QTabWidget *groupOf(const QWidget *widget) const;
    [[nodiscard]] QTabWidget *currentGroup() const;
    [[nodiscard]] std::vector<QTabWidget *> groups() const;
    void put(QWidget *widget, QTabWidget *group);
    void tidy(QTabWidget *group);
    void refreshTab(QWidget *widget);
    void followFocus(const QWidget *focus);

    std::vector<PageSpec> m_specs;
    std::vector<Page> m_pages;
    PanelContext *m_context = nullptr;
    QList<QWidget *> m_windows;       ///< of floating pages
    QTabWidget *m_group = nullptr;    ///< used last, of those in the splitter
    QTabWidget *m_floating = nullptr; ///< used last, when that one floats
};

} // namespace assay::ui
