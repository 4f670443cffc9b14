// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_page.h"
#include "ui/window_bench.h"

#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBrowser>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

HelpLibrary builtIn()
{
    return HelpLibrary(u":/assay/help"_s);
}

} // namespace

class TestHelpPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anchors()
    {
        QCOMPARE(HelpLibrary::anchorOf(u"Exit codes, in short"_s), u"exit-codes-in-short"_s);
        QCOMPARE(HelpLibrary::anchorOf(u"`each` (CSV)"_s), u"each-csv"_s);
    }

    void everyLinkOfEveryPageLeadsSomewhere()
    {
        const HelpLibrary library = builtIn();
        QVERIFY(library.pages().size() > 15);
        QCOMPARE(library.pages().front().file, u"index.md"_s);
        static const QRegularExpression kLink(u"\\]\\(([^)\\s]+)\\)"_s);
        for (const HelpLibrary::Page &page : library.pages()) {
            QVERIFY2(!page.title.isEmpty(), qPrintable(page.file));
            auto links = kLink.globalMatch(library.text(page.file).value());
            while (links.hasNext()) {
                const QString link = links.next().captured(1);
                if (link.contains(u"://") || link.startsWith(u'#'))
                    continue;
                const QString file = link.section(u'#', 0, 0);
                if (file.endsWith(u".md") && !file.contains(u'/'))
                    QVERIFY2(library.text(file).has_value(), qPrintable(page.file + u' ' + link));
                else if (file.startsWith(u"images/"))
                    QVERIFY2(QFile::exists(library.folder() + u'/' + file), qPrintable(link));
            }
        }
        // Every panel's and page's help is there.
        for (const PanelSpec &spec : panelSpecs())
            QVERIFY2(library.text(spec.help).has_value(), qPrintable(spec.help));
        for (const PageSpec &spec : pageSpecs())
            QVERIFY2(library.text(spec.help).has_value(), qPrintable(spec.help));
    }

    void aNameNeverLeavesTheFolder()
    {
        QVERIFY(!builtIn().text(u"../icons/open.svg"_s));
        QVERIFY(!builtIn().text(u"/etc/passwd"_s));
        QVERIFY(!builtIn().text(u"no-such.md"_s));
        QCOMPARE(HelpLibrary(u"/no/such/folder"_s).pages().size(), std::size_t(0));
    }

    void searches()
    {
        const auto hits = builtIn().search(u"exit code"_s);
        QVERIFY(!hits.empty());
        QCOMPARE(hits.front().file, u"command-line.md"_s);
        QVERIFY(builtIn().search(u"zzqqxx"_s).empty());
        QVERIFY(builtIn().search(u"  "_s).empty());
    }

    void followsLinksAndGoesBack()
    {
        ThemeManager themes(*qApp);
        HelpPage page(builtIn(), themes);
        page.resize(900, 500);
        page.show();
        auto &text = *page.findChild<QTextBrowser *>(u"helpText"_s);
        QVERIFY(text.toPlainText().startsWith(u"Assay help"));
        Q_EMIT text.anchorClicked(QUrl(u"suites.md"_s));
        QCOMPARE(page.place(), u"suites.md"_s);
        const auto headings = [&] {
            QStringList found;
            static const QRegularExpression kHeading(u"^##+ (.*)$"_s,
                                                     QRegularExpression::MultilineOption);
            auto all = kHeading.globalMatch(builtIn().text(u"suites.md"_s).value());
            while (all.hasNext())
                found.append(all.next().captured(1));
            return found;
        }();
        QVERIFY(!headings.isEmpty());
        QTRY_VERIFY(text.verticalScrollBar()->maximum() > 0);
        page.open(u"suites.md#"_s + HelpLibrary::anchorOf(headings.last()));
        QTRY_VERIFY(text.verticalScrollBar()->value() > 0);
        page.open(u"gone.md"_s);
        QVERIFY(text.toPlainText().contains(u"gone.md"));
        auto &search = *page.findChild<QLineEdit *>(u"helpSearch"_s);
        QTest::keyClicks(&search, u"redis"_s);
        QVERIFY(page.findChild<QListWidget *>(u"helpList"_s)->count() > 0);
        QTest::keyClick(&search, Qt::Key_Return);
        QVERIFY(text.toPlainText().contains(u"redis", Qt::CaseInsensitive));
    }

    void inANarrowColumnTheListStandsAboveTheText()
    {
        ThemeManager themes(*qApp);
        HelpPage page(builtIn(), themes);
        page.resize(1000, 600);
        page.show();
        const auto &text = *page.findChild<QTextBrowser *>(u"helpText"_s);
        const auto &list = *page.findChild<QListWidget *>(u"helpList"_s);
        const auto left = [&](const QWidget &widget) {
            return widget.mapTo(&page, QPoint(0, 0)).x();
        };
        QVERIFY(left(text) > left(list) + list.width());
        QVERIFY(text.width() > 700);
        QCOMPARE(text.verticalScrollBar()->value(), 0);
        page.resize(370, 600);
        QTRY_COMPARE(text.width(), 370);
        QVERIFY(list.isVisible() && list.height() > 60);
        QVERIFY(text.height() > 350);
        QCOMPARE(text.verticalScrollBar()->value(), 0); // its heading is in sight
        page.resize(1000, 600);
        QTRY_VERIFY(left(text) > left(list) + list.width());
        QVERIFY(text.width() > 700);
    }

    void theColumnsBesideShowTheHeading()
    {
        const WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        bench.window->resize(1600, 1000);
        bench.trigger(u"help.index");
        bench.trigger(u"page.split");
        auto &text = bench.find<QTextBrowser>(u"helpText"_s);
        QTRY_VERIFY(text.isVisible() && text.width() < 600);
        QTRY_COMPARE(text.verticalScrollBar()->value(), 0);
    }

    void f1OpensThePageOfWhatHasTheKeyboard()
    {
        const WindowBench bench;
        QTRY_VERIFY(bench.isIdle());
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        bench.trigger(u"panel.environment");
        bench.trigger(u"panel.suites");
        bench.press(Qt::Key_F1);
        QCOMPARE(bench.find<HelpPage>().place(), u"suites.md"_s);
        bench.trigger(u"panel.console");
        bench.press(Qt::Key_F1);
        QCOMPARE(bench.find<HelpPage>().place(), u"events.md"_s);
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestHelpPage)
#include "tst_help_page.moc"
