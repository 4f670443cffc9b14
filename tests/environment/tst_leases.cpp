// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/folders.h"
#include "environment/postgres_cluster.h"
#include "environment/process_facts.h"
#include "environment_fixture.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace assay;
using namespace assay::environment;
using namespace Qt::StringLiterals;

namespace {

/// Another Assay, in the same folders as the fixture.
class Owner
{
public:
    Owner(const Fixture &fixture, const QStringList &services)
    {
        QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
        const QMap<QString, QString> &changes = fixture.variables.changes;
        for (auto it = changes.begin(); it != changes.end(); ++it)
            variables.insert(it.key(), it.value());
        process.setProcessEnvironment(variables);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral(ASSAY_BINARY_DIR "/tests/bin/environment_owner_helper"),
                      services);
        if (!process.waitForReadyRead(60'000))
            return;
        line = QString::fromUtf8(process.readLine()).trimmed();
        const QStringList words = line.split(u' ');
        for (const QString &pid : words.mid(1))
            pids.append(pid.toLongLong());
    }
    ~Owner() { killNow(); }
    void killNow()
    {
        process.kill();
        process.waitForFinished(60'000);
    }
    QProcess process;
    QString line;
    QList<qint64> pids;
};

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeAll(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
}

QString markOf(const QString &leaseFile)
{
    return leaseFile.section(u'-', 2).section(u'.', 0, 0);
}

/// Processes that carry the lease's mark.
int markedProcesses(const QString &mark)
{
    int count = 0;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString &entry : entries) {
        const qint64 pid = entry.toLongLong();
        if (pid > 0 && startTimeOf(pid) && hasVariable(pid, "ASSAY_LEASE=" + mark.toLatin1()))
            ++count;
    }
    return count;
}

QByteArray ownerLine(const QString &id, qint64 pid, qint64 start, const QString &boot,
                     const QString &root)
{
    return u"{\"lease\":\"%1\",\"owner\":%2,\"start\":%3,\"boot\":\"%4\",\"disk\":\"%5\","
           "\"memory\":\"\"}\n"_s.arg(id)
               .arg(pid)
               .arg(start)
               .arg(boot, root)
               .toUtf8();
}

constexpr qint64 kNoPid = 4'000'000; // more than pid_max usually is; and it has no such start time

} // namespace

class TestLeases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNothingBehindWhenItEnds();
    void clearsAwayWhatAKilledAssayLeft_data();
    void clearsAwayWhatAKilledAssayLeft();
    void leavesALivingAssayAlone();
    void leavesStrangersAlone_data();
    void leavesStrangersAlone();
    void removesOnlyOurFolders();
    void survivesBrokenFiles_data();
    void survivesBrokenFiles();
    void refusesAFolderThatOthersCanWrite();
    void copiesTrees();
};

void TestLeases::leavesNothingBehindWhenItEnds()
{
    Fixture fixture;
    {
        auto leases = Leases::open(fixture.stateFolder(), temporaryRoots(fixture.variables));
        QVERIFY(leases);
        QVERIFY(fixture.leaseFiles().isEmpty());
        const auto folder = (*leases)->makeFolder(u"a"_s, Leases::Place::Disk);
        QVERIFY(folder);
        QCOMPARE(fixture.leaseFiles().size(), 1);
        const auto second = (*leases)->makeFolder(u"a"_s, Leases::Place::Disk);
        QVERIFY(second);
        QVERIFY(*folder != *second);
        writeAll(*folder + u"/x/y"_s, "z");
        QVERIFY((*leases)->removeFolder(*folder));
        QVERIFY((*leases)->removeFolder(*folder));
        QVERIFY(!QFile::exists(*folder));
        QVERIFY(QFile::exists(*second));
    }
    QVERIFY(fixture.leaseFiles().isEmpty());
    QVERIFY(!QFile::exists(temporaryRoots(fixture.variables).disk));
}

void TestLeases::clearsAwayWhatAKilledAssayLeft_data()
{
    QTest::addColumn<QStringList>("services");
    QTest::newRow("process") << QStringList{u"shell"_s};
    if (findPostgres({}, base::SystemVariables(), {}))
        QTest::newRow("postgres") << QStringList{u"postgres"_s};
    if (!QStandardPaths::findExecutable(u"redis-server"_s).isEmpty())
        QTest::newRow("redis") << QStringList{u"redis"_s, u"shell"_s};
}

void TestLeases::clearsAwayWhatAKilledAssayLeft()
{
    QFETCH(const QStringList, services);
    Fixture fixture;
    Owner owner(fixture, services);
    QVERIFY2(owner.line.startsWith(u"ready"_s), qPrintable(owner.line));
    QCOMPARE(fixture.leaseFiles().size(), 1);
    const QString mark = markOf(fixture.leaseFiles().front());
    const QByteArray journal =
        readAll(fixture.stateFolder() + u"/leases/"_s + fixture.leaseFiles().front());
    owner.killNow();
    for (const qint64 pid : owner.pids) // these die with their parent
        QTRY_VERIFY2(!startTimeOf(pid), qPrintable(QString::number(pid)));
    if (services.contains(u"shell"_s))
        QVERIFY(markedProcesses(mark) > 0); // but not their children

    const auto manager = fixture.manager();
    QVERIFY(manager);
    QVERIFY2(manager->reaped().problems.isEmpty(),
             qPrintable(manager->reaped().problems.join(u'\n')));
    QCOMPARE(markedProcesses(mark), 0);
    QVERIFY(fixture.leaseFiles().isEmpty());
    QVERIFY(fixture.leftFolders().isEmpty());
    QVERIFY(!QFile::exists(temporaryRoots(fixture.variables).memory + u'/' + mark));
    if (services.contains(u"shell"_s)) {
        QVERIFY(!manager->reaped().processes.isEmpty());
        QVERIFY(manager->reaped().processes.front().contains(u"(sleep)"_s));
    } else {
        QVERIFY(!manager->reaped().folders.isEmpty());
        QVERIFY(journal.contains("\"folder\""));
    }
    QCOMPARE(fixture.logOf(u"assay"_s).size(), manager->reaped().lines().size());
    QVERIFY(reapAbandoned(fixture.stateFolder()).isEmpty()); // nothing is left to do
}

void TestLeases::leavesALivingAssayAlone()
{
    Fixture fixture;
    const Owner first(fixture, {u"shell"_s});
    const Owner second(fixture, {u"shell"_s});
    QVERIFY2(first.line.startsWith(u"ready"_s), qPrintable(first.line));
    QVERIFY2(second.line.startsWith(u"ready"_s), qPrintable(second.line));
    QCOMPARE(fixture.leaseFiles().size(), 2);
    QVERIFY(reapAbandoned(fixture.stateFolder()).isEmpty());
    QCOMPARE(fixture.leaseFiles().size(), 2);
    QVERIFY(startTimeOf(first.pids.front()));
    QVERIFY(startTimeOf(second.pids.front()));
    // One is killed: only its own things go.
    const QStringList files = fixture.leaseFiles();
    const QString ofFirst =
        files.filter(QRegularExpression(u"^%1-"_s.arg(first.process.processId()))).value(0);
    const_cast<Owner &>(first).killNow();
    (void)reapAbandoned(fixture.stateFolder());
    QCOMPARE(markedProcesses(markOf(ofFirst)), 0);
    QVERIFY(startTimeOf(second.pids.front()));
    QCOMPARE(fixture.leaseFiles().size(), 1);
    const_cast<Owner &>(second).killNow();
    (void)reapAbandoned(fixture.stateFolder());
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestLeases::leavesStrangersAlone_data()
{
    QTest::addColumn<qint64>("startOff"); // of the journalled start time from the real one
    QTest::addColumn<bool>("sameBoot");
    QTest::addColumn<bool>("isEnded");
    QTest::newRow("ours") << qint64(0) << true << true;
    QTest::newRow("a pid that was used again") << qint64(-1) << true << false;
    QTest::newRow("an older one") << qint64(1) << true << false;
    QTest::newRow("before the machine started") << qint64(0) << false << false;
}

void TestLeases::leavesStrangersAlone()
{
    QFETCH(const qint64, startOff);
    QFETCH(const bool, sameBoot);
    QFETCH(const bool, isEnded);
    Fixture fixture;
    QProcess stranger;
    stranger.start(u"sleep"_s, {u"1000"_s});
    QVERIFY(stranger.waitForStarted());
    const qint64 pid = stranger.processId();
    const auto start = startTimeOf(pid);
    QVERIFY(start);
    const QString id = u"0123456789abcdef"_s;
    writeAll(fixture.stateFolder() + u"/leases/%1-7-%2.jsonl"_s.arg(kNoPid).arg(id),
             ownerLine(id, kNoPid, 7, sameBoot ? bootId() : u"another"_s,
                       temporaryRoots(fixture.variables).disk) +
                 u"{\"process\":%1,\"start\":%2}\n"_s.arg(pid).arg(*start + startOff).toUtf8());
    const Reaped reaped = reapAbandoned(fixture.stateFolder());
    QCOMPARE(!reaped.processes.isEmpty(), isEnded);
    if (isEnded) {
        QCOMPARE(reaped.processes, QStringList{u"ended the process %1 (sleep)"_s.arg(pid)});
        QVERIFY(stranger.waitForFinished());
    } else {
        QVERIFY(startTimeOf(pid));
        stranger.kill();
        QVERIFY(stranger.waitForFinished());
    }
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestLeases::removesOnlyOurFolders()
{
    Fixture fixture;
    const QString root = temporaryRoots(fixture.variables).disk;
    const QString id = u"0123456789abcdef"_s;
    const QString ours = root + u'/' + id + u"/data-1"_s;
    const QString precious = fixture.dir.filePath(u"precious"_s);
    const QString neighbour = root + u"/fedcba9876543210/data-1"_s;
    for (const QString &folder : {ours, precious, neighbour})
        writeAll(folder + u"/file"_s, "x");
    QVERIFY(QFile::link(precious, ours + u"/link"_s)); // removed, not followed
    QByteArray journal = ownerLine(id, kNoPid, 7, bootId(), root);
    for (const QString &folder :
         {ours, precious, neighbour, root + u'/' + id + u"/../../precious"_s, u"/"_s, u""_s,
          u"data-1"_s})
        journal += u"{\"folder\":\"%1\"}\n"_s.arg(folder).toUtf8();
    writeAll(fixture.stateFolder() + u"/leases/%1-7-%2.jsonl"_s.arg(kNoPid).arg(id), journal);
    const Reaped reaped = reapAbandoned(fixture.stateFolder());
    QCOMPARE(reaped.folders, QStringList{u"removed %1"_s.arg(ours)});
    QCOMPARE(reaped.problems.size(), 6);
    QCOMPARE(reaped.problems.front(),
             u"left %1 alone: it is not beneath our folder"_s.arg(precious));
    QVERIFY(!QFile::exists(root + u'/' + id));
    QCOMPARE(readAll(precious + u"/file"_s), QByteArray("x"));
    QCOMPARE(readAll(neighbour + u"/file"_s), QByteArray("x"));
    QVERIFY(fixture.leaseFiles().isEmpty());
}

void TestLeases::survivesBrokenFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isRemoved");
    const QString name = u"%1-7-0123456789abcdef.jsonl"_s.arg(kNoPid);
    QTest::newRow("empty") << name << QByteArray() << true;
    QTest::newRow("cut short") << name << QByteArray("{\"lease\":\"01234567") << true;
    QTest::newRow("binary") << name << QByteArray("\0\xff\n\n{]\n", 8) << true;
    QTest::newRow("other types") << name << QByteArray("[1]\n{\"process\":\"x\"}\n{\"folder\":3}\n")
                                 << true;
    QTest::newRow("not ours") << u"notes.jsonl"_s << QByteArray("hello") << false;
    QTest::newRow("negative pids")
        << name
        << ownerLine(u"0123456789abcdef"_s, kNoPid, 7, bootId(), u""_s) +
               "{\"process\":-1,\"start\":0}\n{\"process\":0,\"start\":0}\n"
        << true;
}

void TestLeases::survivesBrokenFiles()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    QFETCH(const bool, isRemoved);
    Fixture fixture;
    writeAll(fixture.stateFolder() + u"/leases/"_s + name, content);
    const Reaped reaped = reapAbandoned(fixture.stateFolder());
    QVERIFY(reaped.processes.isEmpty());
    QVERIFY(reaped.folders.isEmpty());
    QCOMPARE(fixture.leaseFiles().isEmpty(), isRemoved);
}

void TestLeases::refusesAFolderThatOthersCanWrite()
{
    Fixture fixture;
    const QString root = temporaryRoots(fixture.variables).disk;
    QVERIFY(QDir().mkpath(root));
    QFile(root).setPermissions(QFile::Permissions(0x7777));
    auto leases = Leases::open(fixture.stateFolder(), temporaryRoots(fixture.variables));
    QVERIFY(leases);
    const auto folder = (*leases)->makeFolder(u"a"_s, Leases::Place::Disk);
    QVERIFY(!folder);
    QCOMPARE(folder.error().toString(),
             u"%1 is not a folder that only you can write to (remove it, or set ASSAY_TMPDIR to "
             "another folder)"_s.arg(root));
}

void TestLeases::copiesTrees()
{
    Fixture fixture;
    const QString from = fixture.dir.filePath(u"from"_s);
    const QString to = fixture.dir.filePath(u"to"_s);
    const QByteArray large(3'000'000, 'x');
    writeAll(from + u"/deep/er/file"_s, large);
    writeAll(from + u"/empty"_s, {});
    QFile(from + u"/empty"_s).setPermissions(QFile::Permissions(0x4000));
    QVERIFY(QFile::link(u"deep/er/file"_s, from + u"/link"_s));
    QVERIFY(QDir().mkpath(to));
    QVERIFY(copyTree(from, to, {}, {}));
    QCOMPARE(readAll(to + u"/deep/er/file"_s), large);
    QCOMPARE(readAll(to + u"/link"_s), large);
    QVERIFY(QFileInfo(to + u"/link"_s).isSymLink());
    QVERIFY(QFile::exists(to + u"/empty"_s));
    QVERIFY(!QFile(to + u"/empty"_s).permissions().testFlag(QFile::WriteOwner));
    QCOMPARE(treeSize(to).value, treeSize(from).value);
    std::stop_source stopped;
    stopped.request_stop();
    const QString third = fixture.dir.filePath(u"third"_s);
    QVERIFY(QDir().mkpath(third));
    const auto copied = copyTree(from, third, {}, stopped.get_token());
    QVERIFY(!copied);
    QCOMPARE(copied.error().title, u"the copy of %1 was stopped"_s.arg(from));
}

QTEST_GUILESS_MAIN(TestLeases)
#include "tst_leases.moc"
