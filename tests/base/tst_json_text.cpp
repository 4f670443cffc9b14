// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assay::base;
using namespace Qt::StringLiterals;

class JsonTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"null", "true", "false", "0", "-1", "1.5", "9007199254740993", "9223372036854775807",
              "0.1", "\"\"", "\"gr\xc3\xbcn \xf0\x9f\x98\x80\"", "\"a\\\"b\\\\c\\n\\r\\t\\u0001\"",
              "[]", "{}", "[1,[2,{\"a\":null}]]", "{\"a\":{\"b\":[true]},\"c\":\"\"}"})
            QTest::newRow(text) << QByteArray(text);
    }
    void roundTrips()
    {
        QFETCH(const QByteArray, text);
        const auto value = parseJson(text);
        QVERIFY(value);
        QCOMPARE(compactJson(*value), text);
    }

    void agreesWithQt()
    {
        QJsonObject object;
        for (int unit = 0; unit < 0x300; ++unit)
            object.insert(u"k"_s + QString::number(unit), QString(QChar(unit)) + u"x"_s);
        const auto back = QJsonDocument::fromJson(compactJson(object));
        QCOMPARE(back.object(), object);
    }

    void loneSurrogatesBecomeReplacements()
    {
        QByteArray out;
        appendJsonString(out, u'a' + QString(QChar(0xd800)) + u"b\xdc00"_s);
        QCOMPARE(out, "\"a\xef\xbf\xbd"
                      "b\xef\xbf\xbd\"");
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("title");
        QTest::newRow("empty") << QByteArray() << u"not valid JSON: it is empty"_s;
        QTest::newRow("spaces") << QByteArray(" \n") << u"not valid JSON: it is empty"_s;
        QTest::newRow("two") << QByteArray("1,2")
                             << u"not valid JSON: there is more than one value"_s;
    }
    void errors()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, title);
        QCOMPARE(parseJson(text).error().title, title);
    }

    void errorsHaveAPlace()
    {
        const auto bad = parseJson("{\n  \"a\": nope\n}");
        QVERIFY(!bad);
        QCOMPARE(bad.error().position.line, 2);
        QVERIFY(bad.error().title.startsWith(u"not valid JSON: "_s));
    }

    void deepTextsEnd() { QVERIFY(!parseJson(QByteArray(1'000'000, '['))); }

    void messagesAreCut()
    {
        QCOMPARE(jsonForMessage(QJsonValue(QJsonValue::Undefined)), u"nothing"_s);
        QCOMPARE(jsonForMessage(QJsonArray{1, 2}), u"[1,2]"_s);
        QCOMPARE(jsonForMessage(QString(500, u'x'), 10), u"\"xxxxxxxxx..."_s);
    }
};

QTEST_APPLESS_MAIN(JsonTextTest)
#include "tst_json_text.moc"
