// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/descriptor.h"
#include "base/result.h"

namespace assay::environment {

/// A socket that listens on 127.0.0.1 at a port that the system chose. From now on connections
/// queue up, so nothing is refused while the child that gets it is still starting.
[[nodiscard]] base::Result<base::Descriptor> listenOnLoopback();

/// A free port of 127.0.0.1, kept from others for as long as this lives: it is bound, but does not
/// listen, so that a child that sets SO_REUSEADDR (as servers do) can take it over.
class HeldPort
{
public:
    [[nodiscard]] static base::Result<HeldPort> take();
    [[nodiscard]] int port() const { return m_port; }
    /// For children that do not set SO_REUSEADDR; a small risk that somebody else is quicker.
    void release() { m_socket.reset(); }

private:
    base::Descriptor m_socket;
    int m_port = 0;
};

/// The port that the socket is bound to; 0 when it is none.
[[nodiscard]] int portOf(int socket);

} // namespace assay::environment
