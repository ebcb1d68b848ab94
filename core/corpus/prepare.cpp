// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/prepare.h"

#include "core/base/file.h"
#include "core/corpus/text_source.h"
#include "core/corpus/training_folder.h"
#include "core/kg/triple_reader.h"
#include "core/kg2kv/nouns.h"
#include "core/text/sentence_piece.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <unordered_map>
#include <unordered_set>

namespace akv {

namespace {

using Random = std::mt19937_64;

struct Draft {
    std::string noun, name, value;
    std::uint16_t source = 0;
    RowSplit split = RowSplit::Train;
};

std::string keyOf(const Draft& d) { return "the " + d.noun + " of " + d.name; }

bool clean(const std::string& text, std::size_t limit) {
    return !text.empty() && text.size() <= limit && text.find(" / ") == std::string::npos &&
           text.find_first_of("\n\t|") == std::string::npos;
}

/// One row per distinct key: a random member of every identical-key group.
Result<void> readGraph(const GraphSource& graph, std::uint16_t source, const PrepareOptions& options, Random& random,
                       std::unordered_map<std::string, std::size_t>& byKey, std::vector<Draft>& drafts,
                       const JobContext& context) {
    AKV_ASSIGN(auto reader, openReader(graph.path));
    std::vector<Draft> found;
    std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> here; // key -> index, members seen
    for (std::uint64_t count = 0;; ++count) {
        if (count % 10'000 == 0) AKV_CHECK(context.checkCancelled());
        AKV_ASSIGN(auto triple, reader->next());
        if (!triple) break;
        Draft draft{relationNoun(triple->relation, MaskedSide::Tail).noun, triple->head, triple->tail, source, {}};
        if (!clean(draft.noun, options.maxNounBytes) || !clean(draft.name, options.maxNameBytes) ||
            !clean(draft.value, options.maxValueBytes) || !clean(triple->relation, 200))
            continue;
        auto [at, isNew] = here.try_emplace(keyOf(draft), found.size(), 1);
        if (isNew)
            found.push_back(std::move(draft));
        else if (random() % ++at->second.second == 0)
            found[at->second.first] = std::move(draft);
    }
    std::shuffle(found.begin(), found.end(), random);
    if (graph.limit > 0 && found.size() > graph.limit) found.resize(graph.limit);
    for (auto& draft : found) {
        if (graph.validation && std::hash<std::string>{}(draft.name) % 50 == 0) draft.split = RowSplit::Validation;
        if (byKey.try_emplace(keyOf(draft), drafts.size()).second) drafts.push_back(std::move(draft));
    }
    return {};
}

struct Texts {
    std::vector<std::string> paragraphs, titles;
};

Result<Texts> readTexts(const PrepareOptions& options, const JobContext& context) {
    Texts out;
    const std::size_t budget = options.textTokens * 5 / std::max<std::size_t>(1, options.texts.size());
    for (const auto& path : options.texts) {
        AKV_CHECK(context.checkCancelled());
        std::size_t bytes = 0;
        std::string lastTitle;
        AKV_CHECK(forEachParagraph(path, [&](const std::string& title, const std::string& paragraph) {
            const bool first = title != lastTitle;
            if (first && clean(title, options.maxNameBytes)) out.titles.push_back(title);
            lastTitle = title;
            // Of long articles the first paragraph only: it defines the subject.
            if ((title.empty() || first) && paragraph.size() > 40 && paragraph.size() < 4000 && bytes < budget) {
                bytes += paragraph.size();
                out.paragraphs.push_back(paragraph);
            }
            return true;
        }));
    }
    return out;
}

/// Assigns an index to every distinct string.
class StringTable {
public:
    std::uint32_t add(const std::string& text) {
        const auto [at, isNew] = m_index.try_emplace(text, std::uint32_t(m_all.size()));
        if (isNew) m_all.push_back(text);
        return at->second;
    }
    const std::vector<std::string>& all() const { return m_all; }

private:
    std::unordered_map<std::string, std::uint32_t> m_index;
    std::vector<std::string> m_all;
};

void quantise(const Matrix& vectors, std::vector<std::int8_t>& codes, std::vector<float>& scales) {
    codes.resize(vectors.data.size());
    scales.resize(vectors.rows);
    for (std::size_t r = 0; r < vectors.rows; ++r) {
        float largest = 1e-12F;
        for (const float x : vectors.row(r)) largest = std::max(largest, std::abs(x));
        scales[r] = largest / 127.0F;
        for (std::size_t i = 0; i < vectors.cols; ++i)
            codes[r * vectors.cols + i] = std::int8_t(std::lround(vectors.row(r)[i] / scales[r]));
    }
}

std::vector<std::int32_t> templateTokens(std::size_t index, const SentencePiece& pieces) {
    // Slots are filled with characters that no word shares, so that the pieces around them are those of real questions.
    constexpr char kNoun[] = "\x01", kName[] = "\x02";
    const std::string text = fillTemplate(index, kNoun, kName);
    std::vector<std::int32_t> out;
    std::string part;
    const auto flush = [&] {
        if (part.find_first_not_of(' ') == std::string::npos) return part.clear();
        const bool glued = part.front() != ' ' && !out.empty(); // "?" right after a slot
        for (const int id : pieces.encode(part)) {
            if (glued && pieces.piece(id) == "\xE2\x96\x81") continue;
            const std::string piece = pieces.piece(id);
            const auto bare = glued && piece.starts_with("\xE2\x96\x81") ? pieces.id(piece.substr(3)) : std::nullopt;
            out.push_back(bare ? *bare : id);
        }
        part.clear();
    };
    for (const char c : text) {
        if (c != kNoun[0] && c != kName[0]) {
            part += c;
            continue;
        }
        flush();
        out.push_back(c == kNoun[0] ? TrainingFolder::kNounSlot : TrainingFolder::kNameSlot);
    }
    flush();
    return out;
}

Result<std::shared_ptr<const SentencePiece>> trainVocabulary(const std::vector<Draft>& drafts, const Texts& texts,
                                                             const PrepareOptions& options, Random& random,
                                                             const std::filesystem::path& out) {
    std::vector<std::string> sentences;
    for (const auto& d : drafts) sentences.push_back("The " + d.noun + " of " + d.name + " is " + d.value + ".");
    for (const auto& title : texts.titles) sentences.push_back(title);
    for (const auto& paragraph : texts.paragraphs) sentences.push_back(paragraph.substr(0, paragraph.find(". ")));
    std::shuffle(sentences.begin(), sentences.end(), random);
    if (sentences.size() > options.vocabularySentences) sentences.resize(options.vocabularySentences);
    SentencePieceTraining training;
    training.vocabulary = options.vocabulary;
    training.controlSymbols = {"<q>", "<a>", "<fact>"};
    AKV_CHECK(trainSentencePiece(sentences, training, out / "tokenizer.model"));
    return SentencePiece::open(out / "tokenizer.model");
}

void tokenise(const StringTable& strings, const Texts& texts, const SentencePiece& pieces, std::size_t textLimit,
              TrainingFolder& folder) {
    folder.tokenBegin.push_back(0);
    for (const auto& text : strings.all()) {
        for (const int id : pieces.encode(text)) folder.tokens.push_back(std::uint16_t(id));
        folder.tokenBegin.push_back(std::uint32_t(folder.tokens.size()));
    }
    for (const auto& paragraph : texts.paragraphs) {
        if (folder.text.size() >= textLimit) break;
        for (const int id : pieces.encode(paragraph)) folder.text.push_back(std::uint16_t(id));
        folder.text.push_back(2);
    }
    for (std::size_t i = 0; i < questionTemplateCount(); ++i) folder.templates.push_back(templateTokens(i, pieces));
}

Result<void> embedInto(TrainingFolder& folder, const std::vector<std::string>& keys,
                       const std::vector<std::string>& values, SentenceEncoder& encoder, const JobContext& context) {
    AKV_ASSIGN(const Matrix keyVectors, encoder.encode(keys, context));
    quantise(keyVectors, folder.keyCodes, folder.keyScale);
    AKV_ASSIGN(const Matrix valueVectors, encoder.encode(values, context));
    quantise(valueVectors, folder.valueCodes, folder.valueScale);
    folder.width = encoder.width();
    folder.encoder = encoder.name();
    return {};
}

} // namespace

Result<PrepareOptions> loadPrepareOptions(const std::filesystem::path& configFile, const std::filesystem::path& root) {
    AKV_ASSIGN(const auto text, readFile(configFile, std::uint64_t(1) << 20));
    PrepareOptions out;
    try {
        const auto config = nlohmann::json::parse(text);
        const auto base = root.empty() ? configFile.parent_path() / config.value("root", std::string(".")) : root;
        for (const auto& g : config.at("graphs"))
            out.graphs.push_back({g.at("name"), base / g.at("path").get<std::string>(),
                                  g.value("limit", std::size_t(0)), g.value("weight", 1.0F),
                                  g.value("validation", true)});
        for (const auto& t : config.value("texts", std::vector<std::string>())) out.texts.push_back(base / t);
        out.textTokens = config.value("text_tokens", out.textTokens);
        out.vocabulary = config.value("vocabulary", out.vocabulary);
        out.extraValues = config.value("extra_values", out.extraValues);
        out.seed = config.value("seed", out.seed);
    } catch (const nlohmann::json::exception& e) {
        return Error(ErrorCode::InvalidInput, "'" + configFile.string() + "': " + e.what());
    }
    return out;
}

Result<PrepareReport> prepareTrainingFolder(const PrepareOptions& options, SentenceEncoder& encoder,
                                            const std::filesystem::path& out, const JobContext& context) {
    std::error_code ignored;
    std::filesystem::create_directories(out, ignored);
    Random random(options.seed);
    TrainingFolder folder;
    std::vector<Draft> drafts;
    std::unordered_map<std::string, std::size_t> byKey;
    for (const auto& graph : options.graphs) {
        context.progress("reading " + graph.name, folder.sources.size(), options.graphs.size());
        AKV_CHECK(readGraph(graph, std::uint16_t(folder.sources.size()), options, random, byKey, drafts, context));
        folder.sources.push_back(graph.name);
        folder.sourceWeight.push_back(graph.weight);
    }
    AKV_ASSIGN(const Texts texts, readTexts(options, context));
    context.progress("training the vocabulary", 0, 1);
    AKV_ASSIGN(const auto pieces, trainVocabulary(drafts, texts, options, random, out));

    StringTable strings;
    std::vector<std::string> keys, values;
    std::unordered_map<std::uint32_t, std::uint32_t> valueOf; // token string -> value embedding
    const auto addValue = [&](const std::string& text) {
        const auto string = strings.add(text);
        const auto [at, isNew] = valueOf.try_emplace(string, std::uint32_t(values.size()));
        if (isNew) {
            values.push_back(text);
            folder.valueString.push_back(string);
        }
        return at->second;
    };
    for (const auto& d : drafts) {
        keys.push_back(keyOf(d));
        const auto name = strings.add(d.name);
        folder.rows.push_back(
            {strings.add(d.noun), name, strings.add(d.value), addValue(d.value), name, d.source, d.split});
    }
    std::vector<std::string> extra = texts.titles;
    for (const auto& d : drafts) extra.push_back(d.name);
    std::shuffle(extra.begin(), extra.end(), random);
    for (std::size_t i = 0, added = 0; i < extra.size() && added < options.extraValues; ++i) {
        const auto before = values.size();
        addValue(extra[i]);
        added += values.size() - before;
    }
    context.progress("tokenising", 0, 1);
    tokenise(strings, texts, *pieces, options.textTokens, folder);
    AKV_CHECK(embedInto(folder, keys, values, encoder, context));
    AKV_CHECK(folder.save(out));

    PrepareReport report{folder.rows.size(), folder.values(), folder.text.size(), strings.all().size(), {}};
    for (std::size_t s = 0; s < folder.sources.size(); ++s)
        report.rowsBySource.emplace_back(
            folder.sources[s],
            std::count_if(folder.rows.begin(), folder.rows.end(), [&](const auto& r) { return r.source == s; }));
    return report;
}

} // namespace akv
