// SPDX-License-Identifier: GPL-3.0-or-later
// libsentencepiece carries its own copy of protobuf and exports its symbols; LibTorch needs another protobuf. In one
// symbol scope the two crash while they load, so this module is opened with a scope of its own (sentence_piece.cpp).
#include "core/text/plugin/sentence_piece_plugin.h"

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

std::unordered_map<std::string, std::string> trainerFlags(const SentencePieceTraining& options) {
    std::unordered_map<std::string, std::string> flags = {{"model_type", "bpe"},
                                                          {"vocab_size", std::to_string(options.vocabulary)},
                                                          {"byte_fallback", "true"},
                                                          {"normalization_rule_name", "identity"},
                                                          {"split_digits", "true"},
                                                          {"character_coverage", "0.9995"},
                                                          {"unk_id", "0"},
                                                          {"bos_id", "1"},
                                                          {"eos_id", "2"},
                                                          {"pad_id", "-1"},
                                                          {"minloglevel", "2"},
                                                          {"num_threads", std::to_string(options.threads)},
                                                          {"max_sentence_length", "8192"}};
    std::string symbols;
    for (const auto& symbol : options.controlSymbols) symbols += (symbols.empty() ? "" : ",") + symbol;
    if (!symbols.empty()) flags["control_symbols"] = symbols;
    return flags;
}

} // namespace

} // namespace akv

bool akvSentencePieceOpen(const std::string& blob, std::shared_ptr<const akv::SentencePiece>& out, std::string& error) {
    auto processor = std::make_shared<akv::Processor>();
    const auto status = processor->inner.LoadFromSerializedProto(blob);
    if (status.ok())
        out = std::move(processor);
    else
        error = status.ToString();
    return status.ok();
}

bool akvSentencePieceTrain(std::span<const std::string> sentences, const akv::SentencePieceTraining& options,
                           std::string& proto, std::string& error) {
    akv::Sentences iterator(sentences);
    const auto status = sentencepiece::SentencePieceTrainer::Train(akv::trainerFlags(options), &iterator, &proto);
    if (!status.ok()) error = status.ToString();
    return status.ok();
}
