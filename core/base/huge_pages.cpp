// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/huge_pages.h"

#include <cstdint>
#include <cstdlib>
#include <map>
#include <mutex>
#include <new>
#ifdef __linux__
#include <sys/mman.h>
#endif

namespace akv {

namespace {

constexpr std::size_t kPage = std::size_t(2) << 20, kBlock = 4 * kPage, kAlignment = 64;
constexpr std::size_t kSmall = std::size_t(16) << 10; ///< below this, pages of 4 KiB are as good

constexpr std::size_t roundedUp(std::size_t n, std::size_t to) { return (n + to - 1) / to * to; }

/// Blocks that are filled from front to back and freed when nothing in them is used any more.
class Pool {
public:
    void* allocate(std::size_t bytes) {
        bytes = roundedUp(bytes, kAlignment);
        const std::lock_guard lock(m_mutex);
        if (bytes > kBlock / 2) return take(*add(bytes), bytes); // a block of its own
        if (m_open == m_blocks.end() || m_open->second.filled + bytes > m_open->second.size) m_open = add(kBlock);
        return take(*m_open, bytes);
    }

    void release(void* memory) noexcept {
        const std::lock_guard lock(m_mutex);
        const auto block = std::prev(m_blocks.upper_bound(reinterpret_cast<std::uintptr_t>(memory)));
        if (--block->second.live > 0) return;
        if (block == m_open) m_open = m_blocks.end();
        std::free(reinterpret_cast<void*>(block->first));
        m_blocks.erase(block);
    }

private:
    struct Block {
        std::size_t size = 0, filled = 0, live = 0;
    };
    using Blocks = std::map<std::uintptr_t, Block>; ///< by address

    Blocks::iterator add(std::size_t bytes) {
        const std::size_t size = roundedUp(bytes, kPage);
        void* memory = std::aligned_alloc(kPage, size);
        if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
        madvise(memory, size, MADV_HUGEPAGE); // a wish: where it is not granted the pages are small
#endif
        return m_blocks.emplace(reinterpret_cast<std::uintptr_t>(memory), Block{size, 0, 0}).first;
    }

    static void* take(Blocks::value_type& block, std::size_t bytes) {
        void* out = reinterpret_cast<void*>(block.first + block.second.filled);
        block.second.filled += bytes;
        ++block.second.live;
        return out;
    }

    std::mutex m_mutex;
    Blocks m_blocks;
    Blocks::iterator m_open = m_blocks.end(); ///< that small pieces are taken from
};

Pool& pool() {
    static Pool& g_pool = *new Pool; // outlives everything that lies in it
    return g_pool;
}

/// The sanitizers watch the edges of what operator new gives.
constexpr bool isPooled([[maybe_unused]] std::size_t bytes) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return false;
#else
    return bytes >= kSmall;
#endif
}

} // namespace

void* allocateHuge(std::size_t bytes) { return isPooled(bytes) ? pool().allocate(bytes) : ::operator new(bytes); }

void releaseHuge(void* memory, std::size_t bytes) noexcept {
    if (isPooled(bytes))
        pool().release(memory);
    else
        ::operator delete(memory);
}

} // namespace akv
