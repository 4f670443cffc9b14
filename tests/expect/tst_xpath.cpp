// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"
#include "expect/xpath.h"

#include <QTest>

using namespace Qt::StringLiterals;
using assay::base::compactJson;
using assay::expect::XmlDocument;

class TestXPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void refusals_data();
    void refusals();
    void badExpressions_data();
    void badExpressions();
    void boundsWork();
};

void TestXPath::table_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *name, const char *text, const char *expression,
                        const char *result) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(expression)
                            << QString::fromUtf8(result);
    };
    const char *shop = "<shop><item id='1'>ink</item><item id='2'>p&amp;n</item></shop>";
    row("nodes", shop, "//item", "[\"ink\",\"p&n\"]");
    row("attribute", shop, "/shop/item[2]/@id", "[\"2\"]");
    row("count", shop, "count(//item)", "2");
    row("text", shop, "string(//item[1])", "\"ink\"");
    row("truth", shop, "//item[1] = 'ink'", "true");
    row("nothing", shop, "//none", "[]");
    row("axis", shop, "//item[2]/preceding-sibling::item", "[\"ink\"]");
    row("prefix", "<a:r xmlns:a='urn:a'><a:x>1</a:x></a:r>", "//a:x", "[\"1\"]");
    row("default namespace", "<r xmlns='urn:a'><x>1</x></r>", "//default:x", "[\"1\"]");
    row("inner namespace", "<r><x xmlns:b='urn:b'><b:y>2</b:y></x></r>", "//b:y", "[\"2\"]");
    row("declared encoding is not trusted",
        "<?xml version='1.0' encoding='UTF-16'?><a>\xC3\xA9</a>", "/a", "[\"\xC3\xA9\"]");
    row("HTML", "<!DOCTYPE html><html><body><p>one<br>two<p>three</body></html>", "//p",
        "[\"onetwo\",\"three\"]");
    row("HTML without doctype", "<html><body><br></body></html>", "count(//br)", "1");
    row("CDATA", "<a><![CDATA[<b>]]></a>", "/a", "[\"<b>\"]");
}

void TestXPath::table()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expression);
    QFETCH(const QString, result);
    const auto document = XmlDocument::parse(text);
    QVERIFY2(document, document ? "" : qPrintable(document.error().title));
    const auto value = document->evaluate(expression);
    QVERIFY2(value, value ? "" : qPrintable(value.error().title));
    QCOMPARE(QString::fromUtf8(compactJson(*value)), result);
}

void TestXPath::refusals_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << u" \n"_s << u"not valid XML: it is empty"_s;
    QTest::newRow("truncated")
        << u"<a><b>"_s << u"not valid XML: Premature end of data in tag b line 1 (line 1)"_s;
    QTest::newRow("JSON") << u"{}"_s
                          << u"not valid XML: Start tag expected, '<' not found (line 1)"_s;
    QTest::newRow("billion laughs")
        << u"<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><l>&b;</l>"_s
        << u"XML that declares entities, which are refused"_s;
    QTest::newRow("external entity")
        << u"<!DOCTYPE l [<!entity a SYSTEM \"file:///etc/passwd\">]><l>&a;</l>"_s
        << u"XML that declares entities, which are refused"_s;
    QTest::newRow("huge") << QString(u"<a>"_s + u"x"_s.repeated(17 * 1024 * 1024) + u"</a>"_s)
                          << u"too large to be read as XML (over 16 MiB)"_s;
    QTest::newRow("deep") << QString(u"<a>"_s.repeated(10'000) + u"</a>"_s.repeated(10'000))
                          << QString();
    QTest::newRow("surrogate") << QString(u"<a>"_s + QChar(0xd800) + u"</b>"_s) << QString();
    QTest::newRow("nul") << QString(u"<a>"_s + QChar(u'\0') + u"</a>"_s) << QString();
}

void TestXPath::refusals()
{
    QFETCH(const QString, text);
    QFETCH(const QString, message);
    const auto document = XmlDocument::parse(text);
    QVERIFY(!document);
    QVERIFY(document.error().title.size() < 300);
    if (message.isEmpty())
        QVERIFY(document.error().title.startsWith(u"not valid XML: "_s));
    else
        QCOMPARE(document.error().title, message);
}

void TestXPath::badExpressions_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("message");
    QTest::newRow("syntax") << u"//["_s << u"not an XPath: invalid expression in //["_s;
    QTest::newRow("prefix")
        << u"//q:a"_s
        << u"the XPath cannot be evaluated: the document does not declare the prefix in //q:a"_s;
    QTest::newRow("function") << u"nope(1)"_s
                              << u"the XPath cannot be evaluated: unknown function in nope(1)"_s;
    QTest::newRow("document")
        << u"document('file:///etc/passwd')"_s
        << u"the XPath cannot be evaluated: unknown function in document('file:///etc/passwd')"_s;
    QTest::newRow("variable") << u"$a"_s
                              << u"the XPath cannot be evaluated: there are no variables in $a"_s;
    QTest::newRow("arguments")
        << u"count()"_s << u"the XPath cannot be evaluated: wrong number of arguments in count()"_s;
    QTest::newRow("type")
        << u"count(1)"_s
        << u"the XPath cannot be evaluated: an argument has the wrong type in count(1)"_s;
    QTest::newRow("nested") << QString(u"("_s.repeated(2'000) + u'1' + u")"_s.repeated(2'000))
                            << QString(u"not an XPath: it is nested too deep in "_s +
                                       u"("_s.repeated(200));
    QTest::newRow("long") << QString(u"a/"_s.repeated(5'000) + u'a')
                          << u"not an XPath: it is longer than 4096 characters"_s;
}

void TestXPath::badExpressions()
{
    QFETCH(const QString, expression);
    QFETCH(const QString, message);
    const auto document = XmlDocument::parse(u"<a/>"_s);
    QVERIFY(document);
    const auto value = document->evaluate(expression);
    QVERIFY(!value);
    QCOMPARE(value.error().title, message);
    QVERIFY(document->evaluate(u"/a"_s)); // it still works afterwards
}

void TestXPath::boundsWork()
{
    const auto document = XmlDocument::parse(u"<r>"_s + u"<a/>"_s.repeated(20'000) + u"</r>"_s);
    QVERIFY(document);
    const auto value = document->evaluate(u"count(//a[count(//a[count(//a) > 1]) > 1])"_s);
    QVERIFY(!value);
    QCOMPARE(value.error().title, u"the XPath cannot be evaluated: it takes too many steps in "
                                  "count(//a[count(//a[count(//a) > 1]) > 1])"_s);
    QVERIFY(document->evaluate(u"count(//a)"_s)); // the next one has its own bound
}

QTEST_APPLESS_MAIN(TestXPath)
#include "tst_xpath.moc"
