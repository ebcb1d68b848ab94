// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace akv {

/// BERT's uncased WordPiece: control characters removed, CJK ideographs set apart, NFD with accents stripped, lower
/// case, punctuation split off, then greedy longest match. `[CLS]` and the other special names are recognised in the
/// raw text, as the reference tokenizer does. Immutable and thread-safe.
class WordPiece {
public:
    /// Reads a vocab.txt, one piece per line, id = line number. Errors name a missing special token or a duplicate.
    static Result<WordPiece> open(const std::filesystem::path& vocabulary);
    static Result<WordPiece> fromText(std::string_view vocabulary, const std::string& name);

    /// [CLS] pieces [SEP], at most maxLength ids in total. Error when `text` is not UTF-8 (names the byte).
    Result<std::vector<std::int32_t>> encode(std::string_view text, std::size_t maxLength = 256) const;

    std::size_t size() const { return m_pieces; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
    };
    WordPiece() = default;
    void appendWord(std::string_view word, std::vector<std::int32_t>& ids) const;
    void appendPlain(std::string_view text, std::size_t limit, std::vector<std::int32_t>& ids) const;

    std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> m_ids;
    std::vector<std::pair<std::string, std::int32_t>> m_special;
    std::size_t m_pieces = 0, m_longest = 0;
    std::int32_t m_unknown = 0, m_begin = 0, m_end = 0;
};

} // namespace akv
