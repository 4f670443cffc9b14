// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/search_button.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kLeast(120, 28);
constexpr QSize kMost(340, 28);
constexpr int kSides = 24; ///< px: what the style keeps free at both sides
constexpr int kGap = 10;

} // namespace

SearchButton::SearchButton(const QString &words, QWidget *parent)
    : QPushButton(words, parent)
    , m_words(words)
    , m_hint(new QLabel(this))
{
    setIconSize({12, 12});
    setMinimumSize(kLeast);
    setMaximumSize(kMost);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_hint->setObjectName(u"muted"_s);
    m_hint->setFont(smallFont());
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
}

void SearchButton::setHint(const QString &shortcut)
{
    m_hint->setText(shortcut);
    fit();
}

QSize SearchButton::sizeHint() const
{
    return kMost;
}

QSize SearchButton::minimumSizeHint() const
{
    return kLeast;
}

void SearchButton::resizeEvent(QResizeEvent *event)
{
    QPushButton::resizeEvent(event);
    fit();
}

void SearchButton::fit()
{
    const int room = width() - kSides - iconSize().width() - kGap;
    const QSize hint = m_hint->sizeHint();
    const bool both = fontMetrics().horizontalAdvance(m_words) + kGap + hint.width() <= room;
    m_hint->setVisible(both && !m_hint->text().isEmpty());
    m_hint->setGeometry(width() - hint.width() - kGap, 0, hint.width(), height());
    const QString shown = fontMetrics().elidedText(m_words, Qt::ElideRight, room);
    if (shown != text())
        setText(shown);
}

} // namespace assay::ui
