// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/batch/options.h"
#include "environment/providers/registry.h"
#include "expect/matcher.h"
#include "reporting/registry.h"
#include "simulation/mock/mock_definition.h"
#include "simulation/mock/responders/registry.h"
#include "steps/registry.h"
#include "suite/file_shapes.h"
#include "suite/loader.h"
#include "suite/memory_files.h"
#include "testdata/schema_loader.h"
#include "testdata/schema_shape.h"
#include "testdata/word_lists.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;
using suite::test::MemoryFiles;

namespace {

const QString kRoot = QStringLiteral(ASSAY_SOURCE_DIR);
const QString kHelp = kRoot + u"/resources/help/"_s;

/// Nothing is in the list; else the test says what.
#define VERIFY_EMPTY(list)                                                                         \
    do {                                                                                           \
        const QStringList found = list;                                                            \
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));                                  \
    } while (false)

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Absolute paths.
QStringList pages()
{
    QStringList all{kRoot + u"/README.md"_s};
    const QStringList names = QDir(kHelp).entryList({u"*.md"_s}, QDir::Files);
    for (const QString &name : names)
        all.append(kHelp + name);
    return all;
}

struct Block
{
    int line = 0; ///< of its first line in the page
    QString text;
};

std::vector<Block> yamlBlocks(const QString &page)
{
    std::vector<Block> blocks;
    bool inside = false;
    int number = 0;
    const QStringList lines = page.split(u'\n');
    for (const QString &line : lines) {
        ++number;
        if (line.startsWith(u"```"_s)) {
            inside = line == u"```yaml";
            if (inside)
                blocks.push_back({number + 1, {}});
        } else if (inside) {
            blocks.back().text += line + u'\n';
        }
    }
    return blocks;
}

/// "[ ... ]" and "{ ... }" in examples leave something out.
QString completed(QString text)
{
    static const QRegularExpression kList(u"\\[ ?\\.\\.\\. ?\\]"_s);
    static const QRegularExpression kMap(u"\\{ ?\\.\\.\\. ?\\}"_s);
    return text.replace(kList, u"[{ wait: 1ms }]"_s).replace(kMap, u"{}"_s);
}

QString indented(const QString &text, const QString &by)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        if (!line.isEmpty())
            line.prepend(by);
    }
    return lines.join(u'\n');
}

const suite::Format &format()
{
    static const suite::Format kFormat = [] {
        suite::Format made;
        for (const auto &kind : steps::allKinds())
            made.steps.push_back(kind->cachedShape());
        made.matcherSchema = expect::matcherSchema();
        made.checkMatcher = &expect::check;
        made.providers = environment::providerShapes();
        return made;
    }();
    return kFormat;
}

QStringList textsOf(const std::vector<suite::Diagnostic> &diagnostics)
{
    QStringList texts;
    for (const suite::Diagnostic &diagnostic : diagnostics)
        texts.append(diagnostic.error.toString());
    return texts;
}

/// What examples speak of, so that only their own mistakes are left.
MemoryFiles surroundings(const QString &page)
{
    MemoryFiles files;
    files.add(u"/w/environments/local.yaml"_s, "environment: local\nservices: {}\n");
    files.add(u"/w/api/text.yaml"_s, "suite: x\ncases: [{ case: a, steps: [{ wait: 1ms }] }]\n");
    files.add(u"/fixtures/questions.csv"_s, "question\nwhy\n");
    files.add(u"/fixtures/mocks/llm.yaml"_s, "mock: llm\nroutes: []\n");
    for (const Block &block : yamlBlocks(page)) {
        static const QRegularExpression kName(u"^# (\\S+\\.yaml)\\n"_s);
        const auto name = kName.match(block.text);
        if (name.hasMatch())
            files.add(u"/w/"_s + name.captured(1), completed(block.text).toUtf8());
    }
    return files;
}

QStringList problemsOfSuite(const QString &text, MemoryFiles files)
{
    files.add(u"/w/example.yaml"_s, text.toUtf8());
    files.add(u"/w/workspace.yaml"_s, "workspace: w\nroots: [../fixtures]\n");
    const auto workspace = suite::Workspace::open(u"/w"_s, files);
    if (!workspace)
        return {workspace.error().toString()};
    return textsOf(suite::loadSuites(*workspace, {u"example.yaml"_s}, format(), files).diagnostics);
}

QStringList problemsOf(const QString &example, MemoryFiles files)
{
    static const QRegularExpression kComments(u"\\A(#[^\\n]*\\n)+"_s);
    QString text = completed(example);
    const QString start = QString(text).remove(kComments);
    if (start.startsWith(u"partial:"_s))
        return {}; // checked where it is included
    if (start.startsWith(u"workspace:"_s)) {
        files.add(u"/w/workspace.yaml"_s, text.toUtf8());
        const auto workspace = suite::Workspace::open(u"/w"_s, files);
        return workspace ? QStringList() : QStringList(workspace.error().toString());
    }
    if (start.startsWith(u"mock:"_s)) {
        files.add(u"/w/example.yaml"_s, text.toUtf8());
        return textsOf(simulation::loadMock(u"/w/example.yaml"_s, files).diagnostics);
    }
    if (start.startsWith(u"dataset:"_s)) {
        files.add(u"/w/example.yaml"_s, text.toUtf8());
        return textsOf(
            testdata::loadSchema(testdata::SchemaSource::anywhere(files), u"/w/example.yaml"_s)
                .diagnostics);
    }
    if (start.startsWith(u"environment:"_s) || start.startsWith(u"services:"_s)) {
        if (start.startsWith(u"services:"_s))
            text.prepend(u"environment: x\n"_s);
        files.add(u"/w/environments/example.yaml"_s, text.toUtf8());
        const auto workspace = suite::Workspace::open(u"/w"_s, files);
        return textsOf(
            suite::loadEnvironment(*workspace, u"environments/example.yaml"_s, format(), files)
                .diagnostics);
    }
    if (start.startsWith(u"plan:"_s)) {
        files.add(u"/w/plans/example.yaml"_s, text.toUtf8());
        const auto workspace = suite::Workspace::open(u"/w"_s, files);
        return textsOf(suite::loadPlan(*workspace, u"plans/example.yaml"_s, files).diagnostics);
    }
    const QString aCase = u"cases:\n  - case: example\n    steps:\n"_s;
    if (start.startsWith(u"- case:"_s))
        text.prepend(u"suite: x\ncases:\n"_s);
    else if (start.startsWith(u"expect:"_s))
        text = u"suite: x\n"_s + aCase + u"      - http: { GET: http://x }\n"_s +
               indented(text, u"        "_s);
    else if (start.startsWith(u"- "_s))
        text = u"suite: x\n"_s + aCase + indented(text, u"      "_s);
    else if (start.startsWith(u"vars:"_s))
        text = u"suite: x\n"_s +
               text.replace(u"steps:"_s,
                            u"cases: [{ case: example, steps: [{ wait: 1ms }] }]\ncaseSetup:"_s);
    return problemsOfSuite(text, std::move(files));
}

bool speaksOf(const QString &page, const QString &word)
{
    const QRegularExpression alone(
        u"(?<![A-Za-z0-9_-])%1(?![A-Za-z0-9_-])"_s.arg(QRegularExpression::escape(word)));
    return page.contains(alone);
}

/// All names of keys in the shape, at any depth.
QStringList keysOf(const suite::Shape &shape)
{
    QStringList names;
    for (const suite::Shape::Key &key : shape.keys())
        names += QStringList(key.name) + keysOf(key.shape);
    for (const suite::Shape &choice : shape.choices())
        names += keysOf(choice);
    if (shape.kind() == suite::Shape::Kind::List || shape.kind() == suite::Shape::Kind::MapOf)
        names += keysOf(shape.item());
    return names;
}

} // namespace

/// The help says what is true, and all of it: examples load, names are there, links lead somewhere.
class TestHelp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void examplesLoad_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("example");
        for (const QString &path : pages()) {
            const QString page = read(path);
            for (const Block &block : yamlBlocks(page)) {
                const QString name =
                    u"%1:%2"_s.arg(QDir(kRoot).relativeFilePath(path)).arg(block.line);
                QTest::newRow(qPrintable(name)) << page << block.text;
            }
        }
    }
    void examplesLoad()
    {
        QFETCH(const QString, page);
        QFETCH(const QString, example);
        VERIFY_EMPTY(problemsOf(example, surroundings(page)));
    }

    void referenceWorkspaceLoads()
    {
        const base::SystemFiles files;
        const auto workspace = suite::Workspace::open(kRoot + u"/suites"_s, files);
        QVERIFY(workspace.has_value());
        const QStringList suites = workspace->suiteFiles();
        QVERIFY(suites.size() >= 3);
        VERIFY_EMPTY(textsOf(loadSuites(*workspace, suites, format(), files).diagnostics));
        for (const QString &file : workspace->environmentFiles())
            VERIFY_EMPTY(textsOf(loadEnvironment(*workspace, file, format(), files).diagnostics));
        for (const QString &file : workspace->planFiles())
            VERIFY_EMPTY(textsOf(loadPlan(*workspace, file, files).diagnostics));
        const QDir mocks(kRoot + u"/fixtures/mocks"_s);
        for (const QString &name : mocks.entryList({u"*.yaml"_s}))
            VERIFY_EMPTY(textsOf(simulation::loadMock(mocks.filePath(name), files).diagnostics));
    }

    void badExamplesAreFound_data()
    {
        QTest::addColumn<QString>("example");
        QTest::newRow("suite") << u"suite: x\ncase: []\n"_s;
        QTest::newRow("step") << u"- htp: { GET: / }\n"_s;
        QTest::newRow("matcher") << u"expect:\n  status: { lesser: 1 }\n  time: { lt: soon }\n"_s;
        QTest::newRow("environment") << u"services: { a: { postgress: {} } }\n"_s;
        QTest::newRow("plan") << u"plan: x\nphases: [{ phase: a, needs: b }]\n"_s;
        QTest::newRow("mock") << u"mock: x\nroutes: [{ math: {} }]\n"_s;
        QTest::newRow("workspace") << u"workspace: x\nroot: []\n"_s;
        QTest::newRow("data set") << u"dataset: x\ntable: t\ncolumns: { a: { typ: text } }\n"_s;
    }
    void badExamplesAreFound()
    {
        QFETCH(const QString, example);
        QVERIFY(!problemsOf(example, surroundings({})).isEmpty());
    }

    void matcherExamplesHold_data()
    {
        QTest::addColumn<QString>("example");
        static const QRegularExpression kRow(u"^\\| `\\w+`[^|]*\\| `([^`]+)`"_s,
                                             QRegularExpression::MultilineOption);
        for (auto rows = kRow.globalMatch(read(kHelp + u"matchers.md"_s)); rows.hasNext();) {
            const QString example = rows.next().captured(1);
            QTest::newRow(qPrintable(example)) << example;
        }
    }
    void matcherExamplesHold()
    {
        QFETCH(const QString, example);
        VERIFY_EMPTY(problemsOfSuite(u"suite: x\ncases:\n  - case: a\n    steps:\n"
                                     "      - { script: x, expect: %1 }\n"_s.arg(example),
                                     surroundings({})));
    }

    void everythingIsSaid_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QStringList>("words");

        for (const auto &kind : steps::allKinds()) {
            const suite::StepShape &shape = kind->cachedShape();
            QStringList words = QStringList(shape.kind) + shape.expectKeys + keysOf(shape.body);
            for (const suite::Shape::Key &key : shape.besides)
                words.append(key.name);
            QTest::newRow(qPrintable(u"step "_s + shape.kind)) << u"steps.md"_s << words;
        }
        QTest::newRow("matchers") << u"matchers.md"_s << expect::matcherNames();
        for (const auto &[name, shape] : environment::providerShapes()) {
            QTest::newRow(qPrintable(u"provider "_s + name))
                << u"environments.md"_s << QStringList(name) + keysOf(shape);
        }
        for (const QString &name : simulation::responderNames()) {
            QTest::newRow(qPrintable(u"responder "_s + name))
                << u"mocks.md"_s
                << QStringList(name) + keysOf(simulation::findResponder(name)->optionsShape());
        }
        QTest::newRow("reports") << u"reports.md"_s << reporting::reportFormatNames();
        QTest::newRow("data sets") << u"test-data.md"_s
                                   << keysOf(testdata::schemaShape()) + testdata::formNames() +
                                          testdata::wordListLocales();
        QTest::newRow("suite") << u"suites.md"_s << keysOf(suite::suiteShape());
        QTest::newRow("include") << u"suites.md"_s << keysOf(suite::includeShape());
        QTest::newRow("workspace") << u"suites.md"_s << keysOf(suite::workspaceShape());
        QTest::newRow("plan") << u"plans.md"_s << keysOf(suite::planShape());
        QTest::newRow("environment")
            << u"environments.md"_s << keysOf(suite::environmentShape(suite::Format{}));

        QStringList options;
        static const QRegularExpression kOption(u"^ +(?:-\\w, )?(--[a-z-]+)"_s,
                                                QRegularExpression::MultilineOption);
        for (auto found = kOption.globalMatch(app::helpText()); found.hasNext();)
            options.append(found.next().captured(1));
        QVERIFY(options.size() > 30);
        QTest::newRow("options") << u"command-line.md"_s << options;

        QStringList events;
        static const QRegularExpression kEvent(u"^ {8}\"([a-z ]+)\",?$"_s,
                                               QRegularExpression::MultilineOption);
        const QString schema = read(kRoot + u"/resources/schemas/events.schema.json"_s);
        for (auto found = kEvent.globalMatch(schema.section(u"\"enum\""_s, 1, 1)); found.hasNext();)
            events.append(found.next().captured(1));
        QVERIFY(events.contains(u"case finished"_s));
        QTest::newRow("events") << u"events.md"_s << events;
    }
    void everythingIsSaid()
    {
        QFETCH(const QString, page);
        QFETCH(const QStringList, words);
        const QString text = read(kHelp + page);
        QStringList missing;
        for (const QString &word : words) {
            if (!word.isEmpty() && !speaksOf(text, word))
                missing.append(word);
        }
        missing.removeDuplicates();
        VERIFY_EMPTY(missing);
    }

    void linksLeadSomewhere()
    {
        static const QRegularExpression kLink(u"\\]\\(([^)#\\s]+)\\)"_s);
        QStringList broken;
        int count = 0;
        for (const QString &path : pages()) {
            for (auto links = kLink.globalMatch(read(path)); links.hasNext();) {
                const QString link = links.next().captured(1);
                if (link.contains(u"://"_s))
                    continue;
                ++count;
                if (!QFile::exists(QDir(path.section(u'/', 0, -2)).filePath(link)))
                    broken.append(path + u": "_s + link);
            }
        }
        QVERIFY(count > 40);
        VERIFY_EMPTY(broken);
    }
    void everyPageIsInTheIndex()
    {
        const QString index = read(kHelp + u"index.md"_s);
        const QStringList names = QDir(kHelp).entryList({u"*.md"_s}, QDir::Files);
        QVERIFY(names.size() > 20);
        for (const QString &name : names)
            QVERIFY2(name == u"index.md" || index.contains(u'(' + name + u')'), qPrintable(name));
    }
};

QTEST_APPLESS_MAIN(TestHelp)
#include "tst_help.moc"
