// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/piece_reader.h"

namespace akv {

/// One statement of a Turtle or TriG file, or line of an N-Triples or N-Quads file.
struct RdfPiece {
    std::string_view text;                 ///< without leading blanks and comments; valid until the next piece
    std::uint64_t line = 0;                ///< of its first byte
    std::optional<std::string_view> graph; ///< name of the TriG block around it, empty: without a name; valid as text
    std::string problem;                   ///< why it must not be parsed; empty: nothing
};

/// The next line that is neither blank nor a comment; nullopt at the end.
Result<std::optional<RdfPiece>> nextNTriplesLine(PieceReader& reader);

/// The next statement of Turtle up to its '.', which strings, IRIs, comments, brackets and names may hold as well; a
/// SPARQL-like PREFIX or BASE ends with its IRI. A statement that is wrong ends at the next '.' all the same, so that
/// reading goes on behind it. Error: the file ends within a string of three quotes.
Result<std::optional<RdfPiece>> nextTurtleStatement(PieceReader& reader);

/// Where a TriG file is between two statements.
struct TriGBlock {
    bool open = false;
    std::string name;       ///< on one line, without comments; blank nodes without a label have one here
    std::uint64_t line = 0; ///< where it began
    unsigned unnamed = 0;   ///< blocks named by a blank node without a label, so far
};
/// The same for TriG: the statements in a block come one by one, so that a block may be of any size.
Result<std::optional<RdfPiece>> nextTriGStatement(PieceReader& reader, TriGBlock& block);

} // namespace akv
