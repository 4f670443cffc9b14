// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filter/case_filter.h"

#include <QWidget>

#include <vector>

class QToolButton;

namespace assay::ui {

class FlowLayout;

/// The terms of a filter, one chip each: a click or Space negates it, its cross, a middle click,
/// Delete or Backspace takes it away, arrows go from one to the next. Hidden while there is none.
/// Main thread.
class FilterChips : public QWidget
{
    Q_OBJECT
public:
    explicit FilterChips(QWidget *parent = nullptr);
    void setFilter(const QString &text, const CaseFilter &filter);

Q_SIGNALS:
    /// What the filter's text is to be.
    void edited(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Chip;
    void remove(qsizetype number);
    void negate(qsizetype number);

    QString m_text;
    FlowLayout *m_line;
    std::vector<Chip *> m_chips;
    qsizetype m_focusNext = -1; ///< the chip that has the focus after an edit
};

} // namespace assay::ui
