// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/help/help_library.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QTextBrowser;
class QToolButton;

namespace assay::ui {

/// The help: pages at the left with a search above them, the text at the right. Links lead to other
/// pages, to places in them, or to the desktop's browser. Main thread.
class HelpPage : public QWidget
{
    Q_OBJECT
public:
    HelpPage(HelpLibrary library, const ThemeManager &themes, QWidget *parent = nullptr);

    /// "suites.md", "suites.md#cases"; "" is the index. What is not there says so.
    void open(const QString &place);
    [[nodiscard]] QString place() const { return m_place; }
    void focusSearch();

private:
    void render();
    void list();
    void go(int step);
    void follow(const QUrl &link);
    void scrollTo(const QString &anchor);
    void refreshButtons();

    HelpLibrary m_library;
    const ThemeManager &m_themes;
    QLineEdit *m_search;
    QListWidget *m_list;
    QTextBrowser *m_text;
    QToolButton *m_back;
    QToolButton *m_forward;
    QString m_place;
    QStringList m_history;
    qsizetype m_at = -1;
};

} // namespace assay::ui
