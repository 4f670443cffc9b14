// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include "ui/settings/shortcuts_page.h"
#include "ui/views/panel_head.h"
#include "ui/views/side_split.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageWidth = 720;

/// A page of the settings of one group.
SettingsPageSpec plain(const QString &id, const QString &title, SettingsGroup group)
{
    return {id, title, [group](Preferences &preferences, CommandRegistry &, QWidget *parent) {
                auto *page = new QWidget(parent);
                page->setMaximumWidth(kPageWidth);
                auto *lines = new QVBoxLayout(page);
                lines->setContentsMargins(20, 8, 20, 12);
                lines->setSpacing(0);
                for (const SettingSpec &spec : preferences.specs()) {
                    if (spec.group == group)
                        lines->addWidget(new SettingsRow(preferences, spec, page));
                }
                lines->addStretch(1);
                return page;
            }};
}

} // namespace

std::vector<SettingsPageSpec> settingsPages()
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("assay::ui", text); // where lupdate finds them
    };
    return {
        plain(u"general"_s, tr("General"), SettingsGroup::General),
        plain(u"appearance"_s, tr("Appearance"), SettingsGroup::Appearance),
        plain(u"editor"_s, tr("Editor"), SettingsGroup::Editor),
        plain(u"run"_s, tr("Run"), SettingsGroup::Run),
        {u"shortcuts"_s, tr("Shortcuts"),
         [](Preferences &, CommandRegistry &commands, QWidget *parent) -> QWidget * {
             return new ShortcutsPage(commands, parent);
         }},
    };
}

SettingsPage::SettingsPage(Preferences &preferences, CommandRegistry &commands, QWidget *parent)
    : QWidget(parent)
    , m_specs(settingsPages())
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_none(makeEmptyText(tr("No setting fits."), this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(tr("Settings"));
    setFocusProxy(m_search);
    m_search->setObjectName(u"settingsSearch"_s);
    m_search->setPlaceholderText(tr("Search the settings…"));
    m_search->setAccessibleName(tr("Search the settings"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(u"settingsList"_s);
    m_list->setAccessibleName(tr("Pages of the settings"));
    for (const SettingsPageSpec &spec : m_specs) {
        m_list->addItem(spec.title);
        auto *scroll = new QScrollArea(m_stack);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setFocusPolicy(Qt::NoFocus);
        scroll->setWidget(spec.make(preferences, commands, scroll));
        m_stack->addWidget(scroll);
    }
    m_stack->addWidget(m_none);
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(8, 7, 8, 6);
    column->setSpacing(6);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    auto *split = new SideSplit(left, m_stack, 220, this);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(split);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_stack->setCurrentIndex(row);
    });
    connect(m_search, &QLineEdit::textChanged, this, &SettingsPage::apply);
    m_list->setCurrentRow(0);
}

void SettingsPage::open(const QString &page)
{
    for (std::size_t i = 0; i < m_specs.size(); ++i) {
        if (m_specs[i].id == page)
            m_list->setCurrentRow(static_cast<int>(i));
    }
}

void SettingsPage::search(const QString &words)
{
    m_search->setText(words);
}

QString SettingsPage::current() const
{
    const int row = m_list->currentRow();
    return row < 0 ? QString() : m_specs[static_cast<std::size_t>(row)].id;
}

/// Pages without a fitting row leave the list; of the others only the fitting rows are seen.
void SettingsPage::apply(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    int first = -1;
    bool keepsCurrent = false;
    for (int i = 0; i < m_list->count(); ++i) {
        QWidget *page = qobject_cast<QScrollArea *>(m_stack->widget(i))->widget();
        bool any = words.isEmpty();
        if (auto *shortcuts = qobject_cast<ShortcutsPage *>(page)) {
            any = shortcuts->filter(words) > 0 || any;
        } else {
            for (SettingsRow *row : page->findChildren<SettingsRow *>()) {
                const bool fits = row->fits(words);
                row->setVisible(fits);
                any = any || fits;
            }
        }
        m_list->item(i)->setHidden(!any);
        if (any && first < 0)
            first = i;
        keepsCurrent = keepsCurrent || (any && i == m_list->currentRow());
    }
    if (first < 0) {
        m_stack->setCurrentWidget(m_none);
        m_list->setCurrentRow(-1);
    } else if (!keepsCurrent) {
        m_list->setCurrentRow(first);
    }
}

} // namespace assay::ui
