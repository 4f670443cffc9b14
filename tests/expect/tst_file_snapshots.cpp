// SPDX-License-Identifier: GPL-3.0-or-later
#include "expect/file_snapshots.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using expect::FileSnapshots;

class TestFileSnapshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsBelowTheFolder();
    void names_data();
    void names();
    void linksDoNotLeave();
    void tooLarge();
};

void TestFileSnapshots::keepsBelowTheFolder()
{
    const QTemporaryDir folder;
    base::SystemFiles files;
    FileSnapshots store(files, folder.path(), u"Text API/../v1"_s, true);
    QVERIFY(store.updating());
    const auto none = store.load(u"a/answer.json"_s);
    QVERIFY(none && !none->has_value());
    QVERIFY(store.save(u"a/answer.json"_s, "{}\n"));
    const auto some = store.load(u"a/answer.json"_s);
    QVERIFY(some && some->has_value());
    QCOMPARE(**some, QByteArray("{}\n"));
    QVERIFY(QFile::exists(folder.filePath(u"__snapshots__/Text API_.._v1/a/answer.json"_s)));
}

void TestFileSnapshots::names_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("fine");
    const std::pair<const char16_t *, bool> rows[] = {
        {u"a", true},     {u"a b-c_1.json", true}, {u"a/b", true},  {u"", false},
        {u"..", false},   {u"../a", false},        {u"/a", false},  {u"a/", false},
        {u"a//b", false}, {u"a/../b", false},      {u".a", false},  {u"a\\b", false},
        {u"a:b", false},  {u"a\nb", false},        {u"C:/a", false}};
    for (const auto &[name, fine] : rows) {
        const QString text = QString::fromUtf16(name);
        QTest::newRow(qPrintable(u"<%1>"_s.arg(text))) << text << fine;
    }
    QTest::newRow("long") << QString(u"a"_s.repeated(201)) << false;
}

void TestFileSnapshots::names()
{
    QFETCH(const QString, name);
    QFETCH(const bool, fine);
    QCOMPARE(expect::isSnapshotName(name), fine);
    const QTemporaryDir folder;
    base::SystemFiles files;
    FileSnapshots store(files, folder.path(), u"s"_s, true);
    QCOMPARE(store.save(name, "x").has_value(), fine);
}

void TestFileSnapshots::linksDoNotLeave()
{
    const QTemporaryDir folder;
    const QTemporaryDir outside;
    base::SystemFiles files;
    FileSnapshots store(files, folder.path(), u"s"_s, true);
    QVERIFY(store.save(u"a.json"_s, "1"));
    const QString inside = folder.filePath(u"__snapshots__/s"_s);
    QVERIFY(QFile::link(outside.path(), inside + u"/out"_s));
    const auto saved = store.save(u"out/a.json"_s, "1");
    QVERIFY(!saved);
    QCOMPARE(saved.error().title,
             u"the snapshot \"out/a.json\" is behind a link out of its folder"_s);
    QVERIFY(QDir(outside.path()).isEmpty());
    QFile secret(outside.filePath(u"secret.json"_s));
    QVERIFY(secret.open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(secret.fileName(), inside + u"/link.json"_s));
    const auto read = store.load(u"link.json"_s);
    QVERIFY(!read);
    QCOMPARE(read.error().title, u"the snapshot \"link.json\" is a link out of its folder"_s);
}

void TestFileSnapshots::tooLarge()
{
    const QTemporaryDir folder;
    base::SystemFiles files;
    FileSnapshots store(files, folder.path(), u"s"_s, true);
    const auto saved = store.save(u"a.txt"_s, QByteArray(17 * 1024 * 1024, 'x'));
    QVERIFY(!saved);
    QCOMPARE(saved.error().title, u"the snapshot \"a.txt\" would be larger than 16 MiB"_s);
}

QTEST_APPLESS_MAIN(TestFileSnapshots)
#include "tst_file_snapshots.moc"
