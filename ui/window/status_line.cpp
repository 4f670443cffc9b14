// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_line.h"

#include "ui/run/progress.h"
#include "ui/views/phase_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStatusBar>

namespace assay::ui {

using namespace Qt::StringLiterals;
using Phase = RunController::Phase;

namespace {

constexpr int kMessageMs = 8000;

/// A word that may be cut rather than hold the window wide.
QLabel *shrinking(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setMinimumWidth(1);
    return label;
}

} // namespace

StatusLine::StatusLine(QStatusBar &bar, RunController &controller, Notifications &notifications,
                       const ThemeManager &themes)
    : QObject(&bar)
    , m_controller(controller)
    , m_outcome(new OutcomeBar(themes, &bar))
    , m_progress(shrinking(&bar))
    , m_message(shrinking(&bar))
    , m_facts(shrinking(&bar))
    , m_place(new QLabel(&bar))
    , m_bell(new NotificationBell(notifications, themes, &bar))
{
    bar.setSizeGripEnabled(false);
    bar.setFixedHeight(24);
    m_outcome->setAccessibleName(tr("Progress of the run"));
    m_progress->setObjectName(u"progress"_s);
    m_message->setObjectName(u"message"_s);
    auto *left = new QWidget(&bar);
    auto *line = new QHBoxLayout(left);
    line->setContentsMargins(8, 0, 0, 0);
    line->setSpacing(14);
    line->addWidget(m_outcome);
    line->addWidget(m_progress);
    line->addWidget(m_message, 1);
    bar.addWidget(left, 1);
    m_facts->setContentsMargins(0, 0, 2, 0);
    bar.addPermanentWidget(m_facts);
    m_place->setObjectName(u"cursorPlace"_s);
    m_place->setContentsMargins(8, 0, 2, 0);
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_place->setMinimumWidth(
        m_place->fontMetrics().horizontalAdvance(tr("Ln %1, Col %2").arg(9999).arg(999)));
    m_place->hide();
    bar.addPermanentWidget(m_place);
    bar.addPermanentWidget(m_bell);
    m_messageTimer.setSingleShot(true);
    m_messageTimer.setInterval(kMessageMs);
    connect(&m_messageTimer, &QTimer::timeout, m_message, &QLabel::clear);
    connect(&controller, &RunController::phaseChanged, this, &StatusLine::refresh);
    connect(&controller, &RunController::contentChanged, this, &StatusLine::refresh);
    connect(&controller, &RunController::runFinished, this, &StatusLine::refresh);
    connect(&controller.feed(), &RunFeed::advanced, this, &StatusLine::refresh);
    connect(&controller.feed(), &RunFeed::reset, this, &StatusLine::refresh);
    refresh();
}

void StatusLine::say(const QString &text)
{
    m_message->setText(text);
    m_messageTimer.start();
}

void StatusLine::setPlace(int line, int column)
{
    m_place->setVisible(line > 0);
    m_place->setText(line > 0 ? tr("Ln %1, Col %2").arg(line).arg(column) : QString());
}

void StatusLine::refresh()
{
    const events::RunState &state = m_controller.feed().state();
    const events::RunState::Counts &counts = state.counts();
    const bool any = !state.cases().empty();
    const Phase phase = m_controller.phase();
    m_outcome->setVisible(any);
    m_outcome->setParts({counts.passed, counts.flaky, counts.bad(),
                         counts.skipped + counts.aborted + counts.quarantined, counts.total});
    const auto progress = [&](bool running) {
        return progressText(state, m_controller.feed().now(), running);
    };
    switch (phase) {
    case Phase::Closed:
        m_progress->setText(tr("no workspace"));
        break;
    case Phase::Opening:
        m_progress->setText(tr("opening…"));
        break;
    case Phase::Preparing:
        m_progress->setText(tr("planning…"));
        break;
    case Phase::Stopping:
        m_progress->setText(tr("stopping; every teardown runs · %1").arg(progress(true)));
        break;
    case Phase::Running:
        m_progress->setText(any ? progress(true) : tr("starting…"));
        break;
    case Phase::Idle:
        m_progress->setText(any ? progress(false) : tr("ready"));
        break;
    }
    QStringList facts;
    if (m_controller.feed().eventCount() > 0)
        facts.append(tr("events %1").arg(countText(m_controller.feed().eventCount())));
    if (phase != Phase::Closed)
        facts.append(m_controller.historyText());
    m_facts->setText(facts.join(u" · "_s));
}

} // namespace assay::ui
