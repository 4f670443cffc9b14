// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/code_editor.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMistakeIndicator = 8;
constexpr int kMistakeMarker = 1;

} // namespace

CodeEditor::CodeEditor(const ThemeManager &themes, QWidget *parent)
    : QsciScintilla(parent)
    , m_themes(themes)
    , m_lexer(nullptr)
{
    setObjectName(u"codeEditor"_s);
    setAccessibleName(tr("Text of the file"));
    setUp();
    applyTheme();
    connect(&themes, &ThemeManager::changed, this, &CodeEditor::applyTheme);
    connect(this, &QsciScintilla::textChanged, this, [this] {
        colourTexts();
        updateMarginWidth();
        Q_EMIT edited();
    });
    connect(this, &QsciScintillaBase::SCN_CHARADDED, this, &CodeEditor::onCharAdded);
    connect(this, qOverload<const char *, int>(&QsciScintillaBase::SCN_AUTOCSELECTION), this,
            &CodeEditor::onCompletionChosen);
    connect(this, &QsciScintillaBase::SCN_DWELLSTART, this, [this](int position, int, int) {
        if (position >= 0)
            Q_EMIT hoverWanted(offsetOfPosition(position));
    });
    connect(this, &QsciScintillaBase::SCN_DWELLEND, this, [] { QToolTip::hideText(); });
    connect(this, &QsciScintilla::marginClicked, this,
            [this](int, int line, Qt::KeyboardModifiers) { Q_EMIT markClicked(line); });
    connect(this, &QsciScintillaBase::SCN_ZOOM, this, [this] {
        updateMarginWidth();
        Q_EMIT zoomed();
    });
}

qsizetype CodeEditor::offsetOfPosition(int position) const
{
    if (position <= 0)
        return 0;
    const auto length = SendScintilla(SCI_GETLENGTH);
    const auto bytes = static_cast<int>(std::min<long>(position, length));
    return SendScintilla(SCI_COUNTCODEUNITS, 0UL, static_cast<long>(bytes));
}

int CodeEditor::positionOfOffset(qsizetype offset) const
{
    if (offset <= 0)
        return 0;
    const auto position =
        SendScintilla(SCI_POSITIONRELATIVECODEUNITS, 0UL, static_cast<long>(offset));
    // Scintilla gives 0 for what lies behind the end.
    return static_cast<int>(position == 0 ? SendScintilla(SCI_GETLENGTH) : position);
}

qsizetype CodeEditor::offset() const
{
    return offsetOfPosition(static_cast<int>(SendScintilla(SCI_GETCURRENTPOS)));
}

void CodeEditor::setOffset(qsizetype offset)
{
    SendScintilla(SCI_GOTOPOS, static_cast<unsigned long>(positionOfOffset(offset)));
    ensureCursorVisible();
}

void CodeEditor::goTo(int line, int column)
{
    setOffset(suite::assist::offsetAt(text(), line, column));
    SendScintilla(SCI_ENSUREVISIBLE, static_cast<unsigned long>(std::max(0, line - 1)));
    SendScintilla(SCI_VERTICALCENTRECARET);
}

void CodeEditor::startText(const QString &text)
{
    m_isReplacing = true;
    setText(text); // and forgets the history
    m_isReplacing = false;
    setEolMode(text.contains(u"\r\n") ? EolWindows : EolUnix);
    setModified(false);
    updateMarginWidth();
}

void CodeEditor::replaceText(const QString &text)
{
    const QByteArray before = this->text().toUtf8();
    const QByteArray after = text.toUtf8();
    if (before == after)
        return;
    const auto isInside = [](const QByteArray &bytes, qsizetype at) {
        return at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xc0) == 0x80;
    };
    qsizetype start = 0;
    const qsizetype shortest = std::min(before.size(), after.size());
    while (start < shortest && before[start] == after[start])
        ++start;
    while (start > 0 && (isInside(before, start) || isInside(after, start)))
        --start;
    qsizetype tail = 0;
    while (tail < shortest - start &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    while (tail > 0 && isInside(before, before.size() - tail))
        --tail;
    const QByteArray middle = after.sliced(start, after.size() - start - tail);
    const bool wasReadOnly = isReadOnly();
    setReadOnly(false);
    beginUndoAction();
    SendScintilla(SCI_SETTARGETSTART, static_cast<unsigned long>(start));
    SendScintilla(SCI_SETTARGETEND, static_cast<unsigned long>(before.size() - tail));
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(middle.size()), middle.constData());
    endUndoAction();
    setReadOnly(wasReadOnly);
}

void CodeEditor::applyEdits(const std::vector<suite::assist::TextEdit> &edits)
{
    std::vector<suite::assist::TextEdit> sorted = edits;
    std::sort(sorted.begin(), sorted.end(),
              [](const auto &a, const auto &b) { return a.span.start > b.span.start; });
    beginUndoAction();
    for (const suite::assist::TextEdit &edit : sorted) {
        const QByteArray bytes = edit.text.toUtf8();
        SendScintilla(SCI_SETTARGETSTART,
                      static_cast<unsigned long>(positionOfOffset(edit.span.start)));
        SendScintilla(SCI_SETTARGETEND,
                      static_cast<unsigned long>(positionOfOffset(edit.span.end)));
        SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(bytes.size()),
                      bytes.constData());
    }
    endUndoAction();
}

void CodeEditor::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    SendScintilla(SCI_SETINDICATORCURRENT, kMistakeIndicator);
    SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, SendScintilla(SCI_GETLENGTH));
    markerDeleteAll(kMistakeMarker);
    for (const Mark &mark : m_marks) {
        const int start = positionOfOffset(mark.span.start);
        const int end = positionOfOffset(mark.span.end);
        if (end > start)
            SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(start),
                          static_cast<long>(end - start));
        markerAdd(mark.line, kMistakeMarker);
    }
}

std::vector<std::size_t> CodeEditor::marksAt(qsizetype offset, bool orLine) const
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        if (m_marks[i].span.holds(offset))
            found.push_back(i);
    }
    if (!found.empty() || !orLine)
        return found;
    const auto line = static_cast<int>(
        SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(positionOfOffset(offset))));
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        if (m_marks[i].line == line)
            found.push_back(i);
    }
    return found;
}

void CodeEditor::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    menu->addActions(actions());
    menu->popup(event->globalPos());
}

void CodeEditor::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::ControlModifier) {
        const long position = SendScintilla(
            SCI_POSITIONFROMPOINT, static_cast<unsigned long>(event->position().toPoint().x()),
            static_cast<long>(event->position().toPoint().y()));
        setOffset(offsetOfPosition(static_cast<int>(position)));
        Q_EMIT definitionWanted(offset());
        event->accept();
        return;
    }
    QsciScintilla::mousePressEvent(event);
}

bool CodeEditor::event(QEvent *event)
{
    // QScintilla takes every key that its own commands have; the window's come first, so that one
    // key does one thing wherever the focus is, also when somebody gives a command other keys.
    if (event->type() == QEvent::ShortcutOverride && isOfWindow(*static_cast<QKeyEvent *>(event))) {
        event->ignore();
        return false;
    }
    return QsciScintilla::event(event);
}

bool CodeEditor::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip)
        return true; // the tip of the tab is not of the text
    return QsciScintilla::viewportEvent(event);
}

bool CodeEditor::isOfWindow(const QKeyEvent &event) const
{
    const QKeySequence keys(event.keyCombination());
    const QList<QAction *> actions = window()->actions();
    return std::any_of(actions.begin(), actions.end(), [&](const QAction *action) {
        return action->isEnabled() && !keys.isEmpty() && action->shortcut() == keys;
    });
}

void CodeEditor::keyPressEvent(QKeyEvent *event)
{
    // Tab goes to the next widget only with Ctrl: it indents.
    if (event->key() == Qt::Key_Escape && !isCompleting()) {
        event->ignore(); // the find bar closes
        return;
    }
    QsciScintilla::keyPressEvent(event);
}

void CodeEditor::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::EnabledChange)
        updateMarginWidth();
}

} // namespace assay::ui
