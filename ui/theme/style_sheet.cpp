// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

// @role is a surface or a line, @@role is text. Lines, not boxes, separate panes.
constexpr char16_t kSheet[] = uR"(
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QToolTip { background: @raised; color: @@text; border: 1px solid @line; padding: 5px 7px; }
QMenuBar { background: @window; color: @@text; border-bottom: 1px solid @line; padding: 1px 4px; }
QMenuBar::item { padding: 5px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @selection; }
QMenu { background: @raised; color: @@text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 22px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @skipped; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QMenu::indicator { width: 12px; height: 12px; left: 5px; }
QMenu::indicator:checked { image: url(:/assay/icons/check.svg); }
QToolBar { background: @window; border: none; border-bottom: 1px solid @line; padding: 0 8px;
    spacing: 8px; }
QToolBar QToolButton, QPushButton { background: @raised; color: @@text; border: 1px solid @line;
    border-radius: 5px; padding: 4px 11px; min-height: 16px; }
QToolBar QToolButton { padding: 4px 0 4px 9px; }
QToolBar QToolButton:hover, QPushButton:hover { border-color: @muted; }
QToolBar QToolButton:pressed, QPushButton:pressed { background: @selection; }
QToolBar QToolButton:focus, QPushButton:focus { border-color: @accent; }
QToolBar QToolButton:disabled, QPushButton:disabled { color: @skipped; background: @window; }
QPushButton:default, QToolButton#runButton { background: @accent; color: @@onAccent;
    border-color: @accent; font-weight: 600; }
QPushButton:default:hover, QToolButton#runButton:hover { border-color: @text; }
QPushButton:default:focus, QToolButton#runButton:focus { border-color: @text; }
QToolButton#runButton:disabled { background: @raised; color: @skipped; border-color: @line; }
QPushButton#searchButton { text-align: left; color: @@muted; background: @panel; }
QPushButton#chip { border-radius: 9px; padding: 0 4px; min-height: 17px; max-height: 17px;
    background: @line; border: 1px solid transparent; }
QPushButton#chip:hover { border-color: @muted; }
QPushButton#chip:checked { background: @selection; border-color: @accent; }
QPushButton#chip:focus { border-color: @accent; }
QToolButton#environmentButton { background: @raised; color: @@text; border: 1px solid @line;
    border-radius: 5px; padding: 2px 8px; }
QToolButton#environmentButton:hover { border-color: @muted; }
QToolButton#environmentButton:focus { border-color: @accent; }
QToolButton#environmentButton:pressed { background: @selection; }
QPushButton#termChip { border-radius: 9px; padding: 0 20px 0 8px; min-height: 17px;
    max-height: 17px; background: @selection; border: 1px solid transparent; color: @@text;
    text-align: left; }
QPushButton#termChip[look="not"] { background: @line; }
QPushButton#termChip[look="bad"] { background: transparent; border-color: @failed;
    color: @@failed; }
QPushButton#termChip:hover, QPushButton#termChip:focus { border-color: @accent; }
QPushButton#pill { border-radius: 9px; padding: 0 9px; min-height: 17px; max-height: 17px;
    background: @line; border: 1px solid transparent; color: @@text; }
QPushButton#pill:hover { border-color: @muted; }
QPushButton#pill:checked { background: @selection; color: @@text; border-color: @accent; }
QPushButton#pill:focus { border-color: @accent; }
QPushButton#pill:disabled { color: @skipped; background: transparent; }
QLineEdit { background: @window; color: @@text; border: 1px solid @line; border-radius: 5px;
    padding: 3px 7px; min-height: 16px; selection-background-color: @selection;
    selection-color: @@text; }
QLineEdit:focus { border-color: @accent; }
QComboBox { background: @raised; color: @@text; border: 1px solid @line; border-radius: 5px;
    padding: 1px 7px; min-height: 17px; }
QComboBox:focus { border-color: @accent; }
QComboBox::drop-down { border: none; width: 16px; }
QComboBox::down-arrow { image: url(:/assay/icons/open.svg); width: 9px; height: 9px; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @line; outline: none;
    selection-background-color: @selection; }
QAbstractItemView { background: @panel; alternate-background-color: @panel; color: @@text;
    border: none; outline: none; selection-background-color: @selection;
    selection-color: @@text; show-decoration-selected: 1; }
QTreeView::branch { background: @panel; }
QTreeView::branch:selected { background: @selection; }
QTreeView::branch:has-children:!has-siblings:closed,
QTreeView::branch:closed:has-children:has-siblings { image: url(:/assay/icons/closed.svg); }
QTreeView::branch:open:has-children:!has-siblings,
QTreeView::branch:open:has-children:has-siblings { image: url(:/assay/icons/open.svg); }
QHeaderView { background: @panel; border: none; }
QHeaderView::section { background: @panel; color: @@muted; border: none;
    border-bottom: 1px solid @line; padding: 0 8px; }
QHeaderView::section:hover { color: @@text; }
QHeaderView::up-arrow { image: url(:/assay/icons/up.svg); width: 8px; height: 8px; }
QHeaderView::down-arrow { image: url(:/assay/icons/open.svg); width: 8px; height: 8px; }
QTableView { gridline-color: @line; }
QTableWidget::item { padding: 0 8px; border: none; }
QPlainTextEdit { background: @window; color: @@text; border: 1px solid @line; border-radius: 4px;
    selection-background-color: @selection; selection-color: @@text; padding: 2px; }
QPlainTextEdit:focus { border-color: @accent; }
QTabWidget::pane { border: none; background: @panel; }
QTabBar { background: @window; qproperty-drawBase: 0; }
QTabBar::tab { background: @window; color: @@muted; padding: 6px 14px; border: none;
    border-right: 1px solid @line; border-top: 2px solid transparent; min-height: 15px; }
QTabBar::tab:selected { background: @panel; color: @@text; border-top-color: @accent; }
QTabBar::tab:hover { color: @@text; }
QTabBar::close-button { image: url(:/assay/icons/close.svg); subcontrol-position: right; }
QTabBar::close-button:hover { background: @line; border-radius: 3px; }
QsciSciListBox { background: @raised; border: 1px solid @line; }
QTabBar::tab:focus { color: @@accent; }
QTabBar::close-button { image: url(:/assay/icons/close.svg); subcontrol-position: right; }
QTabBar::close-button:hover { background: @line; border-radius: 3px; }
QMainWindow > QTabBar::tab { min-height: 0; max-height: 0; height: 0; padding: 0; border: none; }
QTabBar#dockTabs { background: @panel; border-bottom: 1px solid @line; }
QTabBar#dockTabs::tab { background: @panel; padding: 5px 12px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px;
    padding: 2px; color: @@muted; }
QToolButton:hover { background: @line; }
QToolButton:focus { border-color: @accent; }
QFrame#card, QFrame#bellList { background: @raised; border: 1px solid @line; border-radius: 6px; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent;
    color: @@accent; padding: 2px 4px; text-align: left; }
QPushButton[look="link"]:hover { background: @line; }
QPushButton[look="link"]:focus { border-color: @accent; }
QPushButton[look="link"]:disabled { color: @@muted; background: transparent; }
QLabel#welcomeName { font-size: 19px; font-weight: 600; }
QSpinBox { background: @raised; color: @@text; border: 1px solid @line; border-radius: 5px;
    padding: 2px 7px; min-height: 17px; }
QSpinBox:focus { border-color: @accent; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 16px; }
QSpinBox::up-arrow { image: url(:/assay/icons/up.svg); width: 9px; height: 9px; }
QSpinBox::down-arrow { image: url(:/assay/icons/open.svg); width: 9px; height: 9px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @muted; border-radius: 4px;
    background: @window; }
QCheckBox::indicator:checked { image: url(:/assay/icons/check.svg); border-color: @accent; }
QCheckBox:focus { outline: none; }
QCheckBox::indicator:focus { border-color: @accent; }
QListWidget::item { padding: 4px 6px; border-radius: 4px; }
QListWidget::item:selected { background: @selection; color: @@text; }
QTextBrowser { background: @panel; color: @@text; border: none; }
QWidget#head { background: @panel; border-bottom: 1px solid @line; }
QWidget#tabLine { background: @window; border-bottom: 1px solid @line; }
QWidget#pane, QScrollArea, QScrollArea > QWidget > QWidget, QStackedWidget { background: @panel; }
QWidget#messageBar { background: @raised; border-bottom: 1px solid @line; }
#compareView { border: none; border-top: 1px solid @line; }
QWidget#findBar { background: @panel; border-top: 1px solid @line; }
QLabel#cursorPlace { color: @@muted; }
QLabel#muted { color: @@muted; }
QLabel#problem { color: @@failed; }
QLabel#brand { padding: 0 6px 0 8px; font-weight: 700; }
QFrame#rule { background: @line; border: none; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { background: @window; border-top: 1px solid @line; color: @@muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @@muted; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: @panel; border: none; }
QDialog#palette { border: 1px solid @line; background: @raised; }
QDialog#palette QListView { background: @raised; }
QDialog#palette QLineEdit { background: @window; padding: 6px 9px; }
)";

} // namespace

QString styleSheetOf(const Theme &theme)
{
    struct Word
    {
        QLatin1StringView name;
        Role role;
    };
    // "onAccent" and "accent" share no prefix with "@"; longer words stand first all the same.
    static constexpr std::array kWords = {
        Word{"selection"_L1, Role::Selection}, Word{"onAccent"_L1, Role::OnAccent},
        Word{"skipped"_L1, Role::Skipped},     Word{"window"_L1, Role::Window},
        Word{"raised"_L1, Role::Raised},       Word{"passed"_L1, Role::Passed},
        Word{"failed"_L1, Role::Failed},       Word{"accent"_L1, Role::Accent},
        Word{"panel"_L1, Role::Panel},         Word{"muted"_L1, Role::Muted},
        Word{"flaky"_L1, Role::Flaky},         Word{"fault"_L1, Role::Fault},
        Word{"line"_L1, Role::Line},           Word{"text"_L1, Role::Text}};
    QString sheet = QString::fromUtf16(kSheet);
    for (const Word &word : kWords)
        sheet.replace(u"@@"_s + word.name, theme.ink(word.role).name());
    for (const Word &word : kWords)
        sheet.replace(u'@' + QString(word.name), theme.fill(word.role).name());
    return sheet;
}

} // namespace assay::ui
