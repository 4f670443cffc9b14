// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/compare_page.h"

#include "reporting/comparison_report.h"
#include "reporting/report.h"
#include "ui/history/comparison_delegate.h"
#include "ui/history/comparison_words.h"
#include "ui/history/run_words.h"
#include "ui/models/roles.h"
#include "ui/views/panel_head.h"
#include "ui/views/select_row.h"
#include "ui/views/text_view.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;
using history::CaseVerdict;
using history::RunComparison;

namespace {

constexpr int kRow = 27;

QFont titleFont()
{
    QFont font = boldFont();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    return font;
}

QWidget *column(QWidget *head, QWidget *body, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *lines = new QVBoxLayout(box);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(head);
    lines->addWidget(body, 1);
    return box;
}

} // namespace

ComparePage::ComparePage(HistoryAccess &access, const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_model(new ComparisonModel(this))
    , m_title(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_save(new QPushButton(tr("Save comparison…"), this))
    , m_filter(new QLineEdit(this))
    , m_filterProblem(new QLabel(this))
    , m_table(new QTableView(this))
    , m_text(makeEmptyText(tr("Select two runs in History and compare them."), this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(tr("Compare"));
    m_title->setFont(titleFont());
    m_title->setObjectName(u"compareTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_detail->setObjectName(u"muted"_s);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_text->setTextFormat(Qt::PlainText);
    m_save->setObjectName(u"saveComparison"_s);
    auto *swapButton = new QPushButton(tr("Swap"), this);
    swapButton->setObjectName(u"swapRuns"_s);
    swapButton->setAccessibleName(tr("Compare the other way round"));
    auto *headLine = new QHBoxLayout;
    headLine->setContentsMargins(16, 10, 12, 8);
    headLine->setSpacing(20);
    headLine->addWidget(m_title);
    headLine->addWidget(m_detail, 1);
    headLine->addWidget(swapButton);
    headLine->addWidget(m_save);

    auto *chipLine = new QHBoxLayout;
    chipLine->setContentsMargins(10, 0, 12, 8);
    chipLine->setSpacing(4);
    for (std::size_t i = 0; i < history::kCaseVerdicts; ++i) {
        auto *chip = new QPushButton(this);
        chip->setObjectName(u"pill"_s);
        chip->setFont(smallFont());
        chip->setCheckable(true);
        chip->setAccessibleName(verdictLabel(static_cast<history::CaseVerdict>(i)));
        connect(chip, &QPushButton::clicked, this, &ComparePage::refreshChips);
        chipLine->addWidget(chip);
        m_chips.push_back(chip);
    }
    chipLine->addStretch(1);
    m_filterProblem->setObjectName(u"problem"_s);
    m_filterProblem->setFont(smallFont());
    chipLine->addWidget(m_filterProblem);
    m_filter->setObjectName(u"compareFilter"_s);
    m_filter->setPlaceholderText(tr("Filter: status:failed tag:db text"));
    m_filter->setAccessibleName(tr("Filter of the compared cases"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(260);
    chipLine->addWidget(m_filter);

    m_table->setObjectName(u"compareTable"_s);
    m_table->setAccessibleName(tr("Cases of both runs"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ComparisonDelegate(themes, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(kRow);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView &head = *m_table->horizontalHeader();
    head.setHighlightSections(false);
    head.setFixedHeight(26);
    head.setSectionResizeMode(ComparisonModel::CaseColumn, QHeaderView::Stretch);
    for (const int i : {1, 2, 3, 4})
        m_table->setColumnWidth(i, 130);

    auto *split = new QSplitter(Qt::Vertical, this);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    m_sides = new QWidget(split);
    buildDetail(*m_sides, themes);
    split->addWidget(m_sides);
    split->setSizes({420, 320});
    split->setStretchFactor(0, 1);
    auto *page = new QWidget(this);
    auto *pageLines = new QVBoxLayout(page);
    pageLines->setContentsMargins(0, 0, 0, 0);
    pageLines->setSpacing(0);
    pageLines->addLayout(headLine);
    pageLines->addLayout(chipLine);
    pageLines->addWidget(split, 1);
    m_stack->addWidget(m_text);
    m_stack->addWidget(page);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(m_stack);

    connect(swapButton, &QPushButton::clicked, this, &ComparePage::swap);
    connect(m_save, &QPushButton::clicked, this, &ComparePage::saveAs);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        const CaseFilter filter = CaseFilter::parse(text);
        m_filterProblem->setText(filter.problem());
        m_model->setFilter(filter);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ComparePage::showCase);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ComparePage::showCase);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const auto *one = m_model->caseAt(index.row())) {
            const bool after = one->after.planned;
            Q_EMIT openWanted(after ? m_model->comparison()->after.id
                                    : m_model->comparison()->before.id,
                              one->id);
        }
    });
    connect(&themes, &ThemeManager::changed, m_table->viewport(), qOverload<>(&QWidget::update));
}

void ComparePage::buildDetail(QWidget &parent, const ThemeManager &themes)
{
    m_beforeHead = new PanelHead(tr("Before"), &parent);
    m_afterHead = new PanelHead(tr("After"), &parent);
    m_diffHead = new PanelHead(tr("What changed"), &parent);
    m_diffHead->setDetail(tr("- before, + after"));
    m_before = new TextView(tr("The case before"), themes, &parent);
    m_after = new TextView(tr("The case after"), themes, &parent);
    m_diff = new TextView(tr("How the two differ"), themes, &parent);
    m_before->setObjectName(u"beforeText"_s);
    m_after->setObjectName(u"afterText"_s);
    m_diff->setObjectName(u"diffText"_s);
    auto *split = new QSplitter(Qt::Horizontal, &parent);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    split->addWidget(column(m_beforeHead, m_before, &parent));
    split->addWidget(column(m_afterHead, m_after, &parent));
    split->addWidget(column(m_diffHead, m_diff, &parent));
    split->setSizes({300, 300, 300});
    auto *lines = new QVBoxLayout(&parent);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(split);
}

void ComparePage::compare(const QString &before, const QString &after)
{
    m_beforeId = before;
    m_afterId = after;
    m_problem.clear();
    m_model->setComparison(nullptr);
    m_text->setText(tr("Comparing…"));
    m_stack->setCurrentIndex(0);
    setWindowTitle(tr("Compare %1 → %2").arg(shortRunId(before), shortRunId(after)));
    using Shared = std::shared_ptr<const RunComparison>;
    m_task = m_access.ask<Shared>(
        this,
        [before, after](workbench::Workbench &, history::HistoryStore &store,
                        const std::stop_token &) -> base::Result<Shared> {
            auto compared = store.compare(before, after);
            if (!compared)
                return base::failure(compared.error());
            return std::make_shared<const RunComparison>(std::move(*compared));
        },
        [this](base::Result<Shared> comparison) { onCompared(std::move(comparison)); });
}

void ComparePage::swap()
{
    compare(QString(m_afterId), QString(m_beforeId));
}

void ComparePage::onCompared(base::Result<std::shared_ptr<const RunComparison>> comparison)
{
    if (!comparison) {
        m_problem = comparison.error().toString();
        m_text->setText(tr("These runs cannot be compared.\n%1").arg(m_problem));
        return;
    }
    const RunComparison &shown = **comparison;
    m_title->setText(reporting::comparisonSummary(shown));
    m_detail->setText(comparisonDetail(shown));
    m_detail->setToolTip(m_detail->text());
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        const auto verdict = static_cast<CaseVerdict>(i);
        const QString text = u"%1 %2"_s.arg(shown.count(verdict)).arg(verdictLabel(verdict));
        m_chips[i]->setText(text);
        m_chips[i]->setAccessibleName(tr("Show %1").arg(text));
        m_chips[i]->setChecked(false);
        m_chips[i]->setVisible(shown.count(verdict) > 0);
    }
    const auto head = [](PanelHead &line, const history::ComparedRun &run) {
        line.setDetail(u"%1 · %2"_s.arg(shortRunId(run.id),
                                        runTime(run.started, QDateTime::currentDateTime())));
    };
    head(*m_beforeHead, shown.before);
    head(*m_afterHead, shown.after);
    m_model->setVerdicts({});
    m_model->setComparison(std::move(*comparison));
    m_stack->setCurrentIndex(1);
    selectRow(*m_table, m_model->index(0, 0));
}

void ComparePage::refreshChips()
{
    QSet<int> verdicts;
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        if (m_chips[i]->isChecked())
            verdicts.insert(int(i));
    }
    const QString id = m_table->currentIndex().data(CaseIdRole).toString();
    m_model->setVerdicts(verdicts);
    selectRow(*m_table, m_model->index(std::max(0, m_model->rowOf(id)), 0));
}

void ComparePage::showCase()
{
    const history::ComparedCase *one = m_model->caseAt(m_table->currentIndex().row());
    m_diffTask.cancel();
    m_diff->setShown({}, TextView::Colouring::Failure);
    m_before->setShown(one == nullptr ? QString() : foldLines(comparedSideDetail(one->before)),
                       TextView::Colouring::Failure);
    m_after->setShown(one == nullptr ? QString() : foldLines(comparedSideDetail(one->after)),
                      TextView::Colouring::Failure);
    if (one == nullptr)
        return;
    m_diffTask = m_access.ask<QString>(
        this,
        [compared = *one](workbench::Workbench &, history::HistoryStore &, const std::stop_token &)
            -> base::Result<QString> { return foldLines(comparedDiff(compared)); },
        [this](base::Result<QString> diff) {
            m_diff->setShown(!diff             ? diff.error().toString()
                             : diff->isEmpty() ? tr("no difference but time")
                                               : *diff,
                             TextView::Colouring::Failure);
        });
}

void ComparePage::saveAs()
{
    auto *dialog = new QFileDialog(this, tr("Save comparison"), u"comparison.md"_s,
                                   tr("Markdown (*.md);;JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &ComparePage::save);
    dialog->open();
}

void ComparePage::save(const QString &file)
{
    if (m_model->comparison() == nullptr)
        return;
    m_saveTask = m_access.ask<QString>(
        this,
        [file,
         compared = *m_model->comparison()](workbench::Workbench &, history::HistoryStore &,
                                            const std::stop_token &) -> base::Result<QString> {
            const QByteArray bytes = file.endsWith(u".json"_s, Qt::CaseInsensitive)
                                         ? reporting::comparisonJson(compared)
                                         : reporting::comparisonMarkdown(compared);
            if (auto done = reporting::writeReportFile(file, bytes); !done)
                return base::failure(done.error());
            return file;
        },
        [this](base::Result<QString> done) {
            Q_EMIT said(done ? tr("The comparison is in %1.").arg(*done) : done.error().toString());
        });
}

} // namespace assay::ui
