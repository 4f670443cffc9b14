// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/case_inspector.h"

#include "ui/theme/status.h"
#include "ui/views/delegates.h"
#include "ui/views/panel_head.h"
#include "ui/views/phase_bar.h"
#include "ui/views/status_icon.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;
using events::RunState;

namespace {

/// A live case is shown anew at most so often.
constexpr int kRefreshMs = 100;
constexpr int kMaximumFailureLines = 16;

QString failureText(const std::vector<events::Failure> &failures)
{
    QStringList lines;
    for (const events::Failure &failure : failures) {
        lines.append(u"✕ "_s + failure.message);
        if (failure.position.isValid())
            lines.append(u"at "_s + failure.position.toString());
        if (!failure.diff.isEmpty())
            lines.append(failure.diff);
    }
    return foldLines(lines.join(u'\n'));
}

QString headersText(const model::Exchange &exchange)
{
    const auto part = [](const model::Exchange::Part &p) {
        QString text = p.summary + u'\n';
        for (const auto &[name, value] : p.headers)
            text += u"%1: %2\n"_s.arg(name, value);
        return text;
    };
    return foldLines(part(exchange.request) + u'\n' + part(exchange.response));
}

QString bodyText(const model::Exchange::Part &part)
{
    QString text = part.summary;
    if (!part.body.isEmpty())
        text += (text.isEmpty() ? u""_s : u"\n\n"_s) + shownText(part.body, part.contentType);
    if (part.bodySize > part.body.size())
        text += QCoreApplication::translate("CaseInspector", "\n… %1 in all")
                    .arg(base::byteCountText({part.bodySize}));
    return text;
}

} // namespace

CaseInspector::CaseInspector(RunFeed &feed, const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_themes(themes)
    , m_model(new StepTreeModel(this))
    , m_head(new PanelHead(tr("Inspector"), this))
    , m_stack(new QStackedWidget(this))
    , m_empty(makeEmptyText(tr("Select a case to see its attempts, steps and exchanges."), this))
    , m_icon(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_reason(new QLabel(this))
    , m_steps(new QTreeView(this))
    , m_failure(new TextView(tr("Failures of the step"), themes, this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_summary->setTextFormat(Qt::RichText);
    m_reason->setObjectName(u"muted"_s);
    m_reason->setWordWrap(true);
    m_steps->setObjectName(u"stepTree"_s);
    m_steps->setAccessibleName(tr("Attempts and steps of the case"));
    m_steps->setModel(m_model);
    m_steps->setItemDelegate(new TreeDelegate(themes, m_steps));
    m_steps->setHeaderHidden(true);
    m_steps->setUniformRowHeights(true);
    m_steps->setIndentation(16);
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_failure->setObjectName(u"failureText"_s);

    auto *page = new QWidget(this);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_icon);
    line->addWidget(m_summary, 1);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(12, 8, 10, 6);
    top->setSpacing(4);
    top->addLayout(line);
    top->addWidget(m_reason);
    auto *below = new QWidget(page);
    below->setObjectName(u"pane"_s);
    auto *belowLines = new QVBoxLayout(below);
    belowLines->setContentsMargins(10, 8, 10, 8);
    belowLines->setSpacing(8);
    belowLines->addWidget(m_failure);
    buildExchange(*below, themes);
    belowLines->addWidget(m_exchange, 1);
    belowLines->addStretch(0);
    auto *split = new QSplitter(Qt::Vertical, page);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    split->addWidget(m_steps);
    split->addWidget(below);
    split->setSizes({230, 500});
    split->setStretchFactor(1, 1);
    auto *lines = new QVBoxLayout(page);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addLayout(top);
    lines->addWidget(split, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);

    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(kRefreshMs);
    connect(&m_refreshTimer, &QTimer::timeout, this, [this] { refresh(false); });
    connect(m_steps->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CaseInspector::refreshStep);
    const auto choose = [this] { m_chosen = true; };
    connect(m_steps, &QTreeView::clicked, this, choose);
    connect(m_steps, &QTreeView::activated, this, choose);
    connect(&feed, &RunFeed::advanced, this, &CaseInspector::onAdvanced);
    connect(&feed, &RunFeed::reset, this, [this] { showCase(m_caseId); });
    connect(&themes, &ThemeManager::changed, this, &CaseInspector::refreshSummary);
    refresh(true);
}

void CaseInspector::buildExchange(QWidget &parent, const ThemeManager &themes)
{
    m_exchange = new QWidget(&parent);
    m_exchangeTitle = new QLabel(m_exchange);
    m_exchangeTitle->setTextFormat(Qt::PlainText);
    m_exchangeTitle->setFont(boldFont());
    m_exchangeTitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_phases = new PhaseBar(themes, m_exchange);
    m_body = new TextView(tr("Body of the exchange"), themes, m_exchange);
    m_body->setObjectName(u"bodyText"_s);
    auto *pills = new QHBoxLayout;
    pills->setSpacing(4);
    for (const auto &[side, text] :
         {std::pair(Side::Response, tr("Response")), std::pair(Side::Request, tr("Request")),
          std::pair(Side::Headers, tr("Headers"))}) {
        auto *pill = new QPushButton(text, m_exchange);
        pill->setObjectName(u"pill"_s);
        pill->setFont(smallFont());
        pill->setCheckable(true);
        pill->setAutoExclusive(true);
        pill->setAccessibleName(tr("Show the %1").arg(text.toLower()));
        connect(pill, &QPushButton::clicked, this, [this, s = side] { setSide(s); });
        pills->addWidget(pill);
        m_sides.push_back(pill);
    }
    m_sides.front()->setChecked(true);
    pills->addStretch(1);
    auto *lines = new QVBoxLayout(m_exchange);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(6);
    lines->addWidget(m_exchangeTitle);
    lines->addWidget(m_phases);
    lines->addLayout(pills);
    lines->addWidget(m_body, 1);
}

QWidget *CaseInspector::head() const
{
    return m_head;
}

events::CaseIndex CaseInspector::findCase() const
{
    const auto &cases = m_feed.state().plan().cases;
    const auto it = std::find_if(cases.begin(), cases.end(),
                                 [this](const auto &c) { return c.id == m_caseId; });
    return it == cases.end() ? -1 : static_cast<events::CaseIndex>(it - cases.begin());
}

void CaseInspector::showCase(const QString &caseId)
{
    const bool other = caseId != m_caseId;
    m_caseId = caseId;
    const events::CaseIndex index = findCase();
    if (other || index != m_index || index < 0) {
        m_index = index;
        m_chosen = false;
        refresh(true);
    }
}

void CaseInspector::onAdvanced(const RunUpdate &update)
{
    if (update.planned) {
        m_index = -1;
        showCase(m_caseId);
    }
    if (m_index >= 0 && !m_refreshTimer.isActive() &&
        std::binary_search(update.cases.begin(), update.cases.end(), m_index))
        m_refreshTimer.start();
}

void CaseInspector::refresh(bool anew)
{
    const bool known =
        m_index >= 0 && static_cast<std::size_t>(m_index) < m_feed.state().cases().size();
    m_stack->setCurrentIndex(known ? 1 : 0);
    if (!known) {
        m_model->setCase(nullptr);
        m_head->setDetail({});
        m_empty->setText(m_caseId.isEmpty()
                             ? tr("Select a case to see its attempts, steps and exchanges.")
                             : tr("This case has not run yet. Ctrl+F5 runs it."));
        return;
    }
    const RunState::CaseState &state = m_feed.state().caseAt(m_index);
    const auto attempts = m_model->rowCount();
    if (anew)
        m_model->setCase(&state);
    else
        m_model->updateCase(state);
    if (anew || m_model->rowCount() != attempts) {
        m_steps->collapseAll();
        m_steps->expand(m_model->index(m_model->rowCount() - 1, 0, {}));
    }
    if (!m_chosen) {
        m_steps->setCurrentIndex(m_model->interesting());
        m_steps->scrollTo(m_steps->currentIndex());
    }
    refreshSummary();
    refreshStep();
}

void CaseInspector::refreshSummary()
{
    if (m_index < 0 || static_cast<std::size_t>(m_index) >= m_feed.state().cases().size())
        return;
    const RunState::CaseState &state = m_feed.state().caseAt(m_index);
    const Status status = statusOf(state);
    const Theme &theme = m_themes.theme();
    m_head->setDetail(m_feed.state().planned(m_index).name);
    m_icon->setPixmap(statusIcon(status, theme, 12).pixmap(QSize(12, 12), devicePixelRatioF()));
    QStringList facts;
    if (state.attempts.size() > 1)
        facts.append(tr("%1 attempts").arg(state.attempts.size()));
    if (state.isFinished() && state.duration.count() > 0)
        facts.append(base::durationText(state.duration));
    if (state.worker > 0)
        facts.append(tr("worker %1").arg(state.worker));
    m_summary->setText(
        u"<b style='color:%1'>%2</b>&nbsp;&nbsp;<span style='color:%3'>%4</span>"_s.arg(
            theme.ink(statusRole(status)).name(), statusLabel(status),
            theme.ink(Role::Muted).name(), facts.join(u" · "_s)));
    m_reason->setText(state.reason);
    m_reason->setVisible(!state.reason.isEmpty());
}

void CaseInspector::refreshStep()
{
    const QModelIndex current = m_steps->currentIndex();
    const RunState::StepState *step = m_model->stepAt(current);
    const RunState::AttemptState *attempt = m_model->attemptAt(current);
    const auto &failures = step != nullptr      ? step->failures
                           : attempt != nullptr ? attempt->failures
                                                : std::vector<events::Failure>();
    QString text = failureText(failures);
    if (text.isEmpty() && step != nullptr && !step->skipReason.isEmpty())
        text = tr("skipped: %1").arg(step->skipReason);
    m_failure->setVisible(!text.isEmpty());
    m_failure->setShown(text, TextView::Colouring::Failure);
    const QFontMetrics metrics = m_failure->fontMetrics();
    const auto perLine =
        std::max<qsizetype>(20, (width() - 56) / std::max(1, metrics.averageCharWidth()));
    qsizetype count = 0;
    for (const QString &line : text.split(u'\n'))
        count += line.size() / perLine + 1;
    const auto lines = std::clamp(int(count), 2, kMaximumFailureLines);
    m_failure->setFixedHeight(lines * metrics.lineSpacing() + 18);

    const auto exchange = step != nullptr ? step->exchange : nullptr;
    m_exchange->setVisible(exchange != nullptr);
    if (!exchange)
        return;
    m_exchangeTitle->setText(exchange->request.summary.section(u'\n', 0, 0));
    m_exchangeTitle->setToolTip(exchange->request.summary.left(1000));
    m_phases->setTimings(exchange->timings);
    m_sides[2]->setEnabled(!exchange->request.headers.empty() ||
                           !exchange->response.headers.empty());
    const Side side = m_side == Side::Headers && !m_sides[2]->isEnabled() ? Side::Response : m_side;
    if (side == Side::Headers) {
        m_body->setShown(headersText(*exchange), TextView::Colouring::None);
        return;
    }
    const auto &part = side == Side::Request ? exchange->request : exchange->response;
    m_body->setShown(bodyText(part), part.contentType.contains(u"json")
                                         ? TextView::Colouring::Json
                                         : TextView::Colouring::None);
}

void CaseInspector::setSide(Side side)
{
    m_side = side;
    refreshStep();
}

} // namespace assay::ui
