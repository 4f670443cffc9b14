// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/files.h"
#include "environment/mock_host.h"

namespace assay::workbench {

/// Brings environments and mocks together: the environment asks for a mock, the simulation serves
/// it. Any thread; `files` outlives it.
class MockHostAdapter final : public environment::MockHost
{
public:
    explicit MockHostAdapter(const base::Files &files)
        : m_files(files)
    {
    }
    [[nodiscard]] base::Result<std::unique_ptr<environment::RunningMock>>
    start(const environment::MockRequest &request) override;

private:
    const base::Files &m_files;
};

} // namespace assay::workbench
