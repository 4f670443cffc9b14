// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steps/http/curl_client.h"

#include <curl/curl.h>

#include <cstdio>

namespace assay::steps::http {

struct FreeList
{
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

struct FreeMime
{
    void operator()(curl_mime *mime) const { curl_mime_free(mime); }
};

struct CloseFile
{
    void operator()(std::FILE *file) const { std::fclose(file); }
};

/// One request on its way: owns what libcurl only borrows until the transfer is over.
/// Private to this folder; confined to the client's thread.
class CurlTransfer
{
public:
    CurlTransfer(CURL *curl, const Request &request, const CurlClient::Control &control);
    CurlTransfer(const CurlTransfer &) = delete;
    CurlTransfer &operator=(const CurlTransfer &) = delete;
    ~CurlTransfer();

    /// Sets every option; an error when a file cannot be opened.
    [[nodiscard]] base::Result<> prepare();
    /// The outcome, after libcurl said how it ended.
    [[nodiscard]] CurlClient::Sent finish(CURLcode code);
    /// The outcome when it was taken off before its end.
    [[nodiscard]] CurlClient::Sent stopped();

private:
    static std::size_t onHeader(char *data, std::size_t size, std::size_t count, void *self);
    static std::size_t onBody(char *data, std::size_t size, std::size_t count, void *self);
    static std::size_t onRead(char *data, std::size_t size, std::size_t count, void *self);
    static int onSeek(void *self, curl_off_t offset, int origin);
    static int onSocket(void *self, curl_socket_t socket, curlsocktype purpose);
    bool takeHeader(QByteArrayView line);
    bool takeBody(QByteArrayView piece);

    void setHeaders();
    void setTls();
    [[nodiscard]] bool tunnelled() const; ///< the proxy has answered to CONNECT
    void setRoute();
    [[nodiscard]] base::Result<> setBody();
    void addHeader(const QByteArray &line);
    void takePhases();

    CURL *m_curl;
    const Request &m_request;
    const CurlClient::Control &m_control;
    Reply m_reply;
    List m_headers;
    List m_connectTo;
    std::unique_ptr<curl_mime, FreeMime> m_mime;
    std::unique_ptr<std::FILE, CloseFile> m_file;
    curl_socket_t m_socket = CURL_SOCKET_BAD; ///< the last that was opened for TLS
    qint64 m_uploadSize = 0;
    qint64 m_headerBytes = 0;
    bool m_headersTooLarge = false;
    bool m_sinkEnded = false;
    char m_errorText[CURL_ERROR_SIZE] = {};
};

/// What a failed transfer says, in one sentence with what to do next.
struct CurlFailure
{
    CURLcode code = CURLE_OK;
    long systemError = 0;
    QString detail;       ///< libcurl's own words
    long proxyStatus = 0; ///< what the proxy answered to CONNECT; 0: nothing, or it was not asked
};
[[nodiscard]] base::Error explain(const CurlFailure &failure, const Request &request);

} // namespace assay::steps::http
