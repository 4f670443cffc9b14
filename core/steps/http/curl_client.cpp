// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps/http/curl_client.h"

#include "steps/http/curl_transfer.h"

#include <map>
#include <thread>

namespace assay::steps::http {

bool CurlClient::prepareLibrary()
{
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    return ready == CURLE_OK;
}

struct CurlClient::Data
{
    CURL *curl = prepareLibrary() ? curl_easy_init() : nullptr;
    CURLM *multi = curl_multi_init();
    QByteArray owner;
    std::optional<QString> jar = QString();
    std::map<QString, List> otherJars; ///< cookies of the jars that are not in the handle

    Data()
    {
        constexpr long kConnectionsKept = 16;
        curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, kConnectionsKept);
    }
    ~Data()
    {
        curl_easy_cleanup(curl);
        curl_multi_cleanup(multi);
    }
    void forgetCookies() { curl_easy_setopt(curl, CURLOPT_COOKIELIST, "ALL"); }
    void useJar(const std::optional<QString> &name);
    /// Runs the prepared handle; false when the token was triggered first.
    bool perform(const std::stop_token &stop, CURLcode &code);

private:
    CURLMcode await();
    bool m_quick = false; ///< the last exchange took less than kQuick
};

namespace {

/// A service on this machine answers sooner than a thread goes to sleep and is woken again, which
/// costs more than looking for the answer a little longer, giving way to whoever wants to run.
constexpr std::chrono::microseconds kLook{40};
constexpr std::chrono::microseconds kQuick{300};

} // namespace

void CurlClient::Data::useJar(const std::optional<QString> &name)
{
    if (name == jar)
        return;
    if (jar) {
        curl_slist *cookies = nullptr;
        curl_easy_getinfo(curl, CURLINFO_COOKIELIST, &cookies);
        otherJars[*jar].reset(cookies);
    }
    forgetCookies();
    jar = name;
    if (!name)
        return;
    const auto kept = otherJars.find(*name);
    if (kept == otherJars.end())
        return;
    for (const curl_slist *line = kept->second.get(); line != nullptr; line = line->next)
        curl_easy_setopt(curl, CURLOPT_COOKIELIST, line->data);
    otherJars.erase(kept);
}

bool CurlClient::Data::perform(const std::stop_token &stop, CURLcode &code)
{
    const std::stop_callback wake(stop, [this] { curl_multi_wakeup(multi); });
    curl_multi_add_handle(multi, curl);
    const auto start = std::chrono::steady_clock::now();
    int running = 1;
    bool stopped = false;
    CURLMcode status = CURLM_OK;
    while (true) {
        status = curl_multi_perform(multi, &running);
        if (status != CURLM_OK || running == 0)
            break;
        if (stop.stop_requested()) {
            stopped = true;
            break;
        }
        status = await();
        if (status != CURLM_OK)
            break;
    }
    m_quick = std::chrono::steady_clock::now() - start < kQuick;
    code = status == CURLM_OK ? CURLE_OK : CURLE_FAILED_INIT;
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(multi, &left)) {
        if (message->msg == CURLMSG_DONE)
            code = message->data.result;
    }
    return !stopped;
}

CURLMcode CurlClient::Data::await()
{
    int ready = 0;
    if (m_quick) {
        const auto end = std::chrono::steady_clock::now() + kLook;
        do {
            std::this_thread::yield();
            const CURLMcode status = curl_multi_poll(multi, nullptr, 0, 0, &ready);
            if (status != CURLM_OK || ready > 0)
                return status;
        } while (std::chrono::steady_clock::now() < end);
    }
    constexpr int kLongestMs = 60'000; // the library shortens it by its own timers
    return curl_multi_poll(multi, nullptr, 0, kLongestMs, &ready);
}

CurlClient::CurlClient()
    : m_data(std::make_unique<Data>())
{
}

CurlClient::~CurlClient() = default;

void CurlClient::beginOwner(const QByteArray &owner)
{
    if (owner == m_data->owner)
        return;
    m_data->owner = owner;
    m_data->otherJars.clear();
    m_data->jar = QString();
    m_data->forgetCookies();
}

CurlClient::Sent CurlClient::send(const Request &request, const Control &control)
{
    m_data->useJar(request.jar);
    if (!request.jar)
        m_data->forgetCookies();
    CurlTransfer transfer(m_data->curl, request, control);
    if (auto prepared = transfer.prepare(); !prepared)
        return {End::Failed, {}, prepared.error(), {}};
    CURLcode code = CURLE_OK;
    const bool ended = m_data->perform(control.stop, code);
    Sent sent = ended ? transfer.finish(code) : transfer.stopped();
    // Taken off only now: before, its connection could not be asked any more.
    curl_multi_remove_handle(m_data->multi, m_data->curl);
    return sent;
}

} // namespace assay::steps::http
