// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bugs.h"
#include "base/text.h"
#include "services/template_text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace semantic;
using namespace Qt::StringLiterals;

namespace {

/// The scenarios that the suites read, so that they and the parser stay of one mind.
QJsonArray scenarios(const QString &name)
{
    QFile file(u"" ASSAY_SOURCE_DIR "/fixtures/scenarios/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array()
                                          : QJsonArray();
}

std::string rendered(const std::string &body, const TemplateText::Values &values)
{
    return TemplateText::parse(body).render(values);
}

} // namespace

class TemplateTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renders_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QJsonObject>("variables");
        QTest::addColumn<QString>("text");
        const QJsonArray rows = scenarios(u"template_rendering.json"_s);
        QVERIFY(!rows.isEmpty());
        for (const auto &row : rows)
            QTest::newRow(qPrintable(row[u"key"_s].toString()))
                << row[u"body"_s].toString() << row[u"variables"_s].toObject()
                << row[u"text"_s].toString();
    }
    void renders()
    {
        QFETCH(const QString, body);
        QFETCH(const QJsonObject, variables);
        QFETCH(const QString, text);
        TemplateText::Values values;
        for (auto entry = variables.begin(); entry != variables.end(); ++entry)
            values[toStd(entry.key())] = toStd(entry.value().toVariant().toString());
        const auto parsed = TemplateText::parse(toStd(body));
        QCOMPARE(toQt(parsed.render(values)), text);
        QCOMPARE(parsed.renderedSize(values), toStd(text).size());
    }

    void refusesABrokenPlaceholder_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("message");
        const QJsonArray rows = scenarios(u"broken_templates.json"_s);
        QVERIFY(!rows.isEmpty());
        for (const auto &row : rows)
            QTest::newRow(qPrintable(row[u"key"_s].toString()))
                << row[u"body"_s].toString()
                << u"%1.* at offset %2"_s.arg(row[u"says"_s].toString())
                       .arg(row[u"offset"_s].toInt());
    }
    void refusesABrokenPlaceholder()
    {
        QFETCH(const QString, body);
        QFETCH(const QString, message);
        try {
            TemplateText::parse(toStd(body));
            QFAIL("it was accepted");
        } catch (const TemplateError &error) {
            const QRegularExpression expected(message + u'$');
            QVERIFY2(expected.match(QString::fromUtf8(error.what())).hasMatch(), error.what());
        }
    }

    void namesItsVariablesOnceAndSorted()
    {
        const auto text = TemplateText::parse("{{b}} {{_a1}} {{b}} {{B}} {{{{c}}");
        QCOMPARE(text.variables(), (std::vector<std::string>{"B", "_a1", "b"}));
        QVERIFY(TemplateText::parse("").variables().empty());
    }

    // The last one: a defect that is on stays on.
    void expandsValuesOnlyAsASeededDefect()
    {
        const TemplateText::Values values{{"a", "{{b}}"}, {"b", "x"}};
        QCOMPARE(rendered("{{a}}", values), std::string("{{b}}"));
        switchOn(Bug::TemplateExpandsValues);
        QCOMPARE(rendered("{{a}}", values), std::string("x"));
    }
};

QTEST_APPLESS_MAIN(TemplateTextTest)
#include "tst_template_text.moc"
