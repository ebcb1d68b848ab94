// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hikvp/value_overlay.h"

#include "core/base/hash.h"
#include "core/base/strings.h"

#include <map>
#include <unordered_map>

namespace akv {

namespace {

class OverlaidStore final : public LeafStore {
public:
    OverlaidStore(std::shared_ptr<const LeafStore> base, std::shared_ptr<const LeafStore> patch,
                  std::unordered_map<LeafId, LeafId> patched)
        : m_base(std::move(base)), m_patch(std::move(patch)), m_patched(std::move(patched)) {
        const std::map<LeafId, LeafId> ordered(m_patched.begin(), m_patched.end());
        std::string parts = m_base->hash() + m_patch->hash();
        for (const auto& [leaf, at] : ordered) parts += ":" + std::to_string(leaf.value());
        m_hash = hex64(hash64(parts));
    }

    std::uint32_t leafCount() const override { return m_base->leafCount(); }
    std::size_t width() const override { return m_base->width(); }
    LeafType type() const override { return m_base->type(); }
    const std::string& encoderName() const override { return m_base->encoderName(); }
    const Hierarchy& hierarchy() const override { return m_base->hierarchy(); }
    RowId rowOf(LeafId leaf) const override { return m_base->rowOf(leaf); }
    LeafId leafOf(RowId row) const override { return m_base->leafOf(row); }
    void key(LeafId leaf, std::span<float> out) const override { m_base->key(leaf, out); }
    std::span<const std::int8_t> keyCodes8(LeafId leaf) const override { return m_base->keyCodes8(leaf); }
    std::span<const std::uint16_t> keyCodes16(LeafId leaf) const override { return m_base->keyCodes16(leaf); }
    std::span<const float> keyCodes32(LeafId leaf) const override { return m_base->keyCodes32(leaf); }
    float keyScale(LeafId leaf) const override { return m_base->keyScale(leaf); }

    void value(LeafId leaf, std::span<float> out) const override {
        const auto [store, at] = valueAt(leaf);
        store->value(at, out);
    }
    std::span<const std::int8_t> valueCodes8(LeafId leaf) const override {
        const auto [store, at] = valueAt(leaf);
        return store->valueCodes8(at);
    }
    std::span<const std::uint16_t> valueCodes16(LeafId leaf) const override {
        const auto [store, at] = valueAt(leaf);
        return store->valueCodes16(at);
    }
    std::span<const float> valueCodes32(LeafId leaf) const override {
        const auto [store, at] = valueAt(leaf);
        return store->valueCodes32(at);
    }
    float valueScale(LeafId leaf) const override {
        const auto [store, at] = valueAt(leaf);
        return store->valueScale(at);
    }
    std::uint64_t bytesOnDisk() const override { return m_base->bytesOnDisk(); }
    std::uint64_t residentKeyBytes() const override { return m_base->residentKeyBytes(); }
    const std::string& hash() const override { return m_hash; }
    Result<void> checkWhole() const override { return m_base->checkWhole(); }

private:
    /// The store that holds the value of a leaf, and under which leaf.
    std::pair<const LeafStore*, LeafId> valueAt(LeafId leaf) const {
        const auto found = m_patched.find(leaf);
        return found == m_patched.end() ? std::pair(m_base.get(), leaf) : std::pair(m_patch.get(), found->second);
    }
    std::shared_ptr<const LeafStore> m_base, m_patch;
    std::unordered_map<LeafId, LeafId> m_patched; ///< leaf of the base -> leaf of the patch
    std::string m_hash;
};

} // namespace

Result<std::shared_ptr<const LeafStore>> overlayValues(std::shared_ptr<const LeafStore> base,
                                                       std::span<const LeafId> leaves, const Matrix& values) {
    if (values.rows != leaves.size() || leaves.empty() || values.cols != base->width())
        return Error(ErrorCode::InvalidInput, "an overlay of " + std::to_string(leaves.size()) + " leaves of width " +
                                                  std::to_string(base->width()) + " was given " +
                                                  std::to_string(values.rows) + " values of width " +
                                                  std::to_string(values.cols));
    Clustering one; // the patch is never searched, so one cluster does
    one.hierarchy.root = one.hierarchy.inter = Matrix(1, values.cols);
    one.hierarchy.interBegin = {0, 1};
    one.hierarchy.leafBegin = {0, std::uint32_t(leaves.size())};
    std::unordered_map<LeafId, LeafId> patched;
    for (std::uint32_t i = 0; i < leaves.size(); ++i) {
        if (leaves[i].value() >= base->leafCount())
            return Error(ErrorCode::InvalidInput, "leaf " + std::to_string(leaves[i].value()) +
                                                      " does not exist; the store has " +
                                                      std::to_string(base->leafCount()));
        one.order.push_back(i);
        patched[leaves[i]] = LeafId(i);
    }
    AKV_ASSIGN(auto patch, makeMemoryStore(values, values, one, base->type(), base->encoderName()));
    return std::shared_ptr<const LeafStore>(
        std::make_shared<OverlaidStore>(std::move(base), std::move(patch), std::move(patched)));
}

} // namespace akv
