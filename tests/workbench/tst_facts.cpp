// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/facts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

using Files = QList<QPair<QString, QByteArray>>;
const QByteArray kCommit = "0123456789abcdef0123456789abcdef01234567";

} // namespace

class TstFacts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void facts_data();
    void facts();
};

void TstFacts::facts_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QString>("branch");
    QTest::addColumn<QString>("commit");

    QTest::newRow("a branch") << Files{{u".git/HEAD"_s, "ref: refs/heads/main\n"},
                                       {u".git/refs/heads/main"_s, kCommit + '\n'}}
                              << u"main"_s << u"0123456789ab"_s;
    QTest::newRow("a branch with a slash") << Files{{u".git/HEAD"_s, "ref: refs/heads/fix/this\n"},
                                                    {u".git/refs/heads/fix/this"_s, kCommit + '\n'}}
                                           << u"fix/this"_s << u"0123456789ab"_s;
    QTest::newRow("packed")
        << Files{{u".git/HEAD"_s, "ref: refs/heads/main\n"},
                 {u".git/packed-refs"_s,
                  "# pack-refs with: peeled\n"
                  "ffffffffffffffffffffffffffffffffffffffff refs/heads/other\n" +
                      kCommit + " refs/heads/main\n"}}
        << u"main"_s << u"0123456789ab"_s;
    QTest::newRow("detached") << Files{{u".git/HEAD"_s, kCommit + '\n'}} << QString()
                              << u"0123456789ab"_s;
    QTest::newRow("no commit yet")
        << Files{{u".git/HEAD"_s, "ref: refs/heads/main\n"}} << u"main"_s << u""_s;
    QTest::newRow("a worktree") << Files{{u"ws/.git"_s, "gitdir: ../.git/worktrees/ws\n"},
                                         {u".git/worktrees/ws/HEAD"_s, "ref: refs/heads/side\n"},
                                         {u".git/worktrees/ws/commondir"_s, "../..\n"},
                                         {u".git/HEAD"_s, "ref: refs/heads/main\n"},
                                         {u".git/refs/heads/side"_s, kCommit + '\n'}}
                                << u"side"_s << u"0123456789ab"_s;
    QTest::newRow("short of everything") << Files{{u".git/HEAD"_s, "ab"}} << QString() << u"ab"_s;
}

void TstFacts::facts()
{
    QFETCH(Files, files);
    QFETCH(QString, branch);
    QFETCH(QString, commit);

    QTemporaryDir dir;
    QDir(dir.path()).mkpath(u"ws/deep"_s);
    for (const auto &[name, content] : files) {
        QDir(dir.path()).mkpath(QFileInfo(name).path());
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    base::SystemClock clock;
    base::SystemFiles system;
    base::SystemVariables variables;
    base::SystemRandom random;
    const base::Host host{clock, system, variables, random};
    const QJsonObject facts = workbench::runFacts(dir.filePath(u"ws/deep"_s), host);
    QCOMPARE(facts[u"host"_s].toString(), QSysInfo::machineHostName());
    QCOMPARE(facts[u"branch"_s].toString(), branch);
    QCOMPARE(facts[u"commit"_s].toString(), commit);
}

QTEST_APPLESS_MAIN(TstFacts)
#include "tst_facts.moc"
