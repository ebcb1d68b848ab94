// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/corpus/training_folder.h"
#include "core/text/sentence_piece.h"
#include "core/train/config.h"

#include <cmath>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace akv::test {

/// A training folder of 64 made-up rows with random unit embeddings of width 24 and a vocabulary of its own.
inline Result<void> writeToyTraining(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::vector<std::string> nouns = {"capital", "colour", "founder", "mouth"}, names, values, sentences;
    for (const char* first : {"Ba", "Do", "Ki", "Lu"})
        for (const char* second : {"rin", "gal", "vex", "mon"}) names.push_back(std::string(first) + second);
    for (const char* first : {"red", "old", "far", "new"})
        for (const char* second : {"stone", "river", "light", "field"})
            values.push_back(std::string(first) + " " + second);
    for (const auto& noun : nouns)
        for (const auto& name : names)
            for (const auto& value : values)
                sentences.push_back("What is the " + noun + " of " + name + "? The " + noun + " of " + name + " is " +
                                    value + ". I cannot say.");
    SentencePieceTraining options;
    options.vocabulary = 400;
    options.controlSymbols = {"<q>", "<a>", "<fact>"};
    AKV_CHECK(trainSentencePiece(sentences, options, folder / "tokenizer.model"));
    AKV_ASSIGN(const auto pieces, SentencePiece::open(folder / "tokenizer.model"));
    TrainingFolder out;
    out.width = 24;
    out.encoder = "toy";
    out.sources = {"toy"};
    out.sourceWeight = {1.0F};
    out.tokenBegin = {0};
    const auto add = [&](const std::string& text) {
        for (const int id : pieces->encode(text)) out.tokens.push_back(std::uint16_t(id));
        out.tokenBegin.push_back(std::uint32_t(out.tokens.size()));
        return std::uint32_t(out.tokenBegin.size() - 2);
    };
    std::mt19937_64 random(3);
    std::normal_distribution<float> normal;
    const auto embed = [&](std::vector<std::int8_t>& codes, std::vector<float>& scales) {
        std::vector<float> v(out.width);
        float norm = 0;
        for (auto& x : v) x = normal(random), norm += x * x;
        for (const float x : v) codes.push_back(std::int8_t(std::lround(40 * x / std::sqrt(norm))));
        scales.push_back(1.0F / 40.0F);
    };
    std::vector<std::uint32_t> nounIds, nameIds;
    for (const auto& text : nouns) nounIds.push_back(add(text));
    for (const auto& text : names) nameIds.push_back(add(text));
    for (const auto& text : values) {
        out.valueString.push_back(add(text));
        embed(out.valueCodes, out.valueScale);
    }
    for (std::size_t n = 0; n < nouns.size(); ++n)
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto value = std::uint32_t((n * 5 + i * 3) % values.size());
            out.rows.push_back({nounIds[n], nameIds[i], out.valueString[value], value, nameIds[i], 0,
                                i == 0 ? RowSplit::Validation : RowSplit::Train, TrainingRow::kNoString,
                                std::uint32_t(out.rows.size() % 4)});
            embed(out.keyCodes, out.keyScale);
        }
    std::vector<std::int32_t> plain;
    for (const int id : pieces->encode("What is the")) plain.push_back(id);
    plain.push_back(TrainingFolder::kNounSlot);
    for (const int id : pieces->encode("of")) plain.push_back(id);
    plain.push_back(TrainingFolder::kNameSlot);
    plain.push_back(pieces->id("?").value_or(0));
    out.templates = {plain};
    out.clusters = 4;
    for (int i = 0; i < 300; ++i)
        for (const int id : pieces->encode(sentences[std::size_t(i) % sentences.size()]))
            out.text.push_back(std::uint16_t(id));
    return out.save(folder);
}

inline TrainConfig toyConfig(const std::filesystem::path& data, const std::filesystem::path& out) {
    TrainConfig c;
    c.data = data;
    c.out = out;
    c.model.hidden = 48;
    c.model.layers = 3;
    c.model.heads = c.model.kvHeads = 2;
    c.model.headDim = 24;
    c.model.ffn = 64;
    c.model.maxPositions = 128;
    c.model.tiedOutput = true;
    c.knowledge.kbLayers = c.knowledge.metricLayers = {1, 2};
    c.knowledge.k = {4, 8, 8};
    c.knowledge.refusal = "I cannot say.";
    c.steps = 40;
    c.batch = 16;
    c.knowledgeStart = c.knowledgeEnd = 24;
    c.warmup = 4;
    c.validateEvery = 1000;
    c.checkpointEvery = 20;
    c.threads = 1;
    c.bf16 = false;
    return c;
}

} // namespace akv::test
