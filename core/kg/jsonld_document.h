// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace akv {

/// Why a JSON text is refused that is well-formed: brackets deeper than 200, a key that an object has twice, of which a
/// parser would keep one; empty: it is not.
std::string jsonLdProblem(std::string_view text);

/// One JSON-LD document, an object, cut so that not all of it is parsed at once: the nodes in its "@graph" one by one
/// where only "@context" and "@id" stand beside it, else the whole document.
class JsonLdDocument {
public:
    struct Piece {
        std::string_view text;
        std::uint64_t line = 0; ///< of its first byte
    };

    /// `text` must outlive the document; `line`: of its first byte.
    JsonLdDocument(std::string_view text, std::uint64_t line);
    /// The document with an empty "@graph", when that is cut; empty: it is not.
    const std::string& shell() const { return m_shell; }
    /// The next node, or the whole; nullopt at the end. What separates nodes wrongly ends as a piece that is no JSON.
    std::optional<Piece> next();
    /// Bytes behind the last piece.
    std::size_t left() const { return m_text.size() - m_at; }

private:
    std::size_t blanks(std::size_t at) const;
    std::size_t value(std::size_t at) const;
    void look();
    Piece piece(std::size_t end);

    std::string_view m_text;
    std::string m_shell;
    std::size_t m_at = 0, m_counted = 0;
    std::uint64_t m_line;
    bool m_more = true; ///< a node, or the whole, may come
};

} // namespace akv
