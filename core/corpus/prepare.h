// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/job_context.h"
#include "core/encoder/sentence_encoder.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace akv {

/// One graph of the training data.
struct GraphSource {
    std::string name;
    std::filesystem::path path;
    std::size_t limit = 0;  ///< at most this many rows, drawn with the seed; 0: all
    float weight = 1.0F;    ///< share of training examples, relative to the other graphs
    bool validation = true; ///< hold out 2 % of its entities for validation
    bool bothSides = false; ///< also rows that ask for the head
    bool rareNouns = false; ///< its one-word heads also serve as nouns of invented rows
    int holdOut = 0;        ///< leave every n-th head out entirely and write its triples to held_out.tsv; 0: none
};

struct PrepareOptions {
    std::vector<GraphSource> graphs;
    std::vector<std::filesystem::path> texts; ///< .txt or .jsonl ("text", "title"), optionally .zst
    std::size_t textTokens = 3'000'000;       ///< at most
    std::size_t vocabularySentences = 200'000;
    int vocabulary = 8000;
    std::size_t maxNameBytes = 60, maxValueBytes = 90, maxNounBytes = 40;
    std::size_t extraValues = 60'000; ///< entity names and titles that only serve as values
    std::size_t invented = 0;         ///< rows put together from parts that do not belong together (invented.h)
    double tableShare = 0.0;          ///< of the invented rows come as tables (inventTable)
    float inventedWeight = 1.0F;
    std::filesystem::path tokenizer; ///< an existing vocabulary to go on with; empty: train one
    std::filesystem::path relations; ///< verb phrases for invented rows, one a line
    bool embeddings = true;          ///< false: leave them to embedFolder() on a machine with an accelerator
    std::uint64_t seed = 1;
};

struct PrepareReport {
    std::size_t rows = 0, values = 0, textTokens = 0, strings = 0;
    std::vector<std::pair<std::string, std::size_t>> rowsBySource;
};

/// Paths in the file start from `root`, or from the file's own "root" beside it when `root` is empty.
Result<PrepareOptions> loadPrepareOptions(const std::filesystem::path& configFile,
                                          const std::filesystem::path& root = {});

/// Makes a training folder: vocabulary, tokens, one row per distinct key string, int8 base embeddings.
Result<PrepareReport> prepareTrainingFolder(const PrepareOptions& options, SentenceEncoder& encoder,
                                            const std::filesystem::path& out, const JobContext& context);

} // namespace akv
