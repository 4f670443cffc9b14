// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/arguments.h"

#include <QByteArrayList>
#include <QTest>

using namespace semantic;
using namespace Qt::StringLiterals;

namespace {

Arguments parse(QByteArrayList words)
{
    std::vector<char *> values;
    for (QByteArray &word : words)
        values.push_back(word.data());
    return Arguments::parse(values);
}

} // namespace

class ArgumentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBugs()
    {
        const Arguments arguments =
            parse({"--bug", "lost-update", "--bug=cosine-sign", "--bug", "none"});
        QVERIFY(arguments.bugs == std::vector({Bug::LostUpdate, Bug::CosineSign}));
        QVERIFY(!arguments.listBugs);
        QVERIFY(parse({}).bugs.empty());
        QVERIFY(parse({"--bugs"}).listBugs);
        QVERIFY(parse({"--help"}).help);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArrayList>("words");
        QTest::addColumn<QString>("says");
        QTest::newRow("misspelt bug")
            << QByteArrayList{"--bug", "lost-updat"} << u"did you mean \"lost-update\"?"_s;
        QTest::newRow("bug of nobody")
            << QByteArrayList{"--bug", "elephant"} << u"there is no bug \"elephant\" (--bugs"_s;
        QTest::newRow("no name") << QByteArrayList{"--bug"} << u"--bug needs a name"_s;
        QTest::newRow("misspelt option")
            << QByteArrayList{"--bugz"} << u"did you mean \"--bug\"?"_s;
        QTest::newRow("a word") << QByteArrayList{"serve"} << u"unknown argument \"serve\""_s;
    }
    void refuses()
    {
        QFETCH(const QByteArrayList, words);
        QFETCH(const QString, says);
        try {
            parse(words);
            QFAIL("nothing was thrown");
        } catch (const ArgumentError &error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
        }
    }
};

QTEST_APPLESS_MAIN(ArgumentsTest)
#include "tst_arguments.moc"
