// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kg/source_readers.h"

#include "core/base/strings.h"
#include "core/kg/delimited_reader.h"
#include "core/kg/splits_names.h"

#include <algorithm>
#include <unordered_set>

namespace akv {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kWhole = ~std::uint64_t(0);

std::uint64_t bytesOf(const std::vector<fs::path>& files) {
    std::uint64_t bytes = 0;
    std::error_code ignored;
    for (const auto& file : files) bytes += fs::file_size(file, ignored);
    return bytes;
}

/// Reads the labels first, then gives the triples of train, valid and test, then what the label files say about the
/// entities of these triples: a description as the passage "NAME: description" with the id as its id, types as
/// concepts.
class SplitsReader : public TripleReader {
public:
    SplitsReader(SplitsFiles files, std::uint64_t labelBytes) : m_files(std::move(files)), m_labelBytes(labelBytes) {
        m_total = bytesOf(m_files.splits) + bytesOf(m_files.before) + 2 * bytesOf(labelFiles());
        if (m_files.columns) m_order = *m_files.columns;
    }

    Result<std::optional<RawTriple>> next() override {
        if (!std::exchange(m_started, true)) AKV_CHECK(begin());
        for (;;) {
            AKV_ASSIGN(const bool more, nextRecord());
            if (!more) break;
            if (m_fields.size() != m_columns) {
                reject(std::to_string(m_columns) + " columns expected, " + std::to_string(m_fields.size()) + " found");
                continue;
            }
            RawTriple triple;
            triple.head = m_names.entity(field(0));
            triple.relation = m_names.relation(field(1));
            triple.tail = m_names.entity(field(2));
            triple.line = m_records->line();
            if (auto reason = refuseTriple(triple)) {
                reject(std::move(*reason));
                continue;
            }
            ++m_counts.back();
            return std::optional<RawTriple>(std::move(triple));
        }
        if (!std::exchange(m_finished, true) && m_side) AKV_CHECK(describe());
        return std::optional<RawTriple>();
    }
    void onReject(std::function<void(const Rejection&)> callback) override { m_reject = std::move(callback); }
    void onSide(std::function<Result<void>(const SideRecord&)> callback) override { m_side = std::move(callback); }
    void onPoll(std::function<Result<void>()> callback) override { m_poll = std::move(callback); }
    std::uint64_t bytesRead() const override { return m_done + (m_records ? m_records->bytesRead() : 0); }
    std::uint64_t bytesTotal() const override { return m_total; }
    std::string encoding() const override { return m_encoding; }

    /// Opens the first split, so that a source that cannot be read is an error at once.
    Result<void> open() { return openNext(); }
    const std::vector<std::uint64_t>& counts() const { return m_counts; } ///< triples of each split so far
    const SplitsNames& names() const { return m_names; }

private:
    std::vector<fs::path> labelFiles() const {
        std::vector<fs::path> files = m_files.all();
        files.erase(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(m_files.splits.size()));
        return files;
    }

    Result<void> poll() const { return m_poll ? m_poll() : Result<void>(); }

    Result<void> begin() {
        AKV_CHECK(m_names.read(m_files, m_labelBytes, [this] { return poll(); }));
        m_done += bytesOf(labelFiles());
        std::vector<std::vector<std::string>> records;
        AKV_ASSIGN(const auto sample, DelimitedReader::open(m_files.splits.front(), "\t", false, m_files.encoding));
        std::vector<std::string> fields;
        while (records.size() < 200) {
            AKV_ASSIGN(const bool more, sample->next(fields));
            if (!more) break;
            records.push_back(fields);
        }
        const ColumnOrder order = m_names.examine(records);
        if (!m_files.columns && !m_headed) m_order = order;
        for (const auto& path : m_files.before) AKV_CHECK(nameFirst(path));
        return {};
    }

    /// The names of a split that is not read: those of its ids come first, in whichever file they are met.
    Result<void> nameFirst(const fs::path& path) {
        AKV_ASSIGN(const auto records, DelimitedReader::open(path, "\t", false, m_files.encoding));
        std::vector<std::string> fields;
        while (records->bytesRead() < m_labelBytes) {
            AKV_CHECK(poll());
            AKV_ASSIGN(const bool more, records->next(fields));
            if (!more) break;
            if (fields.size() != m_columns || headerOrder(fields)) continue;
            const auto field = [&](std::size_t role) { return fields[static_cast<std::size_t>(m_order[role])]; };
            m_names.entity(field(0), false);
            m_names.relation(field(1), false);
            m_names.entity(field(2), false);
        }
        m_done += records->bytesRead();
        return {};
    }

    /// The next split and its first record, which says how many columns it has.
    Result<void> openNext() {
        if (m_records) m_done += m_records->bytesRead();
        m_records.reset();
        if (m_counts.size() == m_files.splits.size()) return {};
        m_path = m_files.splits[m_counts.size()];
        AKV_ASSIGN(m_records, DelimitedReader::open(m_path, "\t", false, m_files.encoding));
        m_counts.push_back(0);
        m_encoding = m_records->encoding();
        AKV_ASSIGN(m_pending, m_records->next(m_fields));
        m_columns = m_pending ? m_fields.size() : 0;
        const int last = *std::max_element(m_order.begin(), m_order.end());
        if (m_pending && m_columns <= static_cast<std::size_t>(last))
            return Error(
                ErrorCode::FileFormat,
                "'" + m_path.string() + "' was taken for the triples of a benchmark, but its first record has " +
                    std::to_string(m_columns) + " column(s) separated by tab, " + std::to_string(last + 1) +
                    " are needed; it begins: " + shortened(joinWords(m_fields), 80) +
                    "; give the files that hold triples, or say what they are (on the command line: --format)");
        if (const auto header = m_pending ? headerOrder(m_fields) : std::nullopt) {
            m_pending = false;
            m_headed = true;
            if (!m_files.columns) m_order = *header;
        }
        return {};
    }

    Result<bool> nextRecord() {
        while (m_records) {
            if (std::exchange(m_pending, false)) return true;
            AKV_ASSIGN(const bool more, m_records->next(m_fields));
            if (more) return true;
            AKV_CHECK(openNext());
        }
        return false;
    }

    Result<void> describe() {
        using Kind = SideRecord::Kind;
        std::unordered_set<Hash128> described;
        const auto type = [&](const std::string& name, std::string_view text) {
            return m_side({Kind::Concept, name, std::string(trimmed(text)), {}});
        };
        for (const auto& path : m_files.entities)
            AKV_CHECK(readLabels(path, m_files.encoding, kWhole, [&](const LabelRecord& record) -> Result<void> {
                AKV_CHECK(poll());
                const std::string* name = m_names.used(record.id);
                if (!name) return {};
                for (const auto& text : record.types) AKV_CHECK(type(*name, text));
                const auto text = trimmed(record.description);
                if (text.empty() || !described.insert(hash128(record.id)).second) return {};
                AKV_CHECK(m_side({Kind::Passage, record.id, *name + ": " + std::string(text), {}}));
                return m_side({Kind::Mention, *name, record.id, {}});
            }));
        m_done += bytesOf(m_files.entities);
        if (m_files.entityTypes.empty()) return {};
        std::unordered_map<std::string, std::string> labels; // few: types of Wikidata
        if (!m_files.typeLabels.empty())
            AKV_CHECK(readLabels(m_files.typeLabels, m_files.encoding, kWhole, [&](const LabelRecord& record) {
                labels[record.id] = trimmed(record.label);
                return poll();
            }));
        return readLabels(
            m_files.entityTypes, m_files.encoding, kWhole, [&](const LabelRecord& record) -> Result<void> {
                AKV_CHECK(poll());
                const std::string* name = m_names.used(record.id);
                for (const auto& id : name ? record.types : std::vector<std::string>()) {
                    const auto label = labels.find(id);
                    AKV_CHECK(type(*name, label == labels.end() || label->second.empty() ? id : label->second));
                }
                return {};
            });
    }

    const std::string& field(std::size_t role) const { return m_fields[static_cast<std::size_t>(m_order[role])]; }
    void reject(std::string reason) const {
        if (m_reject)
            m_reject({m_records->line(), std::move(reason),
                      shortened(m_path.filename().string() + ": " + joinWords(m_fields), 120)});
    }

    SplitsFiles m_files;
    std::uint64_t m_labelBytes, m_done = 0, m_total = 0;
    SplitsNames m_names;
    std::unique_ptr<DelimitedReader> m_records;
    fs::path m_path;
    std::string m_encoding;
    std::vector<std::string> m_fields;
    std::vector<std::uint64_t> m_counts;
    std::size_t m_columns = 0;
    ColumnOrder m_order = {0, 1, 2};
    bool m_started = false, m_finished = false, m_pending = false, m_headed = false;
    std::function<void(const Rejection&)> m_reject;
    std::function<Result<void>(const SideRecord&)> m_side;
    std::function<Result<void>()> m_poll;
};

std::string namesOf(const std::vector<fs::path>& files) {
    std::string names;
    for (const auto& file : files) names += (names.empty() ? "" : ", ") + file.filename().string();
    return names;
}

std::string aboutLabels(const SplitsNames& names, const SplitsFiles& files) {
    if (files.entities.empty() && files.relations.empty()) return "; no label files, so names are as they stand there";
    const std::string relations = grouped(names.labelledRelations()) + " relations";
    if (!names.byId())
        return "; the triples hold labels, not ids; " + grouped(names.labelled()) + " of their " +
               grouped(names.labelled() + names.unlabelled()) + " entities are found in the label files";
    return "; labels of " + grouped(names.labelled()) + " entities and " + relations +
           (names.unlabelled() ? "; " + grouped(names.unlabelled()) + " entities without a label keep their ids" : "");
}

} // namespace

Result<std::unique_ptr<TripleReader>> openSplitsReader(const SplitsFiles& files) {
    auto reader = std::make_unique<SplitsReader>(files, kWhole);
    AKV_CHECK(reader->open());
    return std::unique_ptr<TripleReader>(std::move(reader));
}

Result<SourceProposal> proposeSplits(const SplitsFiles& files) {
    constexpr std::uint64_t kCountLimit = std::uint64_t(32) << 20; // larger sets are not read just for a preview
    SourceProposal proposal;
    proposal.format = SourceFormat::Splits;
    proposal.columnNames = {"head", "relation", "tail"};
    SplitsReader reader(files, kCountLimit);
    AKV_CHECK(reader.open());
    proposal.encoding = reader.encoding();
    const bool count = bytesOf(files.splits) <= kCountLimit;
    std::uint64_t refused = 0;
    reader.onReject([&](const Rejection&) { ++refused; });
    while (count || proposal.preview.size() < 10) {
        AKV_ASSIGN(auto triple, reader.next());
        if (!triple) break;
        if (proposal.preview.size() < 10) proposal.preview.push_back({triple->head, triple->relation, triple->tail});
    }
    std::string splits;
    for (std::size_t i = 0; i < files.splits.size(); ++i)
        splits += (i ? ", " : "") + files.splits[i].filename().string() +
                  (count && i < reader.counts().size() ? " " + grouped(reader.counts()[i]) : "");
    proposal.description = "Benchmark " + files.name + ": " + splits + (count ? " triples" : "");
    if (count) proposal.description += aboutLabels(reader.names(), files);
    if (refused > 0) proposal.description += "; " + grouped(refused) + " records are refused";
    if (!files.leftOut.empty()) proposal.description += "; not read: " + namesOf(files.leftOut);
    return proposal;
}

} // namespace akv
