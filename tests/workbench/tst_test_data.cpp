// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/test_data.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

/// What the window shows of a data set.
class TestTestData : public QObject
{
    Q_OBJECT

private:
    base::SystemClock m_clock;
    base::SystemFiles m_files;
    base::SystemVariables m_variables;
    base::SystemRandom m_random;
    base::Host m_host{m_clock, m_files, m_variables, m_random};

private Q_SLOTS:
    void firstRows()
    {
        const QString file = QStringLiteral(ASSAY_SOURCE_DIR "/fixtures/datasets/chunks.yaml");
        const auto small = workbench::previewDataSet(m_host, file, {.rows = 500});
        QVERIFY2(small.has_value(), qPrintable(small ? QString() : small.error().toText()));
        QCOMPARE(small->name, u"chunks"_s);
        QCOMPARE(small->tables.size(), std::size_t(3));
        for (const auto &table : small->tables) {
            QCOMPARE(table.isContext, table.name != u"chunks");
            QCOMPARE(table.cells.size(), std::size_t(20));
            for (const QStringList &row : table.cells)
                QCOMPARE(row.size(), table.columns.size());
        }
        const auto &texts = *std::find_if(small->tables.begin(), small->tables.end(),
                                          [](const auto &one) { return one.name == u"texts"; });
        QCOMPARE(texts.rows, 500);
        QVERIFY(!texts.columns.contains(u"seq"_s)); // the database makes it
        const qsizetype error = texts.columns.indexOf(u"error"_s);
        const qsizetype status = texts.columns.indexOf(u"status"_s);
        for (const QStringList &row : texts.cells)
            QCOMPARE(row[error].isNull(), row[status] != u"failed");
    }

    void mistakes()
    {
        QVERIFY(!workbench::previewDataSet(m_host, u"/none.yaml"_s));
        QVERIFY(!workbench::generateFile(m_host, u"/none.yaml"_s, {}, u"xml"_s, u"-"_s));
    }
};

QTEST_GUILESS_MAIN(TestTestData)
#include "tst_test_data.moc"
