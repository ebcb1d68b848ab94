// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/turtle_pieces.h"

#include "core/base/strings.h"

#include <algorithm>
#include <utility>

namespace akv {

namespace {

constexpr int kMaxDepth = 100; ///< of brackets: the parser behind calls itself for each

bool blank(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// What may stand in a name beside a dot; every byte beyond ASCII may.
bool inName(int c) {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c > 0 && std::string_view("_-:%\\").find(static_cast<char>(c)) != std::string_view::npos);
}

/// Skips blanks and comments.
Result<void> skipBlanks(PieceReader& reader) {
    std::size_t at = 0;
    for (;;) {
        const int c = reader.peek(at);
        if (c == '#')
            while (reader.peek(at) != -1 && reader.peek(at) != '\n') ++at;
        else if (blank(c))
            ++at;
        else
            break;
        if (at > 4096) { // a long run of comments is no piece to keep
            AKV_CHECK(reader.take(at));
            at = 0;
        }
    }
    AKV_CHECK(reader.take(at));
    return reader.problem();
}

/// Finds the end of the statement that the reader stands before; `brace` ends it, too, and is no part of it.
class Cutter {
public:
    explicit Cutter(PieceReader& reader, char brace = '\0')
        : m_reader(reader), m_brace(brace), m_directive(isSparqlDirective()) {}

    /// Bytes up to the end of the statement.
    Result<std::size_t> length() {
        for (;;) {
            const int c = m_reader.peek(m_at);
            if (c == -1) {
                m_complete = false;
                return m_at;
            }
            if (m_brace != '\0' && c == m_brace) return m_at;
            if (c == '"' || c == '\'') {
                AKV_CHECK(string(c));
            } else if (c == '<') {
                iri();
                if (m_directive) return m_at;
            } else if (c == '#') {
                while (m_reader.peek(m_at) != -1 && m_reader.peek(m_at) != '\n') ++m_at;
            } else if (c == '.' && endsHere()) {
                return ++m_at;
            } else {
                bracket(c);
                m_at += c == '\\' && m_reader.peek(m_at + 1) != -1 ? 2 : 1;
            }
        }
    }
    bool tooDeep() const { return m_deepest > kMaxDepth; }
    bool complete() const { return m_complete; }
    bool atBrace() const { return m_brace != '\0' && m_reader.peek(m_at) == m_brace; }

private:
    bool isSparqlDirective() {
        for (const std::string_view word : {"PREFIX", "BASE"}) {
            std::size_t i = 0;
            while (i < word.size() && (m_reader.peek(i) & ~0x20) == word[i]) ++i;
            if (i == word.size() && blank(m_reader.peek(i))) return true;
        }
        return false;
    }
    /// Within a name or a number a dot is one of its letters.
    bool endsHere() {
        return !(m_at > 0 && inName(m_reader.peek(m_at - 1)) &&
                 (inName(m_reader.peek(m_at + 1)) || m_reader.peek(m_at + 1) == '.'));
    }
    void bracket(int c) {
        if (c == '[' || c == '(') m_deepest = std::max(m_deepest, ++m_depth);
        if (c == ']' || c == ')') m_depth = std::max(0, m_depth - 1);
    }
    void iri() {
        int c = 0;
        do { c = m_reader.peek(++m_at); } while (c != '>' && c != '\n' && c != -1);
        if (c == '>') ++m_at;
    }
    Result<void> string(int quote) {
        const std::uint64_t begin = m_at;
        const bool isLong = m_reader.peek(m_at + 1) == quote && m_reader.peek(m_at + 2) == quote;
        for (m_at += isLong ? 3 : 1;; ++m_at) {
            const int c = m_reader.peek(m_at);
            if (c == -1 && isLong) {
                AKV_CHECK(m_reader.problem());
                std::uint64_t line = m_reader.line();
                for (std::uint64_t i = 0; i < begin; ++i) line += m_reader.peek(i) == '\n' ? 1 : 0;
                return m_reader.fail("the file ends inside the string of three quotes that began here; it is truncated",
                                     line);
            }
            if (c == -1 || (c == '\n' && !isLong)) return {}; // the parser says what is wrong
            if (c == '\\' && m_reader.peek(m_at + 1) != -1)
                ++m_at;
            else if (c == quote && !isLong)
                break;
            else if (c == quote && m_reader.peek(m_at + 1) == quote && m_reader.peek(m_at + 2) == quote &&
                     m_reader.peek(m_at + 3) != quote)
                break;
        }
        m_at += isLong ? 3 : 1;
        return {};
    }

    PieceReader& m_reader;
    char m_brace;
    std::size_t m_at = 0;
    int m_depth = 0, m_deepest = 0;
    bool m_complete = true, m_directive;
};

Result<std::optional<RdfPiece>> cut(PieceReader& reader, const Cutter& cutter, std::size_t length) {
    AKV_CHECK(reader.problem());
    RdfPiece piece;
    piece.line = reader.line();
    AKV_ASSIGN(piece.text, reader.take(length));
    if (cutter.tooDeep())
        piece.problem = "brackets nested deeper than " + std::to_string(kMaxDepth);
    else if (!cutter.complete())
        piece.problem = "the file ends inside this statement";
    return std::optional<RdfPiece>(std::move(piece));
}

/// What stands before the '{' of a TriG block, on one line and without comments; a blank node without a label gets one.
std::string blockName(std::string_view text, unsigned& unnamed) {
    std::string name;
    bool iri = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '<' || text[i] == '>') iri = text[i] == '<';
        if (text[i] == '#' && !iri && (i == 0 || text[i - 1] != '\\'))
            i = std::min(text.find('\n', i), text.size() - 1);
        name += blank(text[i]) ? ' ' : text[i];
    }
    name = trimmed(name);
    const auto open = name.find('[');
    if (open != std::string::npos && trimmed(name.substr(open + 1)) == "]")
        name.replace(open, std::string::npos, "_:graph-without-a-name-" + std::to_string(++unnamed));
    return name;
}

} // namespace

Result<std::optional<RdfPiece>> nextNTriplesLine(PieceReader& reader) {
    AKV_CHECK(skipBlanks(reader));
    std::size_t length = 0;
    while (reader.peek(length) != -1 && reader.peek(length) != '\n') ++length;
    AKV_CHECK(reader.problem());
    if (length == 0) return std::optional<RdfPiece>();
    RdfPiece piece;
    piece.line = reader.line();
    AKV_ASSIGN(piece.text, reader.take(length));
    return std::optional<RdfPiece>(std::move(piece));
}

Result<std::optional<RdfPiece>> nextTurtleStatement(PieceReader& reader) {
    AKV_CHECK(skipBlanks(reader));
    if (reader.peek(0) == -1) {
        AKV_CHECK(reader.problem());
        return std::optional<RdfPiece>();
    }
    Cutter cutter(reader);
    AKV_ASSIGN(const std::size_t length, cutter.length());
    return cut(reader, cutter, length);
}

Result<std::optional<RdfPiece>> nextTriGStatement(PieceReader& reader, TriGBlock& block) {
    for (;;) {
        AKV_CHECK(skipBlanks(reader));
        const int c = reader.peek(0);
        if (c == -1) {
            AKV_CHECK(reader.problem());
            if (!std::exchange(block.open, false)) return std::optional<RdfPiece>();
            return std::optional(RdfPiece{block.name, block.line, {}, "the file ends inside this graph"});
        }
        if (c == '}') {
            RdfPiece stray{{}, reader.line(), {}, "'}' without a graph that it ends"};
            AKV_ASSIGN(stray.text, reader.take(1));
            if (!std::exchange(block.open, false)) return std::optional(std::move(stray));
            continue;
        }
        Cutter cutter(reader, block.open ? '}' : '{');
        AKV_ASSIGN(const std::size_t length, cutter.length());
        if (block.open || reader.peek(length) != '{' || !cutter.atBrace()) {
            AKV_ASSIGN(auto piece, cut(reader, cutter, length));
            if (block.open) piece->graph = block.name;
            if (!cutter.complete()) block.open = false;
            return piece;
        }
        block.open = true;
        block.line = reader.line();
        if (cutter.tooDeep()) { // no name; what is in the block is read as the default graph's
            AKV_ASSIGN(auto piece, cut(reader, cutter, length));
            block.name.clear();
            AKV_CHECK(reader.take(1));
            piece->text = {};
            return piece;
        }
        AKV_ASSIGN(const std::string_view name, reader.take(length));
        block.name = blockName(name, block.unnamed);
        AKV_CHECK(reader.take(1));
    }
}

} // namespace akv
