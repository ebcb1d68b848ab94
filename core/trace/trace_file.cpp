// SPDX-License-Identifier: GPL-3.0-or-later
// Layout of .akvtrace (little-endian): 8 bytes "AKVTRACE", u32 version, u32 zero, u64 packed length, u64 plain length,
// u64 XXH3 of the packed payload, payload = zstd(JSON). JSON keeps the fields under their names in records.h. Fields
// that came later ("facts", "selection", "copied", some of "card") may be absent; readers pass over names that they do
// not know.
#include "core/trace/trace.h"

#include "core/base/file.h"

#include <cstring>
#include <nlohmann/json.hpp>
#include <zstd.h>

namespace akv {

namespace {

using nlohmann::json;

constexpr char kMagic[] = "AKVTRACE";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint64_t kMaxPlain = std::uint64_t(1) << 30;

struct Header {
    char magic[8];
    std::uint32_t version, reserved;
    std::uint64_t packed, plain, checksum;
};
static_assert(sizeof(Header) == 40);

json toJson(const LevelRecord& l) {
    return {{"kept", l.kept},
            {"score", l.keptScore},
            {"available", l.available},
            {"next", l.runnersUp},
            {"next_score", l.runnersUpScore}};
}

LevelRecord levelFrom(const json& j) {
    LevelRecord out;
    j.at("kept").get_to(out.kept);
    j.at("score").get_to(out.keptScore);
    j.at("available").get_to(out.available);
    j.at("next").get_to(out.runnersUp);
    j.at("next_score").get_to(out.runnersUpScore);
    if (out.kept.size() != out.keptScore.size() || out.runnersUp.size() != out.runnersUpScore.size())
        throw std::runtime_error("a level has " + std::to_string(out.kept.size()) + " keys and " +
                                 std::to_string(out.keptScore.size()) + " scores");
    return out;
}

json toJson(const LayerRecord& r) {
    return {{"step", r.step},
            {"layer", r.layer},
            {"heads", r.heads},
            {"positions", r.positions},
            {"flat", r.flat},
            {"root", toJson(r.root)},
            {"inter", toJson(r.inter)},
            {"leaf", toJson(r.leaf)},
            {"head_weights", r.headWeights},
            {"lambda_kg", r.lambdaKg},
            {"lambda_by_position", r.lambdaByPosition},
            {"leaf_mass", r.leafMass},
            {"head_mass", r.headMass},
            {"pinned", r.pinned},
            {"value_norm", r.valueNorm}};
}

LayerRecord layerFrom(const json& j) {
    LayerRecord out;
    j.at("step").get_to(out.step);
    j.at("layer").get_to(out.layer);
    j.at("heads").get_to(out.heads);
    j.at("positions").get_to(out.positions);
    j.at("flat").get_to(out.flat);
    out.root = levelFrom(j.at("root"));
    out.inter = levelFrom(j.at("inter"));
    out.leaf = levelFrom(j.at("leaf"));
    j.at("head_weights").get_to(out.headWeights);
    j.at("lambda_kg").get_to(out.lambdaKg);
    j.at("lambda_by_position").get_to(out.lambdaByPosition);
    if (j.contains("leaf_mass")) j.at("leaf_mass").get_to(out.leafMass);
    if (j.contains("head_mass")) j.at("head_mass").get_to(out.headMass);
    out.pinned = j.value("pinned", std::vector<std::uint32_t>());
    j.at("value_norm").get_to(out.valueNorm);
    if (out.heads < 0 || out.headWeights.size() != std::size_t(out.heads) * out.leaf.kept.size() ||
        (!out.headMass.empty() && out.headMass.size() != out.headWeights.size()) ||
        out.lambdaKg.size() != std::size_t(out.heads))
        throw std::runtime_error("step " + std::to_string(out.step) + ", layer " + std::to_string(out.layer) +
                                 ": head weights do not fit the kept leaves");
    return out;
}

json cardJson(const RunCard& c) {
    return {{"mode", c.mode},
            {"model", c.model},
            {"model_hash", c.modelHash},
            {"store_hash", c.storeHash},
            {"build", c.build},
            {"seed", c.seed},
            {"temperature", c.temperature},
            {"k", {c.kRoot, c.kInter, c.kLeaf}},
            {"rows", c.rows},
            {"masked", c.masked},
            {"masked_clusters", c.maskedClusters},
            {"ablated", c.ablated},
            {"pinned", c.pinned},
            {"kb_scale_factor", c.scaleFactor},
            {"context_triples", c.contextTriples},
            {"hybrid_attention", c.hybridAttention},
            {"max_tokens", c.maxTokens}};
}

RunCard cardFrom(const json& j) {
    RunCard out;
    j.at("mode").get_to(out.mode);
    j.at("model").get_to(out.model);
    j.at("model_hash").get_to(out.modelHash);
    j.at("store_hash").get_to(out.storeHash);
    j.at("build").get_to(out.build);
    j.at("seed").get_to(out.seed);
    j.at("temperature").get_to(out.temperature);
    const auto k = j.at("k").get<std::vector<std::uint32_t>>();
    out.kRoot = k.at(0), out.kInter = k.at(1), out.kLeaf = k.at(2);
    j.at("rows").get_to(out.rows);
    j.at("masked").get_to(out.masked);
    out.maskedClusters = j.value("masked_clusters", std::vector<std::string>());
    out.ablated = j.value("ablated", std::vector<std::string>());
    out.pinned = j.value("pinned", std::vector<std::int64_t>());
    out.scaleFactor = j.value("kb_scale_factor", std::string());
    out.contextTriples = j.value("context_triples", 0);
    out.hybridAttention = j.value("hybrid_attention", true);
    out.maxTokens = j.value("max_tokens", 0);
    return out;
}

json toJson(const Trace& t) {
    json tokens = json::array(), layers = json::array(), leaves = json::array(), roots = json::object(),
         inters = json::object(), facts = json::array(), selection = json::array();
    for (const auto& x : t.selection) selection.push_back(toJson(x));
    for (const auto& x : t.facts)
        facts.push_back({{"leaf", x.leaf}, {"score", x.score ? json(*x.score) : json(nullptr)}});
    for (const auto& x : t.tokens)
        tokens.push_back(
            {{"step", x.step},
             {"id", x.id},
             {"text", x.text},
             {"logprob", x.logprob},
             {"alternatives", x.alternatives},
             {"copied", x.copied
                            ? json{{"leaf", x.copied->leaf}, {"offset", x.copied->offset}, {"share", x.copied->share}}
                            : json(nullptr)}});
    for (const auto& x : t.layers) layers.push_back(toJson(x));
    for (const auto& [id, x] : t.leaves)
        leaves.push_back({{"leaf", id},
                          {"triple_id", x.tripleId},
                          {"row_id", x.rowId},
                          {"inter", x.inter},
                          {"root", x.root},
                          {"head", x.head},
                          {"relation", x.relation},
                          {"tail", x.tail},
                          {"key", x.key},
                          {"value", x.value}});
    for (const auto& [id, name] : t.rootNames) roots[std::to_string(id)] = name;
    for (const auto& [id, name] : t.interNames) inters[std::to_string(id)] = name;
    return {{"card", cardJson(t.card)},
            {"question", t.question},
            {"answer", t.answer},
            {"prompt_tokens", t.promptTokens},
            {"tokens", tokens},
            {"layers", layers},
            {"selection", selection},
            {"facts", facts},
            {"leaves", leaves},
            {"root_names", roots},
            {"inter_names", inters},
            {"truncated", t.truncated},
            {"dropped_records", t.droppedRecords}};
}

Trace traceFrom(const json& j) {
    Trace out;
    out.card = cardFrom(j.at("card"));
    j.at("question").get_to(out.question);
    j.at("answer").get_to(out.answer);
    j.at("prompt_tokens").get_to(out.promptTokens);
    j.at("truncated").get_to(out.truncated);
    j.at("dropped_records").get_to(out.droppedRecords);
    for (const auto& x : j.at("tokens")) {
        out.tokens.push_back({x.at("step"), x.at("id"), x.at("text"), x.at("logprob"),
                              x.at("alternatives").get<std::vector<std::pair<int, float>>>()});
        if (const auto copied = x.value("copied", json()); !copied.is_null())
            out.tokens.back().copied = {copied.at("leaf"), copied.at("offset"), copied.at("share")};
    }
    for (const auto& x : j.at("layers")) out.layers.push_back(layerFrom(x));
    for (const auto& x : j.value("selection", json::array())) out.selection.push_back(layerFrom(x));
    for (const auto& x : j.value("facts", json::array()))
        out.facts.push_back({x.at("leaf"), x.at("score").is_null() ? std::optional<double>()
                                                                   : std::optional(x.at("score").get<double>())});
    for (const auto& x : j.at("leaves"))
        out.leaves[x.at("leaf")] = {x.at("triple_id"), x.at("row_id"), x.at("inter"), x.at("root"), x.at("head"),
                                    x.at("relation"),  x.at("tail"),   x.at("key"),   x.at("value")};
    for (const auto& [id, name] : j.at("root_names").items()) out.rootNames[std::uint32_t(std::stoul(id))] = name;
    for (const auto& [id, name] : j.at("inter_names").items()) out.interNames[std::uint32_t(std::stoul(id))] = name;
    return out;
}

Error damaged(const std::filesystem::path& path, const std::string& why) {
    return Error(ErrorCode::FileFormat,
                 "'" + path.string() + "' is not a readable trace: " + why + "; record it again with --trace");
}

} // namespace

std::string traceToJson(const Trace& trace, int indent) {
    return toJson(trace).dump(indent, ' ', false, json::error_handler_t::replace);
}

Result<void> saveTrace(const Trace& trace, const std::filesystem::path& path) {
    const std::string plain = traceToJson(trace, -1);
    std::string packed(ZSTD_compressBound(plain.size()), '\0');
    const auto size = ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), 6);
    if (ZSTD_isError(size)) return Error(ErrorCode::Internal, std::string("zstd: ") + ZSTD_getErrorName(size));
    packed.resize(size);
    Header header{{}, kVersion, 0, packed.size(), plain.size(), checksum64(packed.data(), packed.size())};
    std::memcpy(header.magic, kMagic, 8);
    AKV_ASSIGN(auto file, AtomicFile::create(path));
    AKV_CHECK(file->write(&header, sizeof header));
    AKV_CHECK(file->write(packed));
    return file->commit();
}

Result<Trace> loadTrace(const std::filesystem::path& path) {
    AKV_ASSIGN(const auto bytes, readFile(path, kMaxPlain));
    Header header{};
    if (bytes.size() < sizeof header)
        return damaged(path,
                       std::to_string(bytes.size()) + " bytes, the header alone has " + std::to_string(sizeof header));
    std::memcpy(&header, bytes.data(), sizeof header);
    if (std::memcmp(header.magic, kMagic, 8) != 0) return damaged(path, "it does not begin with AKVTRACE");
    if (header.version > kVersion)
        return Error(ErrorCode::Unsupported, "'" + path.string() + "' has trace format " +
                                                 std::to_string(header.version) + ", this program reads up to " +
                                                 std::to_string(kVersion) + "; update the program");
    if (header.packed != bytes.size() - sizeof header || header.plain > kMaxPlain)
        return damaged(path, "the header promises " + std::to_string(header.packed) + " bytes, the file holds " +
                                 std::to_string(bytes.size() - sizeof header));
    if (checksum64(bytes.data() + sizeof header, header.packed) != header.checksum)
        return damaged(path, "the checksum does not fit");
    std::string plain(header.plain, '\0');
    const auto size = ZSTD_decompress(plain.data(), plain.size(), bytes.data() + sizeof header, header.packed);
    if (ZSTD_isError(size) || size != header.plain) return damaged(path, "the payload cannot be unpacked");
    try {
        return traceFrom(json::parse(plain));
    } catch (const std::exception& e) { return damaged(path, e.what()); }
}

} // namespace akv
