// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_readers.h"

#include "core/base/strings.h"
#include "core/kg/delimited_reader.h"

#include <algorithm>

namespace akv {

std::optional<std::string> refuseTriple(RawTriple& triple) {
    constexpr std::size_t kMaxText = std::size_t(1) << 20;
    triple.head = trimmed(triple.head);
    triple.relation = trimmed(triple.relation);
    triple.tail = trimmed(triple.tail);
    if (triple.head.empty()) return "empty head";
    if (triple.relation.empty()) return "empty relation";
    if (triple.tail.empty()) return "empty tail";
    if (std::max({triple.head.size(), triple.relation.size(), triple.tail.size()}) > kMaxText)
        return "text longer than 1 MiB";
    return std::nullopt;
}

EntityType entityTypeFromName(std::string_view name) {
    const std::string lower = asciiLower(trimmed(name));
    if (lower == "entity") return EntityType::Entity;
    if (lower == "event") return EntityType::Event;
    if (lower == "concept") return EntityType::Concept;
    return EntityType::Unknown;
}

namespace {

/// Triples of one delimited file; every record must have as many columns as the first one.
class TableReader : public TripleReader {
public:
    TableReader(std::unique_ptr<DelimitedReader> records, const SourceProposal& proposal)
        : m_records(std::move(records)), m_order(proposal.columns), m_skipHeader(proposal.hasHeader),
          m_columns(proposal.columnNames.size()) {}

    Result<std::optional<RawTriple>> next() override {
        for (;;) {
            AKV_ASSIGN(const bool more, m_records->next(m_fields));
            if (!more) return std::optional<RawTriple>();
            if (std::exchange(m_skipHeader, false)) continue;
            if (m_fields.size() != m_columns) {
                reject(std::to_string(m_columns) + " columns expected, " + std::to_string(m_fields.size()) + " found");
                continue;
            }
            RawTriple triple;
            triple.head = field(0);
            triple.relation = field(1);
            triple.tail = field(2);
            triple.line = m_records->line();
            if (auto reason = refuseTriple(triple)) {
                reject(std::move(*reason));
                continue;
            }
            return std::optional<RawTriple>(std::move(triple));
        }
    }
    void onReject(std::function<void(const Rejection&)> callback) override { m_reject = std::move(callback); }
    std::uint64_t bytesRead() const override { return m_records->bytesRead(); }
    std::uint64_t bytesTotal() const override { return m_records->bytesTotal(); }
    std::string encoding() const override { return m_records->encoding(); }

private:
    const std::string& field(std::size_t role) const { return m_fields[static_cast<std::size_t>(m_order[role])]; }
    void reject(std::string reason) const {
        if (m_reject) m_reject({m_records->line(), std::move(reason), shortened(joinWords(m_fields), 120)});
    }

    std::unique_ptr<DelimitedReader> m_records;
    ColumnOrder m_order;
    bool m_skipHeader;
    std::size_t m_columns;
    std::vector<std::string> m_fields;
    std::function<void(const Rejection&)> m_reject;
};

} // namespace

Result<std::unique_ptr<TripleReader>> openTableReader(const std::filesystem::path& path, const SourceProposal& proposal,
                                                      const std::string& encoding) {
    const bool quoting = proposal.format == SourceFormat::Csv;
    AKV_ASSIGN(auto records, DelimitedReader::open(path, proposal.delimiter, quoting, encoding));
    return std::unique_ptr<TripleReader>(std::make_unique<TableReader>(std::move(records), proposal));
}

} // namespace akv
