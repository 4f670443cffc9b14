// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_bar.h"

#include "ui/filter/filter_chips.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// A pause in typing before 10 000 cases are filtered.
constexpr int kTypingPauseMs = 40;

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_box(new QLineEdit(this))
    , m_problem(new QLabel(this))
    , m_chips(new FilterChips(this))
    , m_choices(new QStandardItemModel(this))
    , m_completer(new QCompleter(m_choices, this))
{
    m_box->setObjectName(u"filter"_s);
    m_box->setPlaceholderText(tr("Filter: status:failed tag:smoke…"));
    m_box->setAccessibleName(tr("Filter of the suites"));
    QStringList lines;
    for (const FilterKeyInfo &info : filterKeys())
        lines.append(u"%1:  %2"_s.arg(info.word, info.help));
    lines.append(tr("-term negates; other words are searched in name and suite"));
    m_box->setToolTip(lines.join(u'\n'));
    m_box->setClearButtonEnabled(true);
    m_box->installEventFilter(this);
    m_problem->setObjectName(u"problem"_s);
    m_problem->setFont(smallFont());
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_completer->setWidget(m_box);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(u"filterChoices"_s);
    m_completer->popup()->setAccessibleName(tr("What may stand here"));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_box);
    column->addWidget(m_problem);
    column->addWidget(m_chips);

    m_pause.setSingleShot(true);
    m_pause.setInterval(kTypingPauseMs);
    connect(m_box, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_box, &QLineEdit::textEdited, this, &FilterBar::offer);
    connect(m_box, &QLineEdit::returnPressed, this, [this] {
        apply();
        Q_EMIT accepted();
    });
    connect(&m_pause, &QTimer::timeout, this, &FilterBar::apply);
    connect(m_chips, &FilterChips::edited, this, &FilterBar::setText);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) { take(index.data(Qt::UserRole).toString()); });
}

QString FilterBar::text() const
{
    return m_box->text();
}

void FilterBar::setText(const QString &text)
{
    m_box->setText(text);
    apply();
}

void FilterBar::setVocabulary(FilterVocabulary vocabulary)
{
    m_vocabulary = std::move(vocabulary);
}

void FilterBar::apply()
{
    m_pause.stop();
    m_filter = CaseFilter::parse(m_box->text());
    m_problem->setText(m_filter.problem());
    m_problem->setVisible(!m_filter.problem().isEmpty());
    m_chips->setFilter(m_box->text(), m_filter);
    Q_EMIT filterChanged(m_filter);
}

void FilterBar::offer()
{
    m_completion = completeFilter(m_box->text(), m_box->cursorPosition(), m_vocabulary);
    const QString written = m_box->text().mid(m_completion.begin, m_completion.length);
    m_choices->clear();
    for (const FilterCompletion::Choice &choice : m_completion.choices) {
        if (choice.word == written)
            continue;
        auto *item = new QStandardItem(
            choice.help.isEmpty() ? choice.word : u"%1  %2"_s.arg(choice.word, choice.help));
        item->setData(choice.word, Qt::UserRole);
        m_choices->appendRow(item);
    }
    if (m_choices->rowCount() == 0 || !m_box->hasFocus())
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void FilterBar::take(const QString &word)
{
    QString text = m_box->text();
    text.replace(m_completion.begin, m_completion.length, word);
    m_box->setText(text);
    m_box->setCursorPosition(static_cast<int>(m_completion.begin + word.size()));
    apply();
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_box && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        offer();
        if (m_choices->rowCount() > 0)
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace assay::ui
