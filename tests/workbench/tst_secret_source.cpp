// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/secret_source.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

/// Only what the test says.
class GivenVariables final : public base::Variables
{
public:
    QMap<QString, QString> values;
    std::optional<QString> value(const QString &name) const override
    {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional(*found);
    }
    QMap<QString, QString> all() const override { return values; }
};

struct Given
{
    base::SystemClock clock;
    base::SystemFiles files;
    base::SystemRandom random;
    GivenVariables variables;
    base::Host host{clock, files, variables, random};
    QTemporaryDir dir;
    steps::SecretMasker masker;

    [[nodiscard]] base::Result<QJsonObject> read(const QByteArray &env)
    {
        QFile file(dir.filePath(u".env"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(env) != env.size())
            qFatal("cannot write .env");
        file.close();
        return workbench::readSecrets(dir.path(), host, masker);
    }
};

} // namespace

class TstSecretSource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void noFileIsNoSecrets();
    void variablesWin();
    void valuesAreHidden();
};

void TstSecretSource::reads_data()
{
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<QJsonObject>("secrets");

    const auto row = [](const char *name, const QByteArray &env, const QJsonObject &secrets) {
        QTest::newRow(name) << env << secrets;
    };
    row("nothing", "", {});
    row("plain", "TOKEN=abcd\n", {{u"TOKEN"_s, u"abcd"_s}});
    row("no line feed at the end", "TOKEN=abcd", {{u"TOKEN"_s, u"abcd"_s}});
    row("CRLF", "A=abcd\r\nB=efgh\r\n", {{u"A"_s, u"abcd"_s}, {u"B"_s, u"efgh"_s}});
    row("comments and empty lines", "# one\n\n  # two\nTOKEN=abcd\n", {{u"TOKEN"_s, u"abcd"_s}});
    row("export", "export TOKEN=abcd\n", {{u"TOKEN"_s, u"abcd"_s}});
    row("spaces", "  TOKEN  =  abcd  \n", {{u"TOKEN"_s, u"abcd"_s}});
    row("double quotes", "TOKEN=\" ab cd \"\n", {{u"TOKEN"_s, u" ab cd "_s}});
    row("single quotes", "TOKEN='ab\"cd'\n", {{u"TOKEN"_s, u"ab\"cd"_s}});
    row("one quote is a character", "TOKEN='abcd\n", {{u"TOKEN"_s, u"'abcd"_s}});
    row("equals signs", "TOKEN=ab=cd==\n", {{u"TOKEN"_s, u"ab=cd=="_s}});
    row("a hash within", "TOKEN=ab#cd\n", {{u"TOKEN"_s, u"ab#cd"_s}});
    row("empty value", "TOKEN=\n", {{u"TOKEN"_s, u""_s}});
    row("the last one wins", "TOKEN=abcd\nTOKEN=efgh\n", {{u"TOKEN"_s, u"efgh"_s}});
    row("UTF-8", "TOKEN=gehéim\n", {{u"TOKEN"_s, u"gehéim"_s}});
}

void TstSecretSource::reads()
{
    QFETCH(QByteArray, env);
    QFETCH(QJsonObject, secrets);
    Given given;
    const auto read = given.read(env);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toText()));
    QCOMPARE(*read, secrets);
}

void TstSecretSource::refuses_data()
{
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<QString>("said");
    QTest::newRow("no equals sign") << QByteArray("A=abcd\nTOKEN\n")
                                    << u"error: not a line of a .env file\n  --> .env:2:1\n"
                                       "  = write NAME=value\n"_s;
    QTest::newRow("no name") << QByteArray("=abcd\n")
                             << u"error: not a line of a .env file\n  --> .env:1:1\n"
                                "  = write NAME=value\n"_s;
    QTest::newRow("spaces for a name") << QByteArray("export  = abcd\n")
                                       << u"error: not a line of a .env file\n  --> .env:1:1\n"
                                          "  = write NAME=value\n"_s;
    QTest::newRow("too short") << QByteArray("\nPIN=123\n")
                               << u"error: the secret \"PIN\" is shorter than 4 characters\n"
                                  "  --> .env:2:1\n"
                                  "  = it could not be hidden in reports: use a longer one, or "
                                  "vars\n"_s;
    QTest::newRow("too large") << QByteArray(2 * 1024 * 1024, 'x') << QString();
}

void TstSecretSource::refuses()
{
    QFETCH(QByteArray, env);
    QFETCH(QString, said);
    Given given;
    const auto read = given.read(env);
    QVERIFY(!read);
    if (!said.isEmpty())
        QCOMPARE(read.error().toText(), said);
    QVERIFY(!read.error().toText().contains(u"123"_s)); // what it says is no place for it either
}

void TstSecretSource::noFileIsNoSecrets()
{
    Given given;
    given.variables.values.insert(u"HOME"_s, u"/home/someone"_s);
    const auto read = workbench::readSecrets(given.dir.path(), given.host, given.masker);
    QVERIFY(read);
    QCOMPARE(*read, QJsonObject());
    QVERIFY(given.masker.isEmpty());
}

void TstSecretSource::variablesWin()
{
    Given given;
    given.variables.values = {{u"ASSAY_SECRET_TOKEN"_s, u"from outside"_s},
                              {u"ASSAY_SECRET_MORE"_s, u"more of it"_s},
                              {u"TOKEN"_s, u"not a secret"_s}};
    const auto read = given.read("TOKEN=from the file\n");
    QVERIFY(read);
    QCOMPARE(*read, (QJsonObject{{u"TOKEN"_s, u"from outside"_s}, {u"MORE"_s, u"more of it"_s}}));
    given.variables.values.insert(u"ASSAY_SECRET_PIN"_s, u"12"_s);
    const auto refused = given.read("");
    QVERIFY(!refused);
    QCOMPARE(refused.error().toText(),
             u"error: the secret \"PIN\" is shorter than 4 characters\n"
             "  = it could not be hidden in reports: use a longer one, or vars\n"_s);
}

void TstSecretSource::valuesAreHidden()
{
    Given given;
    given.variables.values = {{u"ASSAY_SECRET_OTHER"_s, u"second value"_s}};
    QVERIFY(given.read("TOKEN='first/value'\n"));
    QCOMPARE(
        given.masker.mask(u"a first/value, first%2Fvalue and Zmlyc3QvdmFsdWU= or second value"_s),
        u"a ***, *** and *** or ***"_s);
}

QTEST_APPLESS_MAIN(TstSecretSource)
#include "tst_secret_source.moc"
