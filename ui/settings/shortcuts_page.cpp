// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/shortcuts_page.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

enum Column { TextColumn, KeysColumn, DefaultColumn, ColumnCount };

QPushButton *button(const QString &text, const QString &name, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(name);
    made->setAutoDefault(false);
    return made;
}

} // namespace

ShortcutsPage::ShortcutsPage(CommandRegistry &commands, QWidget *parent)
    : QWidget(parent)
    , m_commands(commands)
    , m_table(new QTableWidget(0, ColumnCount, this))
    , m_keys(new QKeySequenceEdit(this))
    , m_apply(button(tr("Set"), u"shortcutSet"_s, this))
    , m_reset(button(tr("Default"), u"shortcutReset"_s, this))
    , m_clear(button(tr("None"), u"shortcutClear"_s, this))
    , m_conflict(new QLabel(this))
{
    m_table->setObjectName(u"shortcutTable"_s);
    m_table->setAccessibleName(tr("Commands and their shortcuts"));
    m_table->setHorizontalHeaderLabels({tr("command"), tr("shortcut"), tr("default")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(TextColumn, QHeaderView::Stretch);
    m_table->setColumnWidth(KeysColumn, 150);
    m_table->setColumnWidth(DefaultColumn, 150);
    m_keys->setObjectName(u"shortcutKeys"_s);
    m_keys->setAccessibleName(tr("New shortcut"));
    if (auto *line = m_keys->findChild<QWidget *>())
        line->setAccessibleName(tr("New shortcut"));
    m_conflict->setObjectName(u"problem"_s);
    m_conflict->setWordWrap(true);
    auto *all = button(tr("All defaults"), u"shortcutResetAll"_s, this);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_keys, 1);
    line->addWidget(m_apply);
    line->addWidget(m_clear);
    line->addWidget(m_reset);
    line->addSpacing(16);
    line->addWidget(all);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(12, 8, 12, 12);
    lines->setSpacing(8);
    lines->addWidget(m_table, 1);
    lines->addLayout(line);
    lines->addWidget(m_conflict);

    m_table->setRowCount(static_cast<int>(commands.specs().size()));
    int row = 0;
    for (const CommandSpec &spec : commands.specs()) {
        QString text =
            spec.submenu.isEmpty() ? spec.text : u"%1: %2"_s.arg(spec.submenu, spec.text);
        auto *item = new QTableWidgetItem(text.remove(u'…'));
        item->setData(Qt::UserRole, spec.id);
        item->setToolTip(u"%1 (%2)"_s.arg(spec.help, spec.id));
        m_table->setItem(row, TextColumn, item);
        m_table->setItem(row, KeysColumn, new QTableWidgetItem);
        m_table->setItem(row, DefaultColumn,
                         new QTableWidgetItem(spec.shortcut.toString(QKeySequence::NativeText)));
        ++row;
    }
    connect(m_table, &QTableWidget::currentCellChanged, this, &ShortcutsPage::refreshEditor);
    connect(m_table, &QTableWidget::cellActivated, m_keys, qOverload<>(&QWidget::setFocus));
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsPage::refreshConflict);
    connect(m_apply, &QPushButton::clicked, this, &ShortcutsPage::apply);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        if (!chosen().isEmpty())
            m_commands.setShortcut(chosen(), {});
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (!chosen().isEmpty())
            m_commands.resetShortcut(chosen());
    });
    connect(all, &QPushButton::clicked, &commands, &CommandRegistry::resetShortcuts);
    connect(&commands, &CommandRegistry::shortcutsChanged, this, &ShortcutsPage::refresh);
    m_table->setCurrentCell(0, 0);
    refresh();
}

QString ShortcutsPage::chosen() const
{
    const QTableWidgetItem *item = m_table->item(m_table->currentRow(), TextColumn);
    return item == nullptr ? QString() : item->data(Qt::UserRole).toString();
}

void ShortcutsPage::choose(const QString &id)
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (m_table->item(row, TextColumn)->data(Qt::UserRole).toString() == id)
            m_table->setCurrentCell(row, TextColumn);
    }
}

void ShortcutsPage::refresh()
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString id = m_table->item(row, TextColumn)->data(Qt::UserRole).toString();
        const QString keys = m_commands.action(id).shortcut().toString(QKeySequence::NativeText);
        QTableWidgetItem *item = m_table->item(row, KeysColumn);
        item->setText(keys);
        item->setFont(keys == m_table->item(row, DefaultColumn)->text() ? uiFont() : boldFont());
    }
    refreshEditor();
}

void ShortcutsPage::refreshEditor()
{
    const QString id = chosen();
    const QSignalBlocker quiet(m_keys);
    m_keys->setKeySequence(id.isEmpty() ? QKeySequence() : m_commands.action(id).shortcut());
    refreshConflict();
}

void ShortcutsPage::refreshConflict()
{
    const QString id = chosen();
    const QKeySequence keys = m_keys->keySequence();
    const QString other = id.isEmpty() ? QString() : m_commands.ownerOf(keys, id);
    m_conflict->setText(other.isEmpty() ? QString()
                                        : tr("%1 is the shortcut of \"%2\", which loses it.")
                                              .arg(keys.toString(QKeySequence::NativeText),
                                                   m_commands.action(other).text()));
    m_apply->setEnabled(!id.isEmpty() && keys != m_commands.action(id).shortcut());
    m_apply->setText(other.isEmpty() ? tr("Set") : tr("Take it"));
}

void ShortcutsPage::apply()
{
    if (const QString id = chosen(); !id.isEmpty())
        m_commands.setShortcut(id, m_keys->keySequence());
}

int ShortcutsPage::filter(const QStringList &words)
{
    int shown = 0;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QTableWidgetItem *item = m_table->item(row, TextColumn);
        const QString all =
            item->text() + u' ' + item->toolTip() + u' ' + m_table->item(row, KeysColumn)->text();
        const bool fits = std::ranges::all_of(
            words, [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
        m_table->setRowHidden(row, !fits);
        shown += fits ? 1 : 0;
    }
    return shown;
}

} // namespace assay::ui
