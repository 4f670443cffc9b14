// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite/assist_bench.h"

using namespace Qt::StringLiterals;
using namespace assay;
using namespace assay::suite;
using namespace assay::suite::assist;
using namespace assay::suite::test;

/// What an editor changes in suites, and what it knows of the workspace.
class TestAssistEdits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void casesAtPlaces()
    {
        const auto at = [](const QString &text, const QString &file) {
            const Typed typed(text);
            const auto found = caseAt(typed.text, typed.offset, file, view());
            return found ? found->ids.join(u' ') : QString();
        };
        QCOMPARE(at(u"suite: a\n^cases:\n  - case: x"_s, u"api/s.yaml"_s), QString());
        QCOMPARE(at(u"suite: a\ncases:\n^  - case: x\n"_s, u"api/s.yaml"_s), u"api/s.yaml::x"_s);
        QCOMPARE(
            at(u"suite: a\ncases:\n  - case: x\n    st^eps: []\n  - case: y"_s, u"api/s.yaml"_s),
            u"api/s.yaml::x"_s);
        QCOMPARE(at(u"suite: a\ncases:\n  - case: x\n\n^\n  - case: y"_s, u"api/s.yaml"_s),
                 u"api/s.yaml::x"_s);
        QCOMPARE(at(u"suite: a\ncases:\n  - case: x\nvars:^ {}"_s, u"api/s.yaml"_s), QString());
        QCOMPARE(at(u"suite: a\ncases:\n  - case: x\n    steps: [ { ^"_s, u"api/s.yaml"_s),
                 u"api/s.yaml::x"_s);
        WorkspaceView mine = view();
        mine.texts[u"api/a.yaml"_s] = u"suite: A\ninclude: ../shared/login.yaml\ncases: []\n"_s;
        const Typed typed(u"partial: login\ncases:\n  - case: s^igns in"_s);
        QCOMPARE(caseAt(typed.text, typed.offset, u"shared/login.yaml"_s, mine)->ids,
                 QStringList{u"api/a.yaml::signs in"_s});
    }

    void renames()
    {
        WorkspaceView mine = view();
        const QString a = u"suite: A\n"
                          "cases:\n"
                          "  - case: 'stores a text' # the first\n"
                          "    steps: []\n"
                          "  - case: uses it\n"
                          "    needs:\n"
                          "      - stores a text\n"
                          "      - { case: \"stores a text[de]\", on: always }\n"
                          "    vars: { x: stores a text }\n"_s;
        const qsizetype offset = a.indexOf(u"stores"_s);
        const auto edits = renameCase(a, offset, u"keeps: a text"_s, u"api/a.yaml"_s, mine);
        QVERIFY(edits);
        QCOMPARE(edited(a, u"api/a.yaml"_s, *edits),
                 u"suite: A\n"
                 "cases:\n"
                 "  - case: 'keeps: a text' # the first\n"
                 "    steps: []\n"
                 "  - case: uses it\n"
                 "    needs:\n"
                 "      - \"keeps: a text\"\n"
                 "      - { case: \"keeps: a text[de]\", on: always }\n"
                 "    vars: { x: stores a text }\n"_s);
        QCOMPARE(edited(mine.texts.value(u"api/b.yaml"_s), u"api/b.yaml"_s, *edits),
                 QString(mine.texts.value(u"api/b.yaml"_s))
                     .replace(u"stores a text"_s, u"keeps: a text"_s));
        QCOMPARE(edits->size(), 4U);
        // From a need in another file the same edits come.
        const QString b = mine.texts.value(u"api/b.yaml"_s);
        mine.texts[u"api/a.yaml"_s] = a;
        const auto same =
            renameCase(b, b.indexOf(u"stores"_s), u"keeps: a text"_s, u"api/b.yaml"_s, mine);
        QVERIFY(same);
        QCOMPARE(*same, *edits);
    }

    void refusesToRename_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("title");
        QTest::newRow("empty") << u" "_s << u"a case needs a name without spaces around it"_s;
        QTest::newRow("same") << u"makes a user"_s << u"the case is called so already"_s;
        QTest::newRow("taken") << u"pays"_s << u"another case is called \"pays\""_s;
        QTest::newRow("a row") << u"x[1]"_s << u"a need could not name such a case"_s;
        QTest::newRow("a file") << u"x.yaml::y"_s << u"a need could not name such a case"_s;
        QTest::newRow("lines") << u"x\ny"_s << u"the name of a case is one line"_s;
    }

    void refusesToRename()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, title);
        const QString b = view().texts.value(u"api/b.yaml"_s);
        const auto edits = renameCase(b, b.indexOf(u"makes"_s), name, u"api/b.yaml"_s, view());
        QVERIFY(!edits);
        QCOMPARE(edits.error().title, title);
        QVERIFY(!renameCase(b, 0, u"z"_s, u"api/b.yaml"_s, view()));
    }

    void fixes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fixed");
        const auto row = [](const char *name, const QString &text, const QString &fixed) {
            QTest::newRow(name) << text << fixed;
        };
        const QString head = u"suite: a\ncases:\n"_s;
        row("a key", head + u"  - case: x\n    stps: []\n"_s,
            head + u"  - case: x\n    steps: []\n"_s);
        row("a key in braces", u"suite: a\nconfig: { paralel: 2 }\ncases: []\n"_s,
            u"suite: a\nconfig: { parallel: 2 }\ncases: []\n"_s);
        row("a word", u"suite: a\nconfig: { isolation: 'suit' }\ncases: []\n"_s,
            u"suite: a\nconfig: { isolation: 'suite' }\ncases: []\n"_s);
        row("a need",
            head + u"  - case: stores\n    steps: []\n  - case: y\n    steps: []\n    "
                   "needs: [\"storse\"]\n"_s,
            head + u"  - case: stores\n    steps: []\n  - case: y\n    steps: []\n    needs: "
                   "[\"stores\"]\n"_s);
        row("a need of another file",
            head + u"  - case: y\n    steps: []\n    needs: [\"api/b.yaml::makes a usr\"]\n"_s,
            head + u"  - case: y\n    steps: []\n    needs: [\"api/b.yaml::makes a user\"]\n"_s);
        row("an environment", u"suite: a\nenvironment: locl\ncases: []\n"_s,
            u"suite: a\nenvironment: local\ncases: []\n"_s);
        row("a number as a name", u"suite: 12\ncases: []\n"_s, u"suite: \"12\"\ncases: []\n"_s);
        row("a tab", head + u"\t- case: x\n\t  steps: []\n"_s,
            head + u"  - case: x\n\t  steps: []\n"_s);
        row("a step kind", head + u"  - case: x\n    steps:\n      - htp: { GET: a }\n"_s,
            head + u"  - case: x\n    steps:\n      - http: { GET: a }\n"_s);
    }

    void fixes()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, fixed);
        test::MemoryFiles files;
        test::fillWorkspace(files);
        files.add(u"/p/w/x.yaml"_s, text.toUtf8());
        const auto workspace = Workspace::open(u"/p/w"_s, files);
        const auto loaded = loadSuites(*workspace, {u"x.yaml"_s}, format(), files);
        QVERIFY(!loaded.ok());
        QString out = text;
        for (const Diagnostic &diagnostic : loaded.diagnostics) {
            const Span span = spanOf(diagnostic, text);
            QVERIFY(span.start < span.end && span.end <= text.size());
            for (const QuickFix &fix : quickFixesFor(diagnostic, text)) {
                QVERIFY(!fix.title.isEmpty());
                if (out == text)
                    out = edited(text, u"x.yaml"_s, fix.edits);
            }
        }
        QCOMPARE(out, fixed);
    }

    /// Half of a file, with rubbish in it: everything answers, nothing points outside.
    void survivesRubbish()
    {
        QRandomGenerator random(11);
        const QString noise = u"{}[]\"'|>&*#:-, \n\t$\\a\U0001F600"_s;
        for (int round = 0; round < 400; ++round) {
            QString text = kSuite.first(random.bounded(kSuite.size()));
            for (int i = 0; i < 4; ++i)
                text.insert(random.bounded(text.size() + 1),
                            noise.at(random.bounded(noise.size())));
            const qsizetype offset = random.bounded(text.size() + 1);
            for (const QString &file : {u"api/s.yaml"_s, u"environments/local.yaml"_s,
                                        u"plans/p.yaml"_s, u"mocks/llm.yaml"_s}) {
                const Completions found = completions(text, offset, file, view());
                QVERIFY(found.replaced.start >= 0 && found.replaced.end <= text.size());
                QVERIFY(found.replaced.start <= found.replaced.end);
                const auto hover = hoverAt(text, offset, file, view());
                QVERIFY(!hover || hover->span.end <= text.size());
                (void)definitionAt(text, offset, file, view());
                (void)caseAt(text, offset, file, view());
                (void)renameCase(text, offset, u"z"_s, file, view());
                Diagnostic diagnostic{base::Error{u"x \"y\""_s, {}}, {}, u"z"_s};
                diagnostic.error.position = positionAt(text, offset, file);
                const Span span = spanOf(diagnostic, text);
                QVERIFY(span.start >= 0 && span.end <= text.size() && span.start <= span.end);
                (void)quickFixesFor(diagnostic, text);
            }
            (void)formatted(text);
        }
    }

    void theView()
    {
        QCOMPARE(view().environmentNames(), QStringList({u"local"_s, u"other"_s}));
        QCOMPARE(view().filesOf(FileKind::Suite), QStringList({u"api/a.yaml"_s, u"api/b.yaml"_s}));
        QCOMPARE(view().resolve(u"../../etc/passwd"_s, u"api/a.yaml"_s), QString());
        QCOMPARE(view().resolve(u"../../data/words.json"_s, u"api/a.yaml"_s),
                 u"/p/data/words.json"_s);
        QCOMPARE(view().columns.value(u"/p/data/words.json"_s),
                 QStringList({u"count"_s, u"word"_s}));
        QCOMPARE(fileKindOf(u"x.yaml"_s, u"# a\ncases:"_s), FileKind::Suite);
        QCOMPARE(fileKindOf(u"x.yaml"_s, u"partial: a\ncases:"_s), FileKind::Include);
        QCOMPARE(fileKindOf(u"x.csv"_s, u"a,b"_s), FileKind::Unknown);
    }

    void overlays()
    {
        test::MemoryFiles disk;
        test::fillWorkspace(disk);
        const OverlayFiles files(disk, {{u"/p/w/api/a.yaml"_s, "suite: A\ncases: 7\n"},
                                        {u"/p/w/new.yaml"_s, "suite: N\ncases: []\n"}});
        const auto workspace = Workspace::open(u"/p/w"_s, files);
        QVERIFY(workspace);
        QCOMPARE(workspace->suiteFiles(),
                 QStringList({u"api/a.yaml"_s, u"api/b.yaml"_s, u"new.yaml"_s}));
        const auto loaded = loadSuites(*workspace, {u"api/a.yaml"_s}, format(), files);
        QCOMPARE(loaded.diagnostics.size(), 1U);
        QVERIFY(!files.read(u"/p/w/api/a.yaml"_s, {3}));
    }
};

QTEST_APPLESS_MAIN(TestAssistEdits)
#include "tst_assist_edits.moc"
