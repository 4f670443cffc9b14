// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_panel.h"
#include "ui/views/delegates.h"

#include <QAbstractItemView>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTypingPauseMs = 120;
constexpr int kFindBarHeight = 30;

QPushButton *pill(const QString &text, const QString &help, bool on, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(u"pill"_s);
    button->setFont(smallFont());
    button->setCheckable(true);
    button->setChecked(on);
    button->setToolTip(help);
    button->setAccessibleName(help);
    return button;
}

QComboBox *choice(const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setFont(smallFont());
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->view()->setAccessibleName(name);
    return box;
}

} // namespace

void ConsolePanel::buildControls()
{
    m_note->setObjectName(u"muted"_s);
    m_note->setFont(smallFont());
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_cases = pill(tr("cases"), tr("Show lines of cases and steps"), true, m_controls);
    m_services = pill(tr("services"), tr("Show lines of services"), true, m_controls);
    m_health = pill(tr("health"), tr("Show health and faults"), true, m_controls);
    m_find = pill(tr("find"), tr("Find in console"), false, m_controls);
    m_follow = pill(tr("following"), tr("Keep the newest line in sight"), true, m_controls);
    m_level = choice(tr("Least level that is shown"), m_controls);
    m_level->setObjectName(u"consoleLevel"_s);
    m_level->addItems({tr("all levels"), tr("info"), tr("warnings"), tr("errors")});
    m_source = choice(tr("Source that is shown"), m_controls);
    m_source->setObjectName(u"consoleSource"_s);
    m_source->addItem(tr("all sources"));
    m_source->setMaximumWidth(140);
    // What does not fit is in the context menu; to find has a key.
    m_controls->setObjectName(u"consoleControls"_s);
    m_controls->addText(m_note);
    m_controls->add(m_cases, 5);
    m_controls->add(m_services, 4);
    m_controls->add(m_health, 3);
    m_controls->add(m_level, 2);
    m_controls->add(m_source, 0);
    m_controls->add(m_find, 1);
    m_controls->add(m_follow, FittingRow::kAlways);

    connect(m_level, &QComboBox::currentIndexChanged, this, &ConsolePanel::applyFilter);
    connect(m_source, &QComboBox::currentIndexChanged, this, &ConsolePanel::applyFilter);
    for (QPushButton *button : {m_cases, m_services, m_health})
        connect(button, &QPushButton::toggled, this, &ConsolePanel::applyFilter);
    connect(m_follow, &QPushButton::clicked, this, &ConsolePanel::setFollowing);
    connect(m_find, &QPushButton::clicked, this, [this](bool on) {
        if (on)
            focusSearch();
        else
            closeSearch();
    });
}

void ConsolePanel::buildFindBar()
{
    m_findBar->setObjectName(u"head"_s);
    m_findBar->setAttribute(Qt::WA_StyledBackground);
    m_findBar->setFixedHeight(kFindBarHeight);
    m_search = new QLineEdit(m_findBar);
    m_search->setObjectName(u"consoleSearch"_s);
    m_search->setFont(smallFont());
    m_search->setPlaceholderText(tr("Find in console"));
    m_search->setAccessibleName(tr("Find in console"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(360);
    m_search->installEventFilter(this);
    m_count = new QLabel(m_findBar);
    m_count->setObjectName(u"consoleCount"_s);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setFont(smallFont());
    m_caseSensitive = pill(tr("Aa"), tr("Capital and small letters differ"), false, m_findBar);
    m_pattern = pill(u".*"_s, tr("Find a regular expression"), false, m_findBar);
    m_onlyMatches = pill(tr("only matches"), tr("Show only lines with the text"), false, m_findBar);
    const auto step = [this](const QString &text, const QString &help, bool forward) {
        QPushButton *button = pill(text, help, false, m_findBar);
        button->setCheckable(false);
        connect(button, &QPushButton::clicked, this, [this, forward] { findNext(forward); });
        return button;
    };
    auto *line = new QHBoxLayout(m_findBar);
    line->setContentsMargins(8, 0, 8, 0);
    line->setSpacing(6);
    line->addWidget(m_search, 1);
    line->addWidget(step(tr("previous"), tr("Find the previous line"), false));
    line->addWidget(step(tr("next"), tr("Find the next line"), true));
    for (QPushButton *button : {m_caseSensitive, m_pattern, m_onlyMatches}) {
        line->addWidget(button);
        connect(button, &QPushButton::toggled, this, &ConsolePanel::applySearch);
    }
    line->addWidget(m_count);
    line->addStretch(1);
    m_findBar->hide();

    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPauseMs);
    connect(&m_typing, &QTimer::timeout, this, &ConsolePanel::applySearch);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
}

void ConsolePanel::addFilters(QMenu &menu)
{
    QMenu *shown = menu.addMenu(tr("Lines shown"));
    for (QPushButton *kind : {m_cases, m_services, m_health}) {
        QAction *action = shown->addAction(kind->text(), kind, &QPushButton::toggle);
        action->setCheckable(true);
        action->setChecked(kind->isChecked());
    }
    for (QComboBox *box : {m_level, m_source}) {
        shown->addSeparator();
        auto *group = new QActionGroup(shown);
        for (int i = 0; i < box->count(); ++i) {
            QAction *action =
                shown->addAction(box->itemText(i), box, [box, i] { box->setCurrentIndex(i); });
            action->setActionGroup(group);
            action->setCheckable(true);
            action->setChecked(box->currentIndex() == i);
        }
    }
}

void ConsolePanel::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copied = menu->addAction(tr("Copy"), this, &ConsolePanel::copy);
    copied->setEnabled(m_view->selected().has_value());
    menu->addAction(tr("Select all"), m_view, &ConsoleView::selectAll);
    menu->addSeparator();
    if (const auto line = m_view->current()) {
        const QString source = m_model->store()->line(*line, 0, false).source;
        menu->addAction(tr("Only lines of %1").arg(source), this,
                        [this, source] { setSource(source); });
    }
    if (m_source->currentIndex() > 0)
        menu->addAction(tr("Lines of all sources"), this, [this] { setSource({}); });
    addFilters(*menu);
    menu->addSeparator();
    menu->addAction(tr("Save console…"), this, &ConsolePanel::saveAs);
    menu->addAction(tr("Clear console"), this, &ConsolePanel::clear);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

} // namespace assay::ui
