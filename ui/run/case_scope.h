// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filter/case_filter.h"

#include <QObject>

#include <functional>

namespace assay::ui {

/// Which cases the views of a workspace talk about: the filter that all of them apply, the cases
/// that are chosen (what "Run selected" means) and those that are bad. One view sets, all follow.
/// Main thread.
class CaseScope : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const CaseFilter &filter() const { return m_filter; }
    [[nodiscard]] const QString &filterText() const { return m_text; }
    void setFilterText(const QString &text)
    {
        if (text == m_text)
            return;
        m_text = text;
        m_filter = CaseFilter::parse(text);
        Q_EMIT filterChanged();
    }

    /// Ids, of the view that was used last.
    [[nodiscard]] const QStringList &chosen() const { return m_chosen; }
    void setChosen(const QStringList &ids)
    {
        if (ids == m_chosen)
            return;
        m_chosen = ids;
        Q_EMIT chosenChanged();
    }

    /// How many cases are bad now; `ids` collects them only when somebody asks, for the count is
    /// told once a frame.
    void setBad(int count, std::function<QStringList()> ids)
    {
        m_badIds = std::move(ids);
        if (count == m_bad)
            return;
        m_bad = count;
        Q_EMIT badChanged();
    }
    [[nodiscard]] int badCount() const { return m_bad; }
    [[nodiscard]] QStringList badIds() const { return m_badIds ? m_badIds() : QStringList(); }

Q_SIGNALS:
    void filterChanged();
    void chosenChanged();
    void badChanged();

private:
    QString m_text;
    CaseFilter m_filter;
    QStringList m_chosen;
    int m_bad = 0;
    std::function<QStringList()> m_badIds;
};

} // namespace assay::ui
