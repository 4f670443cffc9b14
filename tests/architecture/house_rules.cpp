// SPDX-License-Identifier: GPL-3.0-or-later
#include "architecture/house_rules.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QLibraryInfo>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <functional>

namespace assay::house {

using namespace Qt::StringLiterals;

namespace {

/// core's folders with their floors, from the ground up.
const QHash<QString, int> &floorsOfCore()
{
    static const QHash<QString, int> kFloors = {
        {u"base"_s, 0},    {u"model"_s, 1},        {u"events"_s, 2},    {u"suite"_s, 3},
        {u"expect"_s, 3},  {u"environment"_s, 4},  {u"testdata"_s, 4},  {u"simulation"_s, 4},
        {u"metrics"_s, 4}, {u"health"_s, 4},       {u"history"_s, 4},   {u"steps"_s, 5},
        {u"runner"_s, 6},  {u"orchestrator"_s, 7}, {u"reporting"_s, 7}, {u"workbench"_s, 8},
    };
    return kFloors;
}

constexpr int kFloorOfUi = 9;
constexpr int kFloorOfApp = 10;

struct Include
{
    int line = 0;
    QString target; ///< what stands between the quotes or brackets
    bool quoted = false;
};

std::vector<Include> includesOf(const SourceFile &file)
{
    static const QRegularExpression kInclude(u"^\\s*#\\s*include\\s*([<\"])([^\">]+)[\">]"_s);
    std::vector<Include> includes;
    int number = 0;
    for (const QByteArray &line : strippedCode(file.text, true).split('\n')) {
        ++number;
        const auto match = kInclude.match(QString::fromUtf8(line));
        if (match.hasMatch())
            includes.push_back({number, match.captured(2), match.captured(1) == u"\""});
    }
    return includes;
}

QString at(const SourceFile &file, int line)
{
    return u"%1:%2: "_s.arg(file.path).arg(line);
}

/// "core/steps/http/url.h" -> "core/steps"; "ui/application.h" -> "ui".
QString folderOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return parts.size() > 2 ? parts[0] + u'/' + parts[1] : parts[0];
}

/// Where an include leads: "base/error.h" is core/base/error.h.
QString pathOf(const QString &target)
{
    const bool isAbove = target.startsWith(u"ui/"_s) || target.startsWith(u"app/"_s);
    return isAbove ? target : u"core/"_s + target;
}

/// -1 for what is no folder of the house.
int floorOf(const QString &path)
{
    if (path.startsWith(u"ui/"_s))
        return kFloorOfUi;
    if (path.startsWith(u"app/"_s))
        return kFloorOfApp;
    return path.startsWith(u"core/"_s) ? floorsOfCore().value(path.section(u'/', 1, 1), -1) : -1;
}

bool isCMakeFile(const SourceFile &file)
{
    return !file.isCode();
}

/// The text of a CMake file without its comments.
QString cmakeText(const SourceFile &file)
{
    static const QRegularExpression kComment(u"#[^\n]*"_s);
    return QString::fromUtf8(file.text).remove(kComment);
}

bool namesTarget(const QString &cmake, const QString &target)
{
    const QRegularExpression word(
        u"(?<![A-Za-z0-9_:-])%1(?![A-Za-z0-9_:-])"_s.arg(QRegularExpression::escape(target)));
    return cmake.contains(word);
}

struct Library
{
    QString name;
    QStringList headers; ///< beginnings of what is included
    QString target;      ///< what CMake files say
    QString folder;      ///< where both may stand
};

const std::vector<Library> &libraries()
{
    static const std::vector<Library> kLibraries = {
        {u"tl-expected"_s, {u"tl/"_s}, u"tl::expected"_s, u"core/base"_s},
        {u"libpq"_s,
         {u"libpq-fe.h"_s, u"libpq/"_s, u"postgresql/"_s},
         u"PkgConfig::PQ"_s,
         u"core/base"_s},
        {u"libpqxx"_s, {u"pqxx/"_s}, u"PkgConfig::PQXX"_s, u"core/base"_s},
        {u"hiredis"_s, {u"hiredis/"_s, u"hiredis.h"_s}, u"PkgConfig::HIREDIS"_s, u"core/base"_s},
        {u"libfyaml"_s, {u"libfyaml.h"_s}, u"PkgConfig::FYAML"_s, u"core/suite"_s},
        {u"QJSEngine"_s, {u"QJS"_s, u"qjs"_s, u"QtQml"_s}, u"Qt6::Qml"_s, u"core/suite"_s},
        {u"valijson"_s, {u"valijson/"_s}, u"${VALIJSON_INCLUDE_DIR}"_s, u"core/expect"_s},
        {u"libxml2"_s, {u"libxml/"_s, u"libxml2/"_s}, u"LibXml2::LibXml2"_s, u"core/expect"_s},
        {u"Boost"_s, {u"boost/"_s}, u"Boost::headers"_s, u"core/simulation"_s},
        {u"zstd"_s, {u"zstd.h"_s, u"zstd/"_s}, u"PkgConfig::ZSTD"_s, u"core/history"_s},
        {u"libcurl"_s, {u"curl/"_s}, u"CURL::libcurl"_s, u"core/steps/http"_s},
        {u"QScintilla"_s, {u"Qsci/"_s}, u"QScintilla::QScintilla"_s, u"ui/editor"_s},
    };
    return kLibraries;
}

/// All circles that a walk in the order of the names finds, each told once: "a -> b -> a".
QStringList circlesOf(const QMap<QString, QStringList> &edges)
{
    enum class State { New, Open, Done };
    QHash<QString, State> states;
    QStringList trail;
    QStringList found;
    std::function<void(const QString &)> visit = [&](const QString &node) {
        states.insert(node, State::Open);
        trail.append(node);
        for (const QString &next : edges.value(node)) {
            const State state = states.value(next, State::New);
            if (state == State::New && edges.contains(next))
                visit(next);
            else if (state == State::Open)
                found.append(trail.mid(trail.indexOf(next)).join(u" -> "_s) + u" -> "_s + next);
        }
        trail.removeLast();
        states.insert(node, State::Done);
    };
    for (auto it = edges.begin(); it != edges.end(); ++it) {
        if (states.value(it.key(), State::New) == State::New)
            visit(it.key());
    }
    return found;
}

} // namespace

QStringList floorViolations(const std::vector<SourceFile> &files)
{
    QStringList found;
    for (const SourceFile &file : files) {
        if (!file.isCode())
            continue;
        const int own = floorOf(file.path);
        if (own < 0) {
            found.append(u"%1: its folder is on no floor of the house"_s.arg(file.path));
            continue;
        }
        for (const Include &include : includesOf(file)) {
            if (!include.quoted || include.target.endsWith(u".moc"_s))
                continue;
            const QString path = pathOf(include.target);
            const int theirs = floorOf(path);
            if (theirs < 0) {
                found.append(at(file, include.line) +
                             u"includes \"%1\", which is not written as \"folder/file.h\""_s.arg(
                                 include.target));
            } else if (theirs > own) {
                found.append(at(file, include.line) +
                             u"includes \"%1\" of a floor above"_s.arg(include.target));
            } else if (theirs == own && own < kFloorOfUi && folderOf(path) != folderOf(file.path)) {
                found.append(
                    at(file, include.line) +
                    u"includes \"%1\" of another folder on its own floor"_s.arg(include.target));
            }
        }
    }
    return found;
}

QSet<QString> faceHeaders()
{
    QSet<QString> names;
    const QDir headers(QLibraryInfo::path(QLibraryInfo::HeadersPath));
    for (const QString &module : {u"QtGui"_s, u"QtWidgets"_s, u"QtCharts"_s, u"QtSvg"_s}) {
        const QDir folder(headers.filePath(module));
        for (const QString &name : folder.entryList(QDir::Files))
            names.insert(name);
    }
    return names;
}

QStringList faceViolations(const std::vector<SourceFile> &files, const QSet<QString> &faceHeaders)
{
    static const QStringList kModules = {u"QtGui"_s,          u"QtWidgets"_s, u"QtCharts"_s,
                                         u"QtSvg"_s,          u"QtQuick"_s,   u"QtSvgWidgets"_s,
                                         u"QtPrintSupport"_s, u"QtOpenGL"_s};
    QStringList found;
    for (const SourceFile &file : files) {
        if (!file.path.startsWith(u"core/"_s))
            continue;
        if (isCMakeFile(file)) {
            const QString text = cmakeText(file);
            for (const QString &module : kModules) {
                const QString target = u"Qt6::"_s + module.sliced(2);
                if (namesTarget(text, target))
                    found.append(u"%1: core links %2"_s.arg(file.path, target));
            }
            continue;
        }
        for (const Include &include : includesOf(file)) {
            if (kModules.contains(include.target.section(u'/', 0, 0)) ||
                faceHeaders.contains(include.target)) {
                found.append(at(file, include.line) + u"core includes <%1>"_s.arg(include.target));
            }
        }
    }
    return found;
}

QStringList libraryViolations(const std::vector<SourceFile> &files)
{
    QStringList found;
    for (const SourceFile &file : files) {
        if (isCMakeFile(file)) {
            const QString text = cmakeText(file);
            for (const Library &library : libraries()) {
                if (namesTarget(text, library.target) &&
                    folderOf(file.path) != folderOf(library.folder + u"/x"_s)) {
                    found.append(u"%1: links %2 (%3), which belongs to %4"_s.arg(
                        file.path, library.name, library.target, library.folder));
                }
            }
            continue;
        }
        for (const Include &include : includesOf(file)) {
            for (const Library &library : libraries()) {
                const bool isIts =
                    !include.quoted && std::any_of(library.headers.begin(), library.headers.end(),
                                                   [&](const QString &start) {
                                                       return include.target.startsWith(start);
                                                   });
                if (isIts && !file.path.startsWith(library.folder + u'/')) {
                    found.append(at(file, include.line) +
                                 u"includes <%1> of %2, which belongs to %3"_s.arg(
                                     include.target, library.name, library.folder));
                }
            }
        }
    }
    return found;
}

QStringList fileCircles(const std::vector<SourceFile> &files)
{
    QMap<QString, QStringList> edges;
    for (const SourceFile &file : files) {
        if (!file.isCode())
            continue;
        QStringList &targets = edges[file.path];
        for (const Include &include : includesOf(file)) {
            if (include.quoted)
                targets.append(pathOf(include.target));
        }
    }
    return circlesOf(edges);
}

QStringList folderCircles(const std::vector<SourceFile> &files)
{
    QMap<QString, QStringList> edges;
    for (const SourceFile &file : files) {
        if (!file.isCode())
            continue;
        const QString from = folderOf(file.path);
        QStringList &targets = edges[from];
        for (const Include &include : includesOf(file)) {
            const QString to = folderOf(pathOf(include.target));
            if (include.quoted && to != from && !targets.contains(to))
                targets.append(to);
        }
    }
    for (QStringList &targets : edges)
        targets.sort();
    return circlesOf(edges);
}

QStringList usingNamespaceViolations(const std::vector<SourceFile> &files)
{
    static const QRegularExpression kNamespace(u"^((inline\\s+)?namespace\\b|extern\\s*\"\")"_s);
    static const QRegularExpression kUsing(u"^using\\s+namespace\\b"_s);
    static const QRegularExpression kDirective(u"^\\s*#"_s);
    QStringList found;
    for (const SourceFile &file : files) {
        if (!file.isHeader())
            continue;
        std::vector<bool> isNamespace; // of each brace that is open
        QString statement;
        int number = 0;
        for (const QByteArray &bytes : strippedCode(file.text, false).split('\n')) {
            ++number;
            const QString line = QString::fromUtf8(bytes);
            if (line.contains(kDirective))
                continue;
            for (const QChar c : line + u' ') {
                if (c == u'{') {
                    isNamespace.push_back(statement.trimmed().contains(kNamespace));
                } else if (c == u'}') {
                    if (!isNamespace.empty())
                        isNamespace.pop_back();
                } else if (c == u';') {
                    if (statement.trimmed().contains(kUsing) &&
                        std::find(isNamespace.begin(), isNamespace.end(), false) ==
                            isNamespace.end()) {
                        found.append(at(file, number) + statement.simplified() +
                                     u" at namespace scope"_s);
                    }
                } else {
                    statement += c;
                    continue;
                }
                statement.clear();
            }
        }
    }
    return found;
}

QStringList lockViolations(const std::vector<SourceFile> &files)
{
    static const QRegularExpression kLock(
        u"\\b(std::(recursive_|timed_|shared_|recursive_timed_|shared_timed_)?mutex"
        "|std::condition_variable(_any)?|std::(counting|binary)_semaphore|pthread_mutex_t"
        "|QMutex|QRecursiveMutex|QReadWriteLock|QWaitCondition|QSemaphore)\\b"_s);
    QStringList found;
    for (const SourceFile &file : files) {
        if (!file.isCode() || file.path.startsWith(u"core/base/"_s))
            continue;
        int number = 0;
        for (const QByteArray &line : strippedCode(file.text, false).split('\n')) {
            ++number;
            const auto match = kLock.match(QString::fromUtf8(line));
            if (match.hasMatch())
                found.append(at(file, number) + u"%1 outside core/base"_s.arg(match.captured(0)));
        }
    }
    return found;
}

QStringList unlistedFiles(const std::vector<SourceFile> &files)
{
    QHash<QString, QString> lists; // folder -> text of its CMakeLists.txt
    for (const SourceFile &file : files) {
        if (file.path.endsWith(u"/CMakeLists.txt"_s))
            lists.insert(file.path.section(u'/', 0, -2), cmakeText(file));
    }
    QStringList found;
    for (const SourceFile &file : files) {
        if (!file.isCode())
            continue;
        QString folder = file.path.section(u'/', 0, -2);
        while (!folder.isEmpty() && !lists.contains(folder))
            folder = folder.section(u'/', 0, -2);
        if (folder.isEmpty()) {
            found.append(u"%1: there is no CMakeLists.txt above it"_s.arg(file.path));
            continue;
        }
        const QString name = file.path.sliced(folder.size() + 1);
        const QRegularExpression word(
            u"(?<![^\\s(\"])%1(?![^\\s)\"])"_s.arg(QRegularExpression::escape(name)));
        if (!lists.value(folder).contains(word))
            found.append(u"%1: %2/CMakeLists.txt does not name it"_s.arg(file.path, folder));
    }
    return found;
}

} // namespace assay::house
