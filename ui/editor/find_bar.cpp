// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/find_bar.h"

#include "ui/editor/code_editor.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace assay::ui {

using namespace Qt::StringLiterals;

FindBar::FindBar(CodeEditor &editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_text(new QLineEdit(this))
    , m_with(new QLineEdit(this))
    , m_case(new QPushButton(tr("Aa"), this))
    , m_word(new QPushButton(tr("word"), this))
    , m_result(new QLabel(this))
    , m_replaceLine(new QWidget(this))
{
    setObjectName(u"findBar"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_text->setObjectName(u"findText"_s);
    m_text->setPlaceholderText(tr("Find"));
    m_text->setAccessibleName(tr("Text to find"));
    m_with->setObjectName(u"replaceText"_s);
    m_with->setPlaceholderText(tr("Replace with"));
    m_with->setAccessibleName(tr("Text to replace it with"));
    m_result->setObjectName(u"muted"_s);
    m_case->setToolTip(tr("Capital and small letters differ"));
    m_case->setAccessibleName(tr("Match letter case"));
    m_word->setToolTip(tr("Whole words only"));
    m_word->setAccessibleName(tr("Match whole words"));
    for (QPushButton *pill : {m_case, m_word}) {
        pill->setObjectName(u"pill"_s);
        pill->setCheckable(true);
    }
    const auto button = [this](const QString &name, const QString &text) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(name);
        return made;
    };
    auto *previous = button(u"findPrevious"_s, tr("Previous"));
    auto *next = button(u"findNext"_s, tr("Next"));
    auto *close = button(u"findClose"_s, tr("Close"));
    auto *one = button(u"replaceOne"_s, tr("Replace"));
    auto *every = button(u"replaceAll"_s, tr("Replace all"));

    auto *find = new QHBoxLayout;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_case, m_word, m_result})
        find->addWidget(widget);
    find->insertWidget(0, m_text, 1);
    for (QWidget *widget : {previous, next, close})
        find->addWidget(widget);
    auto *replace = new QHBoxLayout(m_replaceLine);
    replace->setContentsMargins(0, 0, 0, 0);
    replace->addWidget(m_with, 1);
    replace->addWidget(one);
    replace->addWidget(every);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(8, 4, 8, 4);
    all->setSpacing(4);
    all->addLayout(find);
    all->addWidget(m_replaceLine);
    hide();

    connect(next, &QPushButton::clicked, this, [this] { findNext(true); });
    connect(previous, &QPushButton::clicked, this, [this] { findNext(false); });
    connect(one, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(every, &QPushButton::clicked, this, &FindBar::replaceEvery);
    connect(close, &QPushButton::clicked, this, [this] {
        hide();
        m_editor.setFocus();
    });
    connect(m_text, &QLineEdit::textEdited, m_result, &QLabel::clear);
}

bool FindBar::isCaseSensitive() const
{
    return m_case->isChecked();
}

bool FindBar::isWholeWord() const
{
    return m_word->isChecked();
}

void FindBar::open(bool replace)
{
    const QString selected = m_editor.selectedText();
    if (!selected.isEmpty() && !selected.contains(u'\n'))
        m_text->setText(selected);
    m_replaceLine->setVisible(replace);
    m_result->clear();
    show();
    m_text->setFocus();
    m_text->selectAll();
}

void FindBar::findNext(bool forward)
{
    const bool found = m_editor.findText(m_text->text(), isCaseSensitive(), isWholeWord(), forward);
    m_result->setText(found || m_text->text().isEmpty() ? QString() : tr("not found"));
}

void FindBar::replaceOne()
{
    const QString selected = m_editor.selectedText();
    const auto sensitivity = isCaseSensitive() ? Qt::CaseSensitive : Qt::CaseInsensitive;
    if (!selected.isEmpty() && selected.compare(m_text->text(), sensitivity) == 0)
        m_editor.replaceSelectedText(m_with->text());
    findNext(true);
}

void FindBar::replaceEvery()
{
    const int count =
        m_editor.replaceAll(m_text->text(), m_with->text(), isCaseSensitive(), isWholeWord());
    m_result->setText(tr("%n replaced", nullptr, count));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
        m_editor.setFocus();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_with->hasFocus())
            replaceOne();
        else
            findNext(!event->modifiers().testFlag(Qt::ShiftModifier));
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace assay::ui
