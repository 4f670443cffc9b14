// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/case_table_model.h"
#include "ui/run/selection.h"

#include <QWidget>

#include <array>

class QLabel;
class QSettings;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace assay::ui {

class GraphPanel;
class PanelHead;
class TimelinePanel;
class TimeView;

/// A run: its graph above, its timeline, its cases below; each of them can be hidden, not all.
/// Which are shown and how large stays in the settings, when there are some. Main thread.
class RunPage : public QWidget
{
    Q_OBJECT
public:
    RunPage(RunFeed &feed, TimeView &time, Selection &selection, const ThemeManager &themes,
            QSettings *settings = nullptr, QWidget *parent = nullptr);

    enum class Section { Graph, Timeline, Cases };
    static constexpr std::array kSections = {Section::Graph, Section::Timeline, Section::Cases};

    [[nodiscard]] GraphPanel &graph() { return *m_graph; }
    [[nodiscard]] TimelinePanel &timeline() { return *m_timeline; }
    [[nodiscard]] bool isShown(Section section) const;
    void setShown(Section section, bool shown);
    [[nodiscard]] CaseTableModel &model() { return *m_model; }
    [[nodiscard]] QTableView &table() { return *m_table; }
    /// What stands there before anything has run.
    void setEmptyText(const QString &text);
    void setFilter(const CaseFilter &filter);
    void reveal(const QString &caseId);
    [[nodiscard]] QStringList selectedCases() const;

Q_SIGNALS:
    void caseSelected(const QString &caseId);
    void caseActivated(const QString &caseId); ///< a double click or Return: show all of it
    void sectionsChanged();

private:
    void refreshHeads();
    void restore();
    void keep();

    RunFeed &m_feed;
    Selection &m_selection;
    QSettings *m_settings;
    CaseTableModel *m_model;
    CaseTableProxy *m_proxy;
    GraphPanel *m_graph;
    TimelinePanel *m_timeline;
    PanelHead *m_casesHead;
    QTableView *m_table;
    QLabel *m_empty;
    QSplitter *m_split;
    QStackedWidget *m_stack;
};

} // namespace assay::ui
