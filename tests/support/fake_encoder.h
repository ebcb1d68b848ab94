// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/hash.h"
#include "core/base/strings.h"
#include "core/encoder/sentence_encoder.h"

#include <cmath>
#include <optional>
#include <random>

namespace akv::test {

/// Deterministic unit vectors without a model: the sum of one random vector per word, so that texts that share words
/// are close. Counts what it encodes; can cancel its job or fail after some texts.
class FakeEncoder : public SentenceEncoder {
public:
    explicit FakeEncoder(std::size_t width = 32, std::string name = "fake") : m_width(width), m_name(std::move(name)) {}

    Result<Matrix> encode(std::span<const std::string> texts, const JobContext& context) override {
        Matrix out(texts.size(), m_width);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (cancelAfter && encoded >= *cancelAfter) context.cancel.cancel();
            AKV_CHECK(context.checkCancelled());
            const auto row = out.row(i);
            for (const auto& word : splitWords("^ " + texts[i])) {
                std::mt19937_64 random(hash64(word));
                std::normal_distribution<float> normal;
                for (float& x : row) x += normal(random);
            }
            float norm = 0.0F;
            for (const float x : row) norm += x * x;
            for (float& x : row) x /= std::sqrt(norm);
            ++encoded;
        }
        return out;
    }
    std::size_t width() const override { return m_width; }
    std::string name() const override { return m_name; }

    std::size_t encoded = 0;
    std::optional<std::size_t> cancelAfter;

private:
    std::size_t m_width;
    std::string m_name;
};

} // namespace akv::test
