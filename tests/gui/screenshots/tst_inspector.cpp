// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector_bench.h"

#include <QDir>
#include <QListView>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

/// Renders every inspector into build/<preset>/screenshots, for people to look at.
class TestInspectorShots : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shots_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("scene");
        for (const QString &scene : {u"case"_s, u"step-sql"_s, u"diff"_s, u"golden"_s, u"hex"_s,
                                     u"skipped"_s, u"service"_s, u"event"_s, u"nothing"_s}) {
            QTest::newRow(qPrintable(scene + u"-dark"_s)) << true << scene;
            QTest::newRow(qPrintable(scene + u"-light"_s)) << false << scene;
        }
    }
    void shots()
    {
        QFETCH(const bool, dark);
        QFETCH(const QString, scene);
        InspectorBench bench(scene == u"golden" || scene == u"hex" ? goldenScript()
                                                                   : sampleScript(false));
        bench.themes.setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        const QString failed = sampleCaseId(u"fails fast while open"_s);
        if (scene == u"case" || scene == u"golden" || scene == u"diff" || scene == u"hex")
            bench.selection.selectCase(failed);
        if (scene == u"step-sql")
            bench.selection.selectStep(sampleCaseId(u"stores a text"_s), 1, u"steps.2"_s);
        if (scene == u"diff")
            bench.panel.perform(InspectorAct::ShowDiff);
        if (scene == u"hex") {
            auto &list = bench.find<QListView>(u"attachmentList"_s);
            list.setCurrentIndex(list.model()->index(1, 0));
            Q_EMIT list.activated(list.currentIndex());
        }
        if (scene == u"skipped")
            bench.selection.selectCase(sampleCaseId(u"no orphan chunks"_s));
        if (scene == u"service")
            bench.selection.selectService(u"api"_s);
        if (scene == u"event")
            bench.selection.selectEvent(60, {});
        QVERIFY(QTest::qWaitForWindowExposed(&bench.window));
        // Texts come from a worker; layouts follow them.
        QImage image;
        int same = 0;
        QVERIFY(QTest::qWaitFor([&] {
            const QImage now = bench.window.grab().toImage();
            same = now == image ? same + 1 : 0;
            image = now;
            return same >= 4;
        }));
        const QString out = QStringLiteral(ASSAY_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(out));
        QVERIFY(image.save(u"%1/inspector-%2-%3%4.png"_s.arg(
            out, scene, dark ? u"dark"_s : u"light"_s,
            qApp->devicePixelRatio() > 1 ? u"-2x"_s : QString())));
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 2) {
            for (int x = 0; x < image.width(); x += 2)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY(colours.size() > 10);
        QVERIFY(colours.contains(bench.themes.theme().fill(Role::Panel).rgb()));
    }
};

} // namespace assay::ui::test

QTEST_MAIN(assay::ui::test::TestInspectorShots)
#include "tst_inspector.moc"
