// SPDX-License-Identifier: GPL-3.0-or-later
// Archives of snapshots: what is written comes back, and nothing else is believed.
#include "environment/data/snapshot_archive.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::environment;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
}

QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 x = 1;
    for (char &c : bytes) {
        x = x * 1664525 + 1013904223;
        c = static_cast<char>(x >> 24);
    }
    return bytes;
}

ArchiveManifest someManifest()
{
    ArchiveManifest manifest;
    manifest.snapshot.name = u"full \"shelf\""_s;
    manifest.snapshot.environment = u"local"_s;
    manifest.snapshot.taken = QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7, 8), Qt::UTC);
    manifest.snapshot.without = QStringList{u"api"_s};
    manifest.configuration = {{u"database"_s, QJsonObject{{u"work_mem"_s, u"7MB"_s}}}};
    manifest.origin = {{u"case"_s, u"a.yaml::x"_s}};
    manifest.files = {{u"database"_s, u"postgres"_s, u"15"_s, {}, {}},
                      {u"cache"_s, u"redis"_s, {}, {}, {}}};
    return manifest;
}

} // namespace

class TestSnapshotArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        for (const QString &name : {u"parts"_s, u"out"_s})
            QDir(m_folder->path()).mkdir(name);
        m_file = m_folder->filePath(u"a.assaysnap"_s);
    }
    void comesBackAsItWas();
    void cutAnywhereIsRefused();
    void changedAnywhereIsRefused();
    void hostile_data();
    void hostile();
    void failedWritesLeaveNothing();

private:
    void writeSome(const QByteArray &first, const QByteArray &second)
    {
        write(m_folder->filePath(u"parts/0.data"_s), first);
        write(m_folder->filePath(u"parts/1.data"_s), second);
        const auto written =
            SnapshotArchive::write(someManifest(), m_folder->filePath(u"parts"_s), m_file, {});
        QVERIFY2(written, written ? "" : qPrintable(written.error().toText()));
        QCOMPARE(written->value, QFileInfo(m_file).size());
    }
    base::Result<ArchiveManifest> extract()
    {
        QDir out(m_folder->filePath(u"out"_s));
        out.removeRecursively();
        QDir(m_folder->path()).mkdir(u"out"_s);
        return SnapshotArchive::extract(m_file, m_folder->filePath(u"out"_s), {});
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void TestSnapshotArchive::comesBackAsItWas()
{
    const QByteArray first = noise(3'000'001);
    writeSome(first, {});
    QVERIFY(!QFile::exists(m_file + u".part"_s));
    const auto known = SnapshotArchive::readManifest(m_file);
    QVERIFY2(known, known ? "" : qPrintable(known.error().toText()));
    const auto back = extract();
    QVERIFY2(back, back ? "" : qPrintable(back.error().toText()));
    QCOMPARE(back->snapshot.name, u"full \"shelf\""_s);
    QCOMPARE(back->snapshot.taken, someManifest().snapshot.taken);
    QCOMPARE(back->snapshot.without, QStringList{u"api"_s});
    QCOMPARE(back->configuration, someManifest().configuration);
    QCOMPARE(back->origin, known->origin);
    QCOMPARE(back->files.size(), std::size_t{2});
    QCOMPARE(back->files[0].version, u"15"_s);
    QCOMPARE(back->snapshot.size().value, first.size());
    QVERIFY(read(m_folder->filePath(u"out/0.data"_s)) == first);
    QCOMPARE(read(m_folder->filePath(u"out/1.data"_s)), QByteArray());
}

void TestSnapshotArchive::cutAnywhereIsRefused()
{
    writeSome(noise(20'000), noise(500));
    const QByteArray whole = read(m_file);
    for (qsizetype size = 0; size < whole.size(); size += 97) {
        write(m_file, whole.first(size));
        const auto back = extract();
        // The last bytes are the end of the archive: all that counts was there before.
        if (back) {
            QVERIFY2(size > whole.size() - 200, qPrintable(QString::number(size)));
            continue;
        }
        QVERIFY2(back.error().title.contains(u"is not whole"), qPrintable(back.error().title));
    }
}

void TestSnapshotArchive::changedAnywhereIsRefused()
{
    writeSome(noise(4'000), noise(100));
    const QByteArray whole = read(m_file);
    int refused = 0;
    for (qsizetype at = 0; at < whole.size(); at += 13) {
        QByteArray changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x20);
        write(m_file, changed);
        const auto back = extract();
        if (!back) {
            ++refused;
            continue;
        }
        // What came back is what was put in: a change that nobody can see (padding).
        QVERIFY(read(m_folder->filePath(u"out/0.data"_s)) == noise(4'000));
        QVERIFY(read(m_folder->filePath(u"out/1.data"_s)) == noise(100));
    }
    QVERIFY(refused > whole.size() / 13 / 2);
}

void TestSnapshotArchive::hostile_data()
{
    QTest::addColumn<QStringList>("tar"); // names in order; "manifest.json" and files beside
    QTest::addColumn<qint64>("announced");
    QTest::addColumn<QString>("says");
    const QString manifest = u"manifest.json"_s;
    QTest::newRow("other name") << QStringList{manifest, u"evil"_s} << qint64{4} << u"evil"_s;
    QTest::newRow("out of the folder")
        << QStringList{manifest, u"../evil"_s} << qint64{4} << u"../evil"_s;
    QTest::newRow("a link") << QStringList{manifest, u"link"_s} << qint64{4} << u"link"_s;
    QTest::newRow("no manifest") << QStringList{u"0.data"_s} << qint64{4} << u"manifest.json"_s;
    QTest::newRow("more than announced")
        << QStringList{manifest, u"0.data"_s} << qint64{3} << u"another size"_s;
    QTest::newRow("less than announced")
        << QStringList{manifest, u"0.data"_s} << qint64{5} << u"another size"_s;
    QTest::newRow("a bomb") << QStringList{manifest, u"0.data"_s} << (qint64{1} << 49)
                            << u"no room"_s;
    QTest::newRow("sizes beyond all") << QStringList{manifest, u"0.data"_s}
                                      << qint64{9'000'000'000'000'000'000} << u"incomplete"_s;
    QTest::newRow("a file too many")
        << QStringList{manifest, u"0.data"_s, u"1.data"_s} << qint64{4} << u"more than"_s;
    QTest::newRow("twice") << QStringList{manifest, u"0.data"_s, u"0.data"_s} << qint64{4}
                           << u"more than"_s;
}

void TestSnapshotArchive::hostile()
{
    QFETCH(const QStringList, tar);
    QFETCH(const qint64, announced);
    QFETCH(const QString, says);
    const QString folder = m_folder->filePath(u"parts"_s);
    const QByteArray sum =
        QCryptographicHash::hash("evil", QCryptographicHash::Blake2b_256).toHex();
    write(folder + u"/manifest.json"_s,
          QJsonDocument(QJsonObject{{u"assay-snapshot"_s, 1},
                                    {u"files"_s, QJsonArray{QJsonObject{
                                                     {u"service"_s, u"database"_s},
                                                     {u"provider"_s, u"postgres"_s},
                                                     {u"bytes"_s, static_cast<double>(announced)},
                                                     {u"blake2b"_s, QString::fromLatin1(sum)}}}}})
              .toJson());
    for (const QString &name : {u"0.data"_s, u"1.data"_s, u"evil"_s, u"../evil"_s})
        write(folder + u'/' + name, "evil");
    QFile::link(u"/etc/passwd"_s, folder + u"/link"_s);
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(u"tar"_s, QStringList{u"--zstd"_s, u"-P"_s, u"-cf"_s, m_file} + tar);
    QVERIFY(process.waitForFinished(20000));
    if (process.exitCode() != 0) { // without the zstd program
        process.start(u"tar"_s, QStringList{u"-P"_s, u"-cf"_s, m_file} + tar);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitCode(), 0);
    }
    const auto back = extract();
    QVERIFY(!back);
    QVERIFY2(back.error().toText().contains(says), qPrintable(back.error().toText()));
}

void TestSnapshotArchive::failedWritesLeaveNothing()
{
    const auto missing =
        SnapshotArchive::write(someManifest(), m_folder->filePath(u"parts"_s), m_file, {});
    QVERIFY(!missing);
    write(m_folder->filePath(u"parts/0.data"_s), noise(5'000'000));
    write(m_folder->filePath(u"parts/1.data"_s), {});
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!SnapshotArchive::write(someManifest(), m_folder->filePath(u"parts"_s), m_file,
                                    stop.get_token()));
    QVERIFY(!SnapshotArchive::write(someManifest(), m_folder->filePath(u"parts"_s),
                                    m_folder->filePath(u"no/where"_s), {}));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList());
    QVERIFY(!SnapshotArchive::readManifest(m_folder->filePath(u"parts/0.data"_s)));
    QVERIFY(!SnapshotArchive::readManifest(m_folder->path()));
}

QTEST_GUILESS_MAIN(TestSnapshotArchive)
#include "tst_snapshot_archive.moc"
