// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_readers.h"

#include "core/base/strings.h"
#include "core/kg/rdf_names.h"
#include "core/kg/rdf_statements.h"

#include <utility>

namespace akv {

namespace {

/// Counts the names of graphs; holds a hash of each.
struct GraphCounter {
    void add(const std::string& name) {
        const auto [place, fresh] = m_places.try_emplace(hash128(name), m_places.size());
        if (fresh && place->second < NamedGraphs::kNames) counts.first.emplace_back(name, 0);
        if (place->second < counts.first.size()) ++counts.first[place->second].second;
        counts.graphs = m_places.size();
        ++counts.statements;
    }
    NamedGraphs counts;

private:
    std::unordered_map<Hash128, std::size_t> m_places;
};

/// Two passes: labels, which may stand behind what they name, then triples. A statement that names its subject, or does
/// so in another language, is no triple; those that are not used go to the rejections.
class RdfReader : public TripleReader {
public:
    RdfReader(std::filesystem::path path, SourceFormat format, std::string encoding, std::uint64_t lookAhead,
              std::unique_ptr<RdfStatements> stream)
        : m_path(std::move(path)), m_format(format), m_encoding(std::move(encoding)), m_lookAhead(lookAhead),
          m_stream(std::move(stream)), m_names(m_path.filename().string()) {}

    Result<std::optional<RawTriple>> next() override {
        if (!std::exchange(m_started, true)) AKV_CHECK(readLabels());
        for (;;) {
            AKV_ASSIGN(const RdfStatement* statement, m_stream->next(m_refused));
            for (const Rejection& rejection : m_refused)
                if (m_reject) m_reject(rejection);
            m_refused.clear();
            if (!statement) return std::optional<RawTriple>();
            if (statement == RdfStatements::nothing()) {
                if (m_poll) AKV_CHECK(m_poll());
                continue;
            }
            if (!statement->graph.empty()) m_graphs.add(statement->graph);
            if (m_names.isName(*statement)) {
                if (std::string reason = m_names.unused(*statement); !reason.empty())
                    reject(std::move(reason), statement->subject.text + " | label | " + statement->object.text);
                continue;
            }
            RawTriple triple;
            triple.head = m_names.entity(statement->subject);
            triple.relation = m_names.relation(statement->predicate);
            triple.tail = m_names.entity(statement->object);
            triple.line = m_stream->line();
            if (auto reason = refuseTriple(triple)) {
                reject(std::move(*reason), triple.head + " | " + triple.relation + " | " + triple.tail);
                continue;
            }
            return std::optional<RawTriple>(std::move(triple));
        }
    }
    void onReject(std::function<void(const Rejection&)> callback) override { m_reject = std::move(callback); }
    void onPoll(std::function<Result<void>()> callback) override { m_poll = std::move(callback); }
    std::uint64_t bytesRead() const override { return m_looked + m_stream->bytesRead(); }
    std::uint64_t bytesTotal() const override { return 2 * m_stream->bytesTotal(); }
    std::string encoding() const override { return m_stream->encoding(); }
    NamedGraphs namedGraphs() const override { return m_graphs.counts; }

private:
    Result<void> readLabels() {
        AKV_ASSIGN(const auto labels, openStatements(m_path, m_format, m_encoding));
        std::vector<Rejection> ignored; // the second pass reports them
        while (labels->bytesRead() < m_lookAhead) {
            m_looked = labels->bytesRead();
            if (m_poll) AKV_CHECK(m_poll());
            AKV_ASSIGN(const RdfStatement* statement, labels->next(ignored));
            ignored.clear();
            if (!statement) break;
            if (statement != RdfStatements::nothing()) m_names.addLabel(*statement);
        }
        m_looked = m_stream->bytesTotal();
        return {};
    }
    void reject(std::string reason, const std::string& what) const {
        if (m_reject) m_reject({m_stream->line(), std::move(reason), shortened(collapseSpaces(what), 120)});
    }

    std::filesystem::path m_path;
    SourceFormat m_format;
    bool m_started = false;
    std::string m_encoding;
    std::uint64_t m_lookAhead, m_looked = 0;
    std::unique_ptr<RdfStatements> m_stream;
    RdfNames m_names;
    GraphCounter m_graphs;
    std::vector<Rejection> m_refused;
    std::function<void(const Rejection&)> m_reject;
    std::function<Result<void>()> m_poll;
};

} // namespace

Result<std::unique_ptr<TripleReader>> openRdfReader(const std::filesystem::path& path, SourceFormat format,
                                                    const std::string& encoding, std::uint64_t lookAhead) {
    AKV_ASSIGN(auto stream, openStatements(path, format, encoding));
    return std::unique_ptr<TripleReader>(
        std::make_unique<RdfReader>(path, format, encoding, lookAhead, std::move(stream)));
}

} // namespace akv
