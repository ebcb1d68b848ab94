// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/prepare.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/strings.h"
#include "core/corpus/embed_folder.h"
#include "core/corpus/invented.h"
#include "core/corpus/text_source.h"
#include "core/corpus/training_folder.h"
#include "core/corpus/training_words.h"
#include "core/kg/triple_reader.h"
#include "core/kg2kv/nouns.h"
#include "core/text/sentence_piece.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <random>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

namespace akv {

namespace {

using Random = std::mt19937_64;

struct Draft : RowDraft {
    std::uint16_t source = 0;
    RowSplit split = RowSplit::Train;
};

std::string keyOf(const Draft& d) { return "the " + d.noun + " of " + d.name; }

bool clean(const std::string& text, std::size_t limit) {
    return !text.empty() && text.size() <= limit && text.find(" / ") == std::string::npos &&
           text.find_first_of("\n\t|") == std::string::npos;
}

/// All rows that the graphs give, and what was seen on the way.
struct Drafts {
    std::vector<Draft> rows;
    std::unordered_map<std::string, std::size_t> byKey;
    std::vector<std::string> rareNouns;
    std::string heldOut; ///< TSV lines
};

bool oneWord(const std::string& text) {
    return text.size() >= 3 && text.size() <= 14 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// One row per distinct key: a random member of every identical-key group.
Result<void> readGraph(const GraphSource& graph, std::uint16_t source, const PrepareOptions& options, Random& random,
                       Drafts& out, const JobContext& context) {
    AKV_ASSIGN(auto reader, openReader(graph.path));
    std::vector<Draft> found;
    std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> here; // key -> index, members seen
    const auto offer = [&](Draft draft) {
        if (!clean(draft.noun, options.maxNounBytes) || !clean(draft.name, options.maxNameBytes) ||
            !clean(draft.value, options.maxValueBytes) || draft.relation.size() > 200)
            return;
        if (!clean(draft.relation, options.maxNounBytes)) draft.relation.clear();
        auto [at, isNew] = here.try_emplace(keyOf(draft), found.size(), 1);
        if (isNew)
            found.push_back(std::move(draft));
        else if (random() % ++at->second.second == 0)
            found[at->second.first] = std::move(draft);
    };
    for (std::uint64_t count = 0;; ++count) {
        if (count % 10'000 == 0) AKV_CHECK(context.checkCancelled());
        AKV_ASSIGN(auto triple, reader->next());
        if (!triple) break;
        if (graph.holdOut > 0 && hash64(triple->head) % std::uint64_t(graph.holdOut) == 0) {
            out.heldOut += triple->head + '\t' + triple->relation + '\t' + triple->tail + '\n';
            continue;
        }
        if (graph.rareNouns && oneWord(triple->head)) out.rareNouns.push_back(triple->head);
        offer({{relationNoun(triple->relation, MaskedSide::Tail).noun, triple->head, triple->tail, triple->relation},
               source,
               {}});
        if (graph.bothSides)
            offer(
                {{relationNoun(triple->relation, MaskedSide::Head).noun, triple->tail, triple->head, {}}, source, {}});
    }
    std::shuffle(found.begin(), found.end(), random);
    if (graph.limit > 0 && found.size() > graph.limit) found.resize(graph.limit);
    for (auto& draft : found) {
        if (graph.validation && hash64(draft.name) % 50 == 0) draft.split = RowSplit::Validation;
        if (out.byKey.try_emplace(keyOf(draft), out.rows.size()).second) out.rows.push_back(std::move(draft));
    }
    return {};
}

struct Texts {
    std::vector<std::string> paragraphs, titles;
    Phrases phrases;
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
            if (options.invented > 0) collectPhrases(paragraph, options.maxValueBytes, out.phrases);
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

// Slots are filled with characters that no word shares, so that the pieces around them are those of real questions.
constexpr char kNoun[] = "\x01", kName[] = "\x02", kRelation[] = "\x03";

std::vector<std::int32_t> templateTokens(const std::string& text, const SentencePiece& pieces) {
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
        const auto slot = c == kNoun[0]       ? TrainingFolder::kNounSlot
                          : c == kName[0]     ? TrainingFolder::kNameSlot
                          : c == kRelation[0] ? TrainingFolder::kRelationSlot
                                              : 0;
        if (slot == 0) {
            part += c;
            continue;
        }
        flush();
        out.push_back(slot);
    }
    flush();
    return out;
}

Result<std::shared_ptr<const SentencePiece>> makeVocabulary(const std::vector<Draft>& drafts, const Texts& texts,
                                                            const PrepareOptions& options, Random& random,
                                                            const std::filesystem::path& out) {
    if (!options.tokenizer.empty()) {
        AKV_ASSIGN(const auto bytes, readFile(options.tokenizer));
        AKV_CHECK(writeFileAtomically(out / "tokenizer.model", bytes));
        return SentencePiece::open(out / "tokenizer.model");
    }
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
    for (std::size_t i = 0; i < kTrainingTemplates; ++i)
        folder.templates.push_back(templateTokens(fillTemplate(i, kNoun, kName), pieces));
    for (std::size_t i = 0; i < relationTemplateCount(); ++i)
        folder.relationTemplates.push_back(templateTokens(fillRelationTemplate(i, kRelation, kName), pieces));
}

std::vector<std::string> distinct(std::vector<std::string> strings) {
    std::sort(strings.begin(), strings.end());
    strings.erase(std::unique(strings.begin(), strings.end()), strings.end());
    return strings;
}

constexpr double kTableRows = 29.0; ///< of one table, on average

void learnWords(InventedParts& parts) {
    const auto learn = [](const std::vector<std::string>& from, bool proper, WordMaker& into) {
        for (const auto& text : from)
            for (const auto& word : splitWords(text)) {
                const bool lower = word[0] >= 'a' && word[0] <= 'z';
                const bool letters = std::all_of(word.begin(), word.end(), [](char c) {
                    return std::isalpha(std::uint8_t(c)) || c < 0 || c == '-';
                });
                if (letters && lower != proper) into.learn(word);
            }
    };
    learn(parts.phrases.names, true, parts.properWords);
    learn(parts.graphNames, true, parts.properWords);
    learn(parts.graphNames, false, parts.plainWords);
    learn(distinct(parts.phrases.groups), false, parts.plainWords);
}

Result<void> invent(const PrepareOptions& options, Texts& texts, Random& random, std::uint16_t source, Drafts& drafts) {
    InventedParts parts;
    for (const auto& d : drafts.rows) {
        parts.graphNouns.push_back(d.noun);
        parts.graphNames.push_back(d.name);
        parts.graphValues.push_back(d.value);
    }
    parts.graphNouns = distinct(std::move(parts.graphNouns));
    parts.rareNouns = drafts.rareNouns.empty() ? parts.graphNouns : distinct(std::move(drafts.rareNouns));
    AKV_ASSIGN(const auto relations, readFile(options.relations, std::uint64_t(1) << 20));
    std::istringstream lines(relations);
    for (std::string line; std::getline(lines, line);)
        if (!line.empty()) parts.relations.push_back(line);
    parts.phrases = std::move(texts.phrases);
    parts.phrases.names = distinct(std::move(parts.phrases.names)); // rare names as often as those of every page
    parts.titles = texts.titles;
    learnWords(parts);
    for (const auto* list :
         {&parts.relations, &parts.graphNames, &parts.phrases.names, &parts.phrases.clauses, &parts.phrases.groups})
        if (list->empty())
            return Error(ErrorCode::InvalidInput, "invented rows need graphs, texts and a file of relations; one of "
                                                  "these gave nothing");
    std::vector<RowDraft> made;
    const double tables = options.tableShare / (options.tableShare + kTableRows * (1 - options.tableShare));
    for (std::size_t count = 0, groups = 0; count < options.invented; ++groups) {
        if (double(random() >> 11) * 0x1.0p-53 < tables)
            made = inventTable(parts, random);
        else
            made = {inventRow(parts, random)};
        count += made.size();
        const auto split = groups % 50 == 0 ? RowSplit::Validation : RowSplit::Train;
        for (auto& row : made) {
            Draft draft{std::move(row), source, split};
            if (!clean(draft.noun, options.maxNounBytes) || !clean(draft.name, options.maxValueBytes) ||
                !clean(draft.value, options.maxValueBytes))
                continue;
            if (drafts.byKey.try_emplace(keyOf(draft), drafts.rows.size()).second)
                drafts.rows.push_back(std::move(draft));
        }
    }
    return {};
}

/// Lists of what the rows hold, for evaluations that report seen and unseen apart (training_words.h).
Result<void> writeLists(const std::vector<Draft>& rows, const std::filesystem::path& out) {
    std::vector<std::string> nouns, values;
    for (const auto& d : rows) nouns.push_back(d.noun), values.push_back(d.value);
    AKV_CHECK(writeFileAtomically(out / "nouns.txt", nounList(nouns)));
    return writeFileAtomically(out / "value_words.txt", valueWordList(values));
}

} // namespace

Result<PrepareReport> prepareTrainingFolder(const PrepareOptions& options, SentenceEncoder& encoder,
                                            const std::filesystem::path& out, const JobContext& context) {
    std::error_code ignored;
    std::filesystem::create_directories(out, ignored);
    Random random(options.seed);
    TrainingFolder folder;
    Drafts all;
    for (const auto& graph : options.graphs) {
        context.progress("reading " + graph.name, folder.sources.size(), options.graphs.size());
        AKV_CHECK(readGraph(graph, std::uint16_t(folder.sources.size()), options, random, all, context));
        folder.sources.push_back(graph.name);
        folder.sourceWeight.push_back(graph.weight);
    }
    AKV_ASSIGN(Texts texts, readTexts(options, context));
    if (options.invented > 0) {
        AKV_CHECK(invent(options, texts, random, std::uint16_t(folder.sources.size()), all));
        folder.sources.push_back("invented");
        folder.sourceWeight.push_back(options.inventedWeight);
    }
    const auto& drafts = all.rows;
    context.progress(options.tokenizer.empty() ? "training the vocabulary" : "reading the vocabulary", 0, 1);
    AKV_ASSIGN(const auto pieces, makeVocabulary(drafts, texts, options, random, out));
    AKV_CHECK(writeFileAtomically(out / "held_out.tsv", all.heldOut));
    AKV_CHECK(writeLists(drafts, out));

    StringTable strings;
    std::unordered_map<std::uint32_t, std::uint32_t> valueOf; // token string -> value embedding
    const auto addValue = [&](const std::string& text) {
        const auto string = strings.add(text);
        const auto [at, isNew] = valueOf.try_emplace(string, std::uint32_t(folder.valueString.size()));
        if (isNew) folder.valueString.push_back(string);
        return at->second;
    };
    for (const auto& d : drafts) {
        const auto name = strings.add(d.name);
        folder.rows.push_back({strings.add(d.noun), name, strings.add(d.value), addValue(d.value), name, d.source,
                               d.split, d.relation.empty() ? TrainingRow::kNoString : strings.add(d.relation), 0});
    }
    std::vector<std::string> extra = texts.titles;
    for (const auto& d : drafts) extra.push_back(d.name);
    std::shuffle(extra.begin(), extra.end(), random);
    for (std::size_t i = 0, added = 0; i < extra.size() && added < options.extraValues; ++i) {
        const auto before = folder.values();
        addValue(extra[i]);
        added += folder.values() - before;
    }
    context.progress("tokenising", 0, 1);
    tokenise(strings, texts, *pieces, options.textTokens, folder);
    folder.encoder = encoder.name();
    if (options.embeddings) AKV_CHECK(embedFolder(folder, *pieces, encoder, {}, context));
    AKV_CHECK(folder.save(out));

    PrepareReport report{folder.rows.size(), folder.values(), folder.text.size(), strings.all().size(), {}};
    for (std::size_t s = 0; s < folder.sources.size(); ++s)
        report.rowsBySource.emplace_back(
            folder.sources[s],
            std::count_if(folder.rows.begin(), folder.rows.end(), [&](const auto& r) { return r.source == s; }));
    return report;
}

} // namespace akv
