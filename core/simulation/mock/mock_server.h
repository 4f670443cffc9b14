// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/mock/mock_definition.h"

#include <functional>
#include <memory>

namespace assay::simulation {

struct MockServerOptions
{
    QString host = QStringLiteral("127.0.0.1"); ///< an address; "0.0.0.0" in a container
    int port = 0;                               ///< 0: any free one
    /// A line for each request: "POST /v1/texts -> 201 (route 1)". From the server's thread.
    std::function<void(const QString &line)> log = {};
    base::Nanoseconds requestTime = std::chrono::seconds(60); ///< for a whole request to arrive
    int connections = 1024;                                   ///< at once; further ones are closed
};

/// Serves a mock over HTTP/1.1 on a thread of its own (Boost.Beast): keep-alive, pipelining,
/// bodies up to 10 MiB, slow clients are cut off.
///
///     auto loaded = loadMock(file, files);
///     auto server = MockServer::start(loaded.value, {.log = log});
///     use((*server)->url());
///
/// Any thread may call it. The destructor stops it.
class MockServer
{
public:
    [[nodiscard]] static base::Result<std::unique_ptr<MockServer>>
    start(MockDefinition definition, MockServerOptions options = {});
    /// loadMock() and start(): the error has the first mistake, and how many there are.
    [[nodiscard]] static base::Result<std::unique_ptr<MockServer>>
    startFile(const QString &file, const base::Files &files, MockServerOptions options = {});
    ~MockServer();
    MockServer(const MockServer &) = delete;
    MockServer &operator=(const MockServer &) = delete;

    [[nodiscard]] int port() const;
    [[nodiscard]] QString url() const; ///< "http://127.0.0.1:4711"
    [[nodiscard]] std::vector<MockCall> calls() const;
    [[nodiscard]] std::vector<qint64> counts() const; ///< by route; last: unmatched
    void reset();
    void setState(const QJsonObject &variables);
    /// Answers that are on their way get half a second; then every connection is closed. Again is
    /// fine.
    void stop();

private:
    struct Private;
    explicit MockServer(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

} // namespace assay::simulation
