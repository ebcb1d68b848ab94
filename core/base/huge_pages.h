// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace akv {

/// Memory for what is read again and again from end to end, such as weights, in pages of 2 MiB where the system has
/// them for the asking: a step that reads 36 MB in pages of 4 KiB looks up 9,000 of them, and every one of them stops
/// the processor's reading ahead. Many small pieces share pages. Never null; throws std::bad_alloc.
void* allocateHuge(std::size_t bytes);
void releaseHuge(void* memory, std::size_t bytes) noexcept;

/// allocateHuge() for containers.
template <class T>
struct HugePageAllocator {
    using value_type = T;
    HugePageAllocator() = default;
    template <class U>
    HugePageAllocator(const HugePageAllocator<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(allocateHuge(n * sizeof(T))); }
    void deallocate(T* p, std::size_t n) noexcept { releaseHuge(p, n * sizeof(T)); }
    template <class U>
    bool operator==(const HugePageAllocator<U>&) const {
        return true;
    }
};
using HugeBytes = std::vector<std::byte, HugePageAllocator<std::byte>>;

} // namespace akv
