// SPDX-License-Identifier: GPL-3.0-or-later
#include "architecture/house_rules.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace assay;

namespace {

using Tree = std::map<QString, QByteArray>;

const QByteArray kLicence = "// SPDX-License-Identifier: GPL-3.0-or-later\n";

/// Made-up sources on disk, read as the real ones are.
std::vector<house::SourceFile> read(const Tree &tree)
{
    const QTemporaryDir folder;
    for (const auto &[path, text] : tree) {
        const QString full = folder.filePath(path);
        QDir().mkpath(full.section(u'/', 0, -2));
        QFile file(full);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(full));
    }
    return house::readTree(folder.path(), {u"core"_s, u"ui"_s, u"app"_s});
}

const std::vector<house::SourceFile> &program()
{
    static const auto kFiles =
        house::readTree(QStringLiteral(ASSAY_SOURCE_DIR), {u"core"_s, u"ui"_s, u"app"_s});
    return kFiles;
}

/// All that is compiled, tests and the reference system too.
const std::vector<house::SourceFile> &everything()
{
    static const auto kFiles = house::readTree(
        QStringLiteral(ASSAY_SOURCE_DIR),
        {u"core"_s, u"ui"_s, u"app"_s, u"tests"_s, u"fixtures"_s, u"packaging"_s, u"resources"_s});
    return kFiles;
}

/// No violations, or all of them, one a line.
bool isClean(const QStringList &violations)
{
    for (const QString &violation : violations)
        qWarning("%s", qPrintable(violation));
    return violations.isEmpty();
}

} // namespace

/// The rules of the house on the house, and each rule on a small tree that breaks it.
class TestArchitecture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTreeIsThere()
    {
        QVERIFY(program().size() > 100);
        QVERIFY(everything().size() > program().size());
    }

    void includesGoDown() { QVERIFY(isClean(house::floorViolations(program()))); }
    void coreHasNoFace()
    {
        const QSet<QString> headers = house::faceHeaders();
        for (const QString &name : {u"QWidget"_s, u"QColor"_s, u"QIcon"_s, u"QChart"_s,
                                    u"QSvgRenderer"_s, u"qpainter.h"_s})
            QVERIFY2(headers.contains(name), qPrintable(name));
        QVERIFY(!headers.contains(u"QString"_s));
        QVERIFY(isClean(house::faceViolations(program(), headers)));
    }
    void librariesStayInTheirFolders() { QVERIFY(isClean(house::libraryViolations(program()))); }
    void filesHaveNoCircles() { QVERIFY(isClean(house::fileCircles(program()))); }
    void foldersHaveNoCircles() { QVERIFY(isClean(house::folderCircles(program()))); }
    void everyFileSaysItsLicence() { QVERIFY(isClean(house::licenceViolations(everything()))); }
    void headersAreReadOnce() { QVERIFY(isClean(house::pragmaOnceViolations(everything()))); }
    void filesAreSmall()
    {
        qInfo("files of more than 400 lines: %lld",
              static_cast<long long>(house::sizeViolations(everything(), 400).size()));
        QVERIFY(isClean(house::sizeViolations(program(), 600)));
        QVERIFY(isClean(house::sizeViolations(everything(), 800))); // tables of tests are data
    }
    void headersOpenNoNamespaces() { QVERIFY(isClean(house::usingNamespaceViolations(program()))); }
    void locksLiveInBase() { QVERIFY(isClean(house::lockViolations(program()))); }
    void everyFileIsBuilt() { QVERIFY(isClean(house::unlistedFiles(program()))); }

    void floorRule()
    {
        const auto files = read({
            {u"core/base/a.h"_s, "#include \"model/b.h\"\n#include <vector>\n"},
            {u"core/model/b.h"_s, "#include \"base/a.h\"\n"},
            {u"core/steps/c.cpp"_s, "#include \"c.h\"\n#include \"c.moc\"\n"
                                    "// #include \"runner/x.h\"\n"},
            {u"core/suite/d.cpp"_s, "#include \"expect/e.h\"\n#include \"suite/f.h\"\n"},
            {u"core/suite/g.cpp"_s, "#include \"ui/view.h\"\n"},
            {u"core/cellar/h.h"_s, ""},
            {u"ui/views/i.h"_s, "#include \"ui/models/j.h\"\n#include \"app/main.h\"\n"
                                "#include \"base/a.h\"\n"},
            {u"app/main.cpp"_s, "#include \"ui/views/i.h\"\n#include \"app/k.h\"\n"},
        });
        QCOMPARE(
            house::floorViolations(files),
            QStringList({
                u"core/base/a.h:1: includes \"model/b.h\" of a floor above"_s,
                u"core/cellar/h.h: its folder is on no floor of the house"_s,
                u"core/steps/c.cpp:1: includes \"c.h\", which is not written as \"folder/file.h\""_s,
                u"core/suite/d.cpp:1: includes \"expect/e.h\" of another folder on its own floor"_s,
                u"core/suite/g.cpp:1: includes \"ui/view.h\" of a floor above"_s,
                u"ui/views/i.h:2: includes \"app/main.h\" of a floor above"_s,
            }));
    }

    void faceRule()
    {
        const auto files = read({
            {u"core/base/a.h"_s, "#include <QString>\n#include <QColor>\n"},
            {u"core/base/b.cpp"_s, "#include <QtWidgets/QPushButton>\n/*\n#include <QIcon>\n*/\n"},
            {u"core/base/CMakeLists.txt"_s, "# Qt6::Widgets\nlink(PRIVATE Qt6::Gui Qt6::Core)\n"},
            {u"ui/views/c.h"_s, "#include <QWidget>\n"},
        });
        QCOMPARE(house::faceViolations(files, house::faceHeaders()),
                 QStringList({u"core/base/CMakeLists.txt: core links Qt6::Gui"_s,
                              u"core/base/a.h:2: core includes <QColor>"_s,
                              u"core/base/b.cpp:1: core includes <QtWidgets/QPushButton>"_s}));
    }

    void libraryRule_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("home");
        QTest::addColumn<QString>("violation");

        QTest::newRow("tl-expected") << u"tl/expected.hpp"_s << u"core/base"_s << u"tl-expected"_s;
        QTest::newRow("libpq") << u"libpq-fe.h"_s << u"core/base"_s << u"libpq"_s;
        QTest::newRow("libpqxx") << u"pqxx/pqxx"_s << u"core/base"_s << u"libpqxx"_s;
        QTest::newRow("hiredis") << u"hiredis/hiredis.h"_s << u"core/base"_s << u"hiredis"_s;
        QTest::newRow("libfyaml") << u"libfyaml.h"_s << u"core/suite"_s << u"libfyaml"_s;
        QTest::newRow("QJSEngine") << u"QJSEngine"_s << u"core/suite"_s << u"QJSEngine"_s;
        QTest::newRow("QJSValue") << u"QJSValue"_s << u"core/suite"_s << u"QJSEngine"_s;
        QTest::newRow("valijson") << u"valijson/schema.hpp"_s << u"core/expect"_s << u"valijson"_s;
        QTest::newRow("libxml2") << u"libxml/xpath.h"_s << u"core/expect"_s << u"libxml2"_s;
        QTest::newRow("Boost") << u"boost/asio/post.hpp"_s << u"core/simulation"_s << u"Boost"_s;
        QTest::newRow("zstd") << u"zstd.h"_s << u"core/history"_s << u"zstd"_s;
        QTest::newRow("libcurl") << u"curl/curl.h"_s << u"core/steps/http"_s << u"libcurl"_s;
        QTest::newRow("QScintilla")
            << u"Qsci/qsciscintilla.h"_s << u"ui/editor"_s << u"QScintilla"_s;
    }

    void libraryRule()
    {
        QFETCH(QString, header);
        QFETCH(QString, home);
        QFETCH(QString, violation);
        const QByteArray line = "\n#include <" + header.toUtf8() + ">\n";
        const auto files = read({{home + u"/fine.cpp"_s, line}, {u"app/bad.cpp"_s, line}});
        QCOMPARE(house::libraryViolations(files),
                 QStringList(u"app/bad.cpp:2: includes <%1> of %2, which belongs to %3"_s.arg(
                     header, violation, home)));
    }

    void libraryRuleOfCMake()
    {
        const auto files = read({
            {u"core/steps/CMakeLists.txt"_s, "x(PRIVATE CURL::libcurl PkgConfig::PQXX)\n"},
            {u"core/base/CMakeLists.txt"_s, "x(PRIVATE PkgConfig::PQ PkgConfig::PQXX)\n"},
            {u"ui/CMakeLists.txt"_s, "x(PRIVATE\n  PkgConfig::FYAML) # Boost::headers\n"},
        });
        QCOMPARE(
            house::libraryViolations(files),
            QStringList({u"core/steps/CMakeLists.txt: links libpqxx (PkgConfig::PQXX), which "
                         "belongs to core/base"_s,
                         u"ui/CMakeLists.txt: links libfyaml (PkgConfig::FYAML), which belongs to "
                         "core/suite"_s}));
    }

    void circleRules()
    {
        const auto files = read({
            {u"core/base/a.h"_s, "#include \"base/b.h\"\n"},
            {u"core/base/b.h"_s, "#include \"base/c.h\"\n"},
            {u"core/base/c.h"_s, "#include \"base/a.h\"\n"},
            {u"ui/models/m.h"_s, "#include \"ui/views/v.h\"\n"},
            {u"ui/views/v.h"_s, ""},
            {u"ui/views/w.cpp"_s, "#include \"ui/models/m.h\"\n"},
        });
        QCOMPARE(
            house::fileCircles(files),
            QStringList(u"core/base/a.h -> core/base/b.h -> core/base/c.h -> core/base/a.h"_s));
        QCOMPARE(house::folderCircles(files), QStringList(u"ui/models -> ui/views -> ui/models"_s));
    }

    void licenceRule()
    {
        const auto files = read({
            {u"core/a.h"_s, kLicence},
            {u"core/b.h"_s, "\n" + kLicence},
            {u"core/CMakeLists.txt"_s, "# SPDX-License-Identifier: GPL-3.0-or-later\n"},
            {u"ui/CMakeLists.txt"_s, "# SPDX-License-Identifier: MIT\n"},
        });
        QCOMPARE(house::licenceViolations(files),
                 QStringList({u"core/b.h: the first line is not "
                              "\"// SPDX-License-Identifier: GPL-3.0-or-later\""_s,
                              u"ui/CMakeLists.txt: the first line is not "
                              "\"# SPDX-License-Identifier: GPL-3.0-or-later\""_s}));
    }

    void pragmaOnceRule()
    {
        const auto files = read({{u"core/a.h"_s, "#pragma once\n"},
                                 {u"core/b.h"_s, "// #pragma once\n"},
                                 {u"core/c.cpp"_s, "\n"}});
        QCOMPARE(house::pragmaOnceViolations(files),
                 QStringList(u"core/b.h: a header without #pragma once"_s));
    }

    void sizeRule()
    {
        const auto files = read({{u"core/a.h"_s, QByteArray(600, '\n')},
                                 {u"core/b.cpp"_s, QByteArray(601, '\n')},
                                 {u"core/CMakeLists.txt"_s, QByteArray(700, '\n')}});
        QCOMPARE(house::sizeViolations(files, 600),
                 QStringList(u"core/b.cpp: 601 lines, more than 600"_s));
    }

    void usingNamespaceRule()
    {
        const auto files = read({
            {u"core/a.h"_s, "namespace assay {\n#define X {\nusing namespace std;\n}\n"},
            {u"core/b.h"_s, "namespace a {\ninline int f()\n{\n    using namespace std;\n"
                            "    return 1'000 + '{';\n}\nusing  namespace\n std;\n}\n"},
            {u"core/c.h"_s, "// using namespace std;\nconst char *s = \"using namespace std;\";\n"
                            "using std::string;\n"},
            {u"core/d.cpp"_s, "using namespace std;\n"},
        });
        QCOMPARE(house::usingNamespaceViolations(files),
                 QStringList({u"core/a.h:3: using namespace std at namespace scope"_s,
                              u"core/b.h:8: using namespace std at namespace scope"_s}));
    }

    void lockRule()
    {
        const auto files = read({
            {u"core/base/guarded.h"_s, "std::mutex m;\n"},
            {u"core/steps/a.h"_s, "// std::mutex\nstd::once_flag f;\nstd::shared_mutex m;\n"},
            {u"ui/b.cpp"_s, "QMutex m;\nauto s = \"QMutex\";\n"},
        });
        QCOMPARE(house::lockViolations(files),
                 QStringList({u"core/steps/a.h:3: std::shared_mutex outside core/base"_s,
                              u"ui/b.cpp:1: QMutex outside core/base"_s}));
    }

    void listRule()
    {
        const auto files = read({
            {u"core/base/CMakeLists.txt"_s, "x(SOURCES a.cpp sub/c.h)\n# b.cpp\nx(bb.cpp)\n"},
            {u"core/base/a.cpp"_s, ""},
            {u"core/base/b.cpp"_s, ""},
            {u"core/base/sub/c.h"_s, ""},
            {u"core/base/sub/a.cpp"_s, ""},
            {u"ui/d.h"_s, ""},
        });
        QCOMPARE(house::unlistedFiles(files),
                 QStringList({u"core/base/b.cpp: core/base/CMakeLists.txt does not name it"_s,
                              u"core/base/sub/a.cpp: core/base/CMakeLists.txt does not name it"_s,
                              u"ui/d.h: there is no CMakeLists.txt above it"_s}));
    }

    void codeIsStripped_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("kept");
        QTest::addColumn<QByteArray>("bare");

        QTest::newRow("line comment")
            << QByteArray("a // b\nc") << QByteArray("a \nc") << QByteArray("a \nc");
        QTest::newRow("block comment")
            << QByteArray("a/* b\n */c") << QByteArray("a\n c") << QByteArray("a\n c");
        QTest::newRow("comment in a string")
            << QByteArray("\"// a\"") << QByteArray("\"// a\"") << QByteArray("\"\"");
        QTest::newRow("escaped quote")
            << QByteArray("\"a\\\"b\" c") << QByteArray("\"a\\\"b\" c") << QByteArray("\"\" c");
        QTest::newRow("raw string")
            << QByteArray("R\"x(a\n)\")x\" b") << QByteArray("\n\"\" b") << QByteArray("\n\"\" b");
        QTest::newRow("digits") << QByteArray("1'000 + 0xF'F") << QByteArray("1'000 + 0xF'F")
                                << QByteArray("1'000 + 0xF'F");
        QTest::newRow("character")
            << QByteArray("u'\"' x") << QByteArray("u'\"' x") << QByteArray("u'' x");
        QTest::newRow("no end") << QByteArray("a /* b\n") << QByteArray("a \n ")
                                << QByteArray("a \n ");
    }

    void codeIsStripped()
    {
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, kept);
        QFETCH(QByteArray, bare);
        QCOMPARE(house::strippedCode(code, true), kept);
        QCOMPARE(house::strippedCode(code, false), bare);
    }
};

QTEST_APPLESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
