// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/memory_files.h"
#include "workbench/file_check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

class TestFileCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheMistakesOfOneFile_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("first"); ///< "" for none
        const auto row = [](const char *name, const QString &file, const QByteArray &text,
                            const QString &first) { QTest::newRow(name) << file << text << first; };
        row("a suite", u"a.yaml"_s, "suite: a\ncasse: []\n", u"a.yaml:2:1"_s);
        row("a good suite", u"a.yaml"_s, "suite: a\ncases: []\n", {});
        row("a suite beside a broken one", u"a.yaml"_s,
            "suite: a\ncases:\n  - case: x\n    needs: [\"broken.yaml::y\"]\n    steps: []\n", {});
        row("an include", u"shared.yaml"_s, "partial: s\ncasse: []\n", u"shared.yaml:2:1"_s);
        row("an include in its suite", u"shared.yaml"_s,
            "partial: s\ncases:\n  - case: z\n    needs: [nobody]\n    steps: []\n",
            u"shared.yaml:4:13"_s);
        row("an environment", u"environments/e.yaml"_s, "environment: e\nservices: { a: {} }\n",
            u"environments/e.yaml:2:16"_s);
        row("a plan", u"plans/p.yaml"_s, "plan: p\nphases: []\n", u"plans/p.yaml:2:9"_s);
        row("a mock", u"m.yaml"_s, "mock: m\nroutes: [{ fault: rest }]\n", u"m.yaml:2:19"_s);
        row("a data set", u"datasets/d.yaml"_s,
            "dataset: d\ntable: t\ncolumns: { a: { type: txt } }\n", u"datasets/d.yaml:3:23"_s);
        row("a good data set", u"datasets/d.yaml"_s,
            "dataset: d\ntable: t\ncolumns: { a: { type: text } }\n", {});
        row("the workspace", u"workspace.yaml"_s, "workspace: w\nrotos: a\n",
            u"workspace.yaml:2:1"_s);
        row("data", u"d.yaml"_s, "- 1\n", {});
        row("no YAML", u"a.yaml"_s, "suite: {\n", u"a.yaml:2:1"_s);
    }
    void findsTheMistakesOfOneFile()
    {
        QFETCH(const QString, file);
        QFETCH(const QByteArray, text);
        QFETCH(const QString, first);
        suite::test::MemoryFiles disk;
        disk.add(u"/p/w/broken.yaml"_s, "suite: b\nbad: 7\ncases: [{ case: y, steps: [] }]\n");
        disk.add(u"/p/w/user.yaml"_s, "suite: u\ninclude: shared.yaml\ncases: []\n");
        disk.add(u"/p/w/shared.yaml"_s, "partial: s\n");
        disk.add(u"/p/w/"_s + file, "saved: before\n");
        suite::assist::OverlayFiles files(disk, {{u"/p/w/"_s + file, text}});
        if (file == u"workspace.yaml")
            disk.add(u"/p/w/"_s + file, "workspace: w\n");
        const auto found = workbench::checkFile(u"/p/w"_s, file, files, {});
        QCOMPARE(found.empty() ? QString() : found.front().error.position.toString(), first);
        for (const suite::Diagnostic &one : found)
            QCOMPARE(one.error.position.file, file);
        std::stop_source stop;
        stop.request_stop();
        if (file != u"workspace.yaml")
            QVERIFY(workbench::checkFile(u"/p/w"_s, file, files, stop.get_token()).empty());
    }

    void aFileThatIsGone()
    {
        suite::test::MemoryFiles disk;
        disk.add(u"/p/w/a.yaml"_s, "suite: a\n");
        QCOMPARE(workbench::checkFile(u"/p/w"_s, u"none.yaml"_s, disk, {}).size(), 1U);
        QVERIFY(workbench::checkFile(u"/nowhere"_s, u"none.yaml"_s, disk, {}).empty());
        QVERIFY(!workbench::workspaceView(u"/nowhere"_s, disk));
        const auto view = workbench::workspaceView(u"/p/w"_s, disk);
        QVERIFY(view && view->format != nullptr && view->format->step(u"http") != nullptr);
        QVERIFY(view->mock.findKey(u"routes") != nullptr);
    }
};

QTEST_APPLESS_MAIN(TestFileCheck)
#include "tst_file_check.moc"
