// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/text_view.h"

#include <QRegularExpression>

namespace assay::ui {

using namespace Qt::StringLiterals;

QString foldLines(const QString &text)
{
    QString folded;
    folded.reserve(text.size());
    qsizetype length = 0;
    for (const QChar c : text) {
        if (c == u'\n') {
            length = 0;
        } else if (++length > kShownLine) {
            folded += u"↩\n"_s;
            length = 1;
        }
        const bool shown = c.isPrint() || c.isSurrogate() || c == u'\n' || c == u'\t';
        folded += shown ? c : QChar(u'·');
    }
    return folded;
}

class TextView::Highlighter final : public QSyntaxHighlighter
{
public:
    Highlighter(QTextDocument &document, const ThemeManager &themes)
        : QSyntaxHighlighter(&document)
        , m_themes(themes)
    {
    }
    void setColouring(Colouring colouring) { m_colouring = colouring; }

protected:
    void highlightBlock(const QString &text) override
    {
        if (m_colouring == Colouring::Json)
            highlightJson(text);
        else if (m_colouring == Colouring::Failure)
            highlightFailure(text);
    }

private:
    void highlightJson(const QString &text)
    {
        static const QRegularExpression token(
            uR"re(("(?:[^"\\]|\\.)*")(\s*:)?|-?\b\d[\d.eE+-]*\b|\b(?:true|false|null)\b)re"_s);
        const Theme &theme = m_themes.theme();
        for (auto it = token.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            const bool string = !match.captured(1).isEmpty();
            const Role role =
                !string ? Role::Flaky : (match.captured(2).isEmpty() ? Role::Passed : Role::Accent);
            setFormat(int(match.capturedStart()), int(match.capturedLength()), theme.ink(role));
        }
    }
    void highlightFailure(const QString &text)
    {
        const Theme &theme = m_themes.theme();
        Role role = Role::Text;
        if (text.startsWith(u'✕') || text.startsWith(u'-'))
            role = Role::Failed;
        else if (text.startsWith(u'+'))
            role = Role::Passed;
        else if (text.startsWith(u"@@") || text.startsWith(u"at "))
            role = Role::Muted;
        setFormat(0, int(text.size()), theme.ink(role));
    }

    const ThemeManager &m_themes;
    Colouring m_colouring = Colouring::None;
};

TextView::TextView(const QString &accessibleName, const ThemeManager &themes, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new Highlighter(*document(), themes))
{
    setReadOnly(true);
    setAccessibleName(accessibleName);
    setFont(fixedFont());
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    connect(&themes, &ThemeManager::changed, m_highlighter, &QSyntaxHighlighter::rehighlight);
}

void TextView::setShown(const QString &text, Colouring colouring)
{
    m_highlighter->setColouring(colouring);
    if (text != toPlainText())
        setPlainText(text);
}

} // namespace assay::ui
