// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safetensors.h"
#include "core/device/guard_torch.h"
#include "core/encoder/bert_kernels.h"
#include "core/encoder/sentence_encoder.h"
#include "core/text/wordpiece.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <c10/core/InferenceMode.h>
#include <cmath>
#include <cstdlib>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>

namespace akv {

namespace {

constexpr std::int64_t kWidth = bert::kWidth, kHeads = bert::kHeads, kInner = 1536, kLayers = 6, kPositions = 512;
constexpr double kEpsilon = 1e-12;
constexpr std::size_t kMaxPieces = bert::kMaxTokens;
constexpr std::size_t kRowStep = 128;
constexpr std::size_t kBatchTokens = 1536;         ///< activations of one batch stay in the cache
constexpr std::size_t kDeviceBatchTokens = 131072; ///< an accelerator wants few large batches

struct Norm {
    at::Tensor gain, bias; ///< fp32 [kWidth]
};
struct Linear {
    at::Tensor weight, bias; ///< [out, in], [out]; fp32 or bf16
    at::Tensor operator()(const at::Tensor& x) const { return at::linear(x, weight, bias); }
};
struct Layer {
    Linear qkv, output, up, down;
    Norm afterAttention, afterInner;
};
struct Weights {
    std::vector<float> words, positions, type; ///< [V, d], [512, d], [d]
    std::int64_t vocabulary = 0;
    Norm embeddingNorm;
    std::vector<Layer> layers;
};

/// Reads one tensor and refuses weights that are not finite.
Result<at::Tensor> loadTensor(const SafetensorsFile& file, const std::string& name, std::vector<std::int64_t> shape) {
    AKV_ASSIGN(const auto values, file.requireFloats(name, shape));
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isfinite(values[i]))
            return Error(ErrorCode::FileFormat, "'" + file.path().string() + "': element " + std::to_string(i) +
                                                    " of tensor '" + name +
                                                    "' is not finite; install the encoder again");
    return at::from_blob(const_cast<float*>(values.data()), shape, at::kFloat).clone();
}

Result<Norm> loadNorm(const SafetensorsFile& file, const std::string& name) {
    AKV_ASSIGN(auto gain, loadTensor(file, name + ".weight", {kWidth}));
    AKV_ASSIGN(auto bias, loadTensor(file, name + ".bias", {kWidth}));
    return Norm{gain, bias};
}

Result<Linear> loadLinear(const SafetensorsFile& file, const std::string& name, std::int64_t in, std::int64_t out) {
    AKV_ASSIGN(auto weight, loadTensor(file, name + ".weight", {out, in}));
    AKV_ASSIGN(auto bias, loadTensor(file, name + ".bias", {out}));
    return Linear{weight, bias};
}

Result<Layer> loadLayer(const SafetensorsFile& file, std::int64_t index) {
    const std::string base = "encoder.layer." + std::to_string(index) + ".";
    Layer layer;
    AKV_ASSIGN(const auto query, loadLinear(file, base + "attention.self.query", kWidth, kWidth));
    AKV_ASSIGN(const auto key, loadLinear(file, base + "attention.self.key", kWidth, kWidth));
    AKV_ASSIGN(const auto value, loadLinear(file, base + "attention.self.value", kWidth, kWidth));
    layer.qkv = {at::cat({query.weight, key.weight, value.weight}), at::cat({query.bias, key.bias, value.bias})};
    AKV_ASSIGN(layer.output, loadLinear(file, base + "attention.output.dense", kWidth, kWidth));
    AKV_ASSIGN(layer.afterAttention, loadNorm(file, base + "attention.output.LayerNorm"));
    AKV_ASSIGN(layer.up, loadLinear(file, base + "intermediate.dense", kWidth, kInner));
    AKV_ASSIGN(layer.down, loadLinear(file, base + "output.dense", kInner, kWidth));
    AKV_ASSIGN(layer.afterInner, loadNorm(file, base + "output.LayerNorm"));
    return layer;
}

Result<Weights> loadWeights(const std::filesystem::path& path, std::int64_t vocabulary) {
    AKV_ASSIGN(const auto file, SafetensorsFile::open(path));
    Weights out;
    out.vocabulary = vocabulary;
    AKV_ASSIGN(out.words, file->requireFloats("embeddings.word_embeddings.weight", {vocabulary, kWidth}));
    AKV_ASSIGN(out.positions, file->requireFloats("embeddings.position_embeddings.weight", {kPositions, kWidth}));
    AKV_ASSIGN(out.type, file->requireFloats("embeddings.token_type_embeddings.weight", {2, kWidth}));
    AKV_ASSIGN(out.embeddingNorm, loadNorm(*file, "embeddings.LayerNorm"));
    for (std::int64_t i = 0; i < kLayers; ++i) {
        AKV_ASSIGN(auto layer, loadLayer(*file, i));
        out.layers.push_back(std::move(layer));
    }
    return out;
}

/// Sentences of one batch, packed without padding.
struct Packed {
    std::vector<std::int32_t> ids;    ///< [T]
    std::vector<std::uint32_t> begin; ///< [S + 1]
};

/// Runs body(first, last) over [0, count) on as many threads as the matrix products use.
template <class Body>
void split(std::size_t count, Body&& body) {
    const auto parts =
        std::min<std::size_t>(static_cast<std::size_t>(at::get_num_threads()), std::max<std::size_t>(count / 8, 1));
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < parts; ++i)
        threads.emplace_back([&body, from = count * i / parts, to = count * (i + 1) / parts] { body(from, to); });
    body(0, count / parts);
    for (auto& thread : threads) thread.join();
}

std::uint16_t* bits16(const at::Tensor& t) { return reinterpret_cast<std::uint16_t*>(t.data_ptr<at::BFloat16>()); }

class MiniLm final : public SentenceEncoder {
public:
    MiniLm(WordPiece tokenizer, Weights weights, EncoderPrecision precision, at::Device device)
        : m_tokenizer(std::move(tokenizer)), m_weights(std::move(weights)), m_precision(precision), m_device(device) {
        if (!device.is_cpu()) move();
        if (!device.is_cpu() || precision == EncoderPrecision::Fp32) return;
        for (auto& layer : m_weights.layers)
            for (auto* linear : {&layer.qkv, &layer.output, &layer.up, &layer.down}) {
                linear->weight = linear->weight.to(at::kBFloat16);
                linear->bias = linear->bias.to(at::kBFloat16);
            }
    }

    Result<Matrix> encode(std::span<const std::string> texts, const JobContext& context) override {
        return guarded("embedding sentences", [&]() -> Result<Matrix> {
            const c10::InferenceMode noGradients;
            return encodeAll(texts, context);
        });
    }
    Result<std::vector<Matrix>> encodeTokens(std::span<const std::string> texts, const JobContext& context) override {
        return guarded("embedding tokens", [&]() -> Result<std::vector<Matrix>> {
            const c10::InferenceMode noGradients;
            std::vector<Matrix> out;
            for (const auto& text : texts) {
                AKV_CHECK(context.checkCancelled());
                AKV_ASSIGN(auto ids, m_tokenizer.encode(text, kMaxPieces));
                Packed one;
                one.begin = {0, static_cast<std::uint32_t>(ids.size())};
                one.ids = std::move(ids);
                const auto x = m_device.is_cpu() && m_precision == EncoderPrecision::Fast
                                   ? tokensFast(one)
                                   : tokensFp32(one).to(at::kCPU, at::kFloat).contiguous();
                Matrix& matrix = out.emplace_back(one.ids.size() - 2, kWidth); // without [CLS] and [SEP]
                std::copy_n(x.data_ptr<float>() + kWidth, matrix.data.size(), matrix.data.data());
            }
            return out;
        });
    }
    std::size_t width() const override { return kWidth; }
    std::string name() const override { return "all-MiniLM-L6-v2"; }

private:
    void move() {
        const auto table = [&](std::vector<float>& rows) {
            return at::from_blob(rows.data(), {std::int64_t(rows.size()) / kWidth, kWidth}, at::kFloat)
                .to(m_device, at::kHalf);
        };
        m_words = table(m_weights.words);
        m_positions = table(m_weights.positions) + table(m_weights.type)[0];
        const auto half = [&](at::Tensor& t) { t = t.to(m_device, at::kHalf); };
        const auto norm = [&](Norm& n) { half(n.gain), half(n.bias); };
        norm(m_weights.embeddingNorm);
        for (auto& layer : m_weights.layers) {
            for (auto* linear : {&layer.qkv, &layer.output, &layer.up, &layer.down})
                half(linear->weight), half(linear->bias);
            norm(layer.afterAttention), norm(layer.afterInner);
        }
    }

    /// Longest sentences first, so that each batch holds sentences of nearly one length and an out-of-memory shows
    /// early.
    Result<Matrix> encodeAll(std::span<const std::string> texts, const JobContext& context) {
        std::vector<std::vector<std::int32_t>> ids(texts.size());
        AKV_CHECK(tokenise(texts, ids, context));
        std::vector<std::uint32_t> order(texts.size());
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return ids[a].size() > ids[b].size(); });
        Matrix out(texts.size(), kWidth);
        const bool packs = m_device.is_cpu() && m_precision == EncoderPrecision::Fast; // several lengths in a batch
        const auto batchTokens = m_device.is_cpu() ? kBatchTokens : kDeviceBatchTokens;
        for (std::size_t done = 0; done < order.size();) {
            AKV_CHECK(context.checkCancelled());
            context.progress("embedding", done, order.size());
            Packed batch;
            batch.begin.push_back(0);
            const std::size_t first = done, length = ids[order[first]].size();
            while (done < order.size() &&
                   (done == first || batch.ids.size() + ids[order[done]].size() <= batchTokens) &&
                   (packs || ids[order[done]].size() == length)) {
                const auto& one = ids[order[done++]];
                batch.ids.insert(batch.ids.end(), one.begin(), one.end());
                batch.begin.push_back(static_cast<std::uint32_t>(batch.ids.size()));
            }
            const at::Tensor pooled = packs ? forwardFast(batch) : forwardPlain(batch);
            for (std::size_t s = first; s < done; ++s)
                std::copy_n(pooled.data_ptr<float>() + (s - first) * kWidth, kWidth, out.row(order[s]).data());
        }
        context.progress("embedding", order.size(), order.size());
        return out;
    }

    Result<void> tokenise(std::span<const std::string> texts, std::vector<std::vector<std::int32_t>>& ids,
                          const JobContext& context) const {
        constexpr std::size_t kBlock = 10'000;
        for (std::size_t begin = 0; begin < texts.size(); begin += kBlock * 16) {
            AKV_CHECK(context.checkCancelled());
            const auto count = std::min(kBlock * 16, texts.size() - begin);
            std::mutex mutex;
            std::optional<Error> failure;
            split(count, [&](std::size_t first, std::size_t last) {
                for (auto i = begin + first; i < begin + last; ++i) {
                    auto one = m_tokenizer.encode(texts[i], kMaxPieces);
                    if (one.ok()) {
                        ids[i] = std::move(one).value();
                        continue;
                    }
                    const std::scoped_lock lock(mutex);
                    failure = std::move(one).error().with("while embedding text " + std::to_string(i));
                    return;
                }
            });
            if (failure) return *failure;
        }
        return {};
    }

    /// Sum of word, position and type embeddings, before LayerNorm: [T, kWidth]; fp32, on a device fp16.
    at::Tensor embed(const Packed& batch) const {
        if (!m_device.is_cpu()) {
            const auto length = std::int64_t(batch.begin[1]); // sentences of one length
            const auto ids = at::tensor(batch.ids, at::kInt).to(m_device);
            return m_words.index_select(0, ids).view({-1, length, kWidth}) + m_positions.narrow(0, 0, length);
        }
        auto x = at::empty({static_cast<std::int64_t>(batch.ids.size()), kWidth}, at::kFloat);
        for (std::size_t s = 0; s + 1 < batch.begin.size(); ++s)
            for (std::size_t t = batch.begin[s]; t < batch.begin[s + 1]; ++t) {
                const float* word = m_weights.words.data() + static_cast<std::size_t>(batch.ids[t]) * kWidth;
                const float* position = m_weights.positions.data() + (t - batch.begin[s]) * kWidth;
                float* to = x.data_ptr<float>() + t * kWidth;
                for (std::int64_t d = 0; d < kWidth; ++d) to[d] = word[d] + position[d] + m_weights.type[d];
            }
        return x;
    }

    /// The oracle: library operators only, all sentences of the batch have the same length.
    at::Tensor forwardPlain(const Packed& batch) const {
        const auto mean = tokensFp32(batch).to(at::kFloat).mean(1);
        return (mean / mean.norm(2, -1, true)).to(at::kCPU).contiguous();
    }

    /// Last hidden states [sentences, tokens, kWidth].
    at::Tensor tokensFp32(const Packed& batch) const {
        const auto sentences = static_cast<std::int64_t>(batch.begin.size() - 1);
        const std::int64_t tokens = batch.begin[1];
        const auto norm = [](const at::Tensor& x, const Norm& n) {
            return at::layer_norm(x, {kWidth}, n.gain, n.bias, kEpsilon);
        };
        auto x = norm(embed(batch).view({sentences, tokens, kWidth}), m_weights.embeddingNorm);
        for (const auto& layer : m_weights.layers) {
            const auto qkv =
                layer.qkv(x).view({sentences, tokens, 3, kHeads, kWidth / kHeads}).permute({2, 0, 3, 1, 4});
            const auto scores = at::matmul(qkv[0], qkv[1].transpose(-1, -2)) / std::sqrt(double(kWidth / kHeads));
            const auto mixed = at::matmul(at::softmax(scores, -1), qkv[2]);
            const auto merged = mixed.transpose(1, 2).reshape({sentences, tokens, kWidth});
            x = norm(x + layer.output(merged), layer.afterAttention);
            x = norm(x + layer.down(at::gelu(layer.up(x))), layer.afterInner);
        }
        return x;
    }

    /// bf16 matrix products with fp32 accumulation; everything between them in fp32, the residual stream included.
    at::Tensor forwardFast(const Packed& batch) const {
        const std::size_t sentences = batch.begin.size() - 1;
        const auto x = tokensFast(batch);
        auto out = at::empty({static_cast<std::int64_t>(sentences), kWidth}, at::kFloat);
        bert::meanPool(x.data_ptr<float>(), batch.begin, 0, sentences, out.data_ptr<float>());
        return out;
    }

    /// Last hidden states [T, kWidth] fp32.
    at::Tensor tokensFast(const Packed& batch) const {
        const std::size_t sentences = batch.begin.size() - 1, tokens = batch.ids.size();
        // Few different shapes: the matrix library compiles a kernel for every one. Rows beyond the tokens stay zero.
        const auto rows = static_cast<std::int64_t>((tokens + kRowStep - 1) / kRowStep * kRowStep);
        auto x = embed(batch);
        auto x16 = at::zeros({rows, kWidth}, at::kBFloat16), context = at::zeros_like(x16);
        const auto norm = [&](const at::Tensor* update, const Norm& n) {
            split(tokens, [&](std::size_t first, std::size_t last) {
                bert::addNorm(x.data_ptr<float>(), update != nullptr ? bits16(*update) : nullptr,
                              n.gain.data_ptr<float>(), n.bias.data_ptr<float>(), kEpsilon, first, last, bits16(x16));
            });
        };
        norm(nullptr, m_weights.embeddingNorm);
        for (const auto& layer : m_weights.layers) {
            const auto qkv = layer.qkv(x16);
            split(sentences, [&](std::size_t first, std::size_t last) {
                bert::attention(bits16(qkv), batch.begin, first, last, bits16(context));
            });
            const auto attended = layer.output(context);
            norm(&attended, layer.afterAttention);
            auto inner = layer.up(x16);
            split(tokens, [&](std::size_t first, std::size_t last) {
                bert::gelu(bits16(inner) + first * kInner, (last - first) * kInner);
            });
            const auto update = layer.down(inner);
            norm(&update, layer.afterInner);
        }
        return x;
    }

    WordPiece m_tokenizer;
    Weights m_weights;
    EncoderPrecision m_precision;
    at::Device m_device;
    at::Tensor m_words, m_positions; ///< on an accelerator
};

/// Emulated bf16 products would be slower than fp32.
bool hasBf16() {
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
    return __builtin_cpu_supports("avx512bf16");
#else
    return false;
#endif
}

} // namespace

Result<std::unique_ptr<SentenceEncoder>> openMiniLm(const std::filesystem::path& folder, EncoderPrecision precision,
                                                    const std::string& device) {
    using Out = Result<std::unique_ptr<SentenceEncoder>>;
    return guarded("opening the sentence encoder", [&]() -> Out {
        AKV_ASSIGN(auto tokenizer, WordPiece::open(folder / "vocab.txt"));
        AKV_ASSIGN(auto weights,
                   loadWeights(folder / "model.safetensors", static_cast<std::int64_t>(tokenizer.size())));
        if (!hasBf16()) precision = EncoderPrecision::Fp32;
        return std::unique_ptr<SentenceEncoder>(
            std::make_unique<MiniLm>(std::move(tokenizer), std::move(weights), precision, at::Device(device)));
    });
}

Result<std::filesystem::path> findMiniLm() {
    std::filesystem::path folder;
    const char* chosen = std::getenv("ATLASKV_ENCODER");
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    if (chosen != nullptr && *chosen != '\0')
        folder = chosen;
    else if (cache != nullptr && *cache != '\0')
        folder = std::filesystem::path(cache) / "atlaskv-workbench" / "minilm";
    else if (home != nullptr)
        folder = std::filesystem::path(home) / ".cache" / "atlaskv-workbench" / "minilm";
    for (const char* name : {"model.safetensors", "vocab.txt"})
        if (std::error_code ignored; !std::filesystem::is_regular_file(folder / name, ignored))
            return Error(ErrorCode::InvalidInput, "the sentence encoder is not installed: '" +
                                                      (folder / name).string() +
                                                      "' is missing; run scripts/setup, or set ATLASKV_ENCODER to a "
                                                      "folder with all-MiniLM-L6-v2's model.safetensors and vocab.txt");
    return folder;
}

} // namespace akv
