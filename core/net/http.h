// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"

#include <string>
#include <vector>

namespace akv {

struct HttpReply {
    long status = 0; ///< 200, 429, ...
    std::string body;
    double retryAfter = 0.0; ///< seconds asked for by the server; 0: none
};

/// Posts `body` to `url` (http or https) and waits for the reply; follows no redirects. Cancelling acts within a
/// second. Error code Network when no reply came at all (name, connection, TLS, `timeout` seconds over) or when it is
/// longer than 16 MiB; a reply with an error status is a reply.
Result<HttpReply> httpPost(const std::string& url, const std::vector<std::string>& headers, const std::string& body,
                           double timeout, const JobContext& context);

} // namespace akv
