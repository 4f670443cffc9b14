// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_view.h"

#include <QAccessibleWidget>

#include <map>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// A row in sight, for a screen reader. It says what is there now: rows move under it.
class RowInterface final : public QAccessibleInterface
{
public:
    RowInterface(QAccessibleInterface &list, ConsoleView &view, int slot)
        : m_list(list)
        , m_view(view)
        , m_slot(slot)
    {
    }

    bool isValid() const override { return row() < m_view.model().rowCount(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return &m_list; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Name || !isValid())
            return {};
        const LogRow &shown = m_view.model().row(row());
        return u"%1 %2 %3"_s.arg(shown.time, shown.line.source, shown.text).trimmed();
    }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override
    {
        const QRect place = m_view.rowRect(row());
        return {m_view.viewport()->mapToGlobal(place.topLeft()), place.size()};
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        state.readOnly = true;
        state.invalid = !isValid();
        if (state.invalid)
            return state;
        const LineNumber line = m_view.model().lineOf(row());
        const auto lines = m_view.selected();
        state.selected = lines && line >= lines->from && line <= lines->to;
        state.focused = m_view.hasFocus() && m_view.current() == line;
        return state;
    }

private:
    int row() const { return m_view.topRow() + m_slot; }

    QAccessibleInterface &m_list;
    ConsoleView &m_view;
    int m_slot;
};

/// The console as a list of the rows in sight: a screen reader must not walk through millions.
class ListInterface final : public QAccessibleWidget
{
public:
    explicit ListInterface(ConsoleView &view)
        : QAccessibleWidget(&view, QAccessible::List)
        , m_view(view)
    {
    }
    ~ListInterface() override
    {
        for (const auto &[slot, id] : m_rows)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override
    {
        return std::min(m_view.rowsInSight(), m_view.model().rowCount() - m_view.topRow());
    }
    QAccessibleInterface *child(int slot) const override
    {
        if (slot < 0 || slot >= childCount())
            return nullptr;
        auto known = m_rows.find(slot);
        if (known == m_rows.end()) {
            auto *self = const_cast<ListInterface *>(this);
            const QAccessible::Id id =
                QAccessible::registerAccessibleInterface(new RowInterface(*self, m_view, slot));
            known = m_rows.emplace(slot, id).first;
        }
        return QAccessible::accessibleInterface(known->second);
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (const auto &[slot, id] : m_rows) {
            if (QAccessible::accessibleInterface(id) == child)
                return slot;
        }
        return -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const int row = m_view.rowAtY(m_view.viewport()->mapFromGlobal(QPoint(x, y)).y());
        return row < 0 ? nullptr : child(row - m_view.topRow());
    }
    QAccessibleInterface *focusChild() const override
    {
        const auto line = m_view.current();
        return line && m_view.hasFocus() ? child(m_view.model().rowOf(*line) - m_view.topRow())
                                         : nullptr;
    }

private:
    ConsoleView &m_view;
    mutable std::map<int, QAccessible::Id> m_rows;
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    auto *view = className == QLatin1StringView(ConsoleView::staticMetaObject.className())
                     ? qobject_cast<ConsoleView *>(object)
                     : nullptr;
    return view != nullptr ? new ListInterface(*view) : nullptr;
}

} // namespace

void installConsoleAccessibility()
{
    static const bool once = (QAccessible::installFactory(makeInterface), true);
    Q_UNUSED(once)
}

} // namespace assay::ui
