// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg2kv/synthetic.h"

#include <array>
#include <random>
#include <string>
#include <unordered_set>

namespace akv {

namespace {

using Words = std::array<const char*, 24>;

constexpr Words kFirst = {"Ald", "Bre", "Cor", "Dav", "Eri",  "Fen", "Gal", "Hes", "Ilm", "Jor", "Kel", "Lun",
                          "Mar", "Nev", "Ost", "Pel", "Quor", "Ras", "Sel", "Tam", "Uld", "Vex", "Wyn", "Zar"};
constexpr Words kMiddle = {"a",  "e",   "i",  "o",  "an", "er", "il", "on", "ar", "em", "is",  "ul",
                           "ad", "eth", "ir", "om", "av", "el", "in", "or", "as", "ev", "ith", "un"};
constexpr Words kLast = {"dor",  "bis", "cal",  "dune", "fara", "gor",  "hart", "ka",  "lith", "mir",  "nox",  "phane",
                         "quil", "ris", "sten", "tova", "vale", "wick", "xis",  "yra", "zen",  "bruk", "mond", "lune"};
constexpr Words kKind = {"Institute",  "Harbour", "Archive",    "Guild",   "Observatory", "Workshop",
                         "Festival",   "Garden",  "Academy",    "Foundry", "Library",     "Orchestra",
                         "Laboratory", "Market",  "Expedition", "Theatre", "Cooperative", "Museum",
                         "Railway",    "Clinic",  "Vineyard",   "Studio",  "Network",     "Shipyard"};
constexpr Words kQuality = {"quiet",         "well-known",    "small",         "travelling",    "young",
                            "centuries-old", "independent",   "remote",        "busy",          "restless",
                            "careful",       "privately run", "public",        "ambitious",     "modest",
                            "coastal",       "mountain",      "seasonal",      "cheerful",      "secretive",
                            "volunteer-run", "spacious",      "award-winning", "half-forgotten"};
constexpr Words kThing = {"glass instruments", "old maps",      "night trains",   "river boats",   "wild herbs",
                          "clockwork",         "radio plays",   "paper kites",    "stone bridges", "salt caves",
                          "street lamps",      "woodcuts",      "bee hives",      "tidal mills",   "folk songs",
                          "weather diaries",   "ceramic tiles", "sailcloth",      "rare apples",   "lighthouses",
                          "mountain paths",    "puppet shows",  "violin strings", "desert wells"};
constexpr Words kVerb = {"restore",   "collect",    "map",      "teach the making of",
                         "repair",    "photograph", "protect",  "describe",
                         "exhibit",   "trade",      "record",   "test",
                         "improve",   "count",      "design",   "rediscover",
                         "lend out",  "compare",    "preserve", "rebuild",
                         "catalogue", "promote",    "study",    "share"};
constexpr Words kWhere = {"in the northern valleys",
                          "along the old canal",
                          "for visiting schools",
                          "on three islands",
                          "before the winter storms",
                          "with the neighbouring towns",
                          "in every district",
                          "across the border",
                          "for the next generation",
                          "near the salt lake",
                          "at no cost",
                          "under open skies",
                          "by the year's end",
                          "with borrowed tools",
                          "for travelling families",
                          "in the harbour quarter",
                          "beyond the forest",
                          "on market days",
                          "with local craftsmen",
                          "after long neglect",
                          "for curious beginners",
                          "in abandoned mills",
                          "by hand",
                          "throughout the region"};

class Maker {
public:
    explicit Maker(std::uint64_t seed) : m_random(seed) {}

    std::string name() {
        for (int attempt = 0;; ++attempt) {
            std::string out = std::string(pick(kFirst)) + pick(kMiddle) + pick(kLast) + " " + pick(kKind);
            if (attempt > 8) out += " " + std::to_string(m_names.size() + 1);
            if (m_names.insert(out).second) return out;
        }
    }
    std::string description() {
        return std::string("a ") + pick(kQuality) + " place known for its " + pick(kThing) + " and " + pick(kThing);
    }
    std::string aim() { return std::string("to ") + pick(kVerb) + " " + pick(kThing) + " " + pick(kWhere); }

private:
    /// Not std::uniform_int_distribution: its numbers differ between libraries.
    const char* pick(const Words& words) { return words[m_random() % words.size()]; }

    std::mt19937_64 m_random;
    std::unordered_set<std::string> m_names;
};

} // namespace

std::vector<RawTriple> syntheticTriples(std::size_t count, std::uint64_t seed) {
    Maker maker(seed);
    std::vector<RawTriple> out;
    while (out.size() < count) {
        const std::string name = maker.name(), texts[] = {maker.description(), maker.aim(), maker.aim()};
        const char* relations[] = {"description", "objectives", "purpose"};
        for (int i = 0; i < 3 && out.size() < count; ++i) {
            RawTriple triple;
            triple.head = name, triple.relation = relations[i], triple.tail = texts[i];
            triple.headType = EntityType::Entity;
            triple.line = out.size() + 1;
            out.push_back(std::move(triple));
        }
    }
    return out;
}

} // namespace akv
