// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/text_lines_view.h"

#include <QAccessibleWidget>

namespace assay::ui {

namespace {

/// The text of a TextLinesView for a screen reader: what it asks for, never the whole.
class TextInterface final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit TextInterface(TextLinesView &view)
        : QAccessibleWidget(&view, QAccessible::EditableText)
        , m_view(view)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        state.selectableText = true;
        return state;
    }
    int selectionCount() const override { return m_view.hasSelection() ? 1 : 0; }
    void selection(int, int *start, int *end) const override
    {
        const auto [from, to] = std::minmax(m_view.anchor(), m_view.caret());
        *start = static_cast<int>(from);
        *end = static_cast<int>(to);
    }
    void addSelection(int start, int end) override { setSelection(0, start, end); }
    void removeSelection(int) override { m_view.setCaret(m_view.caret()); }
    void setSelection(int, int start, int end) override
    {
        m_view.setCaret(start);
        m_view.setCaret(end, true);
    }
    int cursorPosition() const override { return static_cast<int>(m_view.caret()); }
    void setCursorPosition(int position) override { m_view.setCaret(position); }
    QString text(int start, int end) const override
    {
        const qsizetype size = m_view.plainText().size();
        const qsizetype from = std::clamp<qsizetype>(start, 0, size);
        return m_view.plainText().sliced(from, std::clamp<qsizetype>(end, from, size) - from);
    }
    int characterCount() const override { return static_cast<int>(m_view.plainText().size()); }
    QRect characterRect(int offset) const override
    {
        const QRect rect = m_view.charRect(offset);
        return {m_view.viewport()->mapToGlobal(rect.topLeft()), rect.size()};
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        return static_cast<int>(m_view.positionAt(m_view.viewport()->mapFromGlobal(point)));
    }
    void scrollToSubstring(int start, int) override { m_view.setCaret(start); }
    QString attributes(int offset, int *start, int *end) const override
    {
        *start = *end = offset;
        return {};
    }
    using QAccessibleWidget::text;

private:
    TextLinesView &m_view;
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    auto *view = className == QLatin1StringView(TextLinesView::staticMetaObject.className())
                     ? qobject_cast<TextLinesView *>(object)
                     : nullptr;
    return view != nullptr ? new TextInterface(*view) : nullptr;
}

} // namespace

void installTextLinesAccessibility()
{
    static const bool once = (QAccessible::installFactory(makeInterface), true);
    Q_UNUSED(once)
}

} // namespace assay::ui
