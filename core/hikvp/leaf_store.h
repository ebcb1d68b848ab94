// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/job_context.h"
#include "core/base/matrix.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace akv {

/// How the base embeddings of the leaves are held. Fp32 is exact; it is what tests and evaluation during training use.
enum class LeafType { Int8, Fp16, Fp32 };

/// How many root, inter and leaf keys a KB layer keeps.
struct PruneK {
    std::uint32_t root = 128, inter = 64, leaf = 16;
    bool operator==(const PruneK&) const = default;
};

/// Root and inter centroids and the cluster ranges; immutable, resident. Leaves of inter cluster c are
/// [leafBegin[c], leafBegin[c+1]); inter clusters of root r are [interBegin[r], interBegin[r+1]).
struct Hierarchy {
    Matrix root;                           ///< [R, d] fp32: mean of the inter centroids, each counted once
    Matrix inter;                          ///< [I, d] fp32: mean of the leaves' key embeddings, not normalised again
    std::vector<std::uint32_t> interBegin; ///< [R + 1]
    std::vector<std::uint32_t> leafBegin;  ///< [I + 1]

    std::uint32_t leafCount() const { return leafBegin.empty() ? 0 : leafBegin.back(); }
    ClusterId interOf(LeafId leaf) const;
    ClusterId rootOf(ClusterId inter) const;
};

struct ClusterOptions {
    std::uint64_t seed = 0;
    int iterations = 12;
    double maxImbalance = 1.25; ///< largest over mean cluster size
};

/// Balanced hierarchical k-means in the original space: ceil(M^(2/3)) inter and ceil(M^(1/3)) root clusters.
/// `order[leaf] = row`: rows in cluster order. Deterministic from the seed.
struct Clustering {
    Hierarchy hierarchy;
    std::vector<std::uint32_t> order;
};
Result<Clustering> clusterKeys(const Matrix& keys, const ClusterOptions& options, const JobContext& context);

/// The versioned, checksummed leaf store of a workspace (`store/`): key and value codes in cluster order,
/// memory-mapped, plus the hierarchy. LeafId = position. Immutable and thread-safe once open.
///
/// Bytes per row at width d: int8 2 (d + 2) + 4, fp16 4 d + 4, fp32 8 d + 4 in the leaf file, and 4 in the hierarchy
/// file (leaf of a row). int8 codes carry one bf16 scale per row and side.
class LeafStore {
public:
    /// Writes `leaves-<version>.akv`, then `hierarchy.akv`, which names it, each aside and renamed; the second rename
    /// is what switches versions, so a crash at any moment leaves a complete old or new store. Row i of `keys` and
    /// `values` holds the base embeddings of row i. Errors: sizes that do not fit, values that are not finite, a full
    /// disk.
    static Result<void> write(const std::filesystem::path& folder, const Matrix& keys, const Matrix& values,
                              const Clustering& clustering, LeafType type, const std::string& encoderName,
                              const JobContext& context);
    /// Errors: missing, truncated, wrong magic, newer version, checksum, sizes that do not fit each other.
    static Result<std::shared_ptr<const LeafStore>> open(const std::filesystem::path& folder,
                                                         bool verifyChecksums = true);

    virtual ~LeafStore() = default;
    virtual std::uint32_t leafCount() const = 0;
    virtual std::size_t width() const = 0;
    virtual LeafType type() const = 0;
    virtual const std::string& encoderName() const = 0;
    virtual const Hierarchy& hierarchy() const = 0;
    virtual RowId rowOf(LeafId leaf) const = 0;
    virtual LeafId leafOf(RowId row) const = 0;
    /// Decoded base embedding of a leaf's key / value into out [d].
    virtual void key(LeafId leaf, std::span<float> out) const = 0;
    virtual void value(LeafId leaf, std::span<float> out) const = 0;
    /// Raw codes for the scoring kernels: int8 [width] + scale, fp16 bits [width] or fp32
    /// [width]; the spans of the other types are empty.
    virtual std::span<const std::int8_t> keyCodes8(LeafId leaf) const = 0;
    virtual std::span<const std::int8_t> valueCodes8(LeafId leaf) const = 0;
    virtual std::span<const std::uint16_t> keyCodes16(LeafId leaf) const = 0;
    virtual std::span<const std::uint16_t> valueCodes16(LeafId leaf) const = 0;
    virtual std::span<const float> keyCodes32(LeafId leaf) const = 0;
    virtual std::span<const float> valueCodes32(LeafId leaf) const = 0;
    virtual float keyScale(LeafId leaf) const = 0; ///< 1 for fp16 and fp32
    virtual float valueScale(LeafId leaf) const = 0;
    virtual std::uint64_t bytesOnDisk() const = 0;
    virtual std::uint64_t residentKeyBytes() const = 0; ///< root and inter keys held in memory
    virtual const std::string& hash() const = 0;        ///< hex; part of run cards and traces
    /// Error when a file of the store was cut short since it was opened (see FileLength).
    virtual Result<void> checkWhole() const = 0;
};

/// The same store in memory, without files.
Result<std::shared_ptr<const LeafStore>> makeMemoryStore(const Matrix& keys, const Matrix& values,
                                                         const Clustering& clustering, LeafType type,
                                                         const std::string& encoderName);

} // namespace akv
