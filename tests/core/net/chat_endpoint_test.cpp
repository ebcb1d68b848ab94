// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/net/chat_endpoint.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace akv {
namespace {

using test::TempFolder;

/// Nothing listens there.
ChatOptions closedPort(const std::filesystem::path& cache) {
    ChatOptions options;
    options.url = "http://127.0.0.1:9/v1";
    options.model = "m";
    options.cache = cache;
    options.tries = 2, options.firstWait = 0.01, options.requestsPerSecond = 0, options.timeout = 5;
    return options;
}

TEST(ChatEndpoint, CachedRepliesNeedNoServer) {
    TempFolder folder;
    const auto cache = folder.file("c.jsonl", R"({"model":"m","system":"s","user":"u","reply":"kept"})"
                                              "\n"
                                              R"({"model":"m","system":"s","user":"half)");
    auto endpoint = ChatEndpoint::open(closedPort(cache));
    ASSERT_TRUE(endpoint.ok()) << endpoint.error().text();
    const auto reply = endpoint->ask("s", "u", {});
    ASSERT_TRUE(reply.ok()) << reply.error().text();
    EXPECT_EQ(*reply, "kept");
    EXPECT_EQ(endpoint->cached(), 1U);
    EXPECT_EQ(endpoint->requests(), 0U);
    EXPECT_EQ(readFile(cache)->back(), '\n') << "half a line of a killed run is cut off";
    const auto other = endpoint->ask("s", "another", {});
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().code, ErrorCode::Network);
    EXPECT_EQ(endpoint->requests(), 2U);
}

TEST(ChatEndpoint, RefusesWhatIsNoEndpoint) {
    TempFolder folder;
    auto options = closedPort({});
    options.url = "ftp://127.0.0.1/v1";
    EXPECT_FALSE(ChatEndpoint::open(options).ok());
    options.url = "";
    EXPECT_FALSE(ChatEndpoint::open(options).ok());
    options = closedPort({});
    options.model = "";
    EXPECT_FALSE(ChatEndpoint::open(options).ok());
    const auto foreign = ChatEndpoint::open(closedPort(folder.file("x.jsonl", "hello\nthere\n")));
    ASSERT_FALSE(foreign.ok());
    EXPECT_NE(foreign.error().text().find("line 1"), std::string::npos);
}

TEST(ChatEndpoint, CancelStopsTheWaiting) {
    auto options = closedPort({});
    options.tries = 100, options.firstWait = 1000;
    auto endpoint = ChatEndpoint::open(options);
    ASSERT_TRUE(endpoint.ok());
    JobContext context;
    context.cancel.cancel();
    const auto reply = endpoint->ask("s", "u", context);
    ASSERT_FALSE(reply.ok());
    EXPECT_EQ(reply.error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace akv
