// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/device/memory_sampler.h"

#include <charconv>
#include <chrono>
#include <fstream>
#include <malloc.h>
#include <string>
#include <string_view>

namespace akv {

namespace {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Bytes of a line such as "VmRSS:     1234 kB"; 0 when it is another line.
void takeLine(std::string_view line, std::string_view name, std::uint64_t& bytes) {
    if (!line.starts_with(name)) return;
    line.remove_prefix(name.size());
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    std::uint64_t kilobytes = 0;
    std::from_chars(line.data(), line.data() + line.size(), kilobytes);
    bytes = kilobytes * 1024;
}

} // namespace

MemorySampler::MemorySampler() : m_start(now()) {}

MemorySample MemorySampler::sample() const {
    MemorySample sample;
    sample.seconds = now() - m_start;
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        takeLine(line, "VmRSS:", sample.rss);
        takeLine(line, "VmHWM:", sample.rssPeak);
        takeLine(line, "RssFile:", sample.rssFile);
    }
    std::ifstream system("/proc/meminfo");
    for (std::string line; std::getline(system, line);) {
        takeLine(line, "MemTotal:", sample.systemTotal);
        takeLine(line, "MemAvailable:", sample.systemAvailable);
    }
    return sample;
}

void returnFreedMemory() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace akv
