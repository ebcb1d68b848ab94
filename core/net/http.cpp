// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/http.h"

#include <curl/curl.h>
#include <memory>
#include <mutex>

namespace akv {

namespace {

constexpr std::size_t kMaxReply = std::size_t(16) << 20;

std::size_t onBody(char* data, std::size_t size, std::size_t count, void* out) {
    auto& body = *static_cast<std::string*>(out);
    if (body.size() + size * count > kMaxReply) return 0;
    body.append(data, size * count);
    return size * count;
}

int onProgress(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const JobContext*>(context)->cancel.cancelled() ? 1 : 0;
}

} // namespace

Result<HttpReply> httpPost(const std::string& url, const std::vector<std::string>& headers, const std::string& body,
                           double timeout, const JobContext& context) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(), curl_easy_cleanup);
    if (!handle) return Error(ErrorCode::Network, "the HTTP library could not be started");
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> list(nullptr, curl_slist_free_all);
    for (const auto& header : headers) list.reset(curl_slist_append(list.release(), header.c_str()));
    HttpReply reply;
    CURL* curl = handle.get();
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list.get());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, onBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply.body);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, onProgress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &context);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, long(timeout * 1000));
    const auto code = curl_easy_perform(curl);
    AKV_CHECK(context.checkCancelled());
    if (code == CURLE_WRITE_ERROR)
        return Error(ErrorCode::Network, "'" + url + "' sent more than 16 MiB; is it the right address?");
    if (code != CURLE_OK)
        return Error(ErrorCode::Network, "no reply from '" + url + "': " + curl_easy_strerror(code) +
                                             "; check the address and that the server runs");
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply.status);
    curl_off_t wait = 0;
    if (curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait) == CURLE_OK) reply.retryAfter = double(wait);
    return reply;
}

} // namespace akv
