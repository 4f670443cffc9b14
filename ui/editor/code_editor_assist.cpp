// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/code_editor.h"

#include <QGuiApplication>
#include <QToolTip>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

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

} // namespace assay::ui
