// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_palette.h"

#include "ui/views/delegates.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kSize(620, 420);
constexpr int kPage = 10;

} // namespace

CommandPalette::CommandPalette(const ThemeManager &themes, QWidget &window)
    : QDialog(&window, Qt::Dialog | Qt::FramelessWindowHint)
    , m_model(new PaletteModel(this))
    , m_search(new QLineEdit(this))
    , m_list(new QListView(this))
{
    setObjectName(u"palette"_s);
    setWindowTitle(tr("Find command or case"));
    setAccessibleName(windowTitle());
    setModal(true);
    m_search->setObjectName(u"paletteSearch"_s);
    m_search->setPlaceholderText(tr("Type a command or a case…"));
    m_search->setAccessibleName(tr("Command or case"));
    m_search->installEventFilter(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("What fits"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(themes, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(8, 8, 8, 8);
    lines->setSpacing(6);
    lines->addWidget(m_search);
    lines->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setPattern(text);
        m_list->setCurrentIndex(m_model->index(0));
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { run(m_list->currentIndex()); });
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
}

void CommandPalette::openWith(std::vector<PaletteEntry> entries)
{
    m_model->setEntries(std::move(entries));
    m_search->clear();
    m_list->setCurrentIndex(m_model->index(0));
    const QRect window = parentWidget()->geometry();
    const QSize size = kSize.boundedTo(window.size() - QSize(20, 60));
    setGeometry(window.center().x() - size.width() / 2, window.top() + 48, size.width(),
                size.height());
    open();
    m_search->setFocus();
}

void CommandPalette::move(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, count - 1);
    m_list->setCurrentIndex(m_model->index(row));
}

void CommandPalette::run(const QModelIndex &index)
{
    const PaletteEntry *entry = m_model->entryAt(index);
    if (entry == nullptr || !m_model->flags(index).testFlag(Qt::ItemIsEnabled))
        return;
    const PaletteEntry chosen = *entry;
    accept();
    if (chosen.action != nullptr)
        chosen.action->trigger();
    else
        Q_EMIT caseChosen(chosen.caseId);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
            move(1);
            return true;
        case Qt::Key_Up:
            move(-1);
            return true;
        case Qt::Key_PageDown:
            move(kPage);
            return true;
        case Qt::Key_PageUp:
            move(-kPage);
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace assay::ui
