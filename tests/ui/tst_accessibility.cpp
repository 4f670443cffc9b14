// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_palette.h"
#include "ui/notify/notification_card.h"
#include "ui/notify/notification_stack.h"
#include "ui/window/consent.h"
#include "ui/window_bench.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QDialog>
#include <QFile>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

constexpr double kText = 4.5; ///< WCAG 2.1, 1.4.3

QString nameOf(const QWidget &widget)
{
    return u"%1 \"%2\" in %3 \"%4\""_s.arg(
        QString::fromLatin1(widget.metaObject()->className()), widget.objectName(),
        QString::fromLatin1(widget.parentWidget() ? widget.parentWidget()->metaObject()->className()
                                                  : ""),
        widget.parentWidget() ? widget.parentWidget()->objectName() : QString());
}

/// Qt's own parts, which their widget speaks for.
bool isInner(const QWidget &widget)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget.parentWidget());
    if (area != nullptr && area->viewport() == &widget)
        return true;
    return widget.inherits("QHeaderView") || widget.inherits("QComboBoxListView") ||
           widget.inherits("QMenu") || widget.inherits("QMenuBar") ||
           widget.objectName().startsWith(u"qt_") ||
           (widget.parentWidget() != nullptr && widget.parentWidget()->inherits("QSpinBox")) ||
           (widget.inherits("QTabBar") && widget.parentWidget()->inherits("QMainWindow"));
}

/// What is wrong with the widget for whoever does not see it or has no mouse; "" when nothing is.
QString problemOf(QWidget &widget)
{
    if (widget.focusPolicy() == Qt::NoFocus || isInner(widget))
        return {};
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&widget);
    if (face == nullptr)
        return nameOf(widget) + u" has no accessible interface"_s;
    if (face->text(QAccessible::Name).isEmpty())
        return nameOf(widget) + u" has no accessible name"_s;
    if (face->role() == QAccessible::NoRole)
        return nameOf(widget) + u" has no role"_s;
    return {};
}

/// What the text of a label or button stands out from what is behind it, in the picture of the
/// window: the darkest against the lightest pixel.
double contrastIn(const QImage &image, const QRect &rect)
{
    QColor darkest = Qt::white;
    QColor lightest = Qt::black;
    const QRect inside = rect.intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x) {
            const QColor c = image.pixelColor(x, y);
            if (qGray(c.rgb()) < qGray(darkest.rgb()))
                darkest = c;
            if (qGray(c.rgb()) > qGray(lightest.rgb()))
                lightest = c;
        }
    }
    return contrastRatio(darkest, lightest);
}

/// A notification covers it, for as long as it is in the corner.
bool isCovered(const QWidget &window, const QWidget &widget)
{
    const QRect rect(widget.mapTo(&window, QPoint()), widget.size());
    for (const auto *stack : window.findChildren<NotificationStack *>()) {
        for (const NotificationCard *card : stack->cards()) {
            const QRect above(card->mapTo(&window, QPoint()), card->size());
            if (card->isVisible() && !card->isAncestorOf(&widget) && above.intersects(rect))
                return true;
        }
    }
    return false;
}

QStringList contrastProblems(QWidget &window)
{
    QStringList problems;
    const QImage image = window.grab().toImage();
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        QString text;
        if (auto *label = qobject_cast<QLabel *>(widget))
            text = label->pixmap().isNull() ? label->text() : QString();
        else if (auto *button = qobject_cast<QAbstractButton *>(widget))
            text = button->text();
        if (text.trimmed().size() < 2 || widget->window() != &window || !widget->isVisible() ||
            !widget->isEnabled() || widget->width() < 12 || widget->height() < 8 ||
            widget->visibleRegion().boundingRect() != widget->rect() || isCovered(window, *widget))
            continue;
        const QRect rect(widget->mapTo(&window, QPoint()), widget->size());
        const double ratio = contrastIn(image, rect);
        if (ratio < kText)
            problems.append(u"%1 \"%2\": %3"_s.arg(nameOf(*widget), text).arg(ratio));
    }
    return problems;
}

/// All that can have the focus, in the order of the Tab key.
QList<QWidget *> tabOrder(QWidget &window)
{
    QList<QWidget *> order;
    for (QWidget *at = window.nextInFocusChain(); at != &window; at = at->nextInFocusChain()) {
        if ((at->focusPolicy() & Qt::TabFocus) != 0 && at->isVisibleTo(&window) &&
            at->isEnabled() && at->window() == &window)
            order.append(at);
    }
    return order;
}

} // namespace

/// Every window, panel and page: names, roles, focus and contrast, in both themes.
class TestAccessibility : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everything_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }
    void everything()
    {
        QFETCH(const bool, dark);
        WindowBench bench;
        bench.themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.controller->feed().state().counts().finished, 19);
        bench.window->selectCase(sampleCaseId(u"fails fast while open"_s));
        bench.window->notifications().post({Notification::Kind::Error,
                                            u"Something went wrong"_s,
                                            u"Do something"_s,
                                            u"Do it"_s,
                                            [] {},
                                            {}});
        ConsentDialog consent(u"/srv/tests"_s, bench.window.get());
        consent.show();
        bench.find<CommandPalette>().openWith();
        QStringList problems;
        int checked = 0;
        const auto check = [&](QWidget &root) {
            for (QWidget *widget : root.findChildren<QWidget *>()) {
                if (const QString problem = problemOf(*widget); !problem.isEmpty())
                    problems.append(problem);
                ++checked;
            }
        };
        for (const PageSpec &spec : pageSpecs()) {
            QWidget *page = bench.window->pages().open(spec.id);
            QVERIFY(page != nullptr);
            QVERIFY(QTest::qWaitForWindowExposed(bench.window.get()));
            // Layouts settle over a round of events before a picture is of use.
            QTRY_VERIFY(!page->visibleRegion().isEmpty());
            check(*bench.window);
            problems += contrastProblems(*bench.window);
        }
        // A file with everything that an editor can show around it.
        QFile file(bench.folder.filePath(u"a.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("suite: a\n") > 0);
        file.close();
        bench.window->shell().editFile(file.fileName());
        auto *view = qobject_cast<EditorView *>(bench.window->pages().current());
        QVERIFY(view != nullptr);
        QTRY_VERIFY(view->document().isLoaded());
        view->editor().insert(u"# "_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("suite: b\n") > 0);
        file.close();
        view->save();
        QTRY_VERIFY(view->messages().isVisible());
        view->findChild<QAbstractButton *>(u"showBoth"_s)->click();
        view->findBar().open(true);
        QTRY_VERIFY(!view->findBar().visibleRegion().isEmpty());
        check(*bench.window);
        problems += contrastProblems(*bench.window);
        bench.find<CommandPalette>().close();
        QVERIFY(QTest::qWaitForWindowExposed(&consent));
        problems += contrastProblems(consent);
        problems.removeDuplicates();
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
        QVERIFY2(checked > 200, qPrintable(QString::number(checked)));
    }

    void theTabKeyComesToEveryPanelAndRound()
    {
        WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.trigger(u"run.all");
        QTRY_COMPARE(bench.controller->feed().state().counts().finished, 19);
        const QList<QWidget *> order = tabOrder(*bench.window);
        QVERIFY2(order.size() > 12, qPrintable(QString::number(order.size())));
        for (const auto name : {u"filter", u"suiteTree", u"caseTable", u"consoleView",
                                u"abortButton", u"searchButton", u"bell"}) {
            const auto found = std::ranges::any_of(order, [&](const QWidget *widget) {
                return widget->objectName() == QStringView(name);
            });
            QVERIFY2(found, qPrintable(QStringView(name).toString()));
        }
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestAccessibility)
#include "tst_accessibility.moc"
