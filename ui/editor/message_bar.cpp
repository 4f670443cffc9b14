// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/message_bar.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace assay::ui {

using namespace Qt::StringLiterals;

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_line(new QHBoxLayout(this))
{
    setObjectName(u"messageBar"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_text->setObjectName(u"messageText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_line->setContentsMargins(12, 4, 8, 4);
    m_line->setSpacing(8);
    m_line->addWidget(m_text, 1);
    hide();
}

void MessageBar::say(const QString &text, const std::vector<Choice> &choices)
{
    for (QWidget *button : m_buttons)
        button->deleteLater();
    m_buttons.clear();
    m_text->setText(text);
    for (const Choice &choice : choices) {
        auto *button = new QPushButton(choice.text, this);
        button->setObjectName(choice.name);
        connect(button, &QPushButton::clicked, this, choice.handler);
        m_line->addWidget(button);
        m_buttons.push_back(button);
    }
    show();
}

void MessageBar::clear()
{
    m_text->clear();
    hide();
}

} // namespace assay::ui
