// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/editor_view.h"

#include <QCoreApplication>
#include <QInputDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QPointer>
#include <QThreadPool>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace assay::ui {

using namespace Qt::StringLiterals;
using suite::assist::QuickFix;

namespace {

/// So long must nobody type before the text is looked at.
constexpr std::chrono::milliseconds kRest{250};
/// A longer text is only edited: an answer to every key would come too late.
constexpr int kLongestLive = 1024 * 1024;

} // namespace

EditorView::EditorView(QString path, Surroundings surroundings, QWidget *parent)
    : QWidget(parent)
    , m_surroundings(std::move(surroundings))
    , m_editor(new CodeEditor(m_surroundings.themes, this))
    , m_messages(new MessageBar(this))
    , m_find(new FindBar(*m_editor, this))
    , m_document(std::move(path), m_surroundings.journal, [this] { return m_editor->text(); })
{
    setObjectName(u"editorView"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_messages);
    layout->addWidget(m_editor, 2);
    layout->addWidget(m_find);
    setFocusProxy(m_editor);
    m_editor->setReadOnly(true); // until it is loaded
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_both != nullptr)
            showBoth();
        Q_EMIT textChanged();
    });
    connectDocument();
    takeOptions();
    connect(m_editor, &CodeEditor::edited, this, [this] {
        if (!m_document.isLoaded())
            return;
        m_document.setModified(m_editor->isModified());
        m_document.textEdited();
        m_rest.start();
    });
    connect(m_editor, &QsciScintilla::modificationChanged, this, [this](bool modified) {
        if (m_document.isLoaded())
            m_document.setModified(modified);
    });
    connect(m_editor, &QsciScintilla::cursorPositionChanged, this, &EditorView::cursorMoved);
    connect(m_editor, &CodeEditor::completionWanted, this, &EditorView::completeLater);
    connect(m_editor, &CodeEditor::hoverWanted, this, &EditorView::showHover);
    connect(m_editor, &CodeEditor::definitionWanted, this, &EditorView::definitionWanted);
    connect(m_editor, &CodeEditor::markClicked, this, [this](int line) {
        m_editor->setCursorPosition(line, 0);
        showQuickFixes();
    });
}

EditorView::~EditorView()
{
    m_editor->disconnect(this); // it outlives the document by a little
}

QString EditorView::file() const
{
    return m_surroundings.shortName(m_document.path());
}

bool EditorView::isTooLong() const
{
    return m_editor->length() > kLongestLive;
}

std::pair<int, int> EditorView::place() const
{
    if (m_goTo)
        return *m_goTo;
    int line = 0;
    int index = 0;
    m_editor->getCursorPosition(&line, &index);
    return {line + 1, index + 1};
}

void EditorView::takeOptions()
{
    const EditorOptions &options = m_surroundings.options;
    m_editor->setIndentStep(options.tabWidth);
    m_editor->setWrapMode(options.wrap ? QsciScintilla::WrapWord : QsciScintilla::WrapNone);
    m_editor->setWhitespaceVisibility(options.whitespace ? QsciScintilla::WsVisible
                                                         : QsciScintilla::WsInvisible);
}

void EditorView::connectDocument()
{
    connect(&m_document, &Document::modifiedChanged, this,
            [this] { setWindowModified(m_document.isModified()); });
    connect(&m_document, &Document::loaded, this, &EditorView::onLoaded);
    connect(&m_document, &Document::diskChanged, this, &EditorView::onDiskChanged);
    connect(&m_document, &Document::saved, this, [this] {
        if (!m_document.isModified())
            m_editor->setModified(false);
        if (m_document.disk() == Document::Disk::Same)
            m_messages->clear();
    });
    connect(&m_document, &Document::failed, this, [this](const base::Error &error) {
        QString text = error.title;
        if (!error.fix.isEmpty())
            text += u": "_s + error.fix;
        m_messages->say(text,
                        m_document.isLoaded()
                            ? std::vector<MessageBar::Choice>{{u"tryAgain"_s, tr("Try again"),
                                                               [this] { m_document.save(); }},
                                                              {u"dismiss"_s, tr("Dismiss"),
                                                               [this] { m_messages->clear(); }}}
                            : std::vector<MessageBar::Choice>{
                                  {u"tryAgain"_s, tr("Try again"), [this] { m_document.load(); }},
                                  {u"closeFile"_s, tr("Close"), [this] { Q_EMIT closeWanted(); }}});
    });
}

void EditorView::onLoaded(const QString &text, bool isReload)
{
    m_messages->clear();
    m_editor->setReadOnly(false);
    if (isReload) {
        m_editor->replaceText(text);
        m_editor->setModified(false);
    } else {
        m_editor->startText(text);
    }
    if (!m_document.isWritable()) {
        m_messages->say(tr("The file is write-protected: it can be edited, but not saved here."),
                        {{u"dismiss"_s, tr("Dismiss"), [this] { m_messages->clear(); }}});
    }
    if (m_goTo)
        m_editor->goTo(m_goTo->first, m_goTo->second);
    m_goTo.reset();
    if (!m_waitingEdits.empty())
        applyWhenLoaded(std::exchange(m_waitingEdits, {}), m_expected);
    Q_EMIT textChanged();
}

void EditorView::onDiskChanged()
{
    if (m_document.disk() != Document::Disk::Changed)
        hideBoth();
    else if (m_both != nullptr)
        showBoth();
    switch (m_document.disk()) {
    case Document::Disk::Same:
        m_messages->clear();
        return;
    case Document::Disk::Changed:
        m_messages->say(tr("The file changed on the disk, and you changed it here."),
                        {{u"keepMine"_s, tr("Keep mine"), [this] { m_document.keepMine(); }},
                         {u"takeTheirs"_s, tr("Take theirs"), [this] { m_document.takeTheirs(); }},
                         {u"showBoth"_s, tr("Show both"), [this] { showBoth(); }}});
        return;
    case Document::Disk::Gone:
        m_messages->say(tr("The file was deleted or moved. Its text is only here."),
                        {{u"saveAgain"_s, tr("Save it again"), [this] { m_document.save(); }},
                         {u"closeFile"_s, tr("Close"), [this] { Q_EMIT closeWanted(); }}});
        return;
    case Document::Disk::Unreadable:
        m_messages->say(tr("The file can no longer be read. Its text is only here."),
                        {{u"tryAgain"_s, tr("Try again"), [this] { m_document.checkDisk(); }}});
        return;
    }
}

void EditorView::showBoth()
{
    if (m_both == nullptr) {
        m_both = new CodeEditor(m_surroundings.themes, this);
        m_both->setObjectName(u"compareView"_s);
        m_both->setAccessibleName(tr("What differs between the disk and this window"));
        static_cast<QBoxLayout *>(layout())->insertWidget(2, m_both, 1);
        m_both->show();
    }
    m_both->showDifference(tr("# - on the disk   + in this window\n") +
                           lineDiff(m_document.theirs(), m_editor->text()));
}

void EditorView::hideBoth()
{
    if (CodeEditor *both = std::exchange(m_both, nullptr)) {
        both->hide();
        both->deleteLater();
    }
}

void EditorView::goToWhenLoaded(int line, int column)
{
    if (m_document.isLoaded())
        m_editor->goTo(line, column);
    else
        m_goTo = {line, column};
}

void EditorView::applyWhenLoaded(const std::vector<suite::assist::TextEdit> &edits,
                                 const QString &expected)
{
    if (!m_document.isLoaded()) {
        m_waitingEdits = edits;
        m_expected = expected;
        return;
    }
    if (m_editor->text() != expected) {
        m_messages->say(tr("The file changed meanwhile: the case is not renamed here."),
                        {{u"dismiss"_s, tr("Dismiss"), [this] { m_messages->clear(); }}});
        return;
    }
    m_editor->applyEdits(edits);
}

void EditorView::showProblem(const base::Error &error)
{
    m_messages->say(error.fix.isEmpty() ? error.title : error.title + u": "_s + error.fix,
                    {{u"dismiss"_s, tr("Dismiss"), [this] { m_messages->clear(); }}});
}

void EditorView::setDiagnostics(std::vector<suite::Diagnostic> diagnostics)
{
    m_diagnostics = std::move(diagnostics);
    m_diagnosedText = m_editor->text();
    std::vector<CodeEditor::Mark> marks;
    for (const suite::Diagnostic &one : m_diagnostics) {
        CodeEditor::Mark mark;
        mark.span = suite::assist::spanOf(one, m_diagnosedText);
        mark.line = std::max(0, one.error.position.line - 1);
        mark.message = one.error.title;
        if (!one.error.fix.isEmpty())
            mark.message += u"\n"_s + one.error.fix;
        marks.push_back(std::move(mark));
    }
    m_editor->setMarks(std::move(marks));
}

void EditorView::completeLater()
{
    if (isTooLong() || m_editor->isReadOnly())
        return;
    m_completionWanted = true;
    if (!std::exchange(m_isCompleting, true))
        lookForCompletions();
}

/// Reading a long file takes longer than a frame: a worker does it, and what it finds is shown when
/// nothing was typed meanwhile. Of several wishes the last one counts.
void EditorView::lookForCompletions()
{
    m_completionWanted = false;
    QThreadPool::globalInstance()->start([self = QPointer<EditorView>(this),
                                          text = m_editor->text(), offset = m_editor->offset(),
                                          name = file(), view = m_surroundings.view] {
        auto found = suite::assist::completions(text, offset, name, view);
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, text, offset, found = std::move(found)] {
                if (!self)
                    return;
                CodeEditor &editor = self->editor();
                if (editor.offset() == offset && editor.text() == text)
                    editor.showCompletions(found);
                if (self->m_completionWanted)
                    self->lookForCompletions();
                else
                    self->m_isCompleting = false;
            },
            Qt::QueuedConnection);
    });
}

void EditorView::complete()
{
    if (isTooLong() || m_editor->isReadOnly())
        return;
    m_editor->showCompletions(suite::assist::completions(m_editor->text(), m_editor->offset(),
                                                         file(), m_surroundings.view));
}

void EditorView::save()
{
    if (m_surroundings.options.formatOnSave && m_document.isLoaded())
        replaceBy(suite::assist::formatted(m_editor->text(), m_surroundings.options.tabWidth));
    m_document.save();
}

void EditorView::format()
{
    const auto text = suite::assist::formatted(m_editor->text(), m_surroundings.options.tabWidth);
    if (!text)
        showProblem(text.error());
    replaceBy(text);
}

void EditorView::replaceBy(const base::Result<QString> &text)
{
    if (!text)
        return; // with mistakes it stays as it is
    int line = 0;
    int index = 0;
    m_editor->getCursorPosition(&line, &index);
    m_editor->replaceText(*text);
    m_editor->setCursorPosition(line, index);
}

void EditorView::goToLine()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"lineDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, m_editor->lines());
    dialog->setWindowTitle(tr("Go to line"));
    dialog->setLabelText(tr("Line:"));
    connect(dialog, &QInputDialog::intValueSelected, this,
            [this](int line) { m_editor->goTo(line, 1); });
    dialog->open();
}

void EditorView::toggleFold()
{
    m_editor->foldLine(place().first - 1);
}

void EditorView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_find->isVisible())
        m_find->close();
    else
        QWidget::keyPressEvent(event);
}

std::vector<QuickFix> EditorView::quickFixes() const
{
    std::vector<QuickFix> fixes;
    if (m_editor->text() != m_diagnosedText)
        return fixes; // they are about another text; the next ones come in a moment
    for (const std::size_t i : m_editor->marksAt(m_editor->offset(), true)) {
        for (QuickFix &fix : suite::assist::quickFixesFor(m_diagnostics[i], m_diagnosedText))
            fixes.push_back(std::move(fix));
    }
    return fixes;
}

void EditorView::showQuickFixes()
{
    const std::vector<QuickFix> fixes = quickFixes();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"quickFixMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (fixes.empty()) {
        menu->addAction(tr("Nothing can be fixed here at once"))->setEnabled(false);
    }
    for (const QuickFix &fix : fixes)
        menu->addAction(fix.title, m_editor, [this, fix] { m_editor->applyEdits(fix.edits); });
    if (!menu->actions().isEmpty())
        menu->setActiveAction(menu->actions().front());
    const auto position =
        static_cast<long>(m_editor->SendScintilla(QsciScintillaBase::SCI_GETCURRENTPOS));
    const auto x = static_cast<int>(
        m_editor->SendScintilla(QsciScintillaBase::SCI_POINTXFROMPOSITION, 0UL, position));
    const auto y = static_cast<int>(
        m_editor->SendScintilla(QsciScintillaBase::SCI_POINTYFROMPOSITION, 0UL, position));
    menu->popup(m_editor->viewport()->mapToGlobal(QPoint(x, y + m_editor->textHeight(0))));
}

std::optional<base::SourcePosition> EditorView::definition(qsizetype offset) const
{
    return suite::assist::definitionAt(m_editor->text(), offset, file(), m_surroundings.view);
}

std::optional<suite::assist::CaseAt> EditorView::caseAtCursor() const
{
    return suite::assist::caseAt(m_editor->text(), m_editor->offset(), file(), m_surroundings.view);
}

void EditorView::showHoverAtCursor()
{
    showHover(m_editor->offset());
}

void EditorView::showHover(qsizetype offset)
{
    QStringList parts;
    if (m_editor->text() == m_diagnosedText) {
        for (const std::size_t i : m_editor->marksAt(offset, false)) {
            parts.append(m_editor->marks()[i].message);
            if (!suite::assist::quickFixesFor(m_diagnostics[i], m_diagnosedText).empty())
                parts.append(m_surroundings.options.fixKeys.isEmpty()
                                 ? tr("A quick fix corrects it")
                                 : tr("%1 corrects it").arg(m_surroundings.options.fixKeys));
        }
    }
    if (!isTooLong()) {
        if (const auto hover =
                suite::assist::hoverAt(m_editor->text(), offset, file(), m_surroundings.view))
            parts.append(hover->title + (hover->text.isEmpty() ? QString() : u'\n' + hover->text));
    }
    if (!parts.isEmpty())
        m_editor->showHover(offset, parts.join(u'\n'));
}

} // namespace assay::ui
