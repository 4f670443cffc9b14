// SPDX-License-Identifier: GPL-3.0-or-later
// The schemas that we ship are what the loader's own description gives: `assay --schema NAME`.
#include "suite/format.h"
#include "testdata/schema_shape.h"
#include "workbench/format.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

class TestSchemas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shippedSchemasAreCurrent_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonObject>("schema");
        const suite::Format &format = workbench::fileFormat();
        QTest::newRow("suite") << u"suite"_s << suite::suiteJsonSchema(format);
        QTest::newRow("dataset") << u"dataset"_s
                                 << suite::shapeJsonSchema(u"Assay data set"_s,
                                                           testdata::schemaShape());
        QTest::newRow("plan") << u"plan"_s << suite::planJsonSchema();
        QTest::newRow("environment") << u"environment"_s << suite::environmentJsonSchema(format);
    }
    void shippedSchemasAreCurrent()
    {
        QFETCH(QString, name);
        QFETCH(QJsonObject, schema);
        QFile file(QStringLiteral(ASSAY_SOURCE_DIR "/resources/schemas/%1.schema.json").arg(name));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const QJsonDocument shipped = QJsonDocument::fromJson(file.readAll());
        QVERIFY2(shipped.object() == schema,
                 qPrintable(u"write it anew: assay --schema %1 > %2"_s.arg(name, file.fileName())));
    }
};

QTEST_APPLESS_MAIN(TestSchemas)
#include "tst_schemas.moc"
