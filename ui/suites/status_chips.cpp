// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/suites/status_chips.h"

#include "ui/filter/filter_edit.h"
#include "ui/filter/flow_layout.h"
#include "ui/views/status_icon.h"

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

/// These are always shown; the others when there are some.
bool isConstant(Status status)
{
    return status == Status::Passed || status == Status::Failed;
}

} // namespace

StatusChips::StatusChips(const ThemeManager &themes, QWidget *parent)
    : QWidget(parent)
    , m_themes(themes)
{
    auto *lines = new FlowLayout(this, kGapBetweenChips);
    // Many chips do not widen the dock: they take a second line.
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    for (const Status status :
         {Status::Passed, Status::Failed, Status::Error, Status::TimedOut, Status::Flaky,
          Status::Running, Status::Skipped, Status::Quarantined, Status::Aborted, Status::Queued,
          Status::NotRun}) {
        auto *chip = new QPushButton(this);
        chip->setObjectName(u"chip"_s);
        chip->setCheckable(true);
        chip->setFont(smallFont());
        chip->setIconSize({10, 10});
        chip->setCursor(Qt::PointingHandCursor);
        connect(chip, &QPushButton::clicked, this, [this, status] { Q_EMIT toggled(status); });
        lines->addWidget(chip);
        m_chips.emplace_back(status, chip);
    }
    connect(&themes, &ThemeManager::changed, this, &StatusChips::paintIcons);
    paintIcons();
    setCounts({});
}

void StatusChips::paintIcons()
{
    for (const auto &[status, chip] : m_chips)
        chip->setIcon(statusIcon(status, m_themes.theme(), 10));
}

void StatusChips::setCounts(const std::array<int, kStatusCount> &counts)
{
    for (const auto &[status, chip] : m_chips) {
        const int count = counts[static_cast<std::size_t>(status)];
        chip->setText(QString::number(count));
        chip->setVisible(count > 0 || isConstant(status) || chip->isChecked());
        const QString words = u"%1 %2"_s.arg(count).arg(statusLabel(status));
        chip->setAccessibleName(words);
        chip->setToolTip(tr("%1: click to filter").arg(words));
    }
}

void StatusChips::setFilterText(const QString &text)
{
    for (const auto &[status, chip] : m_chips) {
        chip->setChecked(filterHasStatus(text, status));
        if (chip->isChecked())
            chip->show();
    }
}

} // namespace assay::ui
