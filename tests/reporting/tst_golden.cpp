// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_run.h"

#include <QTest>

using namespace assay;
using namespace assay::tests;
using events::RunState;

/// Every format against its golden file. `approve.sh` takes what is written now as right.
class TestGolden : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void formats_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        const RunState whole = recordedRun();
        for (const reporting::ReportFormat *format : reporting::reportFormats()) {
            const QString name = format->name();
            QTest::newRow(qPrintable(name))
                << name << u"golden/recorded_%1%2"_s.arg(name, format->fileSuffix())
                << report(name, whole);
        }
        // The same run, cut off before its end and without details of passed cases.
        RunState cut(RunState::Detail::Results);
        for (const QByteArray &line : recordedLines().first(70))
            cut.apply(*events::parseEventLine(line));
        cut.markInterrupted();
        for (const QString &name : {u"junit"_s, u"tap"_s, u"markdown"_s}) {
            QTest::newRow(qPrintable(name + u" interrupted"_s))
                << name
                << u"golden/interrupted_%1%2"_s.arg(
                       name, (*reporting::findReportFormat(name))->fileSuffix())
                << report(name, cut);
        }
        const RunState empty;
        for (const reporting::ReportFormat *format : reporting::reportFormats()) {
            if (format->needsEvents())
                continue;
            QTest::newRow(qPrintable(format->name() + u" empty"_s))
                << format->name()
                << u"golden/empty_%1%2"_s.arg(format->name(), format->fileSuffix())
                << report(format->name(), empty);
        }
    }
    void formats()
    {
        QFETCH(QString, format);
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        const QString path = reportingFile(file);
        if (qEnvironmentVariableIntValue("ASSAY_APPROVE") == 1) {
            QFile golden(path);
            QVERIFY(golden.open(QIODevice::WriteOnly));
            QCOMPARE(golden.write(text), text.size());
            return;
        }
        const QList<QByteArray> expected = contentOf(path).split('\n');
        const QList<QByteArray> actual = text.split('\n');
        for (qsizetype i = 0; i < std::min(actual.size(), expected.size()); ++i) {
            QVERIFY2(actual[i] == expected[i],
                     qPrintable(u"%1 line %2: %3"_s.arg(file).arg(i + 1).arg(
                         QString::fromUtf8(actual[i].left(300)))));
        }
        QCOMPARE(actual.size(), expected.size());
    }
    void theSameRunGivesTheSameBytes()
    {
        const RunState state = recordedRun();
        for (const QString &format : reporting::reportFormatNames())
            QCOMPARE(report(format, state), report(format, recordedRun()));
    }
};

QTEST_APPLESS_MAIN(TestGolden)
#include "tst_golden.moc"
