// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/rdf_parser.h"

namespace akv {

/// The statements of one pass over a file, whatever RDF is written as.
class RdfStatements {
public:
    virtual ~RdfStatements() = default;
    /// The next statement, valid until the next call; nullptr at the end, nothing() when only refusals came. What is
    /// refused is appended. Error: the file cannot be read further.
    virtual Result<const RdfStatement*> next(std::vector<Rejection>& refused) = 0;
    /// Of the last statement, from 1.
    virtual std::uint64_t line() const = 0;
    virtual std::uint64_t bytesRead() const = 0;
    virtual std::uint64_t bytesTotal() const = 0;
    virtual std::string encoding() const = 0;

    static const RdfStatement* nothing() {
        static const RdfStatement kNothing;
        return &kNothing;
    }
};

/// N-Triples, Turtle, N-Quads, TriG, RDF/XML or JSON-LD. Errors as SourceFile::open.
Result<std::unique_ptr<RdfStatements>> openStatements(const std::filesystem::path& path, SourceFormat format,
                                                      const std::string& encoding);
/// RDF/XML. Error also: a prolog that takeXmlProlog() refuses, an unknown encoding in the XML declaration.
Result<std::unique_ptr<RdfStatements>> openRdfXmlStatements(const std::filesystem::path& path,
                                                            const std::string& encoding);
/// JSON-LD 1.1.
Result<std::unique_ptr<RdfStatements>> openJsonLdStatements(const std::filesystem::path& path,
                                                            const std::string& encoding);

/// What relative IRIs of a file without a base are relative to: "file:///NAME". No folder is in it.
std::string baseIri(const std::filesystem::path& path);

} // namespace akv
