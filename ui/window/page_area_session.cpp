// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/page_area.h"

#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kFloatSize(900, 640);

} // namespace

void PageArea::splitCurrent()
{
    QTabWidget *from = m_group;
    QWidget *page = from->currentWidget();
    if (page == nullptr || m_floating != nullptr)
        return;
    const int column = indexOf(from);
    const bool last = column + 1 == QSplitter::count();
    if (last && from->count() < 2) {
        if (column == 0)
            return;                                                  // it would only move
        put(page, qobject_cast<QTabWidget *>(QSplitter::widget(0))); // and round
    } else {
        QTabWidget *to =
            last ? addGroup() : qobject_cast<QTabWidget *>(QSplitter::widget(column + 1));
        put(page, to);
    }
    QTabWidget *now = groupOf(page);
    now->setCurrentWidget(page);
    tidy(from);
    m_group = groupOf(page);
    if (last)
        setSizes(QList<int>(QSplitter::count(), width() / std::max(1, QSplitter::count())));
    page->setFocus();
    Q_EMIT currentChanged();
}

void PageArea::floatCurrent()
{
    if (m_floating != nullptr) {
        m_floating->window()->close();
        return;
    }
    QWidget *page = m_group->currentWidget();
    if (page == nullptr || (m_group->count() < 2 && QSplitter::count() < 2))
        return; // the window would be left without a page
    QTabWidget *from = m_group;
    auto *window = new QWidget(this, Qt::Window);
    window->setObjectName(u"pageWindow"_s);
    window->setAttribute(Qt::WA_StyledBackground);
    auto *lines = new QVBoxLayout(window);
    lines->setContentsMargins(0, 0, 0, 0);
    QTabWidget *group = addGroup();
    lines->addWidget(group);
    group->show();
    m_windows.append(window);
    m_context->commands.serve(*window);
    window->installEventFilter(this);
    this->window()->installEventFilter(this);
    put(page, group);
    tidy(from);
    window->resize(kFloatSize);
    refreshTab(page);
    window->show();
    page->show();
    Q_EMIT currentChanged();
}

void PageArea::next(int step)
{
    QTabWidget *group = currentGroup();
    if (group->count() == 0)
        return;
    group->setCurrentIndex((group->currentIndex() + step + group->count()) % group->count());
    if (QWidget *page = group->currentWidget())
        page->setFocus();
}

QStringList PageArea::state() const
{
    QStringList lines;
    int column = 0;
    for (const QTabWidget *group : groups()) {
        for (int i = 0; i < group->count(); ++i) {
            const Page *page = pageOf(group->widget(i));
            const QString sign = group->currentIndex() == i ? u"*"_s : u""_s;
            lines.append(u"%1%2|%3|%4"_s.arg(column).arg(sign, page->id, page->argument));
        }
        ++column;
    }
    return lines;
}

void PageArea::restore(const QStringList &state)
{
    QList<QWidget *> fronts;
    for (const QString &line : state) {
        const QString where = line.section(u'|', 0, 0);
        const QString id = line.section(u'|', 1, 1);
        const PageSpec *spec = specOf(id);
        if (spec == nullptr)
            continue;
        QWidget *page = open(id, line.section(u'|', 2));
        const bool second = !where.startsWith(u'0');
        if (second && page != nullptr) {
            QTabWidget *from = groupOf(page);
            QTabWidget *to = QSplitter::count() > 1
                                 ? qobject_cast<QTabWidget *>(QSplitter::widget(1))
                                 : addGroup();
            put(page, to);
            if (from != to)
                tidy(from);
        }
        if (where.endsWith(u'*'))
            fronts.append(page);
    }
    for (QWidget *page : fronts) {
        if (QTabWidget *group = groupOf(page))
            group->setCurrentWidget(page);
    }
    m_group = qobject_cast<QTabWidget *>(QSplitter::widget(0));
    Q_EMIT currentChanged();
}

} // namespace assay::ui
