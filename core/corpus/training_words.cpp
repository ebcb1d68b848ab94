// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/corpus/training_words.h"

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/base/strings.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <set>
#include <sstream>

namespace akv {

namespace {

constexpr std::uint64_t kMaxListBytes = std::uint64_t(1) << 26;

/// Lines of a list, trimmed, without empty ones; nothing when the file is not there.
Result<std::vector<std::string>> linesOf(const std::filesystem::path& file) {
    std::vector<std::string> out;
    if (!std::filesystem::exists(file)) return out;
    AKV_ASSIGN(const auto text, readFile(file, kMaxListBytes));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (const auto entry = trimmed(line); !entry.empty()) out.emplace_back(entry);
    return out;
}

std::string hashOf(const std::set<std::string>& sorted) {
    if (sorted.empty()) return {};
    HashStream stream;
    for (const auto& entry : sorted) stream.add(entry);
    return stream.hex();
}

} // namespace

std::string nounList(std::span<const std::string> nouns) {
    std::string out;
    for (const auto& noun : std::set<std::string>(nouns.begin(), nouns.end())) out += noun + "\n";
    return out;
}

std::string valueWordList(std::span<const std::string> values) {
    std::unordered_set<std::string> met;
    std::map<std::string, std::uint32_t> counts;
    for (const auto& value : values) {
        if (!met.insert(value).second) continue;
        const auto words = wordRuns(value);
        for (const auto& word : std::set<std::string>(words.begin(), words.end())) ++counts[word];
    }
    std::string out;
    for (const auto& [word, count] : counts)
        if (count >= kListedFrom) out += word + "\t" + std::to_string(count) + "\n";
    return out;
}

Result<TrainingWords> TrainingWords::read(const std::filesystem::path& modelFolder) {
    TrainingWords out;
    AKV_ASSIGN(const auto nouns, linesOf(modelFolder / "nouns.txt"));
    for (const auto& noun : nouns) out.m_nouns.insert(asciiLower(noun));
    out.m_nounsHash = hashOf({out.m_nouns.begin(), out.m_nouns.end()});
    const auto file = modelFolder / "value_words.txt";
    AKV_ASSIGN(const auto lines, linesOf(file));
    for (const auto& line : lines) {
        const auto tab = line.find('\t');
        std::uint32_t count = 0;
        if (tab == std::string::npos ||
            std::from_chars(line.data() + tab + 1, line.data() + line.size(), count).ptr != line.data() + line.size())
            return Error(ErrorCode::InvalidInput, "'" + file.string() + "' has the line '" + shortened(line, 60) +
                                                      "'; expected a word, a tab and how many training values hold it");
        out.m_valueWords[line.substr(0, tab)] = count;
    }
    out.m_valueWordsHash = hashOf({lines.begin(), lines.end()});
    return out;
}

std::optional<bool> TrainingWords::nounSeen(const std::string& noun) const {
    if (m_nouns.empty() || noun.empty()) return std::nullopt;
    return m_nouns.contains(asciiLower(noun));
}

std::optional<std::uint32_t> TrainingWords::rarestWord(const std::string& value) const {
    const auto words = wordRuns(value);
    if (m_valueWords.empty() || words.empty()) return std::nullopt;
    std::uint32_t rarest = std::numeric_limits<std::uint32_t>::max();
    for (const auto& word : words) {
        const auto found = m_valueWords.find(word);
        rarest = std::min(rarest, found == m_valueWords.end() ? 0 : found->second);
    }
    return rarest;
}

} // namespace akv
