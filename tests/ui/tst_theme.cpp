// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/figures.h"
#include "ui/theme/status.h"

#include <QApplication>
#include <QPainter>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace assay::ui {

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textHasContrast_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }
    void textHasContrast()
    {
        QFETCH(const bool, dark);
        const Theme &theme = dark ? Theme::darkTheme() : Theme::lightTheme();
        for (const Role ink : {Role::Text, Role::Muted, Role::Accent, Role::Passed, Role::Failed,
                               Role::Flaky, Role::Skipped, Role::Fault}) {
            for (const Role ground : {Role::Window, Role::Panel, Role::Raised}) {
                const double ratio = contrastRatio(theme.ink(ink), theme.fill(ground));
                QVERIFY2(
                    ratio >= 4.5,
                    qPrintable(u"ink %1 on %2: %3"_s.arg(int(ink)).arg(int(ground)).arg(ratio)));
                QVERIFY(contrastRatio(theme.fill(ink), theme.fill(ground)) >= 3.0);
            }
        }
        // Selected rows write in the text colour only.
        QVERIFY(contrastRatio(theme.ink(Role::Text), theme.fill(Role::Selection)) >= 4.5);
        QVERIFY(contrastRatio(theme.ink(Role::OnAccent), theme.fill(Role::Accent)) >= 4.5);
    }

    void contrastIsThatOfWcag()
    {
        QCOMPARE(contrastRatio(Qt::white, Qt::black), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        QCOMPARE(qRound(contrastRatio(QColor(u"#767676"_s), Qt::white) * 100), 454);
    }

    void styleSheetHasNoOpenWords()
    {
        for (const Theme *theme : {&Theme::darkTheme(), &Theme::lightTheme()}) {
            const QString sheet = styleSheetOf(*theme);
            QVERIFY(!sheet.contains(u'@'));
            QVERIFY(sheet.contains(theme->fill(Role::Accent).name()));
        }
    }

    void aStatusIsWordGlyphAndColour()
    {
        QSet<QString> words;
        for (int i = 0; i < kStatusCount; ++i) {
            const auto status = static_cast<Status>(i);
            words.insert(statusWord(status));
            QVERIFY(!statusGlyph(status).isNull());
            QCOMPARE(statusFromWord(statusWord(status)), status);
        }
        QCOMPARE(words.size(), kStatusCount);
        QCOMPARE(statusFromWord(u"TimedOut").value(), Status::TimedOut);
        QVERIFY(!statusFromWord(u"fine"));
        QVERIFY(statusRank(Status::Failed) < statusRank(Status::Running));
        QVERIFY(statusRank(Status::Running) < statusRank(Status::Passed));
    }

    void everyStatusLooksDifferent()
    {
        QList<QImage> images;
        for (int i = 0; i < kStatusCount; ++i) {
            const auto status = static_cast<Status>(i);
            if (status == Status::NotRun || status == Status::Quarantined)
                continue; // they share the glyph of queued and skipped, and differ in the word
            QImage image(24, 24, QImage::Format_ARGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            paintStatus(painter, QRectF(0, 0, 24, 24), status, Qt::black);
            painter.end();
            QVERIFY(!images.contains(image));
            images.append(image);
        }
    }

    void figuresHaveOneWidth()
    {
        const TabularFigures figures(uiFont());
        QCOMPARE(figures.width(u"111.11 ms"), figures.width(u"888.88 ms"));
        QVERIFY(figures.width(u"1000") > figures.width(u"888"));
    }

    void switchingIsLive()
    {
        ThemeManager themes(*qApp);
        int changes = 0;
        connect(&themes, &ThemeManager::changed, this, [&] { ++changes; });
        themes.setMode(ThemeMode::Dark);
        QVERIFY(themes.theme().dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window).name(), u"#16181d"_s);
        themes.setMode(ThemeMode::Light);
        QVERIFY(!themes.theme().dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window).name(), u"#f4f5f7"_s);
        themes.setMode(ThemeMode::Light);
        QCOMPARE(changes, 2); // the same once more draws nothing anew
        QCOMPARE(themeModeFromName(u"nonsense"_s), ThemeMode::System);
    }
};

} // namespace assay::ui

QTEST_MAIN(assay::ui::TestTheme)
#include "tst_theme.moc"
