// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <memory>

namespace assay::simulation {

/// Where a connection goes to.
struct ProxyTarget
{
    QString host; ///< an address: names are not looked up
    int port = 0; ///< 0: nobody is there now, the connection is reset
};

/// What went through a proxy so far.
struct ProxyCounts
{
    std::uint64_t connections = 0; ///< that were accepted
    std::uint64_t refused = 0;     ///< of them, those whose target did not answer
    int open = 0;
    std::uint64_t bytesUp = 0; ///< from clients to the target
    std::uint64_t bytesDown = 0;
};

/// A port of 127.0.0.1 from which every TCP connection is passed on to a target, byte by byte: what
/// stands between two services whose edge may be faulted.
///
///     auto proxy = EdgeProxy::start([] { return ProxyTarget{u"127.0.0.1"_s, 5432}; });
///     use((*proxy)->port());
///
/// TCP is told truly: a half-closed connection stays half open, a reset is passed on as a reset,
/// also to who is idle; a target that refuses resets the client. Small messages are received and
/// sent at once; a stream that fills its buffers goes on by splice(2), without being copied through
/// us. The target is asked for anew with each connection, beside the others: a slow one holds up
/// nobody. One thread for all connections of a proxy.
///
/// Any thread. The destructor resets what is open.
class EdgeProxy
{
public:
    /// `target` is called on the proxy's thread and must not block.
    [[nodiscard]] static base::Result<std::unique_ptr<EdgeProxy>>
    start(std::function<ProxyTarget()> target);
    ~EdgeProxy();
    EdgeProxy(const EdgeProxy &) = delete;
    EdgeProxy &operator=(const EdgeProxy &) = delete;

    [[nodiscard]] int port() const;
    [[nodiscard]] ProxyCounts counts() const;
    void stop();

private:
    struct Private;
    explicit EdgeProxy(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

} // namespace assay::simulation
