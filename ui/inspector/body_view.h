// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/body_source.h"
#include "ui/inspector/worker_task.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace assay::ui {

class TextLinesView;

/// A body of any size and kind: JSON indented and coloured, other text as it is, bytes as hex. Its
/// beginning is shown at first, more when it is asked for. What takes long is done on a worker and
/// given up when something else is shown. Main thread.
class BodyView : public QWidget
{
    Q_OBJECT
public:
    BodyView(const QString &accessibleName, const ThemeManager &themes, QWidget *parent = nullptr);

    void setSource(const BodySource &source);
    [[nodiscard]] const BodySource &source() const { return m_source; }
    [[nodiscard]] TextLinesView &view() { return *m_view; }
    [[nodiscard]] bool isBusy() const { return m_task.isBusy(); }
    [[nodiscard]] QString note() const;

    void showAll();
    /// The text to the clipboard, as it was sent; bytes that are no text as hex. Up to
    /// kShownAtMost.
    void copyAll();
    void saveAs();
    void save(const QString &path);

Q_SIGNALS:
    void shown(); ///< the source is there
    void said(const QString &text);
    void failed(const QString &title, const QString &fix);

private:
    void load(qsizetype limit);

    BodySource m_source;
    WorkerTask m_task;
    WorkerTask m_files;
    TextLinesView *m_view;
    QWidget *m_foot;
    QLabel *m_note;
    QPushButton *m_all;
};

} // namespace assay::ui
