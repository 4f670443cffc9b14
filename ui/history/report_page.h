// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/history_access.h"
#include "ui/theme/theme.h"

#include <QTemporaryDir>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace assay::ui {

class PanelHead;
class TextView;

/// A report of a past run before it is saved: every format as its text, HTML in the browser, too.
/// Main thread; `access` and `themes` outlive it.
class ReportPage : public QWidget
{
    Q_OBJECT
public:
    ReportPage(HistoryAccess &access, const ThemeManager &themes, QWidget *parent = nullptr);

    void show(const QString &runId);
    void setFormat(const QString &name);
    [[nodiscard]] QString format() const;
    void save(const QString &file);
    /// The file that is previewed; "" while it is made.
    [[nodiscard]] const QString &previewFile() const { return m_file; }

Q_SIGNALS:
    void said(const QString &text);

private:
    void make();
    void askFile();
    void openInBrowser();

    HistoryAccess &m_access;
    std::shared_ptr<QTemporaryDir> m_folder; ///< of the preview; a job that still writes keeps it
    PanelHead *m_head;
    QComboBox *m_formats;
    QPushButton *m_browser;
    QPushButton *m_saveButton;
    QLabel *m_note;
    TextView *m_text;
    QString m_runId;
    QString m_file;
    HistoryTask m_task;
    HistoryTask m_saveTask;
};

} // namespace assay::ui
