// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/sentence_piece.h"

#include "core/base/file.h"

#include <sentencepiece_processor.h>
#include <sentencepiece_trainer.h>
#include <unordered_map>

namespace akv {

namespace {

class Processor final : public SentencePiece {
public:
    sentencepiece::SentencePieceProcessor inner;

    std::vector<int> encode(std::string_view text) const override {
        std::vector<int> ids;
        inner.Encode(text, &ids).IgnoreError();
        return ids;
    }
    std::string decode(std::span<const int> ids) const override {
        std::string text;
        inner.Decode(std::vector<int>(ids.begin(), ids.end()), &text).IgnoreError();
        return text;
    }
    std::string piece(int id) const override {
        return id >= 0 && id < inner.GetPieceSize() ? inner.IdToPiece(id) : std::string();
    }
    std::optional<int> id(std::string_view piece) const override {
        const int id = inner.PieceToId(piece);
        if (id == inner.unk_id() && inner.IdToPiece(id) != piece) return std::nullopt;
        return id;
    }
    int size() const override { return inner.GetPieceSize(); }
    bool isControl(int id) const override { return inner.IsControl(id) || inner.IsUnknown(id); }
};

/// Feeds the trainer from memory.
class Sentences final : public sentencepiece::SentenceIterator {
public:
    explicit Sentences(std::span<const std::string> all) : m_all(all) { skipEmpty(); }
    bool done() const override { return m_at >= m_all.size(); }
    void Next() override {
        ++m_at;
        skipEmpty();
    }
    const std::string& value() const override { return m_all[m_at]; }
    sentencepiece::util::Status status() const override { return {}; }

private:
    void skipEmpty() {
        while (m_at < m_all.size() && m_all[m_at].empty()) ++m_at;
    }
    std::span<const std::string> m_all;
    std::size_t m_at = 0;
};

} // namespace

std::string SentencePiece::surface(int id) const {
    std::string text = piece(id);
    if (text.size() == 6 && text.starts_with("<0x") && text.back() == '>')
        return std::string(1, static_cast<char>(std::stoi(text.substr(3, 2), nullptr, 16)));
    constexpr std::string_view kSpace = "\xE2\x96\x81";
    for (auto at = text.find(kSpace); at != std::string::npos; at = text.find(kSpace, at + 1))
        text.replace(at, kSpace.size(), " ");
    return text;
}

Result<std::shared_ptr<const SentencePiece>> SentencePiece::open(const std::filesystem::path& model) {
    AKV_ASSIGN(const auto blob, readFile(model, std::uint64_t(64) << 20));
    auto processor = std::make_shared<Processor>();
    if (const auto status = processor->inner.LoadFromSerializedProto(blob); !status.ok() || blob.empty())
        return Error(ErrorCode::FileFormat, "'" + model.string() + "' is not a SentencePiece model (" +
                                                std::to_string(blob.size()) + " bytes): " + status.ToString() +
                                                "; copy the file again from where the model came from");
    return std::shared_ptr<const SentencePiece>(std::move(processor));
}

Result<void> trainSentencePiece(std::span<const std::string> sentences, const SentencePieceTraining& options,
                                const std::filesystem::path& model) {
    std::unordered_map<std::string, std::string> flags = {
        {"model_type", "bpe"},      {"vocab_size", std::to_string(options.vocabulary)},
        {"byte_fallback", "true"},  {"normalization_rule_name", "identity"},
        {"split_digits", "true"},   {"character_coverage", "0.9995"},
        {"unk_id", "0"},            {"bos_id", "1"},
        {"eos_id", "2"},            {"pad_id", "-1"},
        {"minloglevel", "2"},       {"num_threads", std::to_string(options.threads)},
        {"max_sentence_length", "8192"}};
    std::string symbols;
    for (const auto& symbol : options.controlSymbols) symbols += (symbols.empty() ? "" : ",") + symbol;
    if (!symbols.empty()) flags["control_symbols"] = symbols;
    Sentences iterator(sentences);
    std::string proto;
    const auto status = sentencepiece::SentencePieceTrainer::Train(flags, &iterator, &proto);
    if (!status.ok())
        return Error(ErrorCode::InvalidInput, "the vocabulary of " + std::to_string(options.vocabulary) +
                                                  " pieces could not be trained on " + std::to_string(sentences.size()) +
                                                  " sentences: " + status.ToString());
    return writeFileAtomically(model, proto);
}

} // namespace akv
