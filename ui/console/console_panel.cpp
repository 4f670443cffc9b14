// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_panel.h"

#include "ui/views/delegates.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

QString number(quint64 count)
{
    return QLocale().toString(count);
}

} // namespace

ConsolePanel::ConsolePanel(RunFeed &feed, Selection &selection, TimeView &time,
                           const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_time(time)
    , m_model(new LogModel(this))
    , m_view(new ConsoleView(*m_model, themes, this))
    , m_export(new LogExport(this))
    , m_controls(new FittingRow)
    , m_findBar(new QWidget(this))
    , m_note(new QLabel(m_controls))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    buildControls();
    buildFindBar();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_findBar);
    column->addWidget(m_view, 1);
    setFocusProxy(m_view);

    connect(&feed, &RunFeed::advanced, this, &ConsolePanel::onAdvanced);
    connect(&feed, &RunFeed::reset, this, &ConsolePanel::clear);
    connect(&feed, &RunFeed::rewound, this, &ConsolePanel::clear);
    connect(m_model, &LogModel::searched, this, &ConsolePanel::refresh);
    connect(m_view, &ConsoleView::currentChanged, this, &ConsolePanel::refresh);
    connect(m_view, &ConsoleView::followingChanged, this, [this](bool following) {
        m_follow->setChecked(following);
        m_follow->setText(following ? tr("following") : tr("paused"));
        Q_EMIT followingChanged(following);
    });
    connect(m_view, &ConsoleView::copyWanted, this, &ConsolePanel::copy);
    connect(m_view, &ConsoleView::activated, this, &ConsolePanel::selectSubject);
    connect(m_view, &ConsoleView::currentChanged, this, [this] {
        if (const auto line = m_view->current(); line && m_view->hasFocus())
            m_time.setCrosshair(m_model->store()->line(*line, 0, false).at);
    });
    connect(&time, &TimeView::crosshairMoved, this,
            [this] { m_view->setCrosshair(m_time.crosshair()); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &ConsolePanel::showMenu);
    connect(m_export, &LogExport::copied, this, [this](const QString &text, quint64 lines) {
        QApplication::clipboard()->setText(text);
        m_note->setText(tr("%n line(s) copied", nullptr, static_cast<int>(lines)));
    });
    connect(m_export, &LogExport::saved, this, [this](const QString &path, quint64 lines) {
        m_note->setText(tr("%n line(s) saved", nullptr, static_cast<int>(lines)));
        m_note->setToolTip(path);
    });
    connect(m_export, &LogExport::failed, this, [this](const QString &title, const QString &fix) {
        m_note->setText(tr("%1; %2").arg(title, fix));
        m_note->setToolTip(m_note->text());
        Q_EMIT failed(title, fix);
    });
    refresh();
}

bool ConsolePanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto &key = static_cast<const QKeyEvent &>(*event);
        if (key.key() == Qt::Key_Escape) {
            closeSearch();
            return true;
        }
        if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
            findNext(!key.modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

LogText ConsolePanel::searchText() const
{
    if (m_findBar->isHidden())
        return {};
    return {m_search->text(), m_caseSensitive->isChecked(), m_pattern->isChecked()};
}

void ConsolePanel::applyFilter()
{
    LogFilter filter;
    filter.level = static_cast<events::LogLevel>(m_level->currentIndex());
    filter.cases = m_cases->isChecked();
    filter.services = m_services->isChecked();
    filter.health = m_health->isChecked();
    filter.source = m_source->currentIndex() > 0 ? m_source->currentText() : QString();
    if (m_onlyMatches->isChecked())
        filter.text = m_model->search();
    m_model->setFilter(filter);
}

void ConsolePanel::applySearch()
{
    m_typing.stop();
    LogText text = searchText();
    const QString problem = text.problem();
    if (!problem.isEmpty())
        text = {};
    m_search->setToolTip(problem);
    m_searchPending = !text.isEmpty() && text != m_model->search();
    m_model->setSearch(text);
    applyFilter();
    refresh();
}

void ConsolePanel::refresh()
{
    const bool busy = m_model->isBusy();
    const std::vector<LineNumber> &hits = m_model->hits();
    if (m_searchPending) {
        // Where one reads; while lines are still looked at, not from the top again.
        const LineNumber from = m_view->current() ? *m_view->current()
                                : m_view->topRow() < m_model->rowCount()
                                    ? m_model->lineOf(m_view->topRow())
                                    : 0;
        if (!busy || (!hits.empty() && hits.back() >= from)) {
            m_searchPending = false;
            if (const auto hit = m_model->hitFrom(from, true))
                m_view->showLine(*hit);
        }
    }
    const QString problem = searchText().problem();
    QString count;
    if (!problem.isEmpty()) {
        count = problem;
    } else if (!m_model->search().isEmpty()) {
        const std::size_t current = m_view->current() ? m_model->hitNumber(*m_view->current()) : 0;
        if (!hits.empty())
            count = current > 0 ? tr("%1 of %2").arg(number(current), number(hits.size()))
                                : tr("%1 lines").arg(number(hits.size()));
        else if (!busy)
            count = tr("nothing found");
        if (busy && m_model->progress() < 1)
            count += tr(" · %1 %").arg(static_cast<int>(m_model->progress() * 100));
    }
    m_count->setText(count);
    if (m_model->sources().size() + 1 != m_source->count()) {
        const QStringList sources = m_model->sources();
        for (qsizetype i = m_source->count() - 1; i < sources.size(); ++i)
            m_source->addItem(sources[i]);
    }
}

void ConsolePanel::onAdvanced(const RunUpdate &update)
{
    std::vector<ConsoleLine> lines;
    for (const events::EventPointer &event : update.events) {
        if (auto line = consoleLine(*event, m_feed.state()))
            lines.push_back(std::move(*line));
    }
    if (!lines.empty())
        m_model->append(std::move(lines));
}

void ConsolePanel::clear()
{
    {
        const QSignalBlocker quiet(m_source);
        m_source->clear();
        m_source->addItem(tr("all sources"));
    }
    m_note->clear();
    m_model->clear();
    applyFilter();
}

void ConsolePanel::selectSubject(LineNumber number)
{
    const StoredLine line = m_model->store()->line(number, 0, false);
    const auto &cases = m_feed.state().cases();
    const bool ofCase =
        line.caseIndex >= 0 && static_cast<std::size_t>(line.caseIndex) < cases.size();
    const QString caseId = ofCase ? m_feed.state().planned(line.caseIndex).id : QString();
    if (ofCase && !line.stepPath.isEmpty())
        m_selection.selectStep(caseId, line.attempt, line.stepPath);
    else if (ofCase)
        m_selection.selectCase(caseId);
    else if (line.kind == LogKind::Service)
        m_selection.selectService(line.source);
    else if (line.event > 0)
        m_selection.selectEvent(line.event, {});
}

void ConsolePanel::showCrosshair()
{
    if (const auto at = m_time.crosshair())
        m_view->showTime(*at);
}

void ConsolePanel::setSource(const QString &source)
{
    m_source->setCurrentIndex(std::max(0, m_source->findText(source)));
}

void ConsolePanel::copy()
{
    if (const auto lines = m_view->selected())
        m_export->copy({m_model->store(), m_model->filter(), lines->from, lines->to});
}

void ConsolePanel::saveAs()
{
    auto *dialog = new QFileDialog(this, tr("Save console"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"log"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &ConsolePanel::save);
    dialog->open();
}

void ConsolePanel::save(const QString &path)
{
    m_export->save({m_model->store(), m_model->filter()}, path);
}

void ConsolePanel::focusSearch()
{
    const bool wasHidden = m_findBar->isHidden();
    m_findBar->show();
    m_find->setChecked(true);
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    if (wasHidden)
        applySearch();
}

void ConsolePanel::closeSearch()
{
    m_findBar->hide();
    m_find->setChecked(false);
    m_onlyMatches->setChecked(false);
    applySearch();
    m_view->setFocus(Qt::OtherFocusReason);
}

void ConsolePanel::findNext(bool forward)
{
    if (m_findBar->isHidden()) {
        focusSearch();
        return;
    }
    if (m_typing.isActive())
        applySearch();
    if (m_searchPending)
        return; // it is on its way
    LineNumber from = 0;
    if (const auto current = m_view->current())
        from = forward ? *current + 1 : *current - std::min<LineNumber>(*current, 1);
    if (!forward && m_view->current() == LineNumber(0))
        from = std::numeric_limits<LineNumber>::max();
    if (const auto hit = m_model->hitFrom(from, forward))
        m_view->showLine(*hit);
}

} // namespace assay::ui
