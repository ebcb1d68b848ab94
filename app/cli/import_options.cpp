// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/import_options.h"

#include "core/kg/delimiter.h"
#include "core/kg/text_encoding.h"

#include <algorithm>
#include <charconv>

namespace akv::cli {

void ImportOptions::define(CLI::App& app) {
    app.add_option("PATH", paths, "files or folders with triples")->required();
    std::vector<std::string> formats;
    for (const auto& known : sourceFormats()) formats.push_back(known.first);
    app.add_option(
           "--format", format,
           "auto (by content), tsv, csv, atlas (AutoSchemaKG folder), qkv (JSON objects: Q-K-V rows or others), nt "
           "(N-Triples), ttl (Turtle), "
           "nquads, trig, graphml, gexf, rdfxml (also OWL and SKOS), jsonld, splits (train, valid and test with label "
           "files) or neo4j (CSV with :ID, :START_ID and :END_ID)")
        ->check(CLI::IsMember(formats))
        ->capture_default_str();
    app.add_option(
           "--encoding", encoding,
           "encoding of the text where no byte-order mark says it: auto (UTF-8), windows-1252, latin1, utf-16le "
           "or any other name that iconv knows")
        ->capture_default_str();
    app.add_option(
           "--delimiter", delimiter,
           "what separates the columns of a table: auto (as detected), comma, tab, semicolon, pipe, space or one "
           "other character, for example ~")
        ->capture_default_str();
    app.add_option(
        "--columns", columns,
        "columns in file order, for example h,t,r; or the places of head,relation,tail: 1,3,2; of JSON objects "
        "the fields in the order in which they first come");
}

Result<ReaderOptions> ImportOptions::readerOptions() const {
    ReaderOptions options;
    for (const auto& [name, known] : sourceFormats())
        if (format == name) options.format = known;
    AKV_ASSIGN(options.encoding, encodingName(encoding));
    AKV_ASSIGN(options.delimiter, delimiterOf(delimiter));
    if (!columns.empty()) { AKV_ASSIGN(options.columns, parseColumns(columns)); }
    return options;
}

Result<ColumnOrder> parseColumns(const std::string& text) {
    const Error wrong(ErrorCode::InvalidInput,
                      "--columns '" + text + "': give the columns in file order (h,t,r) or three positions (1,3,2)");
    ColumnOrder letters = {-1, -1, -1}, numbers = {-1, -1, -1};
    int position = 0;
    for (std::size_t at = 0; at <= text.size(); ++position) {
        const auto stop = std::min(text.find(',', at), text.size());
        const std::string part = text.substr(at, stop - at);
        at = stop + 1;
        const auto role = std::string("hrt").find(part);
        int number = 0;
        const auto parsed = std::from_chars(part.data(), part.data() + part.size(), number);
        if (part.size() == 1 && role != std::string::npos)
            letters[role] = position;
        else if (parsed.ec == std::errc() && parsed.ptr == part.data() + part.size() && number >= 1 && position < 3)
            numbers[static_cast<std::size_t>(position)] = number - 1;
        else if (part != "_")
            return wrong;
    }
    for (const auto& order : {letters, numbers})
        if (*std::min_element(order.begin(), order.end()) >= 0) return order;
    return wrong;
}

} // namespace akv::cli
