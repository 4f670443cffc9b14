// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/code_editor.h"

#include <QAction>
#include <QEvent>
#include <QGuiApplication>
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

/// QScintilla asks the screen below its lists for its size, and dies when there is none.
bool CodeEditor::isOnScreen(int position) const
{
    const auto at = static_cast<long>(position);
    const QPoint point(static_cast<int>(SendScintilla(SCI_POINTXFROMPOSITION, 0UL, at)),
                       static_cast<int>(SendScintilla(SCI_POINTYFROMPOSITION, 0UL, at)));
    const QRect shown = viewport()->rect().adjusted(0, 0, 1, 1);
    const QPoint below = viewport()->mapToGlobal(point + QPoint(0, textHeight(0)));
    return shown.contains(point) && QGuiApplication::screenAt(below) != nullptr &&
           QGuiApplication::screenAt(viewport()->mapToGlobal(point)) != nullptr;
}

bool CodeEditor::isCompleting() const
{
    return SendScintilla(SCI_AUTOCACTIVE) != 0;
}

void CodeEditor::showCompletions(const suite::assist::Completions &completions)
{
    QToolTip::hideText();
    m_completions = completions;
    QStringList labels;
    for (const suite::assist::Completion &item : completions.items) {
        if (!item.label.contains(u'\n'))
            labels.append(item.label);
    }
    if (labels.isEmpty()) {
        SendScintilla(SCI_AUTOCCANCEL);
        return;
    }
    const int typed = static_cast<int>(SendScintilla(SCI_GETCURRENTPOS)) -
                      positionOfOffset(completions.replaced.start);
    SendScintilla(SCI_SCROLLCARET);
    if (!isOnScreen(positionOfOffset(completions.replaced.start)))
        return;
    SendScintilla(SCI_AUTOCSETSEPARATOR, static_cast<unsigned long>('\n'));
    SendScintilla(SCI_AUTOCSHOW, static_cast<unsigned long>(std::max(0, typed)),
                  labels.join(u'\n').toUtf8().constData());
}

void CodeEditor::onCompletionChosen(const char *selection, int position)
{
    const QString label = QString::fromUtf8(selection);
    const auto found = std::find_if(m_completions.items.begin(), m_completions.items.end(),
                                    [&](const auto &item) { return item.label == label; });
    SendScintilla(SCI_AUTOCCANCEL); // it would insert the label itself
    if (found == m_completions.items.end())
        return;
    const qsizetype now = offset();
    const qsizetype start = offsetOfPosition(position);
    // What was typed since the list came up lies between; what stood behind the cursor stays known.
    const qsizetype behind = std::max<qsizetype>(
        0, m_completions.replaced.end - std::max(m_completions.replaced.start, now));
    QString insert = found->insert;
    applyEdits({{{}, {start, now + behind}, insert}});
    setOffset(start + insert.size());
    if (insert.endsWith(u' '))
        Q_EMIT completionWanted();
}

void CodeEditor::showHover(qsizetype offset, const QString &text)
{
    const auto position = static_cast<long>(positionOfOffset(offset));
    if (isCompleting() || !isOnScreen(static_cast<int>(position)))
        return;
    const QPoint below(static_cast<int>(SendScintilla(SCI_POINTXFROMPOSITION, 0UL, position)),
                       static_cast<int>(SendScintilla(SCI_POINTYFROMPOSITION, 0UL, position)) +
                           textHeight(0));
    const QString first = text.section(u'\n', 0, 0).toHtmlEscaped();
    const QString rest = text.section(u'\n', 1).toHtmlEscaped().replace(u'\n', u"<br/>"_s);
    const QString shown =
        u"<b>%1</b>%2"_s.arg(first, rest.isEmpty() ? QString() : u"<br/>"_s + rest);
    QToolTip::showText(viewport()->mapToGlobal(below), shown, viewport());
}

void CodeEditor::onCharAdded(int character)
{
    if (m_isReplacing)
        return;
    if (character == '\n') {
        indentNewLine();
        return;
    }
    const QChar c(static_cast<char16_t>(character));
    if (!isCompleting() && (c.isLetterOrNumber() || u"_.{$:/\"- "_s.contains(c)))
        Q_EMIT completionWanted();
}

/// Below a key without a value, and below a dash, one step deeper.
void CodeEditor::indentNewLine()
{
    int line = 0;
    int index = 0;
    getCursorPosition(&line, &index);
    if (line == 0)
        return;
    const QString before = text(line - 1);
    const QString trimmed = before.trimmed();
    qsizetype indent = 0;
    while (indent < before.size() && before.at(indent) == u' ')
        ++indent;
    if (trimmed.startsWith(u"- ") || trimmed == u"-")
        indent += 2; // beside the dash
    if (trimmed.endsWith(u':') || trimmed.endsWith(u'|') || trimmed.endsWith(u'>'))
        indent += indentationWidth();
    setIndentation(line, static_cast<int>(indent));
    setCursorPosition(line, static_cast<int>(indent));
}

bool CodeEditor::findText(const QString &text, bool caseSensitive, bool wholeWord, bool forward)
{
    if (text.isEmpty())
        return false;
    if (!forward && hasSelectedText()) {
        int line = 0;
        int index = 0;
        int endLine = 0;
        int endIndex = 0;
        getSelection(&line, &index, &endLine, &endIndex);
        setCursorPosition(line, index);
    }
    return findFirst(text, false, caseSensitive, wholeWord, true, forward);
}

int CodeEditor::replaceAll(const QString &text, const QString &with, bool caseSensitive,
                           bool wholeWord)
{
    if (text.isEmpty())
        return 0;
    const QByteArray searched = text.toUtf8();
    const QByteArray written = with.toUtf8();
    const unsigned long flags =
        (caseSensitive ? static_cast<unsigned long>(SCFIND_MATCHCASE) : 0UL) |
        (wholeWord ? static_cast<unsigned long>(SCFIND_WHOLEWORD) : 0UL);
    SendScintilla(SCI_SETSEARCHFLAGS, flags);
    int count = 0;
    long from = 0;
    beginUndoAction();
    for (;;) {
        SendScintilla(SCI_SETTARGETSTART, static_cast<unsigned long>(from));
        SendScintilla(SCI_SETTARGETEND, static_cast<unsigned long>(SendScintilla(SCI_GETLENGTH)));
        const long found = SendScintilla(
            SCI_SEARCHINTARGET, static_cast<unsigned long>(searched.size()), searched.constData());
        if (found < 0)
            break;
        SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(written.size()),
                      written.constData());
        from = found + written.size();
        ++count;
    }
    endUndoAction();
    return count;
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
