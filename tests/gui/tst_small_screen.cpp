// SPDX-License-Identifier: GPL-3.0-or-later
// The window where there is little room: nothing lies on anything else, whatever page is in front.
// CTest runs it at scale 1 and 3, and on a screen of 800x600.
#include "ui/window_bench.h"

#include <QDockWidget>
#include <QLayout>
#include <QMenuBar>
#include <QScreen>
#include <QStatusBar>
#include <QToolBar>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

QString nameOf(const QWidget &widget)
{
    return QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.objectName();
}

QStringList overlapsOf(const QWidgetList &beside, const QWidget &parent)
{
    QStringList found;
    for (qsizetype a = 0; a < beside.size(); ++a) {
        for (qsizetype b = a + 1; b < beside.size(); ++b) {
            if (beside[a]->geometry().intersects(beside[b]->geometry()))
                found.append(u"%1 and %2 in %3"_s.arg(nameOf(*beside[a]), nameOf(*beside[b]),
                                                      nameOf(parent)));
        }
    }
    return found;
}

/// Of what stands beside each other in a layout, or as parts of the window, what covers each other.
QStringList overlapsIn(const QMainWindow &window)
{
    QStringList found;
    for (const QWidget *parent : window.findChildren<QWidget *>()) {
        const QLayout *layout = parent->layout();
        if (layout == nullptr || !parent->isVisible() || layout->inherits("QStackedLayout") ||
            parent->inherits("QMainWindow"))
            continue;
        QWidgetList beside;
        for (int i = 0; i < layout->count(); ++i) {
            QWidget *widget = layout->itemAt(i)->widget();
            if (widget != nullptr && widget->isVisible() && !widget->size().isEmpty())
                beside.append(widget);
        }
        found += overlapsOf(beside, *parent);
    }
    QWidgetList parts{window.centralWidget(), window.menuWidget(), window.statusBar()};
    for (QToolBar *bar : window.findChildren<QToolBar *>(QString(), Qt::FindDirectChildrenOnly))
        parts.append(bar);
    for (QDockWidget *dock :
         window.findChildren<QDockWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        const bool isBehind = dock->visibleRegion().isEmpty(); // another tab is in front
        if (!dock->isFloating() && !isBehind)
            parts.append(dock);
    }
    parts.removeIf([](const QWidget *part) { return part == nullptr || !part->isVisible(); });
    return found + overlapsOf(parts, window);
}

} // namespace

class TestSmallScreen : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingOverlaps_data()
    {
        QTest::addColumn<QString>("layout");
        for (const auto &layout : {u"layout.author"_s, u"layout.run"_s, u"layout.review"_s})
            QTest::newRow(qPrintable(layout)) << layout;
    }
    void nothingOverlaps()
    {
        QFETCH(const QString, layout);
        WindowBench bench;
        const QSize screen = bench.window->screen()->availableSize();
        qInfo("screen of %dx%d at scale %.1f", screen.width(), screen.height(),
              bench.window->devicePixelRatio());
        bench.window->resize(screen); // at least what it needs
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.controller->feed().state().counts().finished, 19);
        bench.window->selectCase(sampleCaseId(u"fails fast while open"_s));
        bench.trigger(layout);
        for (const auto &page : {u"page.run"_s, u"page.charts"_s, u"page.history"_s,
                                 u"page.welcome"_s, u"settings.open"_s, u"help.index"_s}) {
            bench.trigger(page);
            QTRY_VERIFY2(overlapsIn(*bench.window).isEmpty(),
                         qPrintable(page + u": "_s + overlapsIn(*bench.window).join(u", "_s)));
        }
        qInfo("the window is %dx%d", bench.window->width(), bench.window->height());
        bench.controls->release();
        QTRY_VERIFY(bench.isIdle());
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestSmallScreen)
#include "tst_small_screen.moc"
