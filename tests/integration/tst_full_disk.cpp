// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that is really full: the run goes on, what can be written is, and the problem is said.
#include "sandbox.h"

#include <QTest>

#include <cerrno>
#include <cstring>
#include <sys/mount.h>

using namespace assay::test;
using namespace Qt::StringLiterals;

namespace {

/// A small disk of its own at `path`, while this lives.
class SmallDisk
{
public:
    SmallDisk(const QString &path, const char *size)
        : m_path(path.toUtf8())
    {
        QDir().mkpath(path);
        const QByteArray options = "size=" + QByteArray(size);
        if (::mount("tmpfs", m_path.constData(), "tmpfs", 0, options.constData()) != 0)
            m_problem = "a tmpfs cannot be mounted: " + QByteArray(std::strerror(errno));
    }
    ~SmallDisk()
    {
        if (m_problem.isEmpty())
            ::umount2(m_path.constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    /// "" when it is there.
    [[nodiscard]] const QByteArray &problem() const { return m_problem; }

private:
    QByteArray m_path;
    QByteArray m_problem;
};

/// What a case says is kept, so this fills a disk of a megabyte.
const QByteArray kLoud = R"y(suite: Loud
cases:
  - case: loud
    steps: [{ exec: { shell: "head -c 3000 /dev/urandom | base64" }, expect: { stdout: { length: { gt: 0 } } } }]
)y";

} // namespace

class TstFullDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsUpMeanwhile();
    void fullFromTheStart();
};

void TstFullDisk::fillsUpMeanwhile()
{
    Sandbox box;
    const SmallDisk disk(box.path(u"disk"_s), "1m");
    if (!disk.problem().isEmpty())
        QSKIP(disk.problem());
    box.write(u"disk/workspace.yaml"_s, "workspace: small\n");
    box.write(u"disk/a.yaml"_s, kLoud);
    const Sandbox::Result result =
        box.run({u"disk"_s, u"--repeat"_s, u"500"_s, u"--quiet"_s, u"--events"_s,
                 u"disk/events.jsonl"_s, u"--report"_s, u"junit:disk/r.xml"_s, u"--report"_s,
                 u"junit:r.xml"_s, u"--report"_s, u"jsonl:r.jsonl"_s});
    QVERIFY2(result.code == 3, result.describe());
    QVERIFY2(result.out.contains(u"500 passed"_s), result.describe());
    QVERIFY2(result.err.contains(u"warning: history "_s + box.path(u"disk/.assay/history.db"_s)),
             result.describe());
    QVERIFY2(
        result.err.contains(u"the events cannot be written to disk/events.jsonl: No space left "
                            "on device; the rest of the run is missing there\n"_s),
        result.describe());
    QVERIFY2(result.err.contains(u"error: cannot write the junit report to disk/r.xml: "_s),
             result.describe());
    QVERIFY2(result.err.contains(u"No space left on device"_s), result.describe());
    QVERIFY(!box.has(u"disk/r.xml"_s)); // no half a report
    QCOMPARE(elementsOf(box.read(u"r.xml"_s)).value(u"testcase"_s), 500);
    QCOMPARE(outcomesOf(box.read(u"r.jsonl"_s)).size(), 500);
    // Whole lines only.
    const QByteArray events = box.read(u"disk/events.jsonl"_s);
    QVERIFY(events.endsWith('\n'));
    for (const QJsonObject &line : jsonLines(events))
        QVERIFY(!line.isEmpty());
    // With room again, later runs are kept.
    QVERIFY(QFile::remove(box.path(u"disk/events.jsonl"_s)));
    const Sandbox::Result after = box.run({u"disk"_s});
    QVERIFY2(after.code == 0, after.describe());
    QCOMPARE(after.err, QString());
    const Sandbox::Result runs = box.run({u"disk"_s, u"--runs"_s});
    QVERIFY2(runs.out.section(u'\n', 0, 0).contains(u"1 passed"_s), runs.describe());
}

void TstFullDisk::fullFromTheStart()
{
    Sandbox box;
    const SmallDisk disk(box.path(u"disk"_s), "256k");
    if (!disk.problem().isEmpty())
        QSKIP(disk.problem());
    box.write(u"disk/workspace.yaml"_s, "workspace: small\n");
    box.write(u"disk/a.yaml"_s, kTwoGoodOneBad);
    box.write(u"disk/fixed"_s, {});
    QFile filler(box.path(u"disk/filler"_s));
    QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (filler.write(QByteArray(4096, 'x')) == 4096) {
    }
    const Sandbox::Result result =
        box.run({u"disk"_s, u"--repeat"_s, u"200"_s, u"-q"_s, u"--events"_s, u"disk/events.jsonl"_s,
                 u"--report"_s, u"json:disk/r.json"_s, u"--report"_s, u"jsonl:r.jsonl"_s});
    QVERIFY2(result.code == 3, result.describe());
    QVERIFY2(result.out.contains(u"600 passed"_s), result.describe());
    QVERIFY2(result.err.contains(u"disk is full"_s), result.describe());
    QVERIFY2(result.err.contains(u"the events cannot be written to disk/events.jsonl: "_s),
             result.describe());
    QVERIFY2(result.err.contains(u"error: cannot write the json report to disk/r.json: "_s),
             result.describe());
    QVERIFY(!box.has(u"disk/r.json"_s));
    QCOMPARE(outcomesOf(box.read(u"r.jsonl"_s)).size(), 600);
}

QTEST_GUILESS_MAIN(TstFullDisk)
#include "tst_full_disk.moc"
