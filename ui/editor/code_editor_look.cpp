// SPDX-License-Identifier: GPL-3.0-or-later
// Colours, margins and settings of CodeEditor.
#include "ui/editor/code_editor.h"

#include <QIcon>
#include <QRegularExpression>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMistakeIndicator = 8;
constexpr int kQuotedIndicator = 9;
constexpr int kExpressionIndicator = 10;
constexpr int kMistakeMarker = 1;
constexpr int kGoneMarker = 2; ///< of a line that is only on the disk
constexpr int kNewMarker = 3;
constexpr int kNumbers = 0;
constexpr int kMarks = 1;
constexpr int kFolds = 2;
constexpr int kStep = 2;

/// A ground that text can still be read on.
QColor tint(const QColor &paper, const QColor &colour)
{
    const auto mix = [](int a, int b) { return (a * 4 + b) / 5; };
    return {mix(paper.red(), colour.red()), mix(paper.green(), colour.green()),
            mix(paper.blue(), colour.blue())};
}

/// A little larger than elsewhere: one reads nothing else for hours.
QFont textFont()
{
    QFont font = fixedFont();
    font.setPointSizeF(font.pointSizeF() * 1.1);
    return font;
}

} // namespace

void CodeEditor::setUp()
{
    setUtf8(true);
    setEolMode(EolUnix);
    setIndentationsUseTabs(false);
    setIndentStep(kStep);
    setTabIndents(true);
    setBackspaceUnindents(true);
    setIndentationGuides(true);
    setBraceMatching(SloppyBraceMatch);
    setCaretLineVisible(true);
    setCaretWidth(2);
    setExtraAscent(2);
    setExtraDescent(2);
    setScrollWidthTracking(true);
    setScrollWidth(1);
    setFrameShape(QFrame::NoFrame);
    setMargins(4);
    setMarginType(kNumbers, NumberMargin);
    setMarginType(kMarks, SymbolMargin);
    setMarginMarkerMask(kMarks, 1 << kMistakeMarker);
    setMarginWidth(kMarks, 14);
    setMarginSensitivity(kMarks, true);
    setMarginWidth(3, 6);
    setMarginType(3, SymbolMargin);
    setMarginMarkerMask(3, 0);
    setFolding(PlainFoldStyle, kFolds);
    setMarginWidth(kFolds, 14);
    // Arrows, as the trees have them.
    for (const auto &[marker, icon] : {std::pair(int(SC_MARKNUM_FOLDER), u"closed"_s),
                                       std::pair(int(SC_MARKNUM_FOLDEREND), u"closed"_s),
                                       std::pair(int(SC_MARKNUM_FOLDEROPEN), u"open"_s),
                                       std::pair(int(SC_MARKNUM_FOLDEROPENMID), u"open"_s)}) {
        markerDefine(QIcon(u":/assay/icons/%1.svg"_s.arg(icon)).pixmap(QSize(12, 12), 1.0), marker);
    }
    for (const auto marker :
         {SC_MARKNUM_FOLDERMIDTAIL, SC_MARKNUM_FOLDERSUB, SC_MARKNUM_FOLDERTAIL})
        SendScintilla(SCI_MARKERDEFINE, static_cast<unsigned long>(marker), SC_MARK_EMPTY);
    markerDefine(Circle, kMistakeMarker);
    markerDefine(Background, kGoneMarker);
    markerDefine(Background, kNewMarker);
    indicatorDefine(SquiggleIndicator, kMistakeIndicator);
    indicatorDefine(TextColorIndicator, kQuotedIndicator);
    indicatorDefine(TextColorIndicator, kExpressionIndicator);
    setIndicatorDrawUnder(true, kMistakeIndicator);
    SendScintilla(SCI_SETMOUSEDWELLTIME, 450UL);
    SendScintilla(SCI_AUTOCSETIGNORECASE, 1UL);
    SendScintilla(SCI_AUTOCSETORDER, SC_ORDER_CUSTOM); // ours is the format's
    SendScintilla(SCI_AUTOCSETMAXHEIGHT, 12UL);
    SendScintilla(SCI_AUTOCSETAUTOHIDE, 1UL);
    SendScintilla(SCI_AUTOCSETDROPRESTOFWORD, 0UL);
    SendScintilla(SCI_SETMULTIPLESELECTION, 1UL);
    SendScintilla(SCI_SETADDITIONALSELECTIONTYPING, 1UL);
    SendScintilla(SCI_SETVIRTUALSPACEOPTIONS, SCVS_RECTANGULARSELECTION);
    // What they do by themselves nobody expects: they cut lines, swap them, change letters.
    for (const int key : {int('D'), int('L'), int('T'), int('U'), int('/')}) {
        for (const int with : {int(SCMOD_CTRL), SCMOD_CTRL | SCMOD_SHIFT})
            SendScintilla(SCI_CLEARCMDKEY, static_cast<unsigned long>(key + (with << 16)));
    }
    m_lexer = new QsciLexerYAML(this);
    setLexer(m_lexer);
}

void CodeEditor::setIndentStep(int spaces)
{
    setTabWidth(spaces);
    setIndentationWidth(spaces);
}

void CodeEditor::applyTheme()
{
    const Theme &theme = m_themes.theme();
    const QColor paper = theme.fill(Role::Panel);
    const QColor text = theme.ink(Role::Text);
    const QColor muted = theme.ink(Role::Muted);
    m_lexer->setDefaultPaper(paper);
    m_lexer->setDefaultColor(text);
    const QFont font = textFont();
    m_lexer->setDefaultFont(font);
    m_lexer->setPaper(paper, -1);
    m_lexer->setColor(text, -1);
    m_lexer->setFont(font, -1);
    m_lexer->setColor(muted, QsciLexerYAML::Comment);
    m_lexer->setColor(theme.ink(Role::Accent), QsciLexerYAML::Identifier);
    m_lexer->setColor(theme.ink(Role::Flaky), QsciLexerYAML::Keyword);
    m_lexer->setColor(theme.ink(Role::Flaky), QsciLexerYAML::Number);
    m_lexer->setColor(theme.ink(Role::Accent), QsciLexerYAML::Reference);
    m_lexer->setColor(muted, QsciLexerYAML::DocumentDelimiter);
    m_lexer->setColor(theme.ink(Role::Passed), QsciLexerYAML::TextBlockMarker);
    m_lexer->setColor(theme.ink(Role::Failed), QsciLexerYAML::SyntaxErrorMarker);
    m_lexer->setPaper(paper, QsciLexerYAML::SyntaxErrorMarker);
    m_lexer->setColor(muted, QsciLexerYAML::Operator);
    setPaper(paper);
    setColor(text);
    setWhitespaceForegroundColor(theme.fill(Role::Line));
    setCaretForegroundColor(text);
    setCaretLineBackgroundColor(theme.dark ? theme.fill(Role::Raised) : theme.fill(Role::Window));
    setSelectionBackgroundColor(theme.fill(Role::Selection));
    setSelectionForegroundColor(text);
    setMarginsBackgroundColor(paper);
    setMarginsForegroundColor(muted);
    setMarginsFont(font);
    setFoldMarginColors(paper, paper);
    setMarkerBackgroundColor(tint(paper, theme.fill(Role::Failed)), kGoneMarker);
    setMarkerBackgroundColor(tint(paper, theme.fill(Role::Passed)), kNewMarker);
    setMarkerBackgroundColor(theme.fill(Role::Failed), kMistakeMarker);
    setMarkerForegroundColor(theme.fill(Role::Failed), kMistakeMarker);
    setIndicatorForegroundColor(theme.fill(Role::Failed), kMistakeIndicator);
    setIndicatorForegroundColor(theme.ink(Role::Passed), kQuotedIndicator);
    setIndicatorForegroundColor(theme.ink(Role::Accent), kExpressionIndicator);
    setIndentationGuidesForegroundColor(theme.fill(Role::Line));
    setIndentationGuidesBackgroundColor(paper);
    setMatchedBraceBackgroundColor(theme.fill(Role::Selection));
    setMatchedBraceForegroundColor(theme.ink(Role::Accent));
    setUnmatchedBraceBackgroundColor(paper);
    setUnmatchedBraceForegroundColor(theme.ink(Role::Failed));
    updateMarginWidth();
    colourTexts();
}

/// Quoted texts and `${...}`, which the lexer does not tell from others. Of long files only what is
/// near: nobody sees the rest.
void CodeEditor::colourTexts()
{
    static const QRegularExpression kQuoted(
        u"(?<=[\\s\\[{,:(])(\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\n]|'')*')(?=[\\s\\]},:]|$)"_s,
        QRegularExpression::MultilineOption);
    static const QRegularExpression kExpression(u"(?<!\\$)\\$\\{[^}\\n]*\\}?"_s);
    constexpr int kLines = 4000;
    const int count = lines();
    const int first = count > kLines ? std::max(0, firstVisibleLine() - kLines / 2) : 0;
    const auto startPosition =
        SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(first));
    const auto endPosition =
        first + kLines >= count
            ? SendScintilla(SCI_GETLENGTH)
            : SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(first + kLines));
    const QString part = text(static_cast<int>(startPosition), static_cast<int>(endPosition));
    const auto colour = [&](int indicator, const QRegularExpression &pattern) {
        SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(indicator));
        SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, SendScintilla(SCI_GETLENGTH));
        qsizetype at = 0;
        long position = startPosition;
        for (auto it = pattern.globalMatch(part); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            const qsizetype start = match.capturedStart();
            position += QStringView(part).sliced(at, start - at).toUtf8().size();
            at = start;
            SendScintilla(SCI_INDICATORFILLRANGE, static_cast<unsigned long>(position),
                          static_cast<long>(match.capturedView().toUtf8().size()));
        }
    };
    colour(kQuotedIndicator, kQuoted);
    colour(kExpressionIndicator, kExpression);
}

void CodeEditor::showDifference(const QString &difference)
{
    setReadOnly(false);
    startText(difference);
    setReadOnly(true);
    setCaretLineVisible(false);
    for (int margin = 0; margin < 3; ++margin)
        setMarginWidth(margin, 0);
    markerDeleteAll();
    for (int line = 0; line < lines(); ++line) {
        const QString text = this->text(line);
        if (text.startsWith(u'-'))
            markerAdd(line, kGoneMarker);
        else if (text.startsWith(u'+'))
            markerAdd(line, kNewMarker);
    }
}

void CodeEditor::updateMarginWidth()
{
    if (marginWidth(kFolds) == 0)
        return; // of a difference: its lines have no numbers
    setMarginWidth(kNumbers,
                   QString(std::max<qsizetype>(4, QString::number(lines()).size() + 1), u'9'));
}

} // namespace assay::ui
