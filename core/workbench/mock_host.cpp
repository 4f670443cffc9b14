// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/mock_host.h"

#include "simulation/mock/mock_server.h"

namespace assay::workbench {

namespace {

class Mock final : public environment::RunningMock
{
public:
    explicit Mock(std::unique_ptr<simulation::MockServer> server)
        : m_server(std::move(server))
    {
    }
    [[nodiscard]] int port() const override { return m_server->port(); }
    [[nodiscard]] QString url() const override { return m_server->url(); }
    void setState(const QJsonObject &state) override { m_server->setState(state); }
    void stop() override { m_server->stop(); }

private:
    std::unique_ptr<simulation::MockServer> m_server;
};

} // namespace

base::Result<std::unique_ptr<environment::RunningMock>>
MockHostAdapter::start(const environment::MockRequest &request)
{
    auto server = simulation::MockServer::startFile(
        request.file, m_files, {.host = request.host, .port = request.port, .log = request.log});
    if (!server)
        return base::failure(server.error());
    if (!request.state.isEmpty())
        (*server)->setState(request.state);
    return std::unique_ptr<environment::RunningMock>(std::make_unique<Mock>(std::move(*server)));
}

} // namespace assay::workbench
