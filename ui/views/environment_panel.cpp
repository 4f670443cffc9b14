// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/environment_panel.h"

#include "ui/views/delegates.h"
#include "ui/views/panel_head.h"

#include <QListView>
#include <QVBoxLayout>

namespace assay::ui {

using namespace Qt::StringLiterals;

EnvironmentPanel::EnvironmentPanel(RunController &controller, const ThemeManager &themes,
                                   QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_model(new ServiceListModel(this))
    , m_head(new PanelHead(tr("Environment"), this))
    , m_list(new QListView(this))
    , m_empty(makeEmptyText(tr("Nothing is up. A run starts the services that it needs."), this))
{
    setObjectName(u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_list->setObjectName(u"serviceList"_s);
    m_list->setAccessibleName(tr("Services of the environment"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ServiceDelegate(themes, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    column->addWidget(m_empty, 1);

    connect(&controller.feed(), &RunFeed::advanced, this, [this](const RunUpdate &update) {
        if (update.services || update.planned)
            refresh();
    });
    connect(&controller.feed(), &RunFeed::reset, this, &EnvironmentPanel::refresh);
    connect(&controller, &RunController::contentChanged, this, &EnvironmentPanel::refresh);
    connect(&themes, &ThemeManager::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    refresh();
}

QWidget *EnvironmentPanel::head() const
{
    return m_head;
}

void EnvironmentPanel::refresh()
{
    m_model->update(m_controller.feed().state());
    m_environment = m_controller.feed().state().plan().environment;
    if (m_environment.isEmpty() && m_controller.feed().state().cases().empty()) {
        const QStringList &known = m_controller.content().environments;
        m_environment = known.size() == 1 ? known.front() : QString();
        m_head->setDetail(known.join(u" · "_s));
    } else {
        m_head->setDetail(m_environment.isEmpty() ? tr("none needed") : m_environment);
    }
    const bool any = m_model->rowCount() > 0;
    m_list->setVisible(any);
    m_empty->setVisible(!any);
    Q_EMIT environmentChanged();
}

} // namespace assay::ui
