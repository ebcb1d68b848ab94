// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pipeline.h"

#include "core/base/hash.h"
#include "core/kg/triple_writer.h"

#include <algorithm>
#include <chrono>

namespace akv {

namespace {

constexpr std::uint64_t kPollEvery = 8192;
constexpr std::size_t kMaxExamples = 1000;

class Importer {
public:
    Importer(TripleWriter& writer, ImportReport& report, HashStream& hash, const JobContext& context)
        : m_writer(writer), m_report(report), m_hash(hash), m_context(context) {}

    Result<void> add(std::span<const RawTriple> triples) {
        for (std::size_t i = 0; i < triples.size(); ++i) {
            if (i % kPollEvery == 0) {
                m_context.progress("import", i, triples.size());
                AKV_CHECK(m_context.checkCancelled());
            }
            AKV_CHECK(store(triples[i]));
        }
        return {};
    }

    Result<void> run(const std::filesystem::path& source, const ReaderOptions& options) {
        m_phase = "import " + source.filename().string();
        AKV_ASSIGN(const auto reader, openReader(source, options));
        reader->onReject([&](const Rejection& rejection) { reject(rejection); });
        reader->onSide([&](const SideRecord& record) -> Result<void> {
            AKV_CHECK(poll(*reader));
            return m_writer.addSide(record);
        });
        reader->onPoll([&] { return poll(*reader); });
        const std::string name = source.filename().empty() ? source.string() : source.filename().string();
        m_report.encodings[name] = reader->encoding();
        for (;;) {
            AKV_CHECK(poll(*reader));
            AKV_ASSIGN(const auto triple, reader->next());
            if (!triple) break;
            AKV_CHECK(store(*triple));
        }
        if (auto graphs = reader->namedGraphs(); graphs.graphs > 0) m_report.graphs[name] = std::move(graphs);
        m_context.progress(m_phase, reader->bytesTotal(), reader->bytesTotal());
        return {};
    }

private:
    Result<void> store(const RawTriple& triple) {
        AKV_ASSIGN(const auto id, m_writer.add(triple));
        if (!id) {
            reject({triple.line, "duplicate", triple.head + " | " + triple.relation + " | " + triple.tail});
            return {};
        }
        ++m_report.read, ++m_report.kept;
        for (const auto* text : {&triple.head, &triple.relation, &triple.tail}) m_hash.add(*text);
        return {};
    }
    void reject(const Rejection& rejection) {
        ++m_report.read;
        ++m_report.rejected[rejection.reason];
        if (m_report.examples.size() < kMaxExamples) m_report.examples.push_back(rejection);
    }
    Result<void> poll(const TripleReader& reader) {
        if (m_polls++ % kPollEvery != 0) return {};
        m_context.progress(m_phase, reader.bytesRead(), reader.bytesTotal());
        return m_context.checkCancelled();
    }

    TripleWriter& m_writer;
    ImportReport& m_report;
    HashStream& m_hash;
    const JobContext& m_context;
    std::string m_phase;
    std::uint64_t m_polls = 0;
};

/// One transaction: `fill` adds triples and may name sources; on error or cancel the workspace is as it was.
Result<ImportReport> importWith(Workspace& workspace, const JobContext& context,
                                const std::function<Result<void>(Importer&, Manifest&)>& fill) {
    const auto start = std::chrono::steady_clock::now();
    const Manifest before = workspace.manifest();
    Manifest manifest = before;
    ImportReport report;
    HashStream hash;
    hash.add(manifest.triplesHash);
    AKV_ASSIGN(auto writer, TripleWriter::begin(workspace.triples()));
    Importer importer(*writer, report, hash, context);
    AKV_CHECK(fill(importer, manifest));
    AKV_CHECK(context.checkCancelled());
    if (report.kept > 0) manifest.triplesHash = hash.hex();
    // The manifest goes first: after a crash in between, later steps count as stale, never as ready by mistake.
    AKV_CHECK(workspace.saveManifest(manifest));
    if (auto done = writer->commit(); !done.ok()) {
        AKV_CHECK(workspace.saveManifest(before));
        return std::move(done).error().with("while storing the triples; the workspace is unchanged");
    }
    writer.reset();
    report.counts = workspace.triples().counts();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

void nameSource(Manifest& manifest, const std::string& name) {
    if (std::find(manifest.sources.begin(), manifest.sources.end(), name) == manifest.sources.end())
        manifest.sources.push_back(name);
}

} // namespace

Result<ImportReport> importSources(Workspace& workspace, std::span<const std::filesystem::path> sources,
                                   const ReaderOptions& options, const JobContext& context) {
    if (sources.empty()) return Error(ErrorCode::InvalidInput, "nothing to import: no file or folder was given");
    return importWith(workspace, context, [&](Importer& importer, Manifest& manifest) -> Result<void> {
        for (const auto& source : sources) {
            if (auto done = importer.run(source, options); !done.ok())
                return std::move(done).error().with("while importing " + source.string() +
                                                    "; the workspace is unchanged");
            nameSource(manifest, source.filename().empty() ? source.parent_path().filename().string()
                                                           : source.filename().string());
        }
        return {};
    });
}

Result<ImportReport> importTriples(Workspace& workspace, std::span<const RawTriple> triples, const std::string& name,
                                   const JobContext& context) {
    return importWith(workspace, context, [&](Importer& importer, Manifest& manifest) -> Result<void> {
        AKV_CHECK(importer.add(triples));
        nameSource(manifest, name);
        return {};
    });
}

} // namespace akv
