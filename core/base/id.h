// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace akv {

/// A number that cannot be mixed with numbers of another kind.
template <class Tag, class Rep = std::uint32_t>
class Id {
public:
    using Value = Rep;
    constexpr Id() = default;
    constexpr explicit Id(Rep v) : m_value(v) {}
    constexpr Rep value() const { return m_value; }
    constexpr auto operator<=>(const Id&) const = default;

private:
    Rep m_value = 0;
};

using EntityId = Id<struct EntityTag, std::int64_t>; ///< rowid of an entity in kg.sqlite
using TripleId = Id<struct TripleTag, std::int64_t>; ///< id of a triple; never changes and is never reused
using RowId =
    Id<struct RowTag, std::uint32_t>; ///< position of a Q-K-V row in creation order (= row of the base embeddings)
using LeafId = Id<struct LeafTag, std::uint32_t>; ///< position of a row in cluster order (= row of the leaf store)
using ClusterId = Id<struct ClusterTag, std::uint32_t>; ///< root or inter cluster; the context says which level

} // namespace akv

template <class Tag, class Rep>
struct std::hash<akv::Id<Tag, Rep>> {
    std::size_t operator()(const akv::Id<Tag, Rep>& id) const noexcept { return std::hash<Rep>{}(id.value()); }
};
