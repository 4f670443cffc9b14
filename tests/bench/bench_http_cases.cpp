// SPDX-License-Identifier: GPL-3.0-or-later
// Budget: 1000 HTTP GET cases with three checks each, 2 workers, beside one curl process that
// fetches the same 1000 URLs on keep-alive connections. CPU per case is (T1000 - T1) / 999, so that
// starting a program is not counted; wall is of the whole program. And the same with all reports
// and history.
#include "bench/measure.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace assay::bench;
using namespace Qt::StringLiterals;

namespace {

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

void writeWorkspace(const QString &folder, int port, int cases)
{
    QDir().mkpath(folder);
    QByteArray suite = "suite: gets\nvars: { base: \"http://127.0.0.1:" + QByteArray::number(port) +
                       "\" }\ncases:\n";
    for (int i = 0; i < cases; ++i) {
        suite += "  - case: get " + QByteArray::number(i) + "\n    steps:\n" +
                 "      - http: { GET: \"${base}/items/" + QByteArray::number(i) + "\" }\n" +
                 "        expect: { status: 200, headers: { content-type: { startsWith: "
                 "application/json } }, json: { $.status: ready } }\n";
    }
    writeFile(folder + u"/gets.yaml"_s, suite);
    writeFile(folder + u"/workspace.yaml"_s, "workspace: bench\n");
}

QString writeUrls(const QString &path, int port, int count)
{
    QByteArray urls;
    for (int i = 0; i < count; ++i) {
        urls += "url = \"http://127.0.0.1:" + QByteArray::number(port) + "/items/" +
                QByteArray::number(i) + "\"\noutput = /dev/null\n";
    }
    writeFile(path, urls);
    return path;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString assay = QStringLiteral(ASSAY_BINARY_DIR "/bin/assay");
    QTemporaryDir folder;
    const Nginx nginx(folder.path());
    const QString many = folder.filePath(u"many"_s);
    const QString one = folder.filePath(u"one"_s);
    writeWorkspace(many, nginx.port(), 1000);
    writeWorkspace(one, nginx.port(), 1);
    const QString urls = writeUrls(folder.filePath(u"urls"_s), nginx.port(), 1000);
    const QString url = writeUrls(folder.filePath(u"url"_s), nginx.port(), 1);

    const QStringList plain = {u"--parallel"_s, u"2"_s, u"--no-history"_s, u"--quiet"_s};
    const auto ours = [&](const QString &workspace, const QStringList &options) {
        return measure(QStringList{assay, u"--batch"_s, workspace} + options);
    };
    const QStringList everything = {u"--parallel"_s,
                                    u"2"_s,
                                    u"--quiet"_s,
                                    u"--report"_s,
                                    u"junit:"_s + folder.filePath(u"junit.xml"_s),
                                    u"--report"_s,
                                    u"json:"_s + folder.filePath(u"report.json"_s),
                                    u"--report"_s,
                                    u"html:"_s + folder.filePath(u"report.html"_s)};

    // Side by side: each round runs all of them, so that a busy moment hits all of them.
    constexpr int kRounds = 7;
    Cost curlMany;
    Cost curlOne;
    Cost oursMany;
    Cost oursOne;
    Cost oursAll;
    const auto keepBest = [](Cost &best, const Cost &cost, int round) {
        if (cost.exitCode != 0) {
            std::fprintf(stderr, "a measured program ended with %d\n", cost.exitCode);
            std::exit(2);
        }
        best.cpu = round == 0 ? cost.cpu : std::min(best.cpu, cost.cpu);
        best.wall = round == 0 ? cost.wall : std::min(best.wall, cost.wall);
        best.peak = std::max(best.peak, cost.peak);
    };
    for (int round = 0; round < kRounds; ++round) {
        keepBest(curlMany, measure({u"curl"_s, u"-s"_s, u"-K"_s, urls}), round);
        keepBest(oursMany, ours(many, plain), round);
        keepBest(oursAll, ours(many, everything), round);
        keepBest(curlOne, measure({u"curl"_s, u"-s"_s, u"-K"_s, url}), round);
        keepBest(oursOne, ours(one, plain), round);
    }
    report(u"1000 GET cases, CPU per case"_s, (oursMany.cpu - oursOne.cpu) / 999 * 1000,
           (curlMany.cpu - curlOne.cpu) / 999 * 1000, u"ms"_s, 3.5);
    report(u"1000 GET cases, wall, whole program"_s, oursMany.wall * 1000, curlMany.wall * 1000,
           u"ms"_s, 2.0);
    report(u"the same with JUnit, JSON, HTML, history: wall"_s, oursAll.wall * 1000,
           oursMany.wall * 1000, u"ms"_s, 1.6);
    report(u"the same with JUnit, JSON, HTML, history: CPU"_s, oursAll.cpu * 1000,
           oursMany.cpu * 1000, u"ms"_s, 1.6);
    std::printf("(whole programs: ours %.0f ms CPU, curl %.0f ms CPU; one case: ours %.0f ms wall, "
                "%.0f MB peak with all reports)\n",
                oursMany.cpu * 1000, curlMany.cpu * 1000, oursOne.wall * 1000, oursAll.peak);
    return verdict();
}
