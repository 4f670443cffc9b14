// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulation/mock/mock_request.h"

namespace assay::simulation {

/// What a request line and its headers say, before the body is known. Any thread.
[[nodiscard]] MockHttpRequest
requestOf(const QByteArray &method, const QByteArray &target,
          const std::vector<std::pair<QByteArray, QByteArray>> &headers, const QByteArray &body);

/// Status line and headers as bytes, up to the empty line. `isChunked`: the body comes in chunks;
/// else Content-Length says how long it is.
[[nodiscard]] QByteArray headOf(const MockAnswer &answer, bool isChunked, bool keepAlive);

/// The bytes as one chunk of a chunked body (RFC 9112, 7.1); empty bytes: the last one.
[[nodiscard]] QByteArray chunkOf(const QByteArray &bytes);

} // namespace assay::simulation
