// SPDX-License-Identifier: GPL-3.0-or-later
// What the reference system holds: requests per second and latencies by wrk, each kind for some
// seconds, with the system brought up by Assay as suites/environments/local.yaml has it. There is
// no budget: it is the ground that figures of load suites stand on. Needs wrk (Debian: wrk).
#include "bench/measure.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

const QString kSource = QStringLiteral(ASSAY_SOURCE_DIR);

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

void writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(path.section(u'/', 0, -2));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// wrk sends what this script says.
QByteArray posts(const QByteArray &body)
{
    return "wrk.method = 'POST'\nwrk.headers['Content-Type'] = 'application/json'\nwrk.body = '" +
           body + "'\n";
}

QByteArray measured(const QByteArray &title, const QByteArray &arguments)
{
    return "      - exec: { shell: \"echo '" + title + "' >> figures.txt; wrk --latency -t2 " +
           arguments + " >> figures.txt\" }\n        timeout: 60s\n";
}

/// The local environment with the system's mocks; texts to read and to search, then wrk.
void writeWorkspace(const QString &folder)
{
    QByteArray environment = contentOf(kSource + u"/suites/environments/local.yaml"_s);
    environment.replace("../../fixtures", "..");
    writeFile(folder + u"/environments/local.yaml"_s, environment);
    const QString fixtures = kSource + u"/fixtures/"_s;
    QDirIterator mocks(fixtures + u"mocks"_s, QDir::Files, QDirIterator::Subdirectories);
    while (mocks.hasNext()) {
        const QString file = mocks.next();
        writeFile(folder + u'/' + file.sliced(fixtures.size()), contentOf(file));
    }
    writeFile(folder + u"/workspace.yaml"_s, "workspace: throughput\n");
    writeFile(folder + u"/create.lua"_s,
              posts(R"({"title": "Load", "body": "Ships count seconds between two flashes."})"));
    writeFile(folder + u"/search.lua"_s, posts(R"({"query": "whales in autumn", "limit": 5})"));
    writeFile(folder + u"/throughput.yaml"_s,
              "suite: throughput\nenvironment: local\n"
              "vars: { api: \"${services.api.url}\" }\n"
              "cases:\n  - case: holds\n    timeout: 5m\n    steps:\n"
              "      - http:\n"
              "          POST: \"${api}/v1/texts\"\n"
              "          json: { title: Whales, body: Every autumn the grey whales swim south. }\n"
              "        expect: { status: 201 }\n"
              "        capture: { id: $.id }\n"
              "      - http: { GET: \"${api}/v1/texts/${id}\" }\n"
              "        eventually: 20s\n"
              "        expect: { json: { $.status: ready } }\n" +
                  measured("GET /live", "-c16 -d5s ${api}/live") +
                  measured("GET /v1/texts/{id}", "-c16 -d5s ${api}/v1/texts/${id}") +
                  measured("POST /v1/search, answered from the cache",
                           "-c16 -d5s -s search.lua ${api}/v1/search") +
                  measured("POST /v1/texts, with ingestion behind it",
                           "-c16 -d5s -s create.lua ${api}/v1/texts") +
                  measured("GET /v1/texts?limit=20", "-c16 -d5s '${api}/v1/texts?limit=20'"));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QTemporaryDir folder;
    writeWorkspace(folder.path());
    const assay::bench::Cost cost =
        assay::bench::measure({QStringLiteral(ASSAY_BINARY_DIR "/bin/assay"), u"--batch"_s,
                               folder.path(), u"--no-history"_s, u"--verbose"_s},
                              folder.filePath(u"out.txt"_s));
    if (cost.exitCode != 0) {
        std::fputs(contentOf(folder.filePath(u"out.txt"_s)).constData(), stderr);
        return EXIT_FAILURE;
    }
    std::fputs(contentOf(folder.filePath(u"figures.txt"_s)).constData(), stdout);
    return EXIT_SUCCESS;
}
