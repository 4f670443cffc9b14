// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_gestures.h"
#include "ui/charts/chart_pane.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/series_painter.h"
#include "ui/views/panel_head.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QSettings>

namespace assay::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeadHeight = 28;
constexpr int kSwatch = 14;

/// A stroke as the line is drawn: colour and dashes.
QIcon swatchOf(const SeriesInfo &series, const Theme &theme, double ratio)
{
    QPixmap picture(QSize(kSwatch, kSwatch) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    QPen pen = penOf(series, theme);
    pen.setWidthF(2);
    pen.setCosmetic(false);
    painter.setPen(pen);
    painter.drawLine(QPointF(1, kSwatch / 2.0), QPointF(kSwatch - 5, kSwatch / 2.0));
    return QIcon(picture);
}

QString lineKey(const ChartInfo &chart, const SeriesInfo &series)
{
    return chart.id + u'\n' + series.label;
}

QStringList sorted(const QSet<QString> &set)
{
    QStringList list(set.begin(), set.end());
    list.sort();
    return list;
}

} // namespace

void ChartView::makeHead()
{
    m_chooser = new QPushButton(tr("choose charts"), this);
    m_chooser->setObjectName(u"pill"_s);
    m_chooser->setToolTip(tr("Choose which charts are shown."));
    m_menu = new QMenu(m_chooser);
    m_menu->setObjectName(u"chartMenu"_s);
    m_menu->setToolTipsVisible(true);
    connect(m_menu, &QMenu::aboutToShow, this, &ChartView::fillMenu);
    connect(m_chooser, &QPushButton::clicked, this, &ChartView::chooseCharts);
    m_head->addControl(m_chooser);
    auto *all = new QPushButton(tr("show all"), this);
    all->setObjectName(u"pill"_s);
    all->setToolTip(tr("Show the whole run."));
    connect(all, &QPushButton::clicked, this, &ChartView::showAll);
    m_head->addControl(all);
}

void ChartView::chooseCharts()
{
    m_menu->popup(m_chooser->mapToGlobal(QPoint(0, m_chooser->height() + 2)));
}

void ChartView::fillMenu()
{
    m_menu->clear();
    struct Group
    {
        QString prefix;
        QString title;
        QMenu *menu = nullptr;
    };
    std::array groups = {Group{u"latency.kind."_s, tr("Latency by kind of step")},
                         Group{u"latency.name."_s, tr("Latency by step")},
                         Group{u"samples."_s, tr("Sampled series")}};
    for (const ChartInfo &chart : m_source.charts()) {
        QMenu *menu = m_menu;
        for (Group &group : groups) {
            if (!chart.id.startsWith(group.prefix))
                continue;
            if (group.menu == nullptr)
                group.menu = new QMenu(group.title, m_menu);
            menu = group.menu;
        }
        QString text = u"%1 %2"_s.arg(chart.title, chart.detail).trimmed();
        QAction *action = menu->addAction(text.replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(isChartShown(chart));
        action->setObjectName(chart.id);
        connect(action, &QAction::toggled, this,
                [this, id = chart.id](bool shown) { setChartShown(id, shown); });
    }
    m_menu->addSeparator();
    for (const Group &group : groups) {
        if (group.menu != nullptr)
            m_menu->addMenu(group.menu);
    }
}

bool ChartView::isChartShown(const ChartInfo &chart) const
{
    return m_shown.contains(chart.id) || (chart.shown && !m_hidden.contains(chart.id));
}

void ChartView::setChartShown(const QString &id, bool shown)
{
    (shown ? m_shown : m_hidden).insert(id);
    (shown ? m_hidden : m_shown).remove(id);
    m_settings.setValue(u"charts/shown"_s, sorted(m_shown));
    m_settings.setValue(u"charts/hidden"_s, sorted(m_hidden));
    schedule();
}

QWidget *ChartView::makeRow(std::size_t chart)
{
    const ChartInfo &info = m_source.charts()[chart];
    Row row{chart, new QWidget(m_stack), nullptr};
    row.widget->setObjectName(u"pane"_s);
    row.widget->setProperty("lines", static_cast<qulonglong>(info.series.size()));
    row.pane = new ChartPane(m_source, chart, row.widget);
    m_gestures->watch(*row.pane);
    auto *head = new QWidget(row.widget);
    head->setFixedHeight(kHeadHeight);
    makeLegend(row, *head);
    auto *rule = new QFrame(row.widget);
    rule->setObjectName(u"rule"_s);
    rule->setFixedHeight(1);
    auto *all = new QVBoxLayout(row.widget);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(head);
    all->addWidget(row.pane, 1);
    all->addWidget(rule);
    return row.widget;
}

void ChartView::makeLegend(Row &row, QWidget &head)
{
    const ChartInfo &info = m_source.charts()[row.chart];
    auto *line = new QHBoxLayout(&head);
    line->setContentsMargins(10, 4, 12, 0);
    line->setSpacing(6);
    auto *title = new QLabel(info.title, &head);
    title->setFont(boldFont());
    line->addWidget(title);
    auto *detail = new QLabel(info.detail, &head);
    detail->setObjectName(u"muted"_s);
    detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    detail->setToolTip(info.detail);
    line->addWidget(detail, 1);
    for (std::size_t i = 0; i < info.series.size(); ++i) {
        const SeriesInfo &series = info.series[i];
        auto *toggle = new QPushButton(&head);
        toggle->setObjectName(u"pill"_s);
        QString label = series.label.size() > 32 ? series.label.left(31) + u'…' : series.label;
        toggle->setText(label.replace(u'&', u"&&"_s));
        toggle->setIconSize(QSize(kSwatch, kSwatch));
        toggle->setCheckable(true);
        toggle->setToolTip(tr("Show or hide %1.").arg(series.label));
        toggle->setAccessibleName(tr("%1 of %2").arg(series.label, info.title));
        const QString key = lineKey(info, series);
        const bool visible = !m_hiddenLines.contains(key);
        toggle->setChecked(visible);
        row.pane->setSeriesVisible(i, visible);
        const auto dress = [this, toggle, series] {
            toggle->setIcon(swatchOf(series, m_themes.theme(), devicePixelRatioF()));
        };
        dress();
        connect(&m_themes, &ThemeManager::changed, toggle, dress);
        connect(toggle, &QPushButton::toggled, this, [this, key, pane = row.pane, i](bool on) {
            pane->setSeriesVisible(i, on);
            if (on)
                m_hiddenLines.remove(key);
            else
                m_hiddenLines.insert(key);
            m_settings.setValue(u"charts/hiddenLines"_s, sorted(m_hiddenLines));
            schedule();
        });
        line->addWidget(toggle);
    }
}

void ChartView::savePictureAs(const QString &suffix)
{
    auto *dialog = new QFileDialog(this, tr("Save charts as a picture"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(suffix == u"svg" ? tr("Vector pictures (*.svg)")
                                           : tr("Pictures (*.png)"));
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(u"charts.%1"_s.arg(suffix));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        if (const auto saved = savePicture(file); !saved) {
            auto *box = new QMessageBox(QMessageBox::Warning, tr("Save charts as a picture"),
                                        saved.error().title, QMessageBox::Ok, this);
            box->setInformativeText(saved.error().fix);
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->open();
        }
    });
    dialog->open();
}

} // namespace assay::ui
