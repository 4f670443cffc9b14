// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/application.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace assay::ui::test {

namespace {

class FakeVariables final : public base::Variables
{
public:
    explicit FakeVariables(QMap<QString, QString> values)
        : m_values(std::move(values))
    {
    }
    [[nodiscard]] std::optional<QString> value(const QString &name) const override
    {
        return m_values.contains(name) ? std::optional(m_values[name]) : std::nullopt;
    }
    [[nodiscard]] QMap<QString, QString> all() const override { return m_values; }

private:
    QMap<QString, QString> m_values;
};

/// The placeholders of a text, sorted: a translation has the same.
QStringList placesOf(const QString &text)
{
    static const QRegularExpression kPlace(u"%(n|L?\\d+)"_s);
    QStringList places;
    auto all = kPlace.globalMatch(text);
    while (all.hasNext())
        places.append(all.next().captured());
    places.sort();
    places.removeDuplicates();
    return places;
}

} // namespace

/// What the window does before it is there.
class TestStart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutADisplayItSaysWhatToDo()
    {
        const auto problem = displayProblem(FakeVariables({}), {});
        QVERIFY(problem.has_value());
        QVERIFY(problem->toText().contains(u"--batch"));
        QVERIFY(displayProblem(FakeVariables({{u"DISPLAY"_s, u""_s}}), {}).has_value());
        QVERIFY(!displayProblem(FakeVariables({{u"DISPLAY"_s, u":0"_s}}), {}));
        QVERIFY(!displayProblem(FakeVariables({{u"WAYLAND_DISPLAY"_s, u"wayland-0"_s}}), {}));
        QVERIFY(!displayProblem(FakeVariables({{u"QT_QPA_PLATFORM"_s, u"offscreen"_s}}), {}));
        QVERIFY(!displayProblem(FakeVariables({}), {u"-platform"_s, u"vnc"_s}));
    }

    void languages()
    {
        QCOMPARE(languageFor(u"de"_s, {u"en-US"_s}), u"de"_s);
        QCOMPARE(languageFor(u"system"_s, {u"de-AT"_s, u"en"_s}), u"de"_s);
        QCOMPARE(languageFor(u""_s, {u"fr-FR"_s, u"de"_s}), u"de"_s);
        QCOMPARE(languageFor(u"klingon"_s, {}), u"en"_s);
    }

    void everyStringIsTranslated()
    {
        QFile file(QStringLiteral(ASSAY_SOURCE_DIR "/resources/translations/assay_de.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString source;
        int count = 0;
        QStringList problems;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            if (xml.name() == u"source") {
                source = xml.readElementText();
            } else if (xml.name() == u"translation") {
                const QString type = xml.attributes().value(u"type"_s).toString();
                const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
                if (type == u"vanished" || type == u"obsolete")
                    continue;
                ++count;
                if (type == u"unfinished" || text.trimmed().isEmpty())
                    problems.append(u"unfinished: "_s + source);
                else if (placesOf(source) != placesOf(text))
                    problems.append(u"other placeholders: "_s + source);
            }
        }
        QVERIFY(!xml.hasError());
        QVERIFY2(count > 150, qPrintable(QString::number(count)));
        QVERIFY2(problems.isEmpty(),
                 qPrintable(problems.join(u'\n') + u"\nrun: ninja update_translations"_s));
    }

    void germanSpeaksAndCounts()
    {
        QTranslator german;
        QVERIFY(german.load(u"assay_de"_s, u":/assay/translations"_s));
        QCoreApplication::installTranslator(&german);
        QCOMPARE(QCoreApplication::translate("assay::ui", "Reload workspace"),
                 u"Arbeitsbereich neu laden"_s);
        const auto failed = [](int count) {
            return QCoreApplication::translate("assay::ui::MainWindow", "%n case(s) failed",
                                               nullptr, count);
        };
        QCOMPARE(failed(1), u"1 Fall ist fehlgeschlagen"_s);
        QCOMPARE(failed(3), u"3 Fälle sind fehlgeschlagen"_s);
        QCoreApplication::removeTranslator(&german);
    }
};

} // namespace assay::ui::test

QTEST_GUILESS_MAIN(assay::ui::test::TestStart)
#include "tst_start.moc"
