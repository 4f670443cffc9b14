// SPDX-License-Identifier: GPL-3.0-or-later
// An Assay that provisions an environment and then waits to be killed: of tst_leases. Its arguments
// are services: shell, postgres, redis, compose=FILE; "destroy" takes them down again instead of
// waiting. Prints "ready" and the pids.
#include "environment_fixture.h"

#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

using namespace assay::environment;
using namespace Qt::StringLiterals;

int main(int count, char **arguments)
{
    const QCoreApplication application(count, arguments);
    // Its folders are those of the test, by the environment.
    assay::base::SystemClock clock;
    assay::base::SystemFiles files;
    assay::base::SystemVariables variables;
    assay::base::SystemRandom random;
    EnvironmentManager::Options options{.host = {clock, files, variables, random}};
    auto manager = EnvironmentManager::create(std::move(options));
    if (!manager) {
        std::fprintf(stderr, "%s\n", qPrintable(manager.error().toText()));
        return 1;
    }
    assay::model::EnvironmentSpec spec;
    spec.name = u"owner"_s;
    spec.folder = QDir::tempPath();
    const QStringList kinds = QCoreApplication::arguments().mid(1);
    for (const QString &kind : kinds) {
        if (kind.startsWith(u"compose="_s))
            spec.services.push_back(service(
                u"system"_s, u"compose"_s,
                QJsonObject{{u"file"_s, kind.mid(8)}, {u"build"_s, true}, {u"grace"_s, u"30s"_s}}));
        else if (kind == u"destroy")
            continue;
        else if (kind == u"shell")
            // A child that leaves the process group, too: only the mark in its environment tells.
            spec.services.push_back(shell(kind, u"setsid sleep 1000 & sleep 1000 & sleep 1000"_s));
        else
            spec.services.push_back(service(kind, kind, QJsonObject()));
    }
    auto environment = (*manager)->provision(spec, {});
    if (!environment) {
        std::fprintf(stderr, "%s\n", qPrintable(environment.error().toText()));
        return 1;
    }
    std::printf("ready");
    for (const ServiceEndpoint &endpoint : environment->services)
        std::printf(" %lld", static_cast<long long>(endpoint.pid));
    std::printf("\n");
    std::fflush(stdout);
    if (kinds.contains(u"destroy"_s))
        return (*manager)->destroy(*environment) ? 0 : 1;
    for (;;)
        pause();
}
