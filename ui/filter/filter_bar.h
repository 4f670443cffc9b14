// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filter/filter_edit.h"

#include <QTimer>
#include <QWidget>

class QCompleter;
class QLabel;
class QLineEdit;
class QStandardItemModel;

namespace assay::ui {

class FilterChips;

/// Where a filter is written: a line with completion of keys and values, what is wrong with it, and
/// its terms as chips. Down opens the completion. filterChanged() comes after a pause in typing,
/// and at once for everything else. Main thread.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit &box() { return *m_box; }
    [[nodiscard]] QString text() const;
    void setText(const QString &text); ///< told at once
    [[nodiscard]] const CaseFilter &filter() const { return m_filter; }
    /// Values for completion.
    void setVocabulary(FilterVocabulary vocabulary);
    /// Parses now what is written: nobody waits for the pause.
    void apply();

Q_SIGNALS:
    void filterChanged(const assay::ui::CaseFilter &filter);
    /// Return was pressed: the eyes go to what was found.
    void accepted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void offer();
    void take(const QString &word);

    QLineEdit *m_box;
    QLabel *m_problem;
    FilterChips *m_chips;
    QStandardItemModel *m_choices;
    QCompleter *m_completer;
    FilterCompletion m_completion;
    FilterVocabulary m_vocabulary;
    CaseFilter m_filter;
    QTimer m_pause;
};

} // namespace assay::ui
