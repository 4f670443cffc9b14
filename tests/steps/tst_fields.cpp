// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/fields.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

using namespace assay;
using namespace Qt::StringLiterals;
using steps::Fields;

class TestFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values();
    void namedValues();
    void lazyValues();
    void unknownNames();
};

void TestFields::values()
{
    Fields fields;
    fields.set(u"status"_s, 201);
    fields.set(u"reason"_s, u"Created"_s);
    QVERIFY(fields.contains(u"status"_s) && !fields.contains(u"Status"_s));
    QCOMPARE(fields.get(u"status"_s).value(), QJsonValue(201));
    QCOMPARE(fields.get(u"reason"_s).value(), QJsonValue(u"Created"_s));
    fields.set(u"status"_s, QJsonArray{1});
    QCOMPARE(fields.get(u"status"_s).value(), QJsonValue(QJsonArray{1}));
    QCOMPARE(fields.names(), QStringList({u"reason"_s, u"status"_s}));
    fields.setDefault(u"status"_s);
    QCOMPARE(fields.defaultField(), u"status"_s);
}

void TestFields::namedValues()
{
    Fields fields;
    fields.set(u"status"_s, 200);
    fields.setNamed(u"headers"_s,
                    {{u"etag"_s, u"\"7\""_s}, {u"vary"_s, u"accept"_s}, {u"vary"_s, u"origin"_s}});
    QVERIFY(fields.isNamed(u"headers"_s) && !fields.isNamed(u"status"_s) &&
            !fields.isNamed(u"nothing"_s));
    QCOMPARE(fields.member(u"headers"_s, u"ETag"_s), QJsonValue(u"\"7\""_s));
    QCOMPARE(fields.member(u"headers"_s, u"Vary"_s), QJsonValue(u"accept, origin"_s));
    QVERIFY(fields.member(u"headers"_s, u"date"_s).isUndefined());
    QVERIFY(fields.member(u"status"_s, u"etag"_s).isUndefined());
    QCOMPARE(fields.get(u"headers"_s).value(),
             QJsonValue(QJsonObject{{u"etag"_s, u"\"7\""_s}, {u"vary"_s, u"accept, origin"_s}}));
}

void TestFields::lazyValues()
{
    Fields fields;
    int made = 0;
    fields.setLazy(u"json"_s, [&]() -> base::Result<QJsonValue> {
        ++made;
        return QJsonValue(5);
    });
    fields.setLazy(u"body"_s, [&]() -> base::Result<QJsonValue> {
        return base::failure(u"the body is cut"_s);
    });
    QVERIFY(fields.contains(u"json"_s));
    QCOMPARE(made, 0);
    QCOMPARE(fields.get(u"json"_s).value(), QJsonValue(5));
    QCOMPARE(fields.get(u"json"_s).value(), QJsonValue(5));
    QCOMPARE(made, 1);
    QCOMPARE(fields.get(u"body"_s).error().title, u"the body is cut"_s);
}

void TestFields::unknownNames()
{
    Fields fields;
    fields.set(u"status"_s, 200);
    const auto missing = fields.get(u"statu"_s);
    QCOMPARE(missing.error().title, u"the step's result has no \"statu\""_s);
    QCOMPARE(missing.error().fix, u"did you mean \"status\"?"_s);
}

QTEST_GUILESS_MAIN(TestFields)
#include "tst_fields.moc"
