// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "steps/http/request.h"

#include <QByteArrayView>

#include <functional>
#include <memory>
#include <stop_token>

namespace assay::steps::http {

/// A connection-keeping HTTP client on libcurl, without an event loop: send() blocks its thread and
/// is ended at once by a stop token. One a worker (Locals), so that a worker's cases share
/// connections.
///
///     CurlClient &client = worker.locals.get<CurlClient>();
///     const CurlClient::Sent sent = client.send(request, {.stop = context.stopToken(), ...});
///
/// Cookies live as long as an owner: beginOwner() with another one forgets them all.
/// Confined to one thread.
class CurlClient
{
public:
    enum class End {
        Answered,
        Failed,   ///< see `error`
        TimedOut, ///< the connect timeout; see `error`
        Stopped,  ///< by the token; `doing` says in which phase it was
        Ended,    ///< by the sink
    };
    struct Control
    {
        std::stop_token stop;
        base::ByteCount headerLimit{256 * 1024}; ///< of all header lines together; curl has 300 KiB
        /// Takes the body piece by piece instead of Reply::body; false ends the exchange.
        std::function<bool(const Reply &reply, QByteArrayView piece)> sink = {};
    };
    struct Sent
    {
        End end = End::Answered;
        Reply reply; ///< as far as it came
        base::Error error;
        QString doing; ///< "waiting for the first byte of the answer"
    };

    CurlClient();
    ~CurlClient();

    /// libcurl's and OpenSSL's own set-up: milliseconds at the first call, then nothing. Any
    /// thread. The constructor calls it.
    static bool prepareLibrary();

    /// Whose cookies follow: "suite|index|attempt".
    void beginOwner(const QByteArray &owner);
    /// One exchange, redirects not followed. Every error names the peer and what to do.
    [[nodiscard]] Sent send(const Request &request, const Control &control);

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace assay::steps::http
