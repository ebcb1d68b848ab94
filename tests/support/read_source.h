// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kg/triple_reader.h"

#include <map>
#include <string>
#include <vector>

namespace akv::test {

/// All that a source gives, in order.
struct ReadSource {
    std::vector<RawTriple> triples;
    std::vector<Rejection> rejections;
    std::map<SideRecord::Kind, std::vector<SideRecord>> side;
    std::string encoding, error;
    NamedGraphs graphs;

    std::vector<std::string> texts() const {
        std::vector<std::string> out;
        for (const auto& t : triples) out.push_back(t.head + "|" + t.relation + "|" + t.tail);
        return out;
    }
};

inline ReadSource readSource(const std::filesystem::path& path, const ReaderOptions& options = {}) {
    ReadSource result;
    auto reader = openReader(path, options);
    if (!reader.ok()) {
        result.error = reader.error().text();
        return result;
    }
    result.encoding = (*reader)->encoding();
    (*reader)->onReject([&](const Rejection& rejection) { result.rejections.push_back(rejection); });
    (*reader)->onSide([&](const SideRecord& record) -> Result<void> {
        result.side[record.kind].push_back(record);
        return {};
    });
    for (;;) {
        auto triple = (*reader)->next();
        if (!triple.ok()) {
            result.error = triple.error().text();
            return result;
        }
        result.graphs = (*reader)->namedGraphs();
        if (!*triple) break;
        result.triples.push_back(std::move(**triple));
    }
    return result;
}

} // namespace akv::test
