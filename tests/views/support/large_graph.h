// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/pipeline.h"
#include "views/models/local_graph.h"

#include <filesystem>
#include <fstream>
#include <string>

namespace akv::ui::test {

/// A picture of `nodes` neighbours, a few of them of the second step, with twice as many lines; every tenth label is
/// long, right-to-left or CJK.
inline LocalGraph largeGraph(std::size_t nodes) {
    LocalGraph graph;
    graph.centre.name = "hub", graph.centre.degree = 2 * nodes;
    const QStringList labels = {QString(300, QLatin1Char('w')), QStringLiteral("東京特許許可局"),
                                QStringLiteral("مدينة الكويت")};
    for (std::size_t i = 0; i < nodes; ++i) {
        GraphNode node;
        node.name =
            QStringLiteral("%1 %2").arg(i % 10 == 0 ? labels[qsizetype(i / 10) % 3] : QStringLiteral("node")).arg(i);
        node.type = EntityType(i % 4);
        node.degree = i % 37 + 1;
        graph.neighbours.push_back(node);
        graph.edges.push_back({i, true, {QStringLiteral("knows")}, {std::int64_t(i) + 1}, {}});
        if (i > 0)
            graph.edges.push_back({i, true, {QStringLiteral("is next to")}, {std::int64_t(nodes + i)}, (i * 7919) % i});
    }
    return graph;
}

/// A file of `triples` lines: entity i knows four others; the first `hub` lines begin at one entity. Distinct words, so
/// that a search has rare and common ones.
inline void writeTriples(const std::filesystem::path& file, std::uint64_t triples, std::uint64_t hub) {
    std::ofstream out(file, std::ios::binary);
    const char* const relations[] = {"knows", "is part of", "was written by", "lies in"};
    const char* const kinds[] = {"river", "village", "person", "treaty", "bridge", "festival", "compound"};
    for (std::uint64_t i = 0; i < triples; ++i) {
        const std::uint64_t head = i / 4, tail = (i * 2654435761ULL) % (triples / 4 + 1);
        if (i < hub)
            out << "Grand Hub\tknows\t" << kinds[i % 7] << " spoke " << i << '\n';
        else
            out << kinds[head % 7] << " number " << head << '\t' << relations[i % 4] << '\t' << kinds[tail % 7]
                << " number " << tail << '\n';
    }
}

} // namespace akv::ui::test
