// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hikvp/absorbed.h"
#include "core/model/config.h"
#include "core/model/packed_matrix.h"

#include <memory>
#include <optional>
#include <vector>

namespace akv {

/// One decoder layer as a forward pass reads it; what the model does not have is empty.
struct PackedLayer {
    std::vector<float> inputNorm, postNorm; ///< [H]
    PackedMatrix q, k, v, o;                ///< [n_h*D, H], [n_kv*D, H] twice, [H, n_h*D]
    std::vector<float> qBias, kBias, vBias;
    std::vector<float> qNorm, kNorm; ///< [D]
    PackedMatrix gate, up, down;     ///< [F, H] twice, [H, F]
    PackedMatrix queryKg;            ///< knowledge query heads [n_h*D, H]
};

/// The adapter's part of one KB layer, per head: knowledge queries to the width of the embeddings and mixed values
/// back.
struct PackedSlot {
    std::vector<PackedMatrix> key;             ///< [n_h] of [d, D]: the centred key projector over sqrt(D)
    std::vector<std::vector<float>> keyBias;   ///< [n_h][D], over sqrt(D)
    std::vector<PackedMatrix> value;           ///< [n_h] of [D, d]
    std::vector<std::vector<float>> valueBias; ///< [n_h][D]

    /// method.md section 3: u = W^T q and beta = b . q of every position and head; query [T, n_h, D] -> u [T, n_h, d],
    /// beta [T, n_h].
    void absorb(const float* query, std::size_t T, float* u, float* beta) const;
    /// sum over leaves of p (W f + b) = W (sum p f) + lambda b; mixed [T, n_h, d], lambda [T, n_h] -> out [T, n_h, D].
    void project(const float* mixed, const float* lambda, std::size_t T, float* out) const;
    /// |W_h f + b_h| of base values f [n, d] -> out [n].
    void valueNorms(std::size_t head, const float* values, std::size_t n, float* out) const;
};

/// All weights of a model as forward passes read them; immutable. Made by packDecoder().
struct PackedDecoder {
    ModelConfig config;
    std::optional<KnowledgeConfig> knowledge;
    PackedMatrix embed; ///< [V, H]; empty when tied to `head`
    PackedMatrix head;  ///< [V, H]
    std::vector<float> norm;
    std::vector<PackedLayer> layers;
    std::shared_ptr<const AbsorbedKeys> absorbed; ///< null without an adapter
    std::vector<PackedSlot> slots;                ///< by KB layer

    std::uint64_t bytes() const;                 ///< of the matrices and of `absorbed`
    std::size_t slotOf(std::size_t layer) const; ///< of a KB layer
    /// Row `token` of the embedding, [H].
    void embedding(std::size_t token, float* out) const { (embed.empty() ? head : embed).row(token, out); }
};

} // namespace akv
