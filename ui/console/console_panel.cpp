// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/console_panel.h"

#include "ui/views/delegates.h"

#include <QAbstractItemView>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTypingPauseMs = 120;
constexpr int kFindBarHeight = 30;

QString number(quint64 count)
{
    return QLocale().toString(count);
}

QPushButton *pill(const QString &text, const QString &help, bool on, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(u"pill"_s);
    button->setFont(smallFont());
    button->setCheckable(true);
    button->setChecked(on);
    button->setToolTip(help);
    button->setAccessibleName(help);
    return button;
}

QComboBox *choice(const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setFont(smallFont());
    box->setAccessibleName(name);
    box->setToolTip(name);
    box->view()->setAccessibleName(name);
    return box;
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

void ConsolePanel::buildControls()
{
    m_note->setObjectName(u"muted"_s);
    m_note->setFont(smallFont());
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_cases = pill(tr("cases"), tr("Show lines of cases and steps"), true, m_controls);
    m_services = pill(tr("services"), tr("Show lines of services"), true, m_controls);
    m_health = pill(tr("health"), tr("Show health and faults"), true, m_controls);
    m_find = pill(tr("find"), tr("Find in console"), false, m_controls);
    m_follow = pill(tr("following"), tr("Keep the newest line in sight"), true, m_controls);
    m_level = choice(tr("Least level that is shown"), m_controls);
    m_level->setObjectName(u"consoleLevel"_s);
    m_level->addItems({tr("all levels"), tr("info"), tr("warnings"), tr("errors")});
    m_source = choice(tr("Source that is shown"), m_controls);
    m_source->setObjectName(u"consoleSource"_s);
    m_source->addItem(tr("all sources"));
    m_source->setMaximumWidth(140);
    // What does not fit is in the context menu; to find has a key.
    m_controls->addText(m_note);
    m_controls->add(m_cases, 5);
    m_controls->add(m_services, 4);
    m_controls->add(m_health, 3);
    m_controls->add(m_level, 2);
    m_controls->add(m_source, 0);
    m_controls->add(m_find, 1);
    m_controls->add(m_follow, FittingRow::kAlways);

    connect(m_level, &QComboBox::currentIndexChanged, this, &ConsolePanel::applyFilter);
    connect(m_source, &QComboBox::currentIndexChanged, this, &ConsolePanel::applyFilter);
    for (QPushButton *button : {m_cases, m_services, m_health})
        connect(button, &QPushButton::toggled, this, &ConsolePanel::applyFilter);
    connect(m_follow, &QPushButton::clicked, this, &ConsolePanel::setFollowing);
    connect(m_find, &QPushButton::clicked, this, [this](bool on) {
        if (on)
            focusSearch();
        else
            closeSearch();
    });
}

void ConsolePanel::buildFindBar()
{
    m_findBar->setObjectName(u"head"_s);
    m_findBar->setAttribute(Qt::WA_StyledBackground);
    m_findBar->setFixedHeight(kFindBarHeight);
    m_search = new QLineEdit(m_findBar);
    m_search->setObjectName(u"consoleSearch"_s);
    m_search->setFont(smallFont());
    m_search->setPlaceholderText(tr("Find in console"));
    m_search->setAccessibleName(tr("Find in console"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(360);
    m_search->installEventFilter(this);
    m_count = new QLabel(m_findBar);
    m_count->setObjectName(u"consoleCount"_s);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setFont(smallFont());
    m_caseSensitive = pill(tr("Aa"), tr("Capital and small letters differ"), false, m_findBar);
    m_pattern = pill(u".*"_s, tr("Find a regular expression"), false, m_findBar);
    m_onlyMatches = pill(tr("only matches"), tr("Show only lines with the text"), false, m_findBar);
    const auto step = [this](const QString &text, const QString &help, bool forward) {
        QPushButton *button = pill(text, help, false, m_findBar);
        button->setCheckable(false);
        connect(button, &QPushButton::clicked, this, [this, forward] { findNext(forward); });
        return button;
    };
    auto *line = new QHBoxLayout(m_findBar);
    line->setContentsMargins(8, 0, 8, 0);
    line->setSpacing(6);
    line->addWidget(m_search, 1);
    line->addWidget(step(tr("previous"), tr("Find the previous line"), false));
    line->addWidget(step(tr("next"), tr("Find the next line"), true));
    for (QPushButton *button : {m_caseSensitive, m_pattern, m_onlyMatches}) {
        line->addWidget(button);
        connect(button, &QPushButton::toggled, this, &ConsolePanel::applySearch);
    }
    line->addWidget(m_count);
    line->addStretch(1);
    m_findBar->hide();

    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPauseMs);
    connect(&m_typing, &QTimer::timeout, this, &ConsolePanel::applySearch);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
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

void ConsolePanel::addFilters(QMenu &menu)
{
    QMenu *shown = menu.addMenu(tr("Lines shown"));
    for (QPushButton *kind : {m_cases, m_services, m_health}) {
        QAction *action = shown->addAction(kind->text(), kind, &QPushButton::toggle);
        action->setCheckable(true);
        action->setChecked(kind->isChecked());
    }
    for (QComboBox *box : {m_level, m_source}) {
        shown->addSeparator();
        auto *group = new QActionGroup(shown);
        for (int i = 0; i < box->count(); ++i) {
            QAction *action =
                shown->addAction(box->itemText(i), box, [box, i] { box->setCurrentIndex(i); });
            action->setActionGroup(group);
            action->setCheckable(true);
            action->setChecked(box->currentIndex() == i);
        }
    }
}

void ConsolePanel::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copied = menu->addAction(tr("Copy"), this, &ConsolePanel::copy);
    copied->setEnabled(m_view->selected().has_value());
    menu->addAction(tr("Select all"), m_view, &ConsoleView::selectAll);
    menu->addSeparator();
    if (const auto line = m_view->current()) {
        const QString source = m_model->store()->line(*line, 0, false).source;
        menu->addAction(tr("Only lines of %1").arg(source), this,
                        [this, source] { setSource(source); });
    }
    if (m_source->currentIndex() > 0)
        menu->addAction(tr("Lines of all sources"), this, [this] { setSource({}); });
    addFilters(*menu);
    menu->addSeparator();
    menu->addAction(tr("Save console…"), this, &ConsolePanel::saveAs);
    menu->addAction(tr("Clear console"), this, &ConsolePanel::clear);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

} // namespace assay::ui
