// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/piece_reader.h"

#include <vector>

namespace akv {

/// One element of an XML file with all that is in it.
struct XmlPiece {
    std::string name;       ///< of its tag, without a namespace prefix
    std::string_view text;  ///< of the whole element; valid until the next piece
    std::uint64_t line = 0; ///< of its first byte
};

/// Cuts a GraphML or GEXF file into the elements that stand directly in <graphml> and <graph>, or in <gexf>, <graph>,
/// <nodes> and <edges>, so that no more than one of them is in memory. Comments and processing instructions are
/// skipped; a DOCTYPE with declarations is refused, so that there is no entity to expand. Errors: another root, text
/// between elements, an end that does not fit, a truncated file.
class XmlPieces {
public:
    enum class Dialect { GraphMl, Gexf };
    static Result<XmlPieces> open(const std::filesystem::path& path, const std::string& encoding,
                                  Dialect dialect = Dialect::GraphMl);

    /// nullopt at the end.
    Result<std::optional<XmlPiece>> next();
    const PieceReader& reader() const { return m_reader; }

private:
    struct Open {
        std::string name;
        std::uint64_t line = 0;
    };
    struct Tag {
        std::string name;
        std::size_t length = 0;
        bool closing = false, empty = false;
    };
    XmlPieces(PieceReader reader, Dialect dialect) : m_reader(std::move(reader)), m_dialect(dialect) {}
    std::string root() const { return m_dialect == Dialect::Gexf ? "gexf" : "graphml"; }
    bool isContainer(const std::string& name) const;
    Result<void> skipBlanks();
    Result<std::size_t> skippable(std::size_t at);
    Result<Tag> tag(std::size_t at);
    Result<std::size_t> elementLength(const Tag& first);
    Result<void> container(const Tag& tag);
    bool startsWith(std::size_t at, std::string_view text);
    Result<std::size_t> upTo(std::size_t at, std::string_view end, const std::string& what);

    PieceReader m_reader;
    Dialect m_dialect;
    std::vector<Open> m_open;
    bool m_rootSeen = false;
};

} // namespace akv
