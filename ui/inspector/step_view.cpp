// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/step_view.h"

#include "ui/filter/flow_layout.h"
#include "ui/inspector/curl_command.h"
#include "ui/inspector/failures.h"
#include "ui/inspector/side_words.h"
#include "ui/inspector/text_lines_view.h"
#include "ui/views/phase_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;
using Side = StepView::Side;

namespace {

constexpr int kFailureRows = 12;
constexpr std::size_t kLogLines = 2000;

constexpr std::array kAllSides = {Side::Response, Side::Request, Side::Headers, Side::Diff,
                                  Side::Raw};

Side sideOf(InspectorAct act)
{
    return static_cast<Side>(static_cast<int>(act) - static_cast<int>(InspectorAct::ShowResponse));
}

bool showsSide(InspectorAct act)
{
    return act <= InspectorAct::ShowRaw;
}

} // namespace

StepView::StepView(const InspectorContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_failure(new TextLinesView(tr("What did not hold"), context.themes, this))
    , m_word(new QLabel(this))
    , m_title(new QLabel(this))
    , m_phases(new PhaseBar(context.themes, this))
    , m_body(new BodyView(tr("Body of the exchange"), context.themes, this))
{
    m_failure->setObjectName(u"failureText"_s);
    m_body->view().setObjectName(u"bodyText"_s);
    m_word->setFont(boldFont());
    m_title->setObjectName(u"muted"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *titles = new QHBoxLayout;
    titles->setSpacing(8);
    titles->addWidget(m_word);
    titles->addWidget(m_title, 1);
    m_sideLine = makeSides();
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(7);
    lines->addWidget(m_failure);
    lines->addLayout(titles);
    lines->addWidget(m_phases);
    lines->addWidget(m_sideLine);
    lines->addWidget(m_body, 1);
    lines->addWidget(makeActs());
    connect(m_failure, &TextLinesView::rowCountChanged, this, &StepView::fitFailures);
    connect(m_failure, &TextLinesView::linkActivated, this, [this](int link) {
        if (link < 0 || static_cast<std::size_t>(link) >= m_shown.failures.size())
            return;
        const auto &position = m_shown.failures[static_cast<std::size_t>(link)].position;
        Q_EMIT fileWanted(position.file, position.line, position.column);
    });
    connect(m_body, &BodyView::said, this, &StepView::said);
    connect(m_body, &BodyView::failed, this, &StepView::failed);
    fitFailures();
    showSide();
}

QWidget *StepView::makeSides()
{
    auto *holder = new QWidget(this);
    auto *pills = new FlowLayout(holder, 4);
    for (const Side side : kAllSides) {
        auto *pill = new QPushButton(holder);
        pill->setObjectName(u"pill"_s);
        pill->setFont(smallFont());
        pill->setCheckable(true);
        pill->setAutoExclusive(true);
        connect(pill, &QPushButton::clicked, this, [this, side] { setSide(side); });
        pills->addWidget(pill);
        m_sides[static_cast<std::size_t>(side)] = pill;
    }
    m_sides.front()->setChecked(true);
    return holder;
}

QWidget *StepView::makeActs()
{
    auto *holder = new QWidget(this);
    auto *acts = new FlowLayout(holder, 6);
    const auto add = [&](const QString &text, const QString &help, InspectorAct act) {
        auto *button = new QPushButton(text, holder);
        button->setToolTip(help);
        button->setAccessibleDescription(help);
        connect(button, &QPushButton::clicked, this, [this, act] { perform(act); });
        acts->addWidget(button);
        return button;
    };
    m_golden = add(tr("Update golden"),
                   tr("Run the case again and write its golden files anew, and those of the cases "
                      "that it needs."),
                   InspectorAct::UpdateGolden);
    m_golden->setObjectName(u"updateGolden"_s);
    m_again = add(tr("Re-run case"), tr("Run the case and what it needs."), InspectorAct::RunAgain);
    m_again->setObjectName(u"runAgain"_s);
    m_curl = add(tr("Copy as curl"), tr("Copy the request as a command for a shell."),
                 InspectorAct::CopyAsCurl);
    m_curl->setObjectName(u"copyAsCurl"_s);
    m_copy = add(tr("Copy"), tr("Copy what is shown."), InspectorAct::CopyBody);
    m_save = add(tr("Save…"), tr("Write what is shown to a file."), InspectorAct::SaveBody);
    return holder;
}

QString StepView::keyOf(const QString &part) const
{
    const bool running = m_shown.step && m_shown.step->running;
    return u"%1/%2/%3/%4/%5/%6"_s.arg(m_context.feed.runId(), m_shown.caseId)
        .arg(m_shown.attempt)
        .arg(m_shown.step ? m_shown.step->path : QString())
        .arg(int(running))
        .arg(part);
}

void StepView::inspect(const InspectedStep &shown)
{
    m_shown = shown;
    showFailures();
    showSide();
}

void StepView::showFailures()
{
    const QString skipped =
        m_shown.step && !m_shown.step->skipReason.isEmpty() ? m_shown.step->skipReason : QString();
    const bool any = !m_shown.failures.empty() || !skipped.isEmpty();
    m_failure->setVisible(any);
    const QString key = any ? keyOf(u"failures %1"_s.arg(m_shown.failures.size())) : QString();
    if (key == m_failuresKey)
        return;
    m_failuresKey = key;
    if (!any) {
        m_failureTask.cancel();
        m_failure->setText(nullptr);
        return;
    }
    m_failureTask.ask<PreparedTextPointer>(
        [failures = m_shown.failures, skipped](const std::stop_token &stop) {
            return std::make_shared<const PreparedText>(
                failures.empty() ? prepareText(tr("skipped: %1").arg(skipped), TextForm::Plain)
                                 : preparedFailures(failures, stop));
        },
        [this](PreparedTextPointer text) { m_failure->setText(std::move(text)); });
}

void StepView::fitFailures()
{
    m_failure->setFixedHeight(
        m_failure->heightOf(std::clamp(m_failure->rowCount(), 1, kFailureRows)));
}

bool StepView::has(Side side) const
{
    if (side == Side::Diff)
        return hasDiff(m_shown.failures);
    if (!m_shown.step)
        return false;
    const auto &exchange = m_shown.step->exchange;
    if (!exchange)
        return side == Side::Response && !m_shown.step->running;
    switch (side) {
    case Side::Headers:
        return !exchange->request.headers.empty() || !exchange->response.headers.empty();
    case Side::Request:
        return !exchange->request.body.isEmpty() || !exchange->request.summary.isEmpty();
    default:
        return true;
    }
}

void StepView::setSide(Side side)
{
    m_side = side;
    showSide();
}

void StepView::showSide()
{
    const auto *exchange = m_shown.step ? m_shown.step->exchange.get() : nullptr;
    Side side = m_side;
    if (!has(side)) // what was chosen comes back with the next step that has it
        side = has(Side::Response) ? Side::Response : Side::Diff;
    const bool any = has(side);
    const SideWords words = sideWords(exchange != nullptr ? exchange->protocol : QString());
    for (const Side each : kAllSides) {
        QPushButton *pill = m_sides[static_cast<std::size_t>(each)];
        const QString text = words.sides[static_cast<std::size_t>(each)];
        pill->setText(text);
        pill->setAccessibleName(tr("Show: %1").arg(text));
        pill->setEnabled(has(each));
        pill->setVisible(exchange != nullptr || has(each));
        pill->setChecked(each == side);
    }
    m_word->setText(words.title);
    m_word->setVisible(any);
    m_title->setVisible(any);
    m_sideLine->setVisible(any && (exchange != nullptr || has(Side::Diff)));
    m_body->setVisible(any);
    const QString title =
        exchange != nullptr ? exchange->request.summary.section(u'\n', 0, 0) : QString();
    m_title->setText(shortUrl(title).left(300));
    m_title->setToolTip(title.left(1000));
    m_phases->setTimings(exchange != nullptr ? exchange->timings
                                             : std::vector<model::Exchange::Timing>());
    m_golden->setVisible(can(InspectorAct::UpdateGolden));
    m_again->setVisible(can(InspectorAct::RunAgain));
    m_curl->setVisible(can(InspectorAct::CopyAsCurl));
    m_copy->setVisible(any);
    m_save->setVisible(any);
    m_body->setSource(any ? sourceOf(side) : BodySource());
}

BodySource StepView::logSource() const
{
    const auto &step = *m_shown.step;
    const auto lines =
        m_context.record.linesOf(m_shown.index, step.start, step.start + step.duration, kLogLines);
    QStringList text;
    for (const events::EventPointer &event : lines)
        text.append(std::get<events::LogLine>(event->payload).text);
    if (text.isEmpty())
        text.append(tr("This step has sent and logged nothing."));
    return textSource(keyOf(u"log %1"_s.arg(lines.size())), text.join(u'\n'), TextForm::Plain);
}

BodySource StepView::sourceOf(Side side) const
{
    if (side == Side::Diff) {
        BodySource source = textSource(keyOf(u"diff"_s), {}, TextForm::Diff);
        source.read = [failures = m_shown.failures](
                          qsizetype, const std::stop_token &stop) -> base::Result<QByteArray> {
            return failuresDiff(failures, stop).toUtf8();
        };
        source.name = u"difference.txt"_s;
        return source;
    }
    const auto exchange = m_shown.step->exchange;
    if (!exchange)
        return logSource();
    if (side == Side::Headers)
        return textSource(keyOf(u"headers"_s), headersText(*exchange), TextForm::Headers);
    if (side == Side::Raw) {
        BodySource source = bytesSource(keyOf(u"raw"_s), {}, {});
        source.raw = true;
        source.read = [exchange](qsizetype, const std::stop_token &) -> base::Result<QByteArray> {
            return rawText(*exchange);
        };
        source.name = u"exchange.txt"_s;
        return source;
    }
    const bool request = side == Side::Request;
    const auto &part = request ? exchange->request : exchange->response;
    BodySource source = part.body.isEmpty()
                            ? textSource(keyOf(request ? u"request"_s : u"response"_s),
                                         part.summary, TextForm::Plain)
                            : bytesSource(keyOf(request ? u"request"_s : u"response"_s), part.body,
                                          part.contentType);
    source.rows = !request && exchange->protocol == u"sql";
    source.lost = std::max<qint64>(0, part.bodySize - part.body.size());
    source.name = (request ? u"request"_s : u"response"_s) + suffixOfType(part.contentType);
    return source;
}

void StepView::showBody(const QString &title, const BodySource &source)
{
    m_word->setText(tr("Attachment"));
    m_word->show();
    m_title->setText(title);
    m_title->show();
    m_phases->setTimings({});
    for (QPushButton *pill : m_sides) {
        pill->setAutoExclusive(false);
        pill->setChecked(false);
        pill->setAutoExclusive(true);
    }
    m_body->setVisible(true);
    m_copy->setVisible(true);
    m_save->setVisible(true);
    m_body->setSource(source);
}

bool StepView::can(InspectorAct act) const
{
    if (showsSide(act))
        return has(sideOf(act));
    const auto *exchange = m_shown.step ? m_shown.step->exchange.get() : nullptr;
    switch (act) {
    case InspectorAct::CopyAsCurl:
        return exchange != nullptr && exchange->request.summary.contains(u" http");
    case InspectorAct::CopyBody:
    case InspectorAct::SaveBody:
        return !m_body->source().key.isEmpty();
    case InspectorAct::UpdateGolden:
        return std::any_of(m_shown.failures.begin(), m_shown.failures.end(), &isGoldenFailure);
    case InspectorAct::RunAgain:
        return !m_shown.caseId.isEmpty();
    case InspectorAct::OpenSource:
        return m_shown.step && m_shown.step->position.isValid();
    default:
        return false;
    }
}

void StepView::perform(InspectorAct act)
{
    if (!can(act))
        return;
    if (showsSide(act))
        return setSide(sideOf(act));
    switch (act) {
    case InspectorAct::CopyAsCurl:
        return copyAsCurl();
    case InspectorAct::CopyBody:
        return m_body->copyAll();
    case InspectorAct::SaveBody:
        return m_body->saveAs();
    case InspectorAct::UpdateGolden:
    case InspectorAct::RunAgain: {
        workbench::RunRequest request;
        request.selection.cases = {m_shown.caseId};
        request.updateSnapshots = act == InspectorAct::UpdateGolden;
        Q_EMIT runWanted(request);
        return;
    }
    case InspectorAct::OpenSource: {
        const auto &position = m_shown.step->position;
        Q_EMIT fileWanted(position.file, position.line, position.column);
        return;
    }
    default:
        return;
    }
}

void StepView::copyAsCurl()
{
    const auto command = curlCommand(*m_shown.step->exchange);
    if (!command) {
        Q_EMIT said(tr("This request is no HTTP request."));
        return;
    }
    QApplication::clipboard()->setText(command->text);
    Q_EMIT said(command->missing.isEmpty()
                    ? tr("Copied as curl")
                    : tr("Copied as curl, without %1").arg(command->missing));
}

} // namespace assay::ui
