// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/wordpiece.h"

#include "core/base/file.h"

#include <algorithm>
#include <utf8proc.h>

namespace akv {

namespace {

constexpr std::size_t kMaxWordChars = 100; // longer words are one [UNK], as in BERT
constexpr const char* kSpecialNames[] = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};

bool isSpace(utf8proc_int32_t c) {
    if (c == '\t' || c == '\n' || c == '\r' || c == ' ') return true;
    const auto category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

/// Unassigned code points stay: they are characters of a newer Unicode than the library's and become [UNK].
bool isControl(utf8proc_int32_t c) {
    if (c == 0 || c == 0xFFFD) return true;
    const auto category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CO;
}

bool isCjk(utf8proc_int32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
           (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B820 && c <= 0x2CEAF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

bool isPunctuation(utf8proc_int32_t c) {
    if ((c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126)) return true;
    if (c < 128) return false;
    const auto category = utf8proc_category(c);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

void appendUtf8(utf8proc_int32_t c, std::string& out) {
    utf8proc_uint8_t bytes[4];
    const auto n = utf8proc_encode_char(c, bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(n));
}

/// First byte that does not belong to a well-formed UTF-8 sequence, or npos.
std::size_t firstBadByte(std::string_view text) {
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    for (std::size_t i = 0; i < text.size();) {
        if (bytes[i] < 0x80) {
            ++i;
            continue;
        }
        utf8proc_int32_t c = 0;
        const auto n = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &c);
        if (n <= 0) return i;
        i += static_cast<std::size_t>(n);
    }
    return std::string_view::npos;
}

/// NFD of a whole string; combining marks are put into canonical order, which per-character decomposition would not do.
std::u32string decompose(std::string_view text) {
    std::u32string out(text.size() * 4 + 16, U'\0');
    const auto n = utf8proc_decompose(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
        reinterpret_cast<utf8proc_int32_t*>(out.data()), static_cast<utf8proc_ssize_t>(out.size()),
        static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STABLE));
    out.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    return out;
}

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Calls word(piece of text) for every whitespace- or punctuation-separated word of the normalised text; stops when
/// `word` returns false.
template <class Word>
void forEachWord(std::string_view text, Word&& word) {
    std::u32string points;
    if (isAscii(text))
        points.assign(text.begin(), text.end());
    else
        points = decompose(text);
    std::string current;
    const auto flush = [&] {
        const bool more = current.empty() || word(std::string_view(current));
        current.clear();
        return more;
    };
    for (const char32_t point : points) {
        const auto c = static_cast<utf8proc_int32_t>(point);
        if (isSpace(c)) {
            if (!flush()) return;
        } else if (isControl(c) || utf8proc_category(c) == UTF8PROC_CATEGORY_MN) {
            continue;
        } else if (isPunctuation(c) || isCjk(c)) {
            if (!flush()) return;
            appendUtf8(c, current);
            if (!flush()) return;
        } else {
            appendUtf8(utf8proc_tolower(c), current);
        }
    }
    flush();
}

std::size_t countChars(std::string_view word) {
    return static_cast<std::size_t>(std::count_if(
        word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

} // namespace

Result<WordPiece> WordPiece::open(const std::filesystem::path& vocabulary) {
    AKV_ASSIGN(const auto text, readFile(vocabulary, std::uint64_t(1) << 28));
    return fromText(text, vocabulary.string());
}

Result<WordPiece> WordPiece::fromText(std::string_view vocabulary, const std::string& name) {
    WordPiece out;
    while (!vocabulary.empty()) {
        const auto end = vocabulary.find('\n');
        auto line = vocabulary.substr(0, end);
        vocabulary = end == std::string_view::npos ? std::string_view{} : vocabulary.substr(end + 1);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        const auto id = static_cast<std::int32_t>(out.m_pieces++);
        if (!out.m_ids.emplace(std::string(line), id).second)
            return Error(ErrorCode::FileFormat, "'" + name + "': piece '" + std::string(line) + "' on line " +
                                                    std::to_string(out.m_pieces) + " is already listed above");
        out.m_longest = std::max(out.m_longest, line.size());
    }
    for (const char* special : kSpecialNames) {
        const auto it = out.m_ids.find(std::string_view(special));
        if (it == out.m_ids.end())
            return Error(ErrorCode::FileFormat,
                         "'" + name + "' is not a BERT vocabulary: it lacks the piece " + special);
        out.m_special.emplace_back(special, it->second);
    }
    out.m_unknown = out.m_special[1].second;
    out.m_begin = out.m_special[2].second;
    out.m_end = out.m_special[3].second;
    return out;
}

void WordPiece::appendWord(std::string_view word, std::vector<std::int32_t>& ids) const {
    const auto before = ids.size();
    if (countChars(word) > kMaxWordChars) {
        ids.push_back(m_unknown);
        return;
    }
    std::string candidate;
    for (std::size_t begin = 0; begin < word.size();) {
        candidate = begin > 0 ? "##" : "";
        const auto prefix = candidate.size();
        auto length = std::min(word.size() - begin, m_longest);
        while (length > 0 && begin + length < word.size() && isContinuation(word[begin + length])) --length;
        candidate.append(word.substr(begin, length));
        for (;;) {
            if (length == 0) {
                ids.resize(before);
                ids.push_back(m_unknown);
                return;
            }
            if (const auto it = m_ids.find(std::string_view(candidate)); it != m_ids.end()) {
                ids.push_back(it->second);
                break;
            }
            do --length;
            while (length > 0 && isContinuation(word[begin + length]));
            candidate.resize(prefix + length);
        }
        begin += length;
    }
}

void WordPiece::appendPlain(std::string_view text, std::size_t limit, std::vector<std::int32_t>& ids) const {
    forEachWord(text, [&](std::string_view word) {
        appendWord(word, ids);
        return ids.size() < limit;
    });
}

Result<std::vector<std::int32_t>> WordPiece::encode(std::string_view text, std::size_t maxLength) const {
    if (maxLength < 2)
        return Error(ErrorCode::InvalidInput, "a sequence needs room for [CLS] and [SEP], at least 2 ids");
    if (const auto bad = firstBadByte(text); bad != std::string_view::npos)
        return Error(ErrorCode::InvalidInput, "the text is not UTF-8: byte " + std::to_string(bad) + " of '" +
                                                  std::string(text.substr(0, std::min<std::size_t>(bad, 40))) +
                                                  "'; convert it to UTF-8 first");
    const std::size_t limit = maxLength - 1;
    std::vector<std::int32_t> ids{m_begin};
    while (!text.empty() && ids.size() < limit) {
        std::size_t at = std::string_view::npos;
        const std::pair<std::string, std::int32_t>* found = nullptr;
        for (std::size_t open = text.find('['); open != std::string_view::npos && found == nullptr;
             open = text.find('[', open + 1))
            for (const auto& special : m_special)
                if (text.substr(open).starts_with(special.first)) {
                    found = &special;
                    at = open;
                }
        appendPlain(text.substr(0, at), limit, ids);
        if (found == nullptr) break;
        ids.push_back(found->second);
        text.remove_prefix(at + found->first.size());
    }
    if (ids.size() > limit) ids.resize(limit);
    ids.push_back(m_end);
    return ids;
}

} // namespace akv
