// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/access.h"
#include "base/bugs.h"
#include "http/problem.h"

#include <QTest>

using namespace semantic;

namespace {

Request request(const std::string &path, const std::string &authorization = {})
{
    Request request;
    request.method = "GET";
    request.path = path;
    if (!authorization.empty())
        request.headers["authorization"] = authorization;
    return request;
}

template <class Check>
int statusOf(Check check)
{
    try {
        check();
        return 200;
    } catch (const Problem &problem) {
        return problem.status;
    }
}

int statusOf(const Access &access, const Request &asked)
{
    return statusOf([&] { access.checkToken(asked); });
}

constexpr auto kStats = "/v1/management/stats";
constexpr auto kJobs = "/v1/management/jobs";

} // namespace

class AccessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("authorization");
        QTest::addColumn<int>("status");
        const auto row = [](const char *path, const char *authorization, int status) {
            QTest::addRow("%s with %s", path, authorization)
                << QString::fromUtf8(path) << QString::fromUtf8(authorization) << status;
        };
        row("/health", "", 200);
        row("/v1x", "", 200); // nothing is there, which the router says
        row("/v1/texts", "", 401);
        row("/v1/texts", "Bearer open", 200);
        row("/v1/texts", "bearer  open ", 200);
        row("/v1/texts", "Basic open", 401);
        row("/v1/texts", "Bearer secret", 401);
        row("/v1/managementx", "Bearer open", 200);
        row("/v1/management", "Bearer open", 401);
        row(kStats, "", 401);
        row(kStats, "Bearer open", 401);
        row(kStats, "Bearer secret", 200);
        row(kStats, "Bearer sec", 401);
        row(kStats, "Bearer secrets", 401);
        row(kStats, "Bearer ", 401);
        row(kJobs, "", 401);
    }
    void tokens()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, authorization);
        QFETCH(const int, status);
        const Maintenance maintenance;
        const Access access("open", "secret", maintenance);
        QCOMPARE(statusOf(access, request(path.toStdString(), authorization.toStdString())),
                 status);
    }

    void withoutTokensEveryoneMayCallAndNobodyManage()
    {
        const Maintenance maintenance;
        const Access access("", "", maintenance);
        QCOMPARE(statusOf(access, request("/v1/texts")), 200);
        QCOMPARE(statusOf(access, request(kStats, "Bearer x")), 403);
        QCOMPARE(statusOf(access, request(kStats, "Bearer ")), 403);
    }

    void maintenanceKeepsWritesAway()
    {
        Maintenance maintenance;
        const Access access("", "", maintenance);
        const auto status = [&](const char *method, const char *pattern) {
            const Router::Route route{method, pattern, Lane::Requests, {}};
            return statusOf([&] { access.checkMaintenance(route); });
        };
        QCOMPARE(status("POST", "/v1/texts"), 200);
        maintenance.enable(true);
        QCOMPARE(status("POST", "/v1/texts"), 503);
        QCOMPARE(status("PUT", "/v1/tags/{name}"), 503);
        QCOMPARE(status("DELETE", "/v1/graph/nodes/{id}"), 503);
        QCOMPARE(status("GET", "/v1/texts"), 200);
        QCOMPARE(status("POST", "/v1/search"), 200);
        QCOMPARE(status("POST", "/v1/templates/{id}/render"), 200);
        QCOMPARE(status("GET", "/ready"), 200);
        QCOMPARE(status("PUT", "/v1/management/maintenance"), 200);
        switchOn(Bug::MaintenanceBlocksReads);
        QCOMPARE(status("GET", "/v1/texts"), 503);
        QCOMPARE(status("PUT", "/v1/management/maintenance"), 200);
    }

    // The last one: a defect that is on stays on.
    void seededDefectsOpenDoors()
    {
        const Maintenance maintenance;
        const Access access("", "secret", maintenance);
        switchOn(Bug::AuthPrefix);
        QCOMPARE(statusOf(access, request(kStats, "Bearer sec")), 200);
        QCOMPARE(statusOf(access, request(kStats, "Bearer sex")), 401);
        QCOMPARE(statusOf(access, request(kStats, "Bearer ")), 401);
        QCOMPARE(statusOf(access, request(kJobs)), 401);
        switchOn(Bug::JobsWithoutToken);
        QCOMPARE(statusOf(access, request(kJobs)), 200);
        QCOMPARE(statusOf(access, request(kStats)), 401);
    }
};

QTEST_APPLESS_MAIN(AccessTest)
#include "tst_access.moc"
