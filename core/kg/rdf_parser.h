// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple_reader.h"
#include "core/kg/turtle_pieces.h"

#include <memory>
#include <vector>

namespace akv {

struct RdfTerm {
    enum class Kind { Iri, Blank, Literal } kind = Kind::Iri;
    std::string text; ///< the whole IRI, the label of a blank node, or the lexical form of a literal
    std::string language;
};
struct RdfStatement {
    RdfTerm subject, predicate, object;
    std::string graph; ///< its IRI or "_:LABEL"; empty: the default graph
};

/// Parses the pieces of one file in their order (prefixes and the numbers of nameless blank nodes go on from piece to
/// piece). Strict: what the grammar forbids is refused.
class RdfParser {
public:
    explicit RdfParser(SourceFormat format);
    RdfParser(RdfParser&&) noexcept;
    ~RdfParser();
    /// Appends the statements of a piece. What is wrong in it is appended to `refused`; the statements before a mistake
    /// in the grammar of Turtle or TriG are kept, the rest of the piece and a wrong line of the others are not.
    void parse(const RdfPiece& piece, std::vector<RdfStatement>& statements, std::vector<Rejection>& refused);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace akv
